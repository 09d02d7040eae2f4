-- 指标值写了单位、完成值只写数：看得懂，但不完整，只提示。计量单位另有一栏的不提。
rule "SEV-038U" {
  title    = "实际完成值没有写单位",
  title_en = "The actual value has no unit",
  suggestion_en = "add the unit of the target",
  severity = "note",
  aspect   = "自评质量",
  basis    = {},
  each     = "indicator",
  fold     = true,
  where    = { form = "self_evaluation" },
  needs    = { "SEV-038" },
  check = function(i)
    local target, actual = i.target, i.actual
    if target.kind ~= "number" or actual.kind ~= "number" then return skip("不是数值对数值") end
    if target.unit == "" or actual.unit ~= "" or not text.is_blank(i.target_unit) or number(actual) <= 0 then return end
    return fail { field = "actual", message = "完成值“{actual}”没有写单位（指标值 {target}）",
      message_en = "the actual value '{actual}' has no unit (target {target})", suggestion = "写明与指标值相同的单位" }
  end,
  bad  = { { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", target = "≥90%", actual = "88.2" } },
  good = {
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", target = "≥90%", actual = "92%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "安全事故", target = "0起", actual = "0" },
  },
}
