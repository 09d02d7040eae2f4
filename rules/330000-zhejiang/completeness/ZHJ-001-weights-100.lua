-- 浙江申报时就定权重，合计100；系统提示“绩效指标权重需为100”。转述的规定，只作提醒。
rule "ZHJ-001" {
  title    = "指标权重合计不是100",
  title_en = "The weights do not add up to 100",
  suggestion_en = "adjust the weights so that they add up to 100",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "zhejiang-form" },
  each     = "project",
  where    = { form = { "declaration", "target" } },
  check = function(p)
    local rows = list.filter(p.indicators, function(i) return i.term ~= "long" and is_number(i.weight) end)
    if #rows == 0 then return skip("没有权重") end
    local total = sum(list.map(rows, function(i) return number(i.weight) end))
    if abs(total - 100) <= number(param.score_tolerance) then return end
    return fail { at = rows[1], field = "weight", total = tostring(total), message = "指标权重合计 {total}，应为100",
      message_en = "the weights add up to {total}, not 100", suggestion = "调整各指标权重，合计100" }
  end,
  bad  = { { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", weight = "60" },
                            { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥12000人", weight = "30" } } } },
  good = { { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", weight = "60" },
                            { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥12000人", weight = "40" } } },
           { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" } } } },
}
