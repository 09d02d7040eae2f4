-- 资金合计应等于各项来源之和。空着的来源按0计；累计数与年度数不放在一起比。
local function tolerance(p)
  if p.budget_total.unit == "元" then return param.amount_tolerance_yuan end
  return param.amount_tolerance
end

rule "APP-001" {
  title    = "资金合计不平",
  title_en = "The sources do not add up to the budget",
  suggestion_en = "check fiscal, other and carried-over funds so that they add up",
  severity = "error",
  aspect   = "适当性",
  basis    = { "mof-2015-88" },
  each     = "project",
  where    = { form = { "declaration", "target", "monitoring", "self_evaluation", "disclosure" } },
  needs    = { "CMP-006", "CMP-007" },
  check = function(p)
    local parts = list.filter({ p.budget_fiscal, p.budget_other, p.budget_carryover }, is_number)
    if p.budget_fiscal.kind == "empty" then return skip("没有资金来源明细") end
    if not is_number(p.budget_fiscal) then return undecided("财政资金不是金额", "the fiscal funds are no amount") end
    local total, listed = p.budget_total, sum(parts)
    if not is_number(total) then return undecided("没有预算数", "no budget") end
    if number(total) > number(listed) and not has(p, "budget_other") and not has(p, "budget_carryover") then return undecided("表中没有其他资金一栏", "the form has no column for other funds") end
    local gap = abs(total - listed)
    local over
    if comparable(gap, tolerance(p)) then
      over = gap > tolerance(p)
    else
      over = number(gap) > number(param.amount_tolerance_yuan)
    end
    if not over then return end
    return fail { field = "budget_total", listed = tostring(listed),
      message = "预算数 {budget_total} 与各项资金来源之和 {listed} 不等",
      message_en = "the budget {budget_total} differs from the sum of its sources {listed}",
      suggestion = "核对财政资金、其他资金和上年结转，使合计相等" }
  end,
  bad  = { { currency_unit = "", budget_total = "150", budget_fiscal = "120", budget_other = "20" }, { budget_total = "150", budget_fiscal = "120", budget_other = "20" }, { form = "disclosure", budget_total = "46.00", budget_fiscal = "40.00", budget_other = "5.00" } },
  good = {
    { budget_total = "164", budget_fiscal = "132", budget_other = false, budget_carryover = false, expect = "undecided" },
    { budget_total = "30.00", budget_fiscal = "30.00", budget_other = "" },
    { budget_total = "100.00", budget_fiscal = "66.67", budget_other = "33.34" },
    { budget_total = "150", budget_fiscal = "100", budget_other = "20", budget_carryover = "30" },
  },
}
