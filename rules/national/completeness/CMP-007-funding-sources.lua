-- 资金合计应能拆到来源。财政资金与合计不等而其他资金又是空的，差额去向不明。两者相等的，其他资金留空
-- 一般就是0，同一单位一起提示一次（CMP-007U）。
rule "CMP-007" {
  title    = "资金来源明细不完整",
  title_en = "Sources of funding are incomplete",
  suggestion_en = "fill in other funding, 0 where there is none, so that the sources add up",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "platform" },
  each     = "project",
  where    = { form = { "declaration", "target", "monitoring", "self_evaluation", "disclosure" } },
  check = function(p)
    if not has(p, "budget_fiscal") then return skip("表中没有资金来源明细") end
    if p.budget_fiscal.kind == "empty" and is_number(p.budget_total) and p.budget_other.kind == "empty" then
      return fail { field = "budget_fiscal", severity = "note", message = "预算数 {budget_total} 没有写资金来源",
        message_en = "the sources of the budget {budget_total} are not told", suggestion = "填写财政资金，有其他资金的一并填写" }
    end
    if not has(p, "budget_other") then return skip("表中没有其他资金一栏") end
    local total, fiscal = p.budget_total, p.budget_fiscal
    if not is_number(total) then return undecided("没有预算数", "no budget") end
    if p.budget_other.kind ~= "empty" then
      if p.budget_fiscal.kind ~= "empty" then return end
      return fail { field = "budget_fiscal", severity = "note", message = "财政资金未填", message_en = "fiscal funding is blank",
        suggestion = "填写财政资金，没有的填“0”" }
    end
    local known = is_number(p.budget_carryover) and fiscal + p.budget_carryover or fiscal
    if not is_number(fiscal) or not comparable(known, total) or equal(known, total) then
      return
    end
    if known > total + param.amount_tolerance then return end      -- 财政资金比合计还多，由 APP-001 指出
    return fail { field = "budget_other",
      message = "财政资金 {budget_fiscal} 与预算数 {budget_total} 不等，其他资金未填",
      message_en = "fiscal funding {budget_fiscal} differs from the budget {budget_total}; other funding is blank",
      suggestion = "填写其他资金，使各项来源之和等于预算数" }
  end,
  bad = {
    { budget_total = "150", budget_fiscal = "", budget_other = false, expect = { severity = "note" } },
    { budget_total = "150", budget_fiscal = "", budget_other = "", expect = { severity = "note" } },
    { form = "disclosure", budget_total = "150", budget_fiscal = "", budget_other = "0", expect = { severity = "note" } },
    { budget_total = "150", budget_fiscal = "120", budget_other = "" },
    { budget_total = "150", budget_fiscal = "120", budget_carryover = "20", budget_other = "" },
    { budget_total = "150", budget_fiscal = "", budget_other = "150", expect = { severity = "note" } },
  },
  good = { { budget_total = "150", budget_fiscal = "120", budget_carryover = "30", budget_other = "0" }, { budget_fiscal = false, budget_other = false }, { budget_total = "150", budget_fiscal = "150", budget_other = "" }, { budget_total = "150", budget_fiscal = "150", budget_other = "0" } },
}
