-- 定性指标评多少分，要在“完成情况简要描述”里写明得分、失分的依据。
rule "GXI-001" {
  title    = "定性指标没有写得失分依据",
  title_en = "A qualitative score without its grounds",
  suggestion_en = "describe the result and why points were given or taken",
  severity = "error",
  aspect   = "自评质量",
  basis    = { "guangxi-form" },
  each     = "indicator",
  fold     = true,
  where    = { form = "self_evaluation" },
  check = function(i)
    if i.target.kind ~= "text" or not is_number(i.score) then return skip("不是定性指标，或没有评分") end
    local note = extra(i, words.result_note_headings)
    if note == nil then return skip("表中没有完成情况简要描述一栏") end
    if not text.is_blank(note) or not text.is_blank(i.reason) or not text.is_blank(i.remark) then return end
    return fail { field = "score", message = "定性指标“{name}”评 {score} 分，没有写完成情况简要描述", name = text.brief(i.level3, 20),
      message_en = "the qualitative indicator '{name}' is scored {score} without a description", suggestion = "写明完成情况和得分、失分的依据" }
  end,
  bad  = { { level1 = "效益指标", level2 = "社会效益指标", level3 = "供水保障能力", target = "明显提升", actual = "达成年度指标", weight = "10", score = "9",
    reason = "", remark = "", extra = { ["完成情况简要描述"] = "" } } },
  good = { { level1 = "效益指标", level2 = "社会效益指标", level3 = "供水保障能力", target = "明显提升", actual = "达成年度指标", weight = "10", score = "9",
    extra = { ["完成情况简要描述"] = "停水次数减少一半" } },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "供水保障能力", target = "明显提升", actual = "达成年度指标", weight = "10", score = "9" } },
}
