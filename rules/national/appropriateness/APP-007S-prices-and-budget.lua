-- 公开表没有测算，只能拿成本指标的单价乘同一单位的数量，合起来看与预算差不差一个数量级：单价多写一位、万元写成元、
-- 预算漏了一位，都在这里露出来。名称说的对象不同的（APP-007 不比的），相差悬殊才提示；发给人的标准要说的是同一些人。
local function is_price(i)
  return not i.target.change and number(i.target) > 0 and cost_of(i.target, 1) ~= nil and text.contains(i.level1 .. i.level2, "成本") ~= nil
end

-- 唯一与单价同一单位的数量；没有或者不止一个的，不知道乘哪个
local function count_of(p, price)
  local rows = list.filter(rows_of(p, { annual = true, level2 = "数量指标", target = "number" }), function(i) return cost_of(price.target, i.target) ~= nil end)
  if #rows ~= 1 then return nil end
  if rows[1].target.dimension == "people" and text.shared(price.level3, rows[1].level3) == 0 then return nil end
  return rows[1]
end

-- “90元/条·月”一年最多付12个月，“元/人·天”最多付366天
local function times_a_year(price)
  local every = text.match(price.target.unit, "·(月|天|日)$")
  return every == nil and 1 or every == "月" and 12 or 366
end

local function product_of(p, price)
  local count = count_of(p, price)
  if count == nil then return nil end
  local product = cost_of(price.target, count.target)
  if not same_unit(product, p.budget_total) then return nil end
  return product, count
end

rule "APP-007S" {
  title    = "单价乘数量与预算差一个数量级",
  title_en = "Prices times quantities are out of scale with the budget",
  suggestion_en = "check the digits and units of price, quantity and budget",
  severity = "note",
  aspect   = "适当性",
  basis    = { "mof-2015-88" },
  each     = "project",
  where    = { form = "disclosure" },
  needs    = { "CMP-006", "APP-005", "APP-007", "APP-008" },
  check = function(p)
    local budget = p.budget_total
    if not is_number(budget) or number(budget) <= 0 then return undecided("没有预算数", "no budget") end
    local prices = list.filter(rows_of(p, { annual = true, target = "number", dimension = "money" }), is_price)
    local total, most, first, complete, counted = nil, nil, nil, #prices > 0, {}
    for _, price in ipairs(prices) do
      local product, count = product_of(p, price)
      if product == nil then
        complete = false
      else
        if list.contains(counted, count.seq) then return skip("几项单价对着同一个数量，各自的数量没有写") end     -- 小学、初中补助标准不同
        table.insert(counted, count.seq)
        local year = product * times_a_year(price)
        if year * number(param.price_share_least) < budget then
          return fail { at = price, field = "target", related = { { at = count, field = "target" } }, price = price.target.text, count = count.target.text,
            product = money(product), message = "{price} × {count} 只有 {product}，请核对单价的单位",
            message_en = "{price} x {count} is only {product}: check the unit of the price", suggestion = "核对单价是元还是万元" }
        end
        total = total and total + product or product
        most = most and most + year or year
        first = first or { price = price, count = count }
      end
    end
    -- 还有没定单价的数量，预算里就有别的支出，少了不奇怪
    complete = complete and #counted == list.count(p.indicators, function(i) return i.level2_name == "数量指标" and i.filled and i.term ~= "long" end)
    if total == nil then return skip("没有单价，或没有与它同一单位的数量") end
    local over = total > budget * (1 + number(param.unit_cost_tolerance) / 100)
    if not over and not (complete and most * number(param.price_gap) < budget) then return end
    local whose = #prices > 1 and "各项单价乘数量合计" or first.price.target.text .. " × " .. first.count.target.text .. " ="
    return fail { at = first.price, field = "target", related = { { at = first.count, field = "target" }, { at = p, field = "budget_total" } },
      whose = whose, total = money(total), budget = money(budget),
      message = over and "{whose} {total}，超过预算 {budget}" or "{whose} {total}，与预算 {budget} 相差悬殊",
      message_en = over and "prices times quantities make {total}, more than the budget {budget}" or "prices times quantities make {total}, far from the budget {budget}",
      suggestion = "核对单价、数量和预算的数位和单位；还有别的支出的，补充相应的成本指标" }
  end,
  bad = {
    { form = "disclosure", budget_total = "48", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "送戏下乡", target = "≥80场" },
      { level1 = "产出指标", level2 = "成本指标", level3 = "每次演出补助", target = "≤6万元/场" } } },
    { form = "disclosure", budget_total = "48", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "送戏下乡", target = "≥80场" },
      { level1 = "产出指标", level2 = "成本指标", level3 = "每次演出补助", target = "≤0.6元/场" } } },
    { form = "disclosure", budget_total = "6200", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "改造干渠", target = "6.2公里" },
      { level1 = "产出指标", level2 = "数量指标", level3 = "渠系建筑物", target = "38座" },
      { level1 = "产出指标", level2 = "成本指标", level3 = "干渠单位成本", target = "≤95万元/公里" },
      { level1 = "产出指标", level2 = "成本指标", level3 = "建筑物单位成本", target = "≤0.8万元/座" } } },
  },
  good = {
    { form = "disclosure", budget_total = "159.84", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "租赁监控链路", target = "1480条" },
      { level1 = "产出指标", level2 = "成本指标", level3 = "单条链路月租金", target = "≤90元/条·月" } } },
    { form = "disclosure", budget_total = "170", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "救助困难群众", target = "≥40件" },
      { level1 = "产出指标", level2 = "数量指标", level3 = "举办业务学习", target = "≥2场" },
      { level1 = "产出指标", level2 = "成本指标", level3 = "单场培训费用", target = "≤1.5万元/场" } } },
    { form = "disclosure", budget_total = "1265", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "补助寄宿生", target = "≥11500人" },
      { level1 = "产出指标", level2 = "成本指标", level3 = "小学寄宿生补助标准", target = "≤1000元/人·年" },
      { level1 = "产出指标", level2 = "成本指标", level3 = "初中寄宿生补助标准", target = "≤1250元/人·年" } } },
    { form = "disclosure", budget_total = "620", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "改造干渠", target = "6.2公里" },
      { level1 = "产出指标", level2 = "数量指标", level3 = "渠系建筑物", target = "38座" },
      { level1 = "产出指标", level2 = "成本指标", level3 = "干渠单位成本", target = "≤95万元/公里" },
      { level1 = "产出指标", level2 = "成本指标", level3 = "建筑物单位成本", target = "≤0.8万元/座" } } },
    { form = "disclosure", budget_total = "20", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "读书会", target = "≥24场" },
      { level1 = "产出指标", level2 = "成本指标", level3 = "单场活动成本", target = "≤2000元/场" } } },
    { form = "disclosure", budget_total = "5230", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "保障低保对象", target = "≥186000人" },
      { level1 = "产出指标", level2 = "成本指标", level3 = "孤儿生活费", target = "1200元/人" } } },
  },
}
