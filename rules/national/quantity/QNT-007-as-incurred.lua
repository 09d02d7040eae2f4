-- “以实际发生数为准”的指标值永远完成，没有约束力。应急、准备金类项目可按预计数填写。
rule "QNT-007" {
  title    = "指标值以实际发生数为准",
  title_en = "The target is whatever will have happened",
  suggestion_en = "give last year's or the expected figure, such as \"≥5人\"",
  severity = "error",
  aspect   = "可行性",
  basis    = { "mof-2015-88", "mof-2021-101" },
  each     = "indicator",
  where    = { form = { "declaration", "target", "disclosure" } },
  check = function(i)
    if i.target.kind ~= "text" then return end
    local found = text.contains(text.remove(i.target.text, words.not_actual_basis), words.actual_basis)
      or text.match(i.target.text, "以[^，。；]{0,12}实际[^，。；]{0,12}为准")
    if found == nil then return end
    local quantity_row = i.level2_name == "数量指标"
    return fail { field = "target", severity = quantity_row and "error" or "warning",
      message = "指标值“{target}”没有确定的目标", message_en = "the target '{target}' sets no goal",
      suggestion = "按上年实绩或预计数填写，如“" .. (text.contains(i.level3, { "人数" }) and "≥5人" or codes.target_examples[i.level2_name] or codes.target_examples["其他"]) .. "”；据实结算可写在备注" }
  end,
  bad = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "表彰奖励人数", target = "以当年实际发生数为准" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "救助支出", target = "据实列支", expect = { severity = "warning" } },
  },
  good = {
    { level1 = "产出指标", level2 = "质量指标", level3 = "方案执行", target = "根据实施方案组织" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "表彰奖励人数", target = "预计≥5人，以实际发生数为准" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "弘扬正气", target = "以实际行动弘扬正气" },
  },
}
