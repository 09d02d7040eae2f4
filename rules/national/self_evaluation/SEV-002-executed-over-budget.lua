-- 执行数不得超过预算数。年中追加没有并入预算数时也会如此，所以先核对调整后预算数。
rule "SEV-002" {
  title    = "执行数大于预算数",
  title_en = "More was executed than budgeted",
  suggestion_en = "enter the adjusted budget; if it is still exceeded, check what was counted as executed",
  severity = "error",
  aspect   = "自评质量",
  basis    = { "budget-law#第十三条", "mof-2020-10" },
  each     = "project",
  where    = { form = "self_evaluation" },
  check = function(p)
    local rate = p.executed / p.budget_total
    if rate == nil then return undecided("没有执行数，或预算数没有填、为0", "no amount executed, or the budget is blank or 0") end
    if rate - 1 <= param.rate_tolerance then return end
    return fail { field = "executed",
      message = "执行数 {executed} 大于预算数 {budget_total}",
      message_en = "executed {executed} exceeds the budget {budget_total}",
      suggestion = "预算数填年中追加、调减后的调整后预算数；仍超出的核对执行数的口径" }
  end,
  bad  = { { budget_total = "100", executed = "100.5" } },
  good = {
    { budget_total = "100", executed = "100" },
    { budget_total = "100", executed = "100.001" },
    { budget_total = "", executed = "100", expect = "undecided" },
  },
}
