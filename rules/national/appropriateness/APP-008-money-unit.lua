-- 元与万元混用，差一万倍。金额栏自带单位、与表头重复的只作提示。
local function written_unit(v)
  return text.match(v.text, "(亿元|万元|百万元|千元|元|万)\\s*$")
end

local function huge(p, i)
  local v = i.target
  return comparable(v, p.budget_total) and v > p.budget_total * number(param.scale_limit)
end

-- 预算620万元，成本总额写成“620元”
local function ten_thousandth(p, i)
  local v = i.target
  return i.term ~= "long" and comparable(v, p.budget_total) and (i.level1_name == "成本指标" or i.level2_name == "成本指标") and number(v) > 0
    and abs(v * 10000 - p.budget_total) <= p.budget_total * param.cost_equals_budget
end

-- “人均增收8000万元”
local function rich(i)
  local v = i.target
  local each = cost_of(v, 1) or v
  return text.contains(i.level3, words.per_head) ~= nil and is_number(each) and comparable(each, param.per_head_limit) and each > param.per_head_limit
end

-- 预算36.8万元，运维费写成“24元”
local function tiny(p, i)
  local v = i.target
  return v.unit == "元" and p.currency_unit == "万元" and comparable(v, p.budget_total) and number(v) > 0
    and (i.level1_name == "成本指标" or i.level2_name == "成本指标") and v * number(param.scale_limit) < p.budget_total * 10
    and text.contains(i.level3, words.price_fillers_each) == nil
end

-- 差千倍以上是单位填错，由 SEV-038 指出，不是写法不一
local function apart(a, b)
  return is_number(a) and is_number(b) and comparable(a, b) and number(a) > 0 and number(b) > 0 and max(a / b, b / a) >= quantity("1000")
end

rule "APP-008" {
  title    = "金额单位混用",
  title_en = "元 and 万元 are mixed up",
  suggestion_en = "check the unit of the amount; write plain figures in the form's unit",
  severity = "error",
  aspect   = "适当性",
  basis    = {},
  each     = "project",
  needs    = { "CMP-006" },
  check = function(p)
    local budget = p.budget_total
    if not is_number(budget) then return undecided("没有预算数", "no budget") end
    local faults = {}
    for _, i in ipairs(rows_of(p, { target = "number", dimension = "money" })) do
      if budget > 0 and ten_thousandth(p, i) then
        table.insert(faults, fail { at = i, field = "target", related = { { at = p, field = "budget_total" } },
          amount = i.target.text, budget = budget.text,
          message = "“{amount}”恰好是预算 {budget} 的万分之一，元与万元混用",
          message_en = "'{amount}' is just 1/10000 of the budget {budget}: 元 and 万元 are mixed",
          suggestion = "核对金额单位" })
      elseif rich(i) or budget > 0 and tiny(p, i) then
        table.insert(faults, fail { at = i, field = "target", severity = "warning", amount = i.target.text,
          message = "“{amount}”的金额单位存疑，元与万元可能混用", message_en = "'{amount}': 元 and 万元 may be mixed", suggestion = "核对金额单位" })
      elseif budget > 0 and huge(p, i) then
        table.insert(faults, fail { at = i, field = "target", related = { { at = p, field = "budget_total" } },
          amount = i.target.text, budget = budget.text,
          message = "“{amount}”是预算 {budget} 的一万倍以上，元与万元混用",
          message_en = "'{amount}' is over 10000 times the budget {budget}: 元 and 万元 are mixed",
          suggestion = "核对金额单位" })
      end
    end
    local initial = p.budget_initial
    if is_number(initial) and number(initial) > 0 and budget > 0 and comparable(initial, budget) then
      local times = max(budget / initial, initial / budget)
      if times >= param.adjusted_times then
        table.insert(faults, fail { field = "budget_initial", severity = "note", initial = initial.text, budget = budget.text,
          message = "年初预算数 {initial} 与预算数 {budget} 相差悬殊，请核对单位和数位",
          message_en = "the initial budget {initial} and the budget {budget} are far apart: check units and digits", suggestion = "核对两处金额；确有大额调整的注明调整文件" })
      end
    end
    for _, i in ipairs(p.indicators) do
      local floor = i.level2_name == "成本指标" and i.target.op == ">="      -- 由 REL-017 连同单位一并改
      local money = i.target.dimension == "money" and i.actual.dimension == "money" and not floor
      local a, b = money and written_unit(i.target), money and written_unit(i.actual)
      if a and b and a ~= b and not apart(i.target, i.actual) then
        table.insert(faults, fail { at = i, field = "target", severity = "note", actual = i.actual.text, written = i.target.text,
          message = "指标值写“{written}”，完成值写“{actual}”，单位写法不一", message_en = "the target says '{written}', the actual value '{actual}'",
          suggestion = "两处用同一单位" })
      end
    end
    local unit = written_unit(budget)
    if p.currency_unit == "元" and budget > 0 and number(budget) < number(param.small_budget_yuan) and unit == nil then
      table.insert(faults, fail { field = "budget_total", severity = number(budget) < number(param.smallest_budget) and "warning" or "note",
        message = "表头金额单位为元，预算数只有 {budget_total} 元，疑为万元",
        message_en = "the form is in 元 but the budget is only {budget_total}; 万元 may be meant",
        suggestion = "核对表头的金额单位" })
    elseif p.currency_unit == "万元" and unit == nil and number(budget) >= number(param.largest_budget) then
      table.insert(faults, fail { field = "budget_total", severity = "note",
        message = "表头金额单位为万元，预算数有 {budget_total} 万元，疑为元",
        message_en = "the form is in 万元 and the budget is {budget_total}; 元 may be meant", suggestion = "核对表头的金额单位" })
    elseif unit ~= nil and p.currency_unit ~= "" then
      table.insert(faults, fail { field = "budget_total", severity = "note", unit = p.currency_unit,
        message = "表头金额单位为{unit}，预算数又写成“{budget_total}”",
        message_en = "the form is in {unit}, the budget is written '{budget_total}'",
        suggestion = "金额栏只填数字，改为“" .. text.trim(text.replace(budget.text, unit, "")) .. "”" })
    end
    return faults
  end,
  bad = {
    { form = "self_evaluation", expect = { severity = "note", field = "target" },
      indicators = { { level1 = "产出指标", level2 = "成本指标", level3 = "预算控制", target = "≤60万", actual = "60万元" } } },
    { form = "self_evaluation", budget_initial = "1500.00", expect = { severity = "note" } },
    { budget_total = "170万", currency_unit = "万元", expect = { severity = "note" } },
    { budget_total = "2034", expect = { severity = "warning" }, indicators = { { level1 = "效益指标", level2 = "经济效益指标", level3 = "护林员人均年增收", target = "≥8000万元" } } },
    { budget_total = "36.8", expect = { severity = "warning" }, indicators = { { level1 = "成本指标", level2 = "经济成本指标", level3 = "平台运维费", target = "≤24元" } } },
    { budget_total = "1980000", currency_unit = "万元", budget_fiscal = "1980000", expect = { severity = "note" } },
    { budget_total = "5200", currency_unit = "元", budget_fiscal = "5200", expect = { severity = "note" } },
    { budget_total = "280", currency_unit = "元", budget_fiscal = "280", expect = { severity = "warning" } },
    { budget_total = "150", indicators = { { level1 = "产出指标", level2 = "成本指标", level3 = "总成本", target = "1600000万元" } } },
    { budget_total = "150", indicators = { { level1 = "产出指标", level2 = "成本指标", level3 = "总成本", target = "≤150元" } } },
  },
  good = {
    { budget_total = "36.8", indicators = { { level1 = "成本指标", level2 = "经济成本指标", level3 = "每页加工单价", target = "≤0.4元" },
      { level1 = "成本指标", level2 = "经济成本指标", level3 = "百元医疗收入消耗卫生材料费", target = "≤20元" },
      { level1 = "成本指标", level2 = "经济成本指标", level3 = "平方米修缮成本", target = "≤24元" },
      { level1 = "成本指标", level2 = "经济成本指标", level3 = "吨垃圾清运成本", target = "不高于12元" },
      { level1 = "效益指标", level2 = "经济效益指标", level3 = "户均增收", target = "≥0.8万元" } } },
    { budget_total = "86240.00", currency_unit = "元", budget_fiscal = "86240.00" },
    { budget_total = "150", indicators = { { level1 = "产出指标", level2 = "成本指标", level3 = "总成本", target = "1500000元" } } },
  },
}
