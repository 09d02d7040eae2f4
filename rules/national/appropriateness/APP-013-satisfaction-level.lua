-- 满意度目标过低没有约束，写100%又难以做到。是否合适由审核人判断。
rule "APP-013" {
  title    = "满意度目标偏低或偏高",
  title_en = "The satisfaction target is very low or 100%",
  suggestion_en = "set the target by last year's result, say \"≥95%\"",
  severity = "note",
  aspect   = "适当性",
  basis    = {},
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure" }, level1 = "满意度指标" },
  needs    = { "QNT-002", "APP-010", "APP-011" },
  check = function(i)
    local target = i.target
    if target.kind ~= "number" or target.unit ~= "%" or target.change then return end
    if target.op == "<=" or target.op == "<" then return end
    if target < param.satisfaction_low then
      return fail { field = "target", low = param.satisfaction_low, message = "满意度目标“{target}”低于 {low}",
        message_en = "the satisfaction target {target} is below {low}", suggestion = "参照上年满意度从严设定" }
    end
    if target >= param.satisfaction_high then
      return fail { field = "target", message = "满意度目标“{target}”过高，难以实现",
        message_en = "a satisfaction target of {target} is hardly attainable", suggestion = "参照上年满意度设定，如“≥95%”" }
    end
  end,
  bad = {
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", target = "≥60%" },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", target = "100%" },
  },
  good = {
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", target = "达到85%" },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "投诉率", target = "≤3%" },
  },
}
