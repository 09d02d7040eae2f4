-- 产出要说明达到什么标准：验收合格、符合规范、达标。
rule "CMP-015" {
  title    = "缺少质量指标",
  title_en = "No quality indicator",
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
    if list.any(rows, function(i) return i.level2_name == "质量指标" end) then return end
    return fail { field = "indicators", message = "产出指标中没有质量指标",
      message_en = "there is no quality indicator", suggestion = "补充质量指标，如验收合格率、达标率" }
  end,
  bad = {
    { indicators = { { level1 = "产出指标", level2 = "成本指标", level3 = "维修费用", target = "≤60万元" },
                     { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" } } },
  },
  good = {
    { indicators = { { level1 = "产出指标", level2 = "质量", level3 = "验收合格率", target = "100%" } } },
    { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "涉密", target = "涉密" } } },
  },
}
