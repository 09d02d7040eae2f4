-- 一个项目里同一指标只设一次。二级和指标值都相同的是重复填报；换个二级再填一遍的，应当只留一处；
-- 二级、指标值都相同而名称只差“数、人数、情况”的，是同一个指标换了说法；“使用率”与“使用比率”也是一个。
-- 总体（长期）目标与年度目标各有一套指标，不算重复。
local function row_of(i)
  if not i.filled then return nil end      -- 写“无”“不涉及”的行不是指标
  local name, target = text.fold(i.level3), text.fold(i.target.text)
  if name == "" and target == "" then return nil end
  if name == "" and i.target.kind ~= "text" then return nil end      -- 公开表里名称列在前面，“≥8小时”可以有两个
  local place = (i.term == "long" and "long/" or "annual/") .. i.goal .. "/"
  local bare = text.replace(text.match(name, "^指标\\d+(.*)$") or name, "比率", "率")
  local stem = i.target.kind == "number" and text.fold(text.remove(text.remove(i.level3, words.measure_tails), words.conjunctions)) or ""
  return { at = i, name = name, target = target, level2 = i.level2_name, same = place .. (bare ~= "" and bare or target),
    alike = text.length(stem) >= 4 and place .. i.level2_name .. "/" .. stem or nil,
    defined = i.target.kind == "number" and text.length(text.fold(i.description)) >= 6
      and place .. i.level2_name .. "/" .. text.fold(i.description) or nil }
end

-- 同一个数，单位相同或有一处没写
local function same_target(a, b)
  if a.target == b.target then return true end
  local x, y = a.at.target, b.at.target
  return x.kind == "number" and y.kind == "number" and number(x) == number(y) and x.op == y.op and (x.unit == "" or y.unit == "")
end

-- 哪一行是后填的，看二级指标的先后（数量、质量……），不看行的先后：重排各行，结论不变。
local function rank(row)
  local place = #codes.level2_order + 1
  for n, level2 in ipairs(codes.level2_order) do place = level2 == row.level2 and n or place end
  return place
end

local function in_order(group)
  table.sort(group, function(a, b)
    if rank(a) ~= rank(b) then return rank(a) < rank(b) end
    return a.at.seq < b.at.seq
  end)
  return group
end

-- 同名的各行
local function repeated(rows, name)
  local groups, found = {}, {}
  for _, row in ipairs(rows) do
    local key = row[name]
    if key and groups[key] then
      table.insert(groups[key], row)
    elseif key then
      groups[key] = { row }
      table.insert(found, groups[key])
    end
  end
  return list.map(list.filter(found, function(group) return #group > 1 end), in_order)
end

local function unnumbered(name) return text.match(name, "^指标\\d+(.*)$") or name end

local function again_of(first, again, faults)
  local spelt = unnumbered(first.name) ~= unnumbered(again.name) and "（另一处写作“" .. text.brief(first.at.level3, 30) .. "”）" or ""
  local exact = first.target == again.target and first.level2 == again.level2
  -- “资助标准”在质量下问执行了没有（100%），在成本下问是多少钱，是两回事
  local apart = first.level2 ~= again.level2 and (first.at.target.dimension == "money") ~= (again.at.target.dimension == "money")
  local places = first.level2 ~= again.level2 and { { at = again.at, field = "level2" } } or {}
  table.insert(places, { at = first.at, field = "level3" })
  local counted = first.level2 == "数量指标" and (again.at.target.dimension == "count" or again.at.target.dimension == "people")
  table.insert(faults, fail { at = again.at, field = "level3", related = places,
    severity = exact and "error" or apart and "note" or "warning",
    message = exact and "指标“{name}”{spelt}填了两遍（第{first}、{again}行）" or "指标“{name}”{spelt}在{level2}和{other}下各填一次",
    spelt = spelt,
    message_en = "the indicator '{name}' stands in rows {first} and {again}",
    name = text.brief(again.name ~= "" and again.at.level3 or again.at.target.text, 30),
    first = first.at.seq, again = again.at.seq, level2 = first.at.level2, other = again.at.level2,
    suggestion = counted and first.level2 ~= again.level2 and (again.level2 == "质量指标" and "数量指标保留；质量指标改写做得好不好，如“…合格率”“…准确率”"
        or "数量指标保留；{other}改写由此带来的变化") or "只保留一处，另一处改为不同的指标" })
end

local function reworded(first, again, faults)
  if first.name == again.name or not same_target(first, again) then return end
  table.insert(faults, fail { at = again.at, field = "level3", related = { { at = first.at, field = "level3" } }, severity = "warning",
    message = "指标“{name}”与“{other}”是同一个指标，指标值也相同", message_en = "'{name}' is '{other}' in other words, with the same target",
    name = text.brief(again.at.level3, 30), other = text.brief(first.at.level3, 30), suggestion = "只保留一处，另一处改为不同的指标" })
end

rule "REL-021" {
  title    = "同一指标在项目内重复",
  title_en = "The same indicator twice in one project",
  suggestion_en = "keep one and make the other a different indicator",
  severity = "error",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "project",
  fold     = true,
  needs    = { "CMP-030" },
  negotiable = { severity = "note", off = true },
  check = function(p)
    local faults, rows = {}, list.map(rows_of(p), row_of)
    for _, group in ipairs(repeated(rows, "same")) do
      for n = 2, #group do again_of(group[1], group[n], faults) end
    end
    for _, group in ipairs(repeated(rows, "alike")) do
      for n = 2, #group do reworded(group[1], group[n], faults) end
    end
    -- 同一算法、同一指标值，名称只多几个字：“故障率”与“线路故障率”
    for _, group in ipairs(repeated(rows, "defined")) do
      for n = 2, #group do
        local a, b = group[1], group[n]
        if a.alike ~= b.alike and (text.contains(a.name, b.name) or text.contains(b.name, a.name)) then reworded(a, b, faults) end
      end
    end
    return faults
  end,
  bad = {
    { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "故障率", description = "发生故障数/实际点位数", target = "≤3%" },
      { level1 = "产出指标", level2 = "质量指标", level3 = "线路故障率", description = "发生故障数/实际点位数", target = "≤3%" } }, expect = { severity = "warning" } },
    { indicators = { { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "学生及家长满意度", target = "≥95%" },
                     { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "学生和家长满意度", target = "≥95%" } }, expect = { severity = "warning" } },
    { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "资助标准", target = "100%" },
                     { level1 = "产出指标", level2 = "成本指标", level3 = "资助标准", target = "3000元/人" } }, expect = { severity = "note" } },
    { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "脱管漏管", target = "0人" },
                     { level1 = "产出指标", level2 = "质量指标", level3 = "脱管漏管人员", target = "0" } }, expect = { severity = "warning" } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "受益学生数", target = "36500人" },
                     { level1 = "产出指标", level2 = "数量指标", level3 = "受益学生人数", target = "36500人" } }, expect = { severity = "warning" } },
    { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "普法覆盖率", target = "≥96%" },
                     { level1 = "效益指标", level2 = "社会效益指标", level3 = "普法覆盖率", target = "≥96%" } }, expect = { severity = "warning" } },
    { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "装备使用率", target = "≥90%" },
                     { level1 = "效益指标", level2 = "社会效益指标", level3 = "装备使用比率", target = "≥90%" } }, expect = { severity = "warning" } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "培训", target = "2场" },
                     { level1 = "产出指标", level2 = "数量指标", level3 = "培训", target = "2场" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "指标1：培训", target = "2场" },
                     { level1 = "产出指标", level2 = "数量指标", level3 = "指标2：培训", target = "2场" } } },
  },
  good = {
    { form = "disclosure", indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "", target = "≥8小时" }, { level1 = "产出指标", level2 = "数量指标", level3 = "", target = "≥8小时" } } },
    { indicators = { { level1 = "效益指标", level2 = "经济效益指标", level3 = "无", target = "无" }, { level1 = "效益指标", level2 = "生态效益指标", level3 = "无", target = "无" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "培训调解员人数", target = "≥50人" },
                     { level1 = "产出指标", level2 = "数量指标", level3 = "培训调解员次数", target = "≥50次" } } },
    { indicators = { { term = "long", level1 = "产出指标", level2 = "数量指标", level3 = "救助案件", target = "40件" },
                     { term = "annual", level1 = "产出指标", level2 = "数量指标", level3 = "救助案件", target = "40件" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "涉密", target = "涉密", description = "涉密" },
                     { level1 = "产出指标", level2 = "质量指标", level3 = "涉密", target = "涉密", description = "涉密" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "培训人数（村干部）", target = "20人" },
                     { level1 = "产出指标", level2 = "数量指标", level3 = "培训人数（调解员）", target = "30人" } } },
  },
}
