-- 偏差原因、改进措施抄自别的单位，或者抄自本单位别的项目而换了名称、数字。去掉各自的单位、项目名称和数字再比；
-- 一字不差地抄本单位别的项目由 SEV-030 看。财政、上级、机构改革一类原因各单位本来相同，几家同办一个项目的措施
-- 也会相同：前者只看长文，后者只提示。
local function least(field) return field == "improvement" and param.same_measure_length or param.same_text_length end

local function own_names(p)
  local names, name = {}, plain_name(p)
  for _, cell in ipairs { p.project_name, p.unit_name, p.implementing_unit, p.department } do table.insert(names, text.trim(cell)) end
  while text.length(name) >= param.stem_length do
    table.insert(names, name)
    local tail = list.filter(words.project_tails, function(word) return text.ends(name, word) end)[1]
    if tail == nil then break end
    name = text.head(name, text.length(name) - text.length(tail))
  end
  return list.filter(names, function(s) return text.length(s) >= param.stem_length end), name
end

local function without_numbers(s) return list.join(text.matches(text.fold(s), "[^\\d]+"), "0") end

-- 同一段话归到一起的键：去掉名称、数字后最长的两句的开头。
local function keys_of(unnamed, head)
  local one, other, m, n = "", "", 0, 0
  for _, clause in ipairs(text.matches(unnamed, "[^，,。；;：:、！!？?\\n]+")) do
    local length = text.length(clause)
    if length > m then one, other, m, n = clause, one, length, m elseif length > n then other, n = clause, length end
  end
  local found = { head .. text.head(without_numbers(one), 16) }
  if n >= number(param.min_explanation) then found[2] = head .. text.head(without_numbers(other), 16) end
  return found
end

local function said(p)
  local found, names, stem = {}, nil, nil
  local function take(field, cell, seq)
    if text.length(cell) < least(field) or text.only(cell, words.boilerplate) then return end
    if names == nil then names, stem = own_names(p) end
    local unnamed = text.remove(text.remove(text.trim(cell), names), words.self_references)
    local plain = without_numbers(unnamed)
    if text.length(plain) < param.same_text_length then return end
    local topic = list.join({ p.form, tostring(p.year), field == "improvement" and "improvement" or "reason", "" }, "/")
    table.insert(found, { field = field, seq = seq, plain = plain, text = cell, topic = topic, keys = keys_of(unnamed, topic) })
  end
  take("deviation_reason", p.deviation_reason)
  take("improvement", p.improvement)
  for _, i in ipairs(p.indicators) do
    if not i.withheld and #found < param.copied_rows then take("reason", i.reason, i.seq) end
  end
  return found, stem
end

local function copy_of(first, other)
  return first.plain == other.plain or text.similarity(first.plain, other.plain) * 100 >= number(param.copied_similarity)
end

local function shared_key(a, b)
  return list.filter(b.keys, function(key) return list.contains(a.keys, key) end)[1]
end

-- 两张表雷同的第一段原因（措施），别的段由它一并说；在它们共有的第一个键下说。
local function first_shared(a, b, key)
  for _, mine in ipairs(b.said) do
    for _, theirs in ipairs(a.said) do
      local under = mine.topic == theirs.topic and text.starts(key, mine.topic) and shared_key(theirs, mine)
      if under and copy_of(theirs, mine) then return under == key and theirs or nil, mine end
    end
  end
end

-- 财政、上级、机构改革：不是自己能写出两样的原因
local function from_outside(s)
  return text.length(s) < param.outside_cause_length and text.contains(s, words.outside_causes) ~= nil
end

local function same_sentence(a, b)
  local theirs = list.map(text.split(text.replace(a, "；", "。"), "。"), text.fold)
  return list.any(text.split(text.replace(b, "；", "。"), "。"), function(part)
    return text.length(text.fold(part)) >= param.min_explanation and list.contains(theirs, text.fold(part))
  end)
end

-- first 是被抄的，item 是抄的；返回被抄、抄的两段，或者 nil
local function copied(first, item, key)
  if first.project == item.project then return end
  local theirs, mine = first_shared(first, item, key)
  if theirs == nil then return end
  if from_outside(mine.text) then return end
  if first.unit == item.unit and mine.field ~= "reason" and theirs.field ~= "reason" and same_sentence(theirs.text, mine.text) then return end
  return { item = item, theirs = theirs, mine = mine }
end

-- 几百张表都有的话是统一的口径，看到 copied_forms 张为止。
local function clusters_of(items, key)
  local clusters = {}
  for n = 1, math.min(#items, math.tointeger(tonumber(tostring(param.copied_forms)))) do
    local item, home = items[n], nil
    for _, cluster in ipairs(clusters) do
      local copy = home == nil and copied(cluster.first, item, key)
      if copy then
        home = cluster
        cluster.count = cluster.count + 1
        if #cluster.copies < number(param.group_findings) then table.insert(cluster.copies, copy) end
      end
    end
    if home == nil and #clusters < param.copied_rows then table.insert(clusters, { first = item, copies = {}, count = 1 }) end
  end
  return list.filter(clusters, function(cluster) return #cluster.copies > 0 end)
end

-- 同一种工作（几家各办一项，一个单位的两处堤防），或者许多单位都这样写，多半真是一回事、一个口径
local function common_work(cluster)
  local units = list.distinct(list.map(cluster.copies, function(c) return c.item.unit end))
  if #units >= number(param.template_units) then return true end
  return list.all(cluster.copies, function(c)
    return text.similarity(c.item.stem, cluster.first.stem) * 100 > number(param.stem_similarity)
  end)
end

local function told(cluster)
  local one, first = cluster.copies[1], cluster.first
  local exact = text.fold(one.mine.text) == text.fold(one.theirs.text)
  local related = { { at = first, seq = one.theirs.seq, field = one.theirs.field } }
  for k = 2, #cluster.copies do
    table.insert(related, { at = cluster.copies[k].item, seq = cluster.copies[k].mine.seq, field = cluster.copies[k].mine.field })
  end
  local apart = one.item.unit ~= first.unit
  return fail { at = one.item, seq = one.mine.seq, field = one.mine.field, related = related, severity = common_work(cluster) and "note" or "warning",
    said = text.brief(one.mine.text, 40), other = (apart and first.unit_name .. "的" or "") .. "“" .. text.brief(first.name, 30) .. "”", count = cluster.count,
    other_en = "'" .. text.brief(first.name, 30) .. "'" .. (apart and " of " .. first.unit_name or ""), how = exact and "一字不差" or "只换了名称、数字或个别字",
    message = (#cluster.copies == 1 and "“{said}”与{other}{how}" or "“{said}”与{other}等 {count} 处{how}"),
    message_en = (#cluster.copies == 1 and "'{said}' is that of {other}, " or "'{said}' stands in {count} places, such as {other}, ")
      .. (exact and "word for word" or "with names, numbers or a few words exchanged"),
    suggestion = "结合本项目的偏差写明原因和措施" }
end

rule "SEV-030U" {
  title    = "偏差原因、改进措施照搬其他单位或换名照搬",
  title_en = "Reasons or improvements copied from another unit, or with names exchanged",
  suggestion_en = "state the reasons and measures of this project itself",
  severity = "warning",
  aspect   = "自评质量",
  basis    = {},
  each     = "group",
  where    = { form = { "self_evaluation", "monitoring" } },
  by = function(p)
    local found, stem = said(p)
    local keys = {}
    for _, one in ipairs(found) do
      for _, key in ipairs(one.keys) do table.insert(keys, key) end
    end
    return keys, { said = found, stem = stem }
  end,
  keep = function(p, found)
    local unit = text.fold(p.unit_name)
    return { name = p.project_name, stem = found.stem, unit = unit, unit_name = p.unit_name, said = found.said, project = list.join({ unit, text.fold(p.project_code), text.fold(p.project_name) }, "/") }
  end,
  check = function(items, key)
    local faults = {}
    for _, cluster in ipairs(clusters_of(items, key)) do
      if #faults < number(param.group_findings) then table.insert(faults, told(cluster)) end
    end
    return faults
  end,
  bad = {
    { { project_code = "", project_name = "道路养护", unit_name = "甲县交通局", deviation_reason = "中标队伍8月才进场，9月连续降雨，余下的2公里没有铺完，未到付款节点。" },
      { project_code = "", project_name = "绿地管护", unit_name = "甲县园林中心", deviation_reason = "中标队伍8月才进场，9月连续降雨，余下的2公里没有铺完，未到付款节点。" },
      { project_code = "", project_name = "泵站维修", unit_name = "甲县水利局", deviation_reason = "中标队伍8月才进场，9月连续降雨，余下的2公里没有铺完，未到付款节点。" }, expect = { field = "deviation_reason" } },
    { { project_code = "", project_name = "道路养护", unit_name = "甲县交通局", deviation_reason = "中标队伍8月才进场，9月连续降雨，余下的2公里没有铺完，未到付款节点。" },
      { project_code = "", project_name = "绿地管护", unit_name = "甲县园林中心", deviation_reason = "中标队伍8月才进场，9月连续降雨，余下的2公里没有铺完，未到付款节点。" }, expect = { field = "deviation_reason" } },
    { { project_code = "", project_name = "道路养护经费", improvement = "加强道路养护项目的前期论证，每季度与监理会商一次，对滞后的标段限期整改。" },
      { project_code = "", project_name = "绿地管护经费", improvement = "加强绿地管护项目的前期论证，每季度与监理会商一次，对滞后的标段限期整改。" }, expect = { field = "improvement" } },
    { { project_code = "", project_name = "道路养护", deviation_reason = "送审资料少了3份签证单，退回补正用去45天，审价报告12月20日才出，尾款未付。" },
      { project_code = "", project_name = "绿地管护", deviation_reason = "送审资料少了2份签证单，退回补正用去40天，审价报告12月18日才出，尾款未付。" }, expect = { field = "deviation_reason" } },
    { { project_code = "", project_name = "道路养护", indicators = { { level3 = "养护里程", reason = "车辆7月故障，配件从外地调运，等了34天才恢复作业" } } },
      { project_code = "", project_name = "垃圾清运", unit_name = "甲县环卫所", indicators = { { level3 = "清运趟次", reason = "车辆7月故障，配件从外地调运，等了34天才恢复作业" } } }, expect = { field = "reason" } },
    { { form = "monitoring", project_code = "", project_name = "道路养护", indicators = { { level3 = "养护里程", reason = "控制价两次调整，6月下旬才开标，施工队7月15日进场" } } },
      { form = "monitoring", project_code = "", project_name = "泵站维修", unit_name = "甲县水利局", indicators = { { level3 = "维修泵站", reason = "控制价两次调整，6月下旬才开标，施工队7月15日进场" } } }, expect = { field = "reason" } },
    { { project_code = "", project_name = "东河堤防维修", deviation_reason = "7月特大暴雨冲毁便道，两处堤段无法进场，推迟到汛后施工。" },
      { project_code = "", project_name = "西河堤防维修", deviation_reason = "7月特大暴雨冲毁便道，三处堤段无法进场，推迟到汛后施工。" }, expect = { field = "deviation_reason", severity = "note" } },
    { { project_code = "", project_name = "营养改善计划", unit_name = "甲县一小", improvement = "进一步规范食堂采购和陪餐制度，做好留样、价格公示和膳食搭配，提高供餐质量。" },
      { project_code = "", project_name = "营养改善计划", unit_name = "甲县二小", improvement = "进一步规范食堂采购和陪餐制度，做好留样、价格公示和膳食搭配，提高供餐质量。" }, expect = { field = "improvement", severity = "note" } },
  },
  good = {
    { { project_code = "", project_name = "法律援助", unit_name = "甲县司法局", deviation_reason = "招标节约资金，合同价低于预算价" }, { project_code = "", project_name = "河道清淤", unit_name = "甲县水利局", deviation_reason = "招标节约资金，合同价低于预算价" } },
    { { project_code = "", project_name = "道路养护", deviation_reason = "县里的统一要求，年末资金收回", improvement = "无" }, { project_code = "", project_name = "绿地管护", deviation_reason = "没有偏差", improvement = "无" } },
    { { project_code = "", project_name = "道路养护", unit_name = "甲县交通局", deviation_reason = "受疫情影响，部分活动没有按计划开展，资金结余" },
      { project_code = "", project_name = "绿地管护", unit_name = "甲县园林中心", deviation_reason = "受疫情影响，部分活动没有按计划开展，资金结余" } },
    { { project_code = "", project_name = "道路养护", unit_name = "甲县交通局", deviation_reason = "按照县财政局统一要求，年末没有支付的资金由国库收回，列入下年预算" },
      { project_code = "", project_name = "绿地管护", unit_name = "甲县园林中心", deviation_reason = "按照县财政局统一要求，年末没有支付的资金由国库收回，列入下年预算" } },
    { { project_code = "", project_name = "道路养护", unit_name = "甲县交通局", improvement = "加强预算管理，提高资金使用效益" },
      { project_code = "", project_name = "绿地管护", unit_name = "甲县园林中心", improvement = "加强预算管理，提高资金使用效益" } },
    { { project_code = "", project_name = "道路养护", deviation_reason = "中标队伍8月才进场，9月连续降雨，余下的2公里没有铺完。" },
      { project_code = "", project_name = "绿地管护", deviation_reason = "中标队伍8月才进场，9月连续降雨，余下的2公里没有铺完。" } },
    { { project_code = "", project_name = "道路养护", deviation_reason = "一、预算执行偏差情况：冬季降雪提前，4公里罩面没有施工。二、其他指标都已完成。" },
      { project_code = "", project_name = "绿地管护", deviation_reason = "一、预算执行偏差情况：供苗单位没有按时交货，尾款未付。二、其他指标都已完成。" } },
  },
}
