-- 得分不超过分值，不为负，没有加分。
rule "SEV-025" {
  title    = "得分超过分值或为负",
  title_en = "A score above its weight or below zero",
  suggestion_en = "keep the score between 0 and the weight",
  severity = "error",
  aspect   = "自评质量",
  basis    = { "platform", "mof-2020-10" },
  each     = "indicator",
  where    = { form = "self_evaluation" },
  classified = true,
  check = function(i)
    local score, weight = number(i.score), number(i.weight)
    if score == nil then return skip("没有得分") end
    if score < 0 then
      return fail { field = "score", message = "得分 {score} 为负", message_en = "the score {score} is negative",
        suggestion = "最低填 0" }
    end
    if weight == nil then return undecided("没有分值", "no points") end
    if score <= weight then return end
    return fail { field = "score", message = "得分 {score} 超过分值 {weight}",
      message_en = "the score {score} exceeds its weight {weight}", suggestion = "最高填 " .. tostring(weight) }
  end,
  bad  = { { target = "50处", actual = "80处", weight = "10", score = "12" }, { target = "50处", actual = "0处", weight = "10", score = "-1" } },
  good = { { target = "50处", actual = "50处", weight = "10", score = "10" }, { target = "50处", actual = "0处", weight = "10", score = "0" } },
}
