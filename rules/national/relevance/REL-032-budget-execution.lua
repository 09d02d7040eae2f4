-- 资金付了多少、预算执行了多少，是钱花得快慢，不是工作的数量、质量，更不是效益；执行率自评时另有
-- 专门的分值。放在时效指标下作支付进度、放在成本指标下作预算控制的，不在此列。
rule "REL-032" {
  title    = "预算执行情况当作绩效指标",
  title_en = "Budget execution set as an output or a benefit",
  suggestion_en = "leave the row out: execution is scored by itself; measure the work or its effect here",
  severity = "warning",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure" },
               level2 = { "数量指标", "质量指标", "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标" } },
  needs    = { "REL-003" },
  check = function(i)
    local said = text.contains(i.level3, words.budget_execution)
    if said == nil then return end
    return fail { field = "level2", said = said,
      message = "“{said}”是预算执行情况，不是{level2}", message_en = "'{said}' is budget execution, no {level2}",
      suggestion = "删去该行，执行率自评时另行计分；此处改填反映工作质量或效果的指标" }
  end,
  bad = {
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "资金支付率", target = "≥90%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "资金支付情况", target = "≥90%" },
  },
  good = {
    { level1 = "产出指标", level2 = "时效指标", level3 = "资金支付率", target = "12月底前100%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "资金支付合规率", target = "100%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "救助资金足额发放率", target = "100%" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "预算执行率", target = "≤100%" },
  },
}
