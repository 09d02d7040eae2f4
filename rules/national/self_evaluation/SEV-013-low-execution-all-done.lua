-- 钱没花出去，指标却全部完成：或者指标定低了，或者预算定高了，或者自评不实。
-- 说明里有节约、质保金、分期支付、上级资金等正当原因的，只作提示。
-- 原因里自己说了没有完成的（SEV-014），是同一件事。
rule "SEV-013" {
  title    = "执行率低而指标全部完成",
  title_en = "Low execution, yet every indicator is reported as met",
  suggestion_en = "check the results; if they stand, explain the saving or the payment terms and cut next year's budget",
  severity = "warning",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "project",
  where    = { form = "self_evaluation" },
  needs    = { "SEV-004", "SEV-014" },
  check = function(p)
    local rate = p.executed / p.budget_total
    if rate == nil then return undecided("没有执行数，或预算数没有填、为0", "no amount executed, or the budget is blank or 0") end
    if rate >= param.execution_all_done then return end
    local told = list.filter(rows_of(p), function(i) return i.actual.kind ~= "empty" end)
    if #told == 0 then return undecided("没有实际完成值", "no actual values") end
    if list.any(told, function(i) return unmet(i) == true end) then return end
    local why = text.contains(p.deviation_reason .. p.improvement, words.payment_causes)
    return fail { field = "execution_rate", severity = why and "note" or "warning",
      message = "执行率 {rate}，{count} 个指标却没有一个填未完成",
      message_en = "execution is {rate}, yet none of {count} indicators is reported as unmet",
      rate = percent(rate), count = #told,
      suggestion = "核实各指标完成情况；确已完成的，说明节约、分期支付等原因，并相应核减下年预算或提高指标值" }
  end,
  bad = {
    { budget_total = "45", executed = "27.82", deviation_reason = "经费使用不平衡，力量配备不足。", improvement = "", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "实践基地", target = "≥5个", actual = "已完成" } }, expect = { field = "execution_rate" } },
    { budget_total = "900", executed = "432", deviation_reason = "无", improvement = "", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "见习补贴人数", target = "≥600人", actual = "612人" } }, expect = { field = "execution_rate" } },
    { budget_total = "170", executed = "97.621", deviation_reason = "其中70万元为上级转移支付，先用上级资金。", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "救助案件", target = "40件", actual = "40件" } }, expect = { field = "execution_rate", severity = "note" } },
  },
  good = {
    { budget_total = "100", executed = "75" },
    { budget_total = "100", executed = "30", deviation_reason = "合同推迟到次年签订，未支付。", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "实践基地", target = "≥5个", actual = "3个" } } },
  },
}
