-- 指标性质（计算符号）、指标值、计量单位分栏的表，定量的行要选符号：没有“≥”还是“≤”，年底不知道多了好还是少了好。
-- 表里别的行都选了，才问这一行。
rule "CMP-022S" {
  title    = "没有选计算符号",
  title_en = "The sign of the target was not chosen",
  suggestion_en = "choose ≥, > , = , < or ≤; for qualitative targets 定性",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "platform" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "monitoring" } },
  needs    = { "CMP-020", "CMP-021" },
  check = function(i)
    if not has(i, "target_op") or not text.is_blank(i.target_op) then return end
    local v = i.target_value
    if v.kind ~= "number" or v.op_written or text.is_blank(i.target_unit) then return skip("不是分栏填写的定量指标") end
    if not list.any(i.project.indicators, function(x) return not text.is_blank(x.target_op) end) then return skip("全表都没有符号") end
    return fail { field = "target_op", said = i.target.text, message = "指标值“{said}”没有选计算符号，其他各行都选了",
      message_en = "'{said}' has no sign, the other rows have", suggestion = "选“≥”“≤”或“＝”" }
  end,
  bad  = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "50处", target_op = "", target_value = "50", target_unit = "处",
             project = { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "合格率", target = "≥95%", target_op = "≥", target_value = "95", target_unit = "%" } } } } },
  good = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", target_op = "≥", target_value = "50", target_unit = "处" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "50处", target_op = "", target_value = "50", target_unit = "处" },
           { level1 = "效益指标", level2 = "社会效益指标", level3 = "治安改善程度", target = "明显/较明显/不明显", target_op = "", target_value = "明显/较明显/不明显", target_unit = "",
             project = { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "合格率", target = "≥95%", target_op = "≥", target_value = "95", target_unit = "%" } } } } },
}
