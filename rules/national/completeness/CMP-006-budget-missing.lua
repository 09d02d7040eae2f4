-- 没有预算数，目标是否与资金匹配无从判断。待下达、年中追加的项目可以暂为0，只提请确认。
rule "CMP-006" {
  title    = "预算数缺失或不是正数",
  title_en = "The budget is missing or not positive",
  suggestion_en = "give this year's budget, adjusted where it was",
  severity = "error",
  aspect   = "完整性",
  basis    = { "mof-2015-88" },
  each     = "project",
  check = function(p)
    local budget = p.budget_total
    if not has(p, "budget_total") then return undecided("表中没有预算数一栏", "the form has no column for the budget") end
    if budget.kind == "withheld" then return skip("预算数涉密") end
    local amount = number(budget)
    if amount == nil then
      local blank = budget.kind == "empty"
      return fail { field = "budget_total",
        message = blank and "未填写预算数" or "预算数“{budget_total}”不是金额",
        message_en = blank and "the budget is blank" or "the budget '{budget_total}' is no amount",
        suggestion = "填写项目当年预算金额（调整过的填调整后数）" }
    end
    if amount < 0 then
      return fail { field = "budget_total", message = "预算数 {budget_total} 为负数",
        message_en = "the budget {budget_total} is negative", suggestion = "核对预算数" }
    end
    if equal(amount, 0) then
      return fail { field = "budget_total", severity = "warning", message = "预算数为 0",
        message_en = "the budget is zero",
        suggestion = "待下达或年中追加的项目注明来源，其余填写当年预算金额" }
    end
  end,
  bad  = { { budget_total = "" }, { budget_total = "详见附件" }, { budget_total = "-5" }, { budget_total = "0", expect = { severity = "warning" } } },
  good = { { budget_total = "0.39" }, { budget_total = "170万" }, { budget_total = "涉密" } },
}
