-- 执行率偏低时，说明要谈到钱：资金、合同、事项变动或具体金额都算。写在改进措施或指标行里的也认。
local function said(p)
  local parts = { p.deviation_reason, p.improvement }
  for _, i in ipairs(p.indicators) do table.insert(parts, i.reason) end
  return list.join(parts, "。")
end

local function about_money(s)
  if text.contains(s, words.funding) or text.contains(s, words.not_carried_out) then return true end
  return list.any(text.numbers(s), function(v) return v.dimension == "money" end)
end

rule "SEV-005" {
  title    = "执行率偏低，说明与资金无关",
  title_en = "Low execution, and the reason given says nothing about money",
  suggestion_en = "state how much was not spent, why, and what follows",
  severity = "warning",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "project",
  where    = { form = "self_evaluation" },
  needs    = { "SEV-004", "SEV-006", "CMP-006" },
  check = function(p)
    local rate = p.executed / p.budget_total
    if rate == nil then return undecided("没有执行数，或预算数没有填、为0", "no amount executed, or the budget is blank or 0") end
    if rate >= param.execution_warn or about_money(said(p)) then return end
    if text.contains(p.deviation_reason, words.withheld) then return skip("说明涉密") end
    local blank = text.is_blank(p.deviation_reason)
    return fail { field = "deviation_reason",
      message = blank and "执行率 {rate}，未说明资金未支出的原因"
        or "执行率 {rate}，偏差原因“{reason}”没有说明资金为何未支出",
      message_en = "execution is {rate}; the reason given does not say why the money was not spent",
      rate = percent(rate), reason = text.brief(p.deviation_reason, 30),
      suggestion = "补充未支出资金的数额、原因和后续安排" }
  end,
  bad = {
    { budget_total = "80", executed = "61.56", deviation_reason = "矛盾纠纷化解质效还需提升。",
      improvement = "加大群众安全感的宣传力度。" },
    { budget_total = "100", executed = "70", deviation_reason = "", improvement = "" },
  },
  good = {
    { budget_total = "80", executed = "64", deviation_reason = "", improvement = "" },
    { budget_total = "80", executed = "60", deviation_reason = "内容涉密，按照规定不予公开", improvement = "" },
    { budget_total = "280", executed = "155.65",
      deviation_reason = "社会治理展示中心区域（100万元）未投入使用。", improvement = "" },
    { budget_total = "45", executed = "27.82", deviation_reason = "经费使用不平衡。", improvement = "" },
  },
}
