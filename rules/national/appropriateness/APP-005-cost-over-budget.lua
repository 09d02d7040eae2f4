-- 成本指标不能超过预算。单价（元/人、万元/处）与总额不能比；跨年项目的长期指标按总额，不比。
-- 超过一万倍的是单位写错，由 APP-008 指出；它只提示单位写法的，这里照常核对。
local function cost_rows(p)
  return list.filter(rows_of(p, { annual = true, target = "number", dimension = "money" }), function(i)
    return (i.level1_name == "成本指标" or text.ends(i.level2_name, "成本指标"))
      and not i.target.change and comparable(i.target, p.budget_total)
      and text.contains(i.level3 .. i.target.text, words.saving) == nil
  end)
end

rule "APP-005" {
  title    = "成本指标超过预算",
  title_en = "Cost targets exceed the budget",
  suggestion_en = "check amounts and units; cost limits may not exceed the budget",
  severity = "error",
  aspect   = "适当性",
  basis    = { "mof-2015-88" },
  each     = "project",
  where    = { form = { "declaration", "target", "disclosure" } },
  needs    = { "CMP-006" },
  check = function(p)
    local budget = p.budget_total
    if not is_number(budget) then return undecided("没有预算数", "no budget") end
    local rows, faults = cost_rows(p), {}
    for _, i in ipairs(rows) do
      local mixed_up = number(budget) > 0 and i.target > budget * number(param.scale_limit)
      if i.target > budget and not mixed_up then
        table.insert(faults, fail { at = i, field = "target", cost = i.target.text, budget = budget.text,
          related = { { at = p, field = "budget_total" } },
          message = "成本指标“{cost}”超过项目预算 {budget}", message_en = "cost '{cost}' exceeds the budget {budget}",
          suggestion = "核对金额和单位，成本上限不得超过预算" })
      end
    end
    if #faults > 0 or #rows < 2 then return faults end
    local total = sum(list.map(rows, function(i) return i.target end))
    if total > budget * number(param.scale_limit) or total <= budget * (1 + number(param.cost_sum_tolerance) / 100) then return end
    return fail { at = rows[1], field = "target", severity = "warning", total = tostring(total), budget = budget.text,
      related = { { at = p, field = "budget_total" } },
      message = "各成本指标之和 {total} 超过项目预算 {budget}",
      message_en = "the cost targets add up to {total}, more than the budget {budget}",
      suggestion = "核对各项成本，合计不得超过预算" }
  end,
  bad = {
    { budget_total = "100", indicators = { { level1 = "产出指标", level2 = "成本指标", level3 = "总成本", target = "≤120万元" } } },
    { budget_total = "100", indicators = { { level1 = "产出指标", level2 = "成本指标", level3 = "材料费", target = "≤60万元" },
                                           { level1 = "产出指标", level2 = "成本指标", level3 = "人工费", target = "≤60万元" } }, expect = { severity = "warning" } },
    { budget_total = "100万元", indicators = { { level1 = "产出指标", level2 = "成本指标", level3 = "总成本", target = "≤120万元" } } },
  },
  good = {
    { budget_total = "100", indicators = { { level1 = "产出指标", level2 = "成本指标", level3 = "总成本", target = "≤1200000万元" } } },
    { budget_total = "120", indicators = { { level1 = "产出指标", level2 = "成本指标", level3 = "总成本", target = "120万元" } } },
    { budget_total = "5", indicators = { { level1 = "成本指标", level2 = "经济成本指标", level3 = "单位成本", target = "≤3000元/人" } } },
  },
}
