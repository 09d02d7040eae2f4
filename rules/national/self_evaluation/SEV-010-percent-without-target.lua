-- 指标值只有文字，完成值却是百分数：不知道是什么的百分之几。名称本身是率、满意度的，百分数有意义。
local function rate_named(s)
  return text.contains(s, words.sure_rates) ~= nil or text.contains(text.remove(s, words.not_rate), words.rate_nouns) ~= nil
end

local function other_standard(i)
  return not text.is_blank(extra(i, words.score_standard_headings) or "")
end

rule "SEV-010" {
  title    = "定性指标填百分比而无依据",
  title_en = "A percentage answers a target that has none",
  suggestion_en = "state of what it is the percentage, or use the three grades",
  severity = "warning",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "indicator",
  fold     = true,
  where    = { form = "self_evaluation" },
  check = function(i)
    if i.target.kind ~= "text" then return skip("指标值不是文字") end
    if i.actual.kind ~= "number" or i.actual.unit ~= "%" then return end
    if i.actual.change and text.contains(i.target.text, words.changing) then return end
    if i.level1_name == "满意度指标" or text.contains(i.level3 .. i.target.text, words.satisfaction) then return end
    if rate_named(i.level3) or rate_named(i.target.text) then return end
    if other_standard(i) or text.match(i.actual.text, "\\p{Han}{2}率\\p{Lo}{0,3}\\s*[\\d.]+\\s*[%％]") then return end      -- “停访息诉率100%”说了是什么
    return fail { field = "actual",
      message = "指标值“{target}”没有数值，实际完成值“{actual}”不知是什么的百分比",
      message_en = "the target '{target}' has no figure: {actual} of what?",
      suggestion = "写明分子、分母，或按“达成年度指标”等三档填写，下年改为可量化的指标值" }
  end,
  bad = {
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "从优待警", target = "一定程度上减轻干警负担", actual = "92%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "群体性事件", target = "有效预防和减少群体性事件", actual = "90%" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "挽回经济损失", target = "为当事人挽回经济损失", actual = "80%" },
  },
  good = {
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "救助对象停访息诉", target = "确保停访息诉", actual = "停访息诉率100%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "信访总量", target = "不高于上年", actual = "较上年下降6%" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "法律援助案件", target = "法律援助案件结案率80%", actual = "80%" },
    { level1 = "满意度指标", level2 = "服务对象满意度", level3 = "使用人员", target = "使用人员满意", actual = "96%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "案件办结率", target = "逐年提高", actual = "98%" },
  },
}
