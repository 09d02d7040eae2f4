-- “≥8小；”多半是“小时”少了一个字：单位不全，数就没有意义。
rule "FMT-002" {
  title    = "计量单位残缺",
  title_en = "A unit is cut short",
  suggestion_en = "complete the unit",
  severity = "warning",
  aspect   = "完整性",
  basis    = {},
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure" } },
  check = function(i)
    local number_text, part = text.match(i.target.text,
      "(\\d)\\s*(小|平方|立方|公|工作|季|周年度|万平)(?=[；;，,。、.\\s）)]|$)")
    if number_text == nil then return end
    return fail { field = "target", part = part, message = "指标值“{target}”中“{part}”不是完整的计量单位",
      message_en = "'{part}' in '{target}' is not a whole unit", suggestion = "补全单位，如“小时”“平方米”“工作日”" }
  end,
  bad  = { { level1 = "产出指标", level2 = "数量指标", level3 = "普法宣传", target = "1次；≥8小时；≥8小；≥6次" } },
  good = { { level1 = "产出指标", level2 = "数量指标", level3 = "普法宣传", target = "≥8小时" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "小区改造", target = "≥8小区" } },
}
