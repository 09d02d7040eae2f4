-- 满意度的完成情况要有调查得来的比例。只写“已完成”“认可”的提示；满意度不作必评指标的地区可以关掉。
rule "SEV-036" {
  title    = "满意度完成情况没有调查依据",
  title_en = "Satisfaction reported without a figure or a survey",
  suggestion_en = "enter the rate and how it was surveyed, such as \"92%（问卷120份）\"",
  severity = "note",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "indicator",
  fold     = true,
  where    = { form = "self_evaluation", level1 = "满意度指标" },
  needs    = { "SEV-008", "SEV-012", "QNT-002" },
  negotiable = { off = true },
  check = function(i)
    local v = i.actual
    if v.kind ~= "text" then return skip("完成值有数值或没有填写") end
    if text.contains(v.text, words.surveyed) or text.contains(v.text, words.denials) then return end
    return fail { field = "actual", message = "满意度的完成情况“{actual}”没有比例，也没有说明怎样得来",
      message_en = "the satisfaction result '{actual}' has no figure and names no survey",
      suggestion = "填写满意率，并注明调查方式和样本数，如“92%（问卷120份）”" }
  end,
  bad  = { { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "使用人员满意", target = "", actual = "认可" } },
  good = {
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", target = "≥90%", actual = "92%" },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", target = "群众满意", actual = "问卷调查均表示满意" },
  },
}
