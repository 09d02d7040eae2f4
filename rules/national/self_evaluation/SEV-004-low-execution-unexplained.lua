-- 执行率低于下限的，必须说明资金为什么没有花出去。用未经舍入的执行率比较：印作 60% 而实为
-- 59.996% 的仍低于 60%，恰好 60% 的不低。说明可以写在项目的偏差原因里，也可以写在指标行里。
local function explained(p)
  if text.is_substantive(p.deviation_reason) then return true end
  return list.any(p.indicators, function(i)
    if not text.is_substantive(i.reason) then return false end
    -- 活没有干完、说了为什么的，钱没有花完也就说了
    return text.contains(i.reason, words.funding) ~= nil or i.level2_name == "数量指标" and unmet(i) == true
  end)
end

rule "SEV-004" {
  title    = "执行率低于下限而未说明偏差原因",
  title_en = "Execution below the floor without an explanation",
  suggestion_en = "state how much was not spent, why, and what becomes of it",
  severity = "error",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "project",
  where    = { form = "self_evaluation" },
  check = function(p)
    local rate = p.executed / p.budget_total
    if rate == nil then return undecided("没有执行数，或预算数没有填、为0", "no amount executed, or the budget is blank or 0") end
    if rate >= param.execution_floor or explained(p) then return end
    if text.contains(p.deviation_reason, words.withheld) then return skip("说明涉密") end
    local places = round(rate, 4) < param.execution_floor and 2 or 4
    return fail { field = "deviation_reason",
      message = "执行率 {rate} 低于 {floor}，未说明偏差原因",
      message_en = "execution is {rate}, below {floor}, and no reason is given",
      rate = percent(rate, places), floor = percent(param.execution_floor),
      suggestion = "说明未支出资金的数额和原因，以及结转、调整或收回的安排" }
  end,
  bad = {
    { budget_total = "100", executed = "52", deviation_reason = "", indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "处置来访", target = "≥50批次", actual = "36批次", reason = "来访下降" } } },
    { budget_total = "100", executed = "59.996", execution_rate = "60%", deviation_reason = "" },
    { budget_total = "280", executed = "155.65", deviation_reason = "无偏差" },
    { budget_total = "100", executed = "0", deviation_reason = "/" },
    { budget_total = "100", executed = "30", deviation_reason = "无" },
  },
  good = {
    { budget_total = "100", executed = "52", deviation_reason = "", indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "营造段木林", target = "≥2000亩", actual = "1150亩",
      reason = "造林地块权属纠纷，850亩调整至2025年春季实施" } } },
    { budget_total = "100", executed = "59", deviation_reason = "", indicators = { { level1 = "产出指标", level2 = "时效指标", level3 = "劳务费按季发放率", target = "100%", actual = "75%",
      reason = "四季度劳务费考核后于次年1月兑付" } } },
    { budget_total = "100", executed = "60", deviation_reason = "" },
    { budget_total = "280", executed = "155.65",
      deviation_reason = "物业服务改由市机关事务服务中心集中管理，展示中心区域（100万元）未投入使用。" },
    { budget_total = "100", executed = "10", deviation_reason = "合同约定三年维护期满后支付质保金" },
    { budget_total = "100", executed = "30", deviation_reason = "涉密" },
    { budget_total = "", executed = "10", deviation_reason = "", expect = "undecided" },
    { budget_total = "0", executed = "0", deviation_reason = "", expect = "undecided" },
  },
}
