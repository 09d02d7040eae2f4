-- 用途或目标里逐项列出的金额，加起来应等于预算。只在总数相近、明显是分项时核对；
-- 写“其中”“主要”的是部分列举，不加总；列出的数里已有一个就是预算总额的，其余是它的算法或明细，也不加总。
local function amounts(s)
  return list.filter(text.numbers(s), function(v)
    return v.kind == "number" and v.dimension == "money" and text.contains(v.unit, "/") == nil
  end)
end

local function close(total, budget)
  local gap = abs(total - budget)
  return gap > param.component_tolerance and gap < budget * number(param.component_near) / 100
end

rule "APP-006" {
  title    = "分项金额之和与预算不符",
  title_en = "Listed amounts do not add up to the budget",
  suggestion_en = "check the listed amounts and the budget",
  severity = "warning",
  aspect   = "适当性",
  basis    = { "mof-2015-88" },
  each     = "project",
  where    = { form = { "declaration", "target", "disclosure" } },
  needs    = { "CMP-006" },
  check = function(p)
    local budget = p.budget_total
    if not is_number(budget) or not comparable(budget, param.component_tolerance) then
      return undecided("没有预算数或金额单位")
    end
    local texts = { { "purpose", p.purpose }, { "content", p.content } }
    for _, goal in ipairs(p.goals) do table.insert(texts, { "goals", goal.text }) end
    for _, entry in ipairs(texts) do
      local listed = amounts(entry[2])
      if #listed >= 2 and text.contains(entry[2], words.partial_listing) == nil then
        local total = sum(listed)
        local told = list.any(listed, function(v) return comparable(v, budget) and abs(v - budget) <= param.component_tolerance end)
        if not told and total ~= nil and comparable(total, budget) and close(total, budget) then
          return fail { field = entry[1], total = money(total), budget = money(budget),
            related = { { at = p, field = "budget_total" } },
            message = "列出的分项金额之和 {total} 与预算数 {budget} 不符",
            message_en = "the listed amounts add up to {total}, the budget is {budget}",
            suggestion = "核对各分项金额和预算数" }
        end
      end
    end
  end,
  bad  = { { budget_total = "18.92", budget_fiscal = "18.92",
             goals = { { text = "4名见习岗位人员工资及奖金129120元；16名公益性岗位人员奖金6万元。" } } } },
  good = {
    { budget_total = "涉密", purpose = "见习岗位人员工资129120元，公益性岗位奖金6万元。", expect = "undecided" },
    { budget_total = "30.00", budget_fiscal = "30.00", purpose = "预算数30万元。其中：财政资金30万元。" },
    { budget_total = "18.91", budget_fiscal = "18.91", purpose = "见习岗位人员工资129120元，公益性岗位奖金6万元。" },
    { budget_total = "3100", budget_fiscal = "3100", purpose = "补助困难企业退休人员缴费，15500人×2000元=3100万元。" },
  },
}
