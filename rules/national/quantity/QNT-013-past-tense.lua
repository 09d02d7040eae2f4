-- 目标写将要做到什么。“提出了”“已完成”是总结的口气，多半是照抄了上年的总结。
-- “未出现”“未发生”是通行的零目标，不算；目标文字由 QNT-013G 看。
rule "QNT-013" {
  title    = "指标值写成已完成的事",
  title_en = "The target is told as already done",
  suggestion_en = "state what is to be reached this year",
  severity = "note",
  aspect   = "可行性",
  basis    = {},
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure" } },
  check = function(i)
    local found, own
    for _, said in ipairs { i.target.text, i.project.form == "disclosure" and i.level3 or "" } do
      found = found or text.contains(text.remove(said, words.not_past), words.past)
      if found and own == nil then own = said end
    end
    if found == nil then return end
    return fail { field = "target", found = found,
      said = text.head(own, 40),
      message = "“{said}”是已完成的口气（“{found}”）", message_en = "'{said}' is told as done ('{found}')",
      suggestion = "改为本年要达到的目标" }
  end,
  bad = {
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "法律风险", target = "提出了合法化的建议，规避了法律风险" },
  },
  good = {
    { level1 = "产出指标", level2 = "质量指标", level3 = "政策知晓", target = "群众了解率≥90%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "安全事故", target = "不发生安全事故" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "安全事故", target = "未出现安全事故" },
  },
}
