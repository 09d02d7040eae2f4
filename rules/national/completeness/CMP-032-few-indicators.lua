-- 产出与效益指标太少，撑不起目标。小项目可以少，只作提示。
local function counted(i)
  local class = i.level1_name
  return (class == "产出指标" or class == "效益指标")
    and (i.withheld or text.fold(i.level3) ~= "" or i.target.kind ~= "empty")
end

rule "CMP-032" {
  title    = "指标数量过少",
  title_en = "Too few indicators",
  suggestion_en = "add indicators for the main work",
  severity = "note",
  aspect   = "完整性",
  basis    = {},
  each     = "project",
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" } },
  needs    = { "CMP-011", "CMP-012" },
  classified = true,
  check = function(p)
    local count = list.count(p.indicators, counted)
    if count == 0 then return undecided("指标没有一级名称", "the indicators have no level-1 names") end
    if count >= number(param.min_indicators) then return end
    return fail { field = "indicators", count = count,
      message = "产出和效益指标只有 {count} 个", message_en = "only {count} output and benefit indicators",
      suggestion = "补充能反映主要工作内容的指标" }
  end,
  bad = { { indicators = { { level1 = false, level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
                           { level1 = false, level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" } } }, { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
                           { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" } } } },
  good = { { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
                            { level1 = "产出指标", level2 = "质量指标", level3 = "合格率", target = "100%" },
                            { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" } } } },
}
