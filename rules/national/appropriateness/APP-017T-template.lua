-- 把另一个项目的指标拿来，只换了项目名称：“保障各成员单位某某工作正常开展”。去掉各自的项目名称后名称、指标值逐条相同的才算；
-- 名称也没有换的由 APP-017 看；名称相近的（同一种工作在几个地方各立一项），指标本来就一样。
local function stems(p)
  local out, name = {}, plain_name(p)
  while text.length(name) >= param.stem_length do
    table.insert(out, name)
    local tail = list.filter(words.project_tails, function(word) return text.ends(name, word) end)[1]
    if tail == nil then break end
    name = text.head(name, text.length(name) - text.length(tail))
  end
  return out
end

local function bare(name, own)
  local folded = text.fold(name)
  local found = list.filter(own, function(stem) return text.contains(folded, stem) ~= nil end)[1]
  return text.remove(found and text.remove(folded, { found }) or folded, words.project_tails), found ~= nil
end

-- 同一个数的两种写法（“≥95%”“达到95%”）算一样
local function value_of(v, own)
  if v.kind == "number" then return (v.op or "=") .. tostring(number(v)) .. v.unit end
  return (bare(v.text, own))
end

-- 去掉项目名称的指标清单，不论次序；没有一条写了项目名称的，无所谓换。
local function form_of(p)
  local own, rows, exchanged = stems(p), {}, false
  for _, i in ipairs(rows_of(p, { named = true })) do
    local rest, named = bare(i.level3, own)
    table.insert(rows, rest .. "=" .. value_of(i.target, own))
    exchanged = exchanged or named
  end
  table.sort(rows)
  return exchanged and #rows >= number(param.similar_min_rows) and list.join(rows, "/") or nil
end

local function raw_of(p)
  local names = list.map(p.indicators, function(i) return text.fold(i.level3) end)
  table.sort(names)
  return list.join(names, "/")
end

rule "APP-017T" {
  title    = "指标由别的项目换名而来",
  title_en = "The indicators are another project's with the name exchanged",
  suggestion_en = "write each project's own outputs, numbers and effects",
  severity = "warning",
  aspect   = "适当性",
  basis    = { "mof-2015-88" },
  each     = "group",
  by = function(p)
    if p.form ~= "target" and p.form ~= "declaration" and p.form ~= "disclosure" then return nil end
    local form = form_of(p)
    if form == nil then return nil end
    return list.join({ p.form, tostring(p.year), p.unit_code, p.unit_name }, "/"), form
  end,
  keep = function(p, form)
    local own = stems(p)
    return { name = p.project_name, stem = own[#own], form = form, raw = raw_of(p) }
  end,
  check = function(items)
    local faults = {}
    for _, group in ipairs(list.group(items, function(x) return x.form end)) do
      local named = list.map(list.group(group.items, function(x) return x.name end), function(one) return one.items[1] end)   -- 读了几遍的算一个
      local first = named[1]
      local copies = list.filter(named, function(x) return x.raw ~= first.raw and text.similarity(x.stem, first.stem) <= param.stem_similarity end)
      if #copies > 0 and #faults < number(param.group_findings) then
        table.insert(faults, fail { at = copies[1], field = "indicators", name = copies[1].name, other = first.name, count = #named,
          related = list.map(list.filter(named, function(x) return x ~= copies[1] end), function(x) return { at = x, field = "indicators" } end),
          message = #copies == 1 and "“{name}”与“{other}”的指标只换了项目名称，其余相同" or "“{other}”等 {count} 个项目的指标只换了项目名称，其余相同",
          message_en = #copies == 1 and "'{name}' has the indicators of '{other}' with the name exchanged"
            or "{count} projects such as '{other}' have the same indicators with the name exchanged",
          suggestion = "按各项目自己的内容写产出、数量和效益" })
      end
    end
    return faults
  end,
  bad  = { {
    { project_name = "扫黑除恶专项斗争工作经费", indicators = { { level3 = "保障各成员单位扫黑除恶专项斗争工作正常开展" }, { level3 = "各项目标任务完成率" },
      { level3 = "督促各成员单位扫黑除恶专项斗争工作正常开展" } } },
    { project_name = "国家安全人民防线建设工作经费", indicators = { { level3 = "保障各成员单位国家安全人民防线建设工作正常开展" }, { level3 = "各项目标任务完成率" },
      { level3 = "督促各成员单位国家安全人民防线工作正常开展" } } }, expect = { field = "indicators" } } },
  good = { {
    { project_name = "华容区农村道路养护经费", indicators = { { level3 = "华容区农村道路养护里程" }, { level3 = "农村道路养护合格率" }, { level3 = "群众满意度" } } },
    { project_name = "鄂城区农村道路养护经费", indicators = { { level3 = "鄂城区农村道路养护里程" }, { level3 = "农村道路养护合格率" }, { level3 = "群众满意度" } } } }, {
    { project_name = "农村道路养护经费", indicators = { { level3 = "农村道路养护里程", target = "30公里" }, { level3 = "合格率" }, { level3 = "群众满意度" } } },
    { project_name = "农村桥梁养护经费", indicators = { { level3 = "农村桥梁养护里程", target = "2公里" }, { level3 = "合格率" }, { level3 = "群众满意度" } } } }, {
    { project_name = "法律援助经费", indicators = { { level3 = "法律援助案件" }, { level3 = "法律援助及时率" }, { level3 = "群众满意度" } } },
    { project_name = "社区矫正经费", indicators = { { level3 = "社区矫正对象" }, { level3 = "脱管率" }, { level3 = "群众满意度" } } } } },
}
