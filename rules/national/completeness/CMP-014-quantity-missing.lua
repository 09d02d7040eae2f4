-- 产出首先是数量：办了多少事、服务了多少人。没有数量指标，资金规模无从匹配。
rule "CMP-014" {
  title    = "缺少数量指标",
  title_en = "No quantity indicator",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "mof-2015-88", "mof-2021-101" },
  each     = "project",
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" } },
  needs    = { "CMP-011" },
  classified = true,
  check = function(p)
    local rows = list.filter(p.indicators, function(i) return i.filled end)
    if #rows == 0 then return skip("没有绩效指标") end
    if list.any(rows, function(i) return i.level2_name == "数量指标" end) then return end
    return fail { field = "indicators", message = "产出指标中没有数量指标",
      message_en = "there is no quantity indicator", suggestion = "补充数量指标，写明做什么、做多少及计量单位" }
  end,
  bad = {
    { indicators = { { level1 = "产出指标", level2 = "成本指标", level3 = "维修费用", target = "≤60万元" },
                     { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" } } },
  },
  good = {
    { indicators = { { level1 = "产出指标", level2 = "产出数量指标", level3 = "维修站点", target = "≥50处" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "涉密", target = "涉密" } } },
  },
}
