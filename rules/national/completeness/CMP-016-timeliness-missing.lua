-- 产出要说明什么时候完成。日期错放在别的指标下的，由 FMT-014 指出，这里不再重复。
rule "CMP-016" {
  title    = "缺少时效指标",
  title_en = "No timeliness indicator",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "mof-2015-88", "mof-2021-101" },
  each     = "project",
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" } },
  needs    = { "CMP-011", "FMT-014" },
  classified = true,
  check = function(p)
    local rows = list.filter(p.indicators, function(i) return i.filled end)
    if #rows == 0 then return skip("没有绩效指标") end
    if list.any(rows, function(i) return i.level2_name == "时效指标" end) then return end
    return fail { field = "indicators", message = "产出指标中没有时效指标",
      message_en = "there is no timeliness indicator", suggestion = "补充时效指标，写明完成时间或按时完成率" }
  end,
  bad = {
    { indicators = { { level1 = "产出指标", level2 = "成本指标", level3 = "维修费用", target = "≤60万元" },
                     { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" } } },
  },
  good = {
    { indicators = { { level1 = "产出指标", level2 = "进度指标", level3 = "按期完工率", target = "100%" } } },
    { indicators = { { level1 = "产出指标", level2 = "时效指标", level3 = "涉密", target = "涉密" } } },
  },
}
