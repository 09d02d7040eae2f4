-- 目标里承诺的数要落到指标上，到年底才有得核对。预算总额、年份、时间不算；“12类基本公共卫生服务”“0—6岁
-- 儿童”是名称，“全县92万常住居民”是背景，“在红星林场等7个林场”是地点，也不算；项目指标涉密的不查。

-- 8000亩不是8000公顷
local function other_area(a, b)
  return a.dimension == "measure" and a.unit ~= b.unit and text.match(a.unit, "亩|公顷|平方公里") ~= nil and text.match(b.unit, "亩|公顷|平方公里") ~= nil
end

local function same(a, b)
  if b.dimension == "none" then return number(a) ~= nil and b.kind == "number" and equal(number(a), number(b)) end   -- 指标值没有写单位
  local near = a.approximate and quantity("10%") or param.goal_number_tolerance      -- “2000多名”与“≥2050人”
  local counted = { count = true, people = true }
  if a.dimension ~= b.dimension and not (a.approximate and counted[a.dimension] and counted[b.dimension]) then return false end
  if b.kind == "range" then return number(a) ~= nil and number(a) >= number(b.low) and number(a) <= number(b.high) end
  if comparable(a, b) then return abs(a - b) <= abs(a) * near end
  local single = a.dimension == "money" and text.contains(b.unit, "/") and not text.contains(a.unit, "/") and cost_of(b, 1)      -- “人均1.6万元”与“16000元/人”
  if single and comparable(a, single) then return abs(a - single) <= abs(a) * near end
  if other_area(a, b) then return false end
  local x, y = number(a), number(b)
  return x ~= nil and y ~= nil and abs(x - y) <= abs(x) * near
end

-- 单位相同、说的也像是同一件事的指标：多半就是它写错了
local function meant(p, one)
  return list.filter(p.indicators, function(i)
    local v = i.target
    return i.term ~= "long" and v.kind == "number" and not v.change and v.dimension == one.value.dimension
      and (v.unit == one.value.unit or comparable(v, one.value)) and text.shared(i.level3, one.clause) >= (v.dimension == "ratio" and 3 or 1)
      and not list.any(text.numbers(i.description), function(x) return same(one.value, x) end)
  end)[1]
end

-- 跟在列举后面的处数是地点，户籍、现有多少是现状，宽、厚多少是规格
local function setting(before, after, span)
  if text.match(before, "(?:户籍|常住|现有|原有|总人口|总面积)[^，。；、,;.]*$") then return true end
  if text.match(before, "(?:宽|高|厚|深|直径|坡度)度?(?:约|为)?$") then return true end
  return (text.match(before, "(?:等|在\\p{Lo}{0,6}|(?<![达加升低展减])到)$") ~= nil or text.match(span, "^前?到") ~= nil) and list.any(words.places, function(word) return text.starts(after, word) end)
end

-- “每季度1期”一年是4期
local turns = { ["半年"] = 2, ["季"] = 4, ["季度"] = 4, ["月"] = 12 }

local function of_the_year(i)
  local every = text.match(i.target.text, "每(半年|季度?|月)")
  if every == nil or i.target.kind ~= "number" or i.target.unit == "" then return nil end
  return quantity(tostring(number(i.target) * turns[every]) .. i.target.unit)
end

-- “调解656件，其中简易500件、复杂156件”：几行同单位的数量加起来
local function of_all_rows(p)
  local rows = list.filter(p.indicators, function(i)
    local v = i.target
    return i.level2_name == "数量指标" and i.term ~= "long" and v.kind == "number" and (v.dimension == "count" or v.dimension == "people" or v.dimension == "measure")
  end)
  local totals = {}
  for _, group in ipairs(list.group(rows, function(i) return i.target.unit end)) do
    local total = #group.items > 1 and sum(list.map(group.items, function(i) return i.target end))
    if total then table.insert(totals, total) end
  end
  return totals
end

local function quantities(p)
  local all = of_all_rows(p)
  for _, i in ipairs(p.indicators) do
    if not i.withheld then
      local unit = text.match(i.level3, "[（(]([^（()）\\d]{1,8})[）)]\\s*$")      -- 单位写在名称里：干渠长度（公里）
      local bare = i.target.kind == "number" and i.target.dimension == "none"
      if bare then table.insert(all, unit and quantity(tostring(number(i.target)) .. unit) or i.target) end
      table.insert(all, of_the_year(i))
      if i.target.kind == "range" or bare then table.insert(all, i.target) end
      for _, v in ipairs(text.numbers(i.level3 .. "；" .. i.target.text .. "；" .. i.description)) do table.insert(all, v) end
    end
  end
  if is_number(p.budget_total) then table.insert(all, p.budget_total) end
  return all
end

-- 逐项列出、加起来就是预算的金额，是钱怎么花，不是承诺
local function spells_budget(p, s)
  local listed = list.filter(text.numbers(s), function(v)
    return v.kind == "number" and v.dimension == "money" and text.contains(v.unit, "/") == nil
      and not text.match(text.split(s, v.span)[2] or "", "^(?:每|/)")
  end)
  local total = #listed >= 2 and sum(listed)
  return total and is_number(p.budget_total) and comparable(total, p.budget_total) and abs(total - p.budget_total) <= p.budget_total * param.goal_number_tolerance
end

-- “办理130件，其中民事100件、刑事30件”：没有单列的几个数加起来就是指标里的那个数
local function without_breakdown(missing, known)
  local covered = {}
  for _, group in ipairs(list.group(missing, function(one) return one.value.unit end)) do
    local total = #group.items > 1 and sum(list.map(group.items, function(one) return one.value end))
    covered[group.key] = total and list.any(known, function(x) return same(total, x) end) or false
  end
  return list.filter(missing, function(one) return not covered[one.value.unit] end)
end

local measured = { people = true, count = true, ratio = true, measure = true }

-- 后面的字说它是名称、级别，前面的“每季度”说它是周期
local function is_name(v, before, after)
  return list.contains(words.class_units, v.unit) or text.contains(text.head(after, 6), words.population) or text.starts(after, words.slogans)
    or text.match(after, "^(?:一遇|以[上下]|及以[上下])") ~= nil
    or text.match(before, "每(?:半?年|季度?|月|周|天|日|旬|学期|批次?)\\P{P}{0,6}$") ~= nil
end

-- “在7个林场和11个乡镇实施……”：数的是地点
local function is_place(v, before, rest)
  return v.dimension == "count" and text.match(before, "(?:^|[，。；、;,.：:])\\s*在[^，。；;.]{0,20}$") ~= nil
    and text.match(text.match(rest, "^[^，。；;.]*"), "和|、|实施|开展|建设|设立|推行|进行|安装|组织|举办") ~= nil
end

-- “每人1万元标准发放奖励金”“9个护路执勤岗点”：说得出是哪一个数
local function quoted(before, span, after)
  local thing = text.match(after, "^(\\p{Lo}{2,10}?)(?:的|和|及|、|$)") or text.brief(after, 8)
  return "“" .. (text.match(before, "每\\p{Lo}{1,2}$") or "") .. text.trim(span) .. thing .. "”"
end

-- 数的前面和后面；同一个数可能写两遍，从上一个数之后找起
local function around(passed, ahead, span)
  local parts = text.split(ahead, span)
  local before = passed .. (parts[1] or "")
  table.remove(parts, 1)
  return before, list.join(parts, span)
end

local function promised(p)
  local found = {}
  for _, goal in ipairs(p.goals) do
    local spent = spells_budget(p, goal.text)
    local passed, ahead = "", goal.text
    for _, v in ipairs(text.numbers(goal.text)) do
      local before, rest = around(passed, ahead, v.span)
      passed, ahead = before .. v.span, rest
      local after = text.match(rest, "^\\p{Lo}+") or ""
      if (measured[v.dimension] or v.dimension == "money" and not spent)
        and not is_name(v, before, after) and not is_place(v, before, rest) and not setting(before, after, v.span) then
        table.insert(found, { value = v, said = quoted(before, v.span, after),
          clause = (text.match(before, "[^，。；、,;.]*$") or "") .. text.head(after, 12) })
      end
    end
  end
  return found
end

-- 目标里的满意度与满意度指标比，不与碰巧同数的及时率比
local function known_for(p, one, known)
  if one.value.dimension ~= "ratio" or not text.match(one.clause, "满意[度率]\\p{Lo}{0,4}$") then return known end
  local rows = list.filter(p.indicators, function(i) return text.contains(i.level3, "满意") ~= nil and i.target.kind == "number" and i.target.dimension == "ratio" end)
  if #rows == 0 then return known end
  local own = {}
  for _, i in ipairs(rows) do
    for _, v in ipairs(text.numbers(i.level3 .. "；" .. i.target.text .. "；" .. i.description)) do table.insert(own, v) end
  end
  return own
end

rule "REL-022" {
  title    = "目标中的数字未落到指标",
  title_en = "A figure of the goal has no indicator",
  suggestion_en = "set an indicator for each figure of the goal, or say that it is background",
  severity = "warning",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "project",
  where    = { form = { "declaration", "target", "disclosure" } },
  needs    = { "REL-022T" },
  check = function(p)
    -- 涉密的一行里可能就有这个数
    if #p.indicators == 0 or list.any(p.indicators, function(i) return i.withheld end) then return skip("没有可以对照的指标") end
    local known = quantities(p)
    local missing = list.filter(promised(p), function(one)
      return not list.any(known_for(p, one, known), function(x) return same(one.value, x) end)
    end)
    missing = without_breakdown(missing, known)
    if #missing == 0 then return end
    local told = list.distinct(list.map(missing, function(one) return one.said end))
    local rows = list.filter(p.indicators, function(i)
      return list.any(missing, function(one) return meant(p, one) == i end)
    end)
    local near = list.join(list.map(rows, function(i) return text.brief(i.level3, 20) .. " " .. i.target.text end), "；")
    return fail { field = "goals", related = list.map(rows, function(i) return { at = i, field = "target" } end), near = near,
      message = #rows > 0 and "目标中的{told}没有对应的指标；相近的是“{near}”" or "目标中的{told}没有对应的指标",
      message_en = #rows > 0 and "{told} in the goal has no indicator; the nearest is '{near}'" or "{told} in the goal has no indicator", told = list.join(told, ""),
      suggestion = "为目标中的每个数设一个指标，或说明它只是背景情况" }
  end,
  bad = {
    { goals = { { text = "拨付及时率98%以上，群众满意度98%以上。" } }, indicators = {
      { level1 = "产出指标", level2 = "时效指标", level3 = "拨付及时率", target = "≥98%" },
      { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", target = "≥95%" } } },
    { goals = { { text = "改造低产竹林8000亩" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "改造低产竹林面积", target = "≥8000公顷" } } },
    { goals = { { text = "改造县乡道路18.6公里，方便群众出行" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "县乡道路改造里程", target = "16.8公里" } } },
    { goals = { { text = "维护辖区内9个护路执勤岗点的正常运行" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "制作标识标牌", target = "400个" } } },
    { goals = { { text = "按照每人1万元标准发放奖励金" } }, budget_total = "5.00",
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "奖励人数", target = "≥4人" } } },
  },
  good = {
    { goals = { { text = "拨付及时率98%以上，群众满意度95%以上。" } }, indicators = {
      { level1 = "产出指标", level2 = "时效指标", level3 = "拨付及时率", target = "≥98%" },
      { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", target = "95%" } } },
    { goals = { { text = "组织业务培训4期" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "业务培训", target = "每季度1期" } } },
    { goals = { { text = "调解矛盾纠纷656件" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "调解简易案件", target = "≥500件" },
                     { level1 = "产出指标", level2 = "数量指标", level3 = "调解复杂案件", target = "≥156件" } } },
    { goals = { { text = "办理法律援助案件130件，其中民事100件、刑事30件" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "办理法律援助案件", target = "≥130件" } } },
    { goals = { { text = "养护公路62.4公里，每季度养护一次。" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "养护公路里程", target = "≥62.4公里" } } },
    { goals = { { text = "春节前到两个敬老院慰问休养员32人" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "慰问人数", target = "32人" } } },
    { budget_total = "1100", budget_fiscal = "1100", goals = { { text = "建冷库投资400万元，购置设备550万元，配电150万元。" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "建设冷库", target = "1座" } } },
    { goals = { { text = "在7个林场和11个乡镇（街道）实施营造林8万亩。" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "营造林面积（亩）", target = "80000" } } },
    { goals = { { text = "防渗改造干渠6.2公里，建设建筑物38座，保障168名学生用水。" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "防渗改造长度（公里）", target = "6.2" },
                     { level1 = "产出指标", level2 = "数量指标", level3 = "渠系建筑物(座)", target = "≥38" },
                     { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益学生", target = "168" } } },
    { goals = { { text = "在红星林场、东山林场等7个林场营造林8万亩" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "营造林面积（亩）", target = "80000" } } },
    { goals = { { text = "硬化场坪1800平方米，厚15厘米，围墙高2.5米" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "硬化场坪", target = "1800平方米" } } },
    { goals = { { text = "该村户籍人口76户174人，新建养殖场1处" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "新建养殖场", target = "1处" } } },
    { goals = { { text = "做到两个确保，抓好三个环节" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "培训人数", target = "≥80人" } } },
    { goals = { { text = "建设9处护路岗点" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "护路岗点", target = "9个" } } },
    { goals = { { text = "电子定位覆盖矫正对象约320人" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "定位人数", target = "300-340个" } } },
    { goals = { { text = "为2000多名政法干部投保" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "培训人数", target = "≥80人" },
                     { level1 = "产出指标", level2 = "数量指标", level3 = "涉密", target = "涉密" } } },
    { goals = { { text = "为2000多名政法干部投保" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "投保人数", target = "≥2000人" } } },
    { goals = { { text = "支付光纤租赁费150万元" } }, budget_total = "150.00",
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "网络节点", target = "74个" } } },
    { goals = { { text = "为全县92万常住居民免费提供12类基本公共卫生服务，0-6岁儿童健康管理率达到90%以上" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "0-6岁儿童健康管理率", target = "≥90%" } } },
    { goals = { { text = "落实〔2016〕48号文件，2025年完成任务" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "网络节点", target = "74个" } } },
  },
}
