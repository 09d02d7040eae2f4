-- 描述里有具体的数，指标值却是一句话：数应当填在指标值里。数量指标由 QNT-001 要求。
rule "QNT-009" {
  title    = "量化的数写在描述里",
  title_en = "The number stands in the description",
  suggestion_en = "move the figure to the target column",
  severity = "note",
  aspect   = "相关性",
  basis    = {},
  each     = "indicator",
  fold     = true,
  where    = { form = "target" },
  needs    = { "QNT-001", "QNT-007" },
  check = function(i)
    if i.target.kind ~= "text" then return end
    if text.contains(i.target.text, words.graded) or text.match(i.target.text, "[/／、].*[/／、]") then return skip("分了档次") end
    if text.match(i.description, "[÷/／=＝]|比上|占") then return skip("描述是计算公式") end
    for _, v in ipairs(text.numbers(i.description)) do
      if v.unit ~= "" and v.unit ~= "档" then
        return fail { field = "description", found = v.span,
          message = "描述中有“{found}”，指标值“{target}”却没有数",
          message_en = "the description says '{found}', the target '{target}' has no number",
          suggestion = "把“" .. v.span .. "”填在指标值栏" }
      end
    end
  end,
  bad  = { { level1 = "产出指标", level2 = "质量指标", level3 = "办案质量", description = "案件合格率达到95%以上", target = "提升办案质量" } },
  good = {
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "持续保障审判执行工作", description = "按好、一般、差三档评价", target = "好（好/一般/差）" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "办案质量", description = "案件合格率达到95%以上", target = "≥95%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "办案质量", description = "合格案件数/案件总数=100%", target = "符合标准" },
  },
}
