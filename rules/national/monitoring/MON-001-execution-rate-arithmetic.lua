-- 监控执行率 = 1 至 N 月执行数 ÷ 调整后预算数，按印出的小数位数核对。
rule "MON-001" {
  title    = "监控执行率计算错误",
  title_en = "The execution rate to date is wrong",
  suggestion_en = "use executed divided by the adjusted budget",
  severity = "error",
  aspect   = "运行监控",
  basis    = { "mof-2019-136", "platform" },
  each     = "project",
  where    = { form = "monitoring" },
  check = function(p)
    local printed = number(p.execution_rate)
    if printed == nil then return skip("没有填写执行率") end
    local rate = p.executed / p.budget_total
    if rate == nil then return undecided("没有执行数，或预算数没有填、为0", "no amount executed, or the budget is blank or 0") end
    if score.agrees(p.execution_rate, rate * 100, 1) then return end
    if not text.match(p.execution_rate.text, "[%％百]") and score.agrees(p.execution_rate, rate, 1) then return end
    return fail { field = "execution_rate",
      message = "1—{upto}月执行率填 {execution_rate}，按执行数 {executed}、预算数 {budget_total} 计算应为 {right}",
      message_en = "the rate to date is {execution_rate}; {executed} of {budget_total} is {right}",
      upto = p.month or "N", right = percent(rate), suggestion = "改为 " .. percent(rate) .. "；分母用调整后的预算数" }
  end,
  bad  = { { budget_total = "150", executed = "90", execution_rate = "65%" } },
  good = { { budget_total = "150", executed = "90", execution_rate = "60%" }, { budget_total = "150", executed = "90", execution_rate = "0.6" } },
}
