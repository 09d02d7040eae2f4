-- 用途或目标里逐项列出的金额，加起来应等于预算。只在总数相近、明显是分项时核对；
-- 写“主要”“约”的是部分列举，不加总；列出的数里已有一个就是预算总额的，其余是它的算法或明细，也不加总。
-- “其中：”之后逐项列完的，加起来超过预算或与预算相近而不等，也要核对；前面另有一个总数的，是它的明细。
local function amounts(s)
  return list.filter(text.numbers(s), function(v)
    if text.match(text.split(s, v.span)[2] or "", "^(?:每|/)") or text.match(text.split(s, v.span)[1] or "", "每\\p{Lo}{1,3}$") then return false end      -- “3100元每平方米”是单价
    return v.kind == "number" and v.dimension == "money" and text.contains(v.unit, "/") == nil
  end)
end

local function close(total, budget)
  local gap = abs(total - budget)
  return gap > param.component_tolerance and gap < budget * number(param.component_near) / 100
end

local function parts_of_budget(s)
  local halves = text.split(s, "其中")
  if #halves ~= 2 then return nil end
  local before, after = text.match(halves[1], "[^。；;]*$") or "", text.match(halves[2], "^[^。]*") or ""
  if #amounts(before) > 0 or text.contains(after, words.partial_parts) or text.match(after, "[（(]") then return nil end
  local listed = amounts(after)
  return #listed >= 2 and listed or nil
end

-- 单价和“按6人、每人1万元测算”不是分项
local function without_prices(s)
  return text.remove(s, text.matches(s, "按[^，。；;]*测算|每[^，。；;、]*元"))
end

-- 写在末尾的“共24万元”：前面没有别的金额，或者正好是前面各项之和的，就是用途的总数
local function stated_total(s)
  local listed = amounts(s)
  local last = listed[#listed]
  if last == nil or not text.match(s, "(?:共|共计|合计|总计)\\s*[\\d.,，]+\\s*万?元[。；;]?\\s*$") then return nil end
  table.remove(listed)
  local rest = #listed > 0 and sum(listed)
  if #listed > 0 and not (rest and comparable(rest, last) and abs(rest - last) <= param.component_tolerance) then return nil end
  return last
end

-- 分项加起来超过预算，又不到两倍：多半是一项写错了；正好是预算的十分之一、百分之一：多半是预算多写了一位。
-- 有括号、有总投资和自筹的，不能这样加。
local function wrong_digits(total, budget)
  return list.any({ 10, 100, 10000 }, function(times) return abs(total * times - budget) <= param.component_tolerance end)
end

local function off_budget(s, budget)
  local listed = amounts(s)
  if #listed < 2 or text.contains(s, words.partial_listing) or text.contains(s, words.other_money) or text.match(s, "[（(]") then return nil end
  local total = sum(listed)
  if total == nil or not comparable(total, budget) or total >= budget * 2 then return nil end
  if total <= budget + param.component_tolerance and not wrong_digits(total, budget) then return nil end
  local told = list.any(listed, function(v) return comparable(v, budget) and abs(v - budget) <= param.component_tolerance end)
  return not told and total or nil
end

-- “其中：财政资金20万元”，财政资金一栏却是23万元
local function source_fault(p, field)
  local said = text.match(p[field], "(?:^|其中|[：:，,。；;])\\s*财政(?:资金|拨款)\\s*为?\\s*([\\d.]+\\s*万?元)(?![\\p{Lo}]*[/每])")
  local stated = said and quantity(said)
  if not stated or not is_number(p.budget_fiscal) or not comparable(stated, p.budget_fiscal) then return nil end
  if abs(stated - p.budget_fiscal) <= param.component_tolerance then return nil end
  local sources = sum(list.filter({ p.budget_fiscal, p.budget_other, p.budget_carryover }, is_number))
  if not comparable(sources, p.budget_total) or abs(sources - p.budget_total) > param.component_tolerance then return nil end      -- 资金栏自己不平，另有规则
  return fail { field = field, said = said, listed = p.budget_fiscal.text, related = { { at = p, field = "budget_fiscal" } },
    message = "写明财政资金 {said}，财政资金一栏是 {listed}", message_en = "it says {said} of fiscal funds, the cell has {listed}",
    suggestion = "核对后两处写成一致" }
end

local function purpose_fault(p, field, budget)
  local s = without_prices(p[field])
  local said = not text.contains(s, words.other_money) and stated_total(s)
  if said and comparable(said, budget) and abs(said - budget) > param.component_tolerance then
    return fail { field = field, total = money(said), budget = money(budget), related = { { at = p, field = "budget_total" } },
      message = "写明共 {total}，预算数是 {budget}", message_en = "it says {total} in all, the budget is {budget}",
      suggestion = "核对总数和预算数" }
  end
  local parts = not text.contains(s, words.partial_listing) and not text.contains(s, words.other_money) and not text.match(s, "[（(]") and amounts(s)
  local least = parts and #parts >= 2 and sum(parts)
  if least and comparable(least, budget) and least < budget and not close(least, budget) and least >= budget * number(param.component_most) / 100 then
    return fail { field = field, severity = "note", total = money(least), budget = money(budget), related = { { at = p, field = "budget_total" } },
      message = "列出的分项金额之和 {total}，与预算数 {budget} 有差额", message_en = "the listed amounts add up to {total} of the budget {budget}",
      suggestion = "列全各分项，或核对金额" }
  end
  local total = off_budget(s, budget)
  if total then
    return fail { field = field, total = money(total), budget = money(budget), related = { { at = p, field = "budget_total" } },
      message = "列出的分项金额之和 {total} 与预算数 {budget} 不符", message_en = "the listed amounts add up to {total}, the budget is {budget}",
      suggestion = "核对各分项金额和预算数" }
  end
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
  needs    = { "CMP-006", "REL-024" },
  check = function(p)
    local budget = p.budget_total
    if not is_number(budget) or not comparable(budget, param.component_tolerance) then
      return undecided("没有预算数或金额单位", "no budget or no unit of money")
    end
    local fault = source_fault(p, "purpose") or purpose_fault(p, "purpose", budget) or purpose_fault(p, "content", budget)
    if fault then return fault end
    local texts = { { "purpose", p.purpose }, { "content", p.content } }
    for _, goal in ipairs(p.goals) do table.insert(texts, { "goals", goal.text }) end
    for _, entry in ipairs(texts) do
      local parts = parts_of_budget(entry[2])
      local all = parts and sum(parts)
      if all ~= nil and comparable(all, budget) and (all > budget + param.component_tolerance or close(all, budget)) then
        return fail { field = entry[1], total = money(all), budget = money(budget), related = { { at = p, field = "budget_total" } },
          message = "“其中”各项之和 {total} 与预算数 {budget} 不符", message_en = "the parts add up to {total}, the budget is {budget}",
          suggestion = "核对各分项金额和预算数" }
      end
      if all ~= nil and comparable(all, budget) and all < budget and all >= budget * number(param.component_most) / 100 then
        return fail { field = entry[1], severity = "note", total = money(all), budget = money(budget), related = { { at = p, field = "budget_total" } },
          message = "“其中”各项之和 {total}，与预算数 {budget} 有差额", message_en = "the parts add up to {total} of the budget {budget}",
          suggestion = "列全各分项，或核对金额" }
      end
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
  bad  = { { budget_total = "23", budget_fiscal = "23", purpose = "预算数23万元。其中：财政资金20万元。主要用于购买保险。" },
           { budget_total = "40", budget_fiscal = "40", purpose = "运维外包费24万元，流量费9万元，培训和演练1.7万元。", expect = { severity = "note" } },
           { budget_total = "836000", budget_fiscal = "836000", currency_unit = "元", purpose = "培训12400元；案件补贴71200元，按500件每件80元、156件每件200元测算。" },
           { budget_total = "8", budget_fiscal = "8", purpose = "奖励金6万元，按6人、每人1万元测算；慰问家庭3万元，按20户、每户1500元测算。" },
           { budget_total = "96", budget_fiscal = "96", purpose = "为320名监护人发放补助，每人每年3000元，共98万元。" },
           { budget_total = "66", budget_fiscal = "66", purpose = "用于机具核查、宣传培训。其中核查30万元，宣传培训26万元。", expect = { severity = "note" } },
           { budget_total = "2600", budget_fiscal = "2600", purpose = "对2座水库除险加固。其中大坝工程1500万元，溢洪道600万元，自动监测400万元。" },
           { budget_total = "300", budget_fiscal = "300", purpose = "兑现安家补助。其中：安家补助320万元，岗位激励180万元。" },
           { budget_total = "18.92", budget_fiscal = "18.92",
             goals = { { text = "4名见习岗位人员工资及奖金129120元；16名公益性岗位人员奖金6万元。" } } } },
  good = {
    { budget_total = "12", budget_fiscal = "12", purpose = "执勤补助9万元，按9个岗点测算；标牌300个，每个100元，共3万元。" },
    { budget_total = "8", budget_fiscal = "8", purpose = "奖励金6万元，慰问金2万元，共8万元。" },
    { budget_total = "600", budget_fiscal = "600", purpose = "道路改造总投资1000万元，自筹400万元。" },
    { budget_total = "60", budget_fiscal = "60", purpose = "设备购置50万元（电脑30万元、打印机20万元），培训10万元。" },
    { budget_total = "1100", budget_fiscal = "1100", purpose = "建冷库，3100元每平方米，投资400万元；烘干设备购置550万元；配电150万元。" },
    { budget_total = "1000", budget_fiscal = "1000", purpose = "用于道路改造。其中：中央资金600万元，省级资金400万元。" },
    { budget_total = "1000", budget_fiscal = "1000", purpose = "项目总投资3000万元，其中路面工程1800万元，桥涵工程1200万元。" },
    { budget_total = "1000", budget_fiscal = "1000", purpose = "用于道路改造，其中设计费30万元，监理费20万元。" },
    { budget_total = "涉密", purpose = "见习岗位人员工资129120元，公益性岗位奖金6万元。", expect = "undecided" },
    { budget_total = "30.00", budget_fiscal = "30.00", purpose = "预算数30万元。其中：财政资金30万元。" },
    { budget_total = "18.91", budget_fiscal = "18.91", purpose = "见习岗位人员工资129120元，公益性岗位奖金6万元。" },
    { budget_total = "3100", budget_fiscal = "3100", purpose = "补助困难企业退休人员缴费，15500人×2000元=3100万元。" },
  },
}
