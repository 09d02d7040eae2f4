-- 只写“%”“≥”的指标值等于没有填，系统也不接受。
rule "CMP-021" {
  title    = "指标值只有符号或单位",
  title_en = "The target is a sign or unit without a number",
  suggestion_en = "add the figure, such as \"≥90%\"",
  severity = "error",
  aspect   = "完整性",
  basis    = { "platform" },
  each     = "indicator",
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation", "monitoring" } },
  check = function(i)
    if i.target.kind ~= "symbol" then return end
    return fail { field = "target", message = "“{level3}”的指标值只有“{target}”，没有数值",
      message_en = "the target of '{level3}' is only '{target}', without a number",
      suggestion = "补上数值，如“≥90%”" }
  end,
  bad = {
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", target = "%" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥" },
  },
  good = { { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", target = "≥90%" } },
}
