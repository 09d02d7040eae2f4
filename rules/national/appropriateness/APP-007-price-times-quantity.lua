-- 写了单价又写了数量的，两者相乘应当与预算相近。有几项支出的不能这样算；单价说的是另一类对象的
-- （孤儿生活费标准与低保人数）、按月按天计的标准，也不能这样乘。
local function unit_prices(p)
  return list.filter(rows_of(p, { annual = true, target = "number", dimension = "money" }), function(i)
    return cost_of(i.target, 1) ~= nil and text.contains(i.level1 .. i.level2, "成本") ~= nil
  end)
end

-- 数的正是单价所按的单位
local function quantities(p, price)
  return list.filter(rows_of(p, { annual = true, level2 = "数量指标", target = "number" }), function(i) return cost_of(price.target, i.target) ~= nil end)
end

-- 一个单价比全部预算还多，不论有几项单价。
local function over_budget(prices, budget)
  local faults = {}
  for _, i in ipairs(prices) do
    local single = cost_of(i.target, 1)
    if comparable(single, budget) and single > budget then
      table.insert(faults, fail { at = i, field = "target", severity = "warning", price = i.target.text, budget = money(budget),
        message = "单价 {price} 比全部预算 {budget} 还多", message_en = "the unit price {price} is more than the whole budget {budget}",
        suggestion = "核对单价的数值和单位" })
    end
  end
  return faults
end

-- 去掉“补助标准”“单位成本”一类之后，单价还说了对象的，数量要说的是同一对象。
local function same_object(price, count)
  local unit = text.split(price.target.unit, "/")[2]
  local object = text.match(text.remove(price.level3, words.price_fillers), "^(?:单|每)?(.*?)(?:购置|采购|购买|改造|建设|新建|维修|维护|更换|更新|治理|修复|优化)?(?:价|价格|款)?$")
  object = text.remove(object, { unit })
  return text.length(text.fold(object)) < 2 or text.shared(object, count.level3) > 0
end

-- “更新公交车30辆、报废旧车30辆”说的是同一个数。
local function all_equal(counts)
  return list.all(counts, function(i) return equal(i.target, counts[1].target) end)
end

-- 用途里把这一笔单列出来的（“培训费3万元”），乘积是支出的一部分，不必等于预算。
local function is_part(p, product)
  for _, said in ipairs(text.matches(p.purpose .. "；" .. p.content, "[\\d.]+\\s*(?:万元|元)")) do
    local v = quantity(said)
    if is_number(v) and comparable(v, product) and equal(v, product) then return true end
  end
  return false
end

-- “消防车≤180元/辆”：乘出来微不足道，按万元读正好与预算相称，多半是单位落了“万”字。
local function lost_wan(price, product, budget)
  if not comparable(product, budget) or not text.starts(price.target.unit, "元") then return nil end
  local share = product / budget * 10000
  if share < 0.1 or share > 1.1 then return nil end
  return fail { at = price, field = "target", severity = "note", price = price.target.text, product = money(product), budget = money(budget),
    message = "按单价 {price} 算只有 {product}，预算是 {budget}，单位疑为“万元”", message_en = "at {price} it comes to {product} of the budget {budget}: is the unit 万元?",
    suggestion = "核对单价的单位" }
end

-- 有几项单价的，只看每一项乘它的数量是不是已经超过预算。
local function each_alone(p, prices, budget)
  local faults = {}
  for _, price in ipairs(prices) do
    local counts = list.filter(quantities(p, price), function(count) return same_object(price, count) end)
    if #counts == 1 and not price.target.change then
      local product = cost_of(price.target, counts[1].target) -- “元/人·月”按月发，至少一个月：得出来的是下限
      table.insert(faults, lost_wan(price, product, budget))
      if comparable(product, budget) and product > budget * (1 + number(param.unit_cost_tolerance) / 100) then
        table.insert(faults, fail { at = price, field = "target", related = { { at = counts[1], field = "target" } },
          severity = product > budget * number(param.scale_limit) / 100 and "warning" or "note",
          price = price.target.text, count = counts[1].target.text, product = money(product), budget = money(budget),
          message = "{price} × {count} = {product}，已超过预算 {budget}", message_en = "{price} x {count} = {product}, more than the budget {budget}",
          suggestion = "核对单价、数量和预算" })
      end
    end
  end
  return faults
end

rule "APP-007" {
  title    = "单价乘数量与预算不符",
  title_en = "Unit price times quantity is not the budget",
  suggestion_en = "check unit price, quantity and budget, or add the other items of cost",
  severity = "warning",
  aspect   = "适当性",
  basis    = { "mof-2015-88" },
  each     = "project",
  where    = { form = { "declaration", "target", "disclosure" } },
  needs    = { "CMP-006", "APP-005" },
  check = function(p)
    local budget = p.budget_total
    if not is_number(budget) then return undecided("没有预算数", "no budget") end
    local prices = unit_prices(p)
    local over = over_budget(prices, budget)
    if #over > 0 then return over end
    if #prices == 0 then return skip("没有单价") end
    if #prices > 1 then return each_alone(p, prices, budget) end
    local price = prices[1]
    if text.match(price.target.unit, "·(?!年)") then return each_alone(p, prices, budget) end -- 没有写几个月、几天，至少一个月
    local counts = quantities(p, price)
    if #counts > 1 and all_equal(counts) then counts = { counts[1] } end
    if #counts ~= 1 or not same_object(price, counts[1]) then return skip("没有与单价对应的数量") end
    local product = cost_of(price.target, counts[1].target)
    if not comparable(product, budget) then return undecided("金额单位不能换算", "the units of money cannot be converted") end
    if abs(product - budget) <= budget * number(param.unit_cost_tolerance) / 100 then return end
    if product < budget and is_part(p, product) then return skip("单价和数量只是支出的一部分，用途里已列明") end
    local mixed = product > budget * number(param.scale_limit) / 100 or product < budget * 100 / number(param.scale_limit)
    return fail { at = price, field = "target", related = { { at = counts[1], field = "target" } }, severity = mixed and "warning" or "note",
      price = price.target.text, count = counts[1].target.text, product = money(product), budget = money(budget),
      message = "{price} × {count} = {product}，与预算 {budget} 相差较大",
      message_en = "{price} x {count} = {product}, far from the budget {budget}",
      suggestion = "核对单价、数量和预算，或补充其他支出的测算" }
  end,
  bad  = { { budget_total = "40", indicators = {
    { level1 = "产出指标", level2 = "成本指标", level3 = "单台终端月流量费", target = "12.5万元/台·月" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "网格终端数", target = "600台" } } },
            { budget_total = "2034", expect = { severity = "note" }, indicators = {
    { level1 = "产出指标", level2 = "成本指标", level3 = "护林员补助标准", target = "80000元/人·年" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "选聘护林员", target = "2542人" } } }, { budget_total = "420", expect = { severity = "note" }, indicators = {
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "消防车单价", target = "≤180万元/辆" },
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "防护装备单价", target = "≤10万元/套" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "购置消防车", target = "2辆" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "购置防护装备", target = "60套" } } }, { budget_total = "420", expect = { severity = "note" }, indicators = {
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "消防车单价", target = "≤180元/辆" },
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "防护装备单价", target = "≤1万元/套" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "购置消防车", target = "2辆" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "购置防护装备", target = "60套" } } }, { budget_total = "24.15", expect = { severity = "note" }, indicators = {
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "人均保费", target = "≤1150元/人" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "投保人数", target = "≥2100人" } } }, { budget_total = "225", expect = { severity = "note" }, indicators = {
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "生均补助", target = "=15万元/人" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "资助公费师范生", target = "=150人" } } }, { budget_total = "6.6", expect = { severity = "note" }, purpose = "防治费66万元按22处、每处3万元测算。", indicators = {
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "每处防治费用", target = "≤3万元/处" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "防治历史建筑", target = "=22处" } } }, { budget_total = "210", expect = { severity = "warning" }, indicators = {
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "每处改造费用", target = "≤350万元/处" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "盘活闲置校舍", target = "≥6处" } } }, { budget_total = "1800", expect = { severity = "note" }, indicators = {
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "单车购置价", target = "≤600万元/辆" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "更新公交车", target = "=30辆" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "报废旧公交车", target = "=30辆" } } }, { budget_total = "150", expect = { severity = "note" }, indicators = {
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "单处维修成本", target = "≤3万元/处" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥20处" } } }, { budget_total = "900", indicators = {
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "每亩补助", target = "≤200万元/亩" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "治理沙化土地", target = "3.1万亩" } } } },
  good = { { budget_total = "40", indicators = {
    { level1 = "产出指标", level2 = "成本指标", level3 = "单台终端月流量费", target = "12.5元/台·月" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "网格终端数", target = "600台" } } },
    { budget_total = "420", indicators = {
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "消防车单价", target = "≤180万元/辆" },
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "防护装备单价", target = "≤1万元/套" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "购置消防车", target = "2辆" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "购置防护装备", target = "60套" } } },
    { budget_total = "620", indicators = {
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "每亩补助", target = "≤200元/亩" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "治理沙化土地", target = "3.1万亩" } } },
    { budget_total = "54.2", indicators = {
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "补贴标准", target = "1000元/人" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "人民调解员", target = "542人" } } },
    { budget_total = "170", purpose = "救助金167万元；培训费3万元按2场、每场1.5万元测算。", indicators = {
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "单场培训费用", target = "≤1.5万元/场" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "举办培训", target = "≥2场" } } },
    { budget_total = "5230", indicators = {
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "孤儿基本生活费标准", target = "1200元/人" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "保障低保对象", target = "≥18600人" } } } },
}
