-- 执行率 = 执行数 ÷ 预算数（调整后）。按表上印出的小数位数核对，末位差 1 视为进位方法不同；
-- 没有写百分号的，按百分数和小数两种读法都不对才算错。
rule "SEV-001" {
  title    = "执行率计算错误",
  title_en = "The execution rate is not executed divided by budget",
  suggestion_en = "use executed divided by the adjusted budget",
  severity = "error",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "project",
  where    = { form = "self_evaluation" },
  needs    = { "CMP-006" },
  check = function(p)
    local printed = number(p.execution_rate)
    if printed == nil then return skip("没有填写执行率") end
    local rate = p.executed / p.budget_total
    if rate == nil then return undecided("没有执行数，或预算数没有填、为0", "no amount executed, or the budget is blank or 0") end
    if score.agrees(p.execution_rate, rate * 100, 1) then return end
    if not text.match(p.execution_rate.text, "[%％百]") and score.agrees(p.execution_rate, rate, 1) then return end
    return fail { field = "execution_rate",
      message = "执行率填 {execution_rate}，按执行数 {executed}、预算数 {budget_total} 计算应为 {right}",
      message_en = "execution rate {execution_rate} is printed; {executed} of {budget_total} is {right}",
      right = percent(rate), suggestion = "改为 " .. percent(rate) .. "；若预算有调整，预算数填调整后的数" }
  end,
  bad = {
    { budget_total = "100", executed = "50", execution_rate = "60%" },
    { budget_total = "60", executed = "58", execution_rate = "96.76%" },
  },
  good = {
    { budget_total = "80", executed = "76.3932", execution_rate = "95.5%" },
    { budget_total = "60", executed = "58", execution_rate = "96.67%" },
    { budget_total = "60", executed = "57.6", execution_rate = "0.96" },
    { budget_total = "60", executed = "", execution_rate = "96%", expect = "undecided" },
    { budget_total = "0", executed = "0", execution_rate = "0%", expect = "undecided" },
  },
}
