-- 部门预算绩效文本前面有目录，列出每个项目的绩效目标表。目录里有而正文没有的，多半是漏印；正文有而目录
-- 没有的，是目录没有更新。只在读入的表带有目录时核对（目录跟着第一个项目）；目录行里粘着的序号和页码不算名称。
local function listed(p)
  local s = extra(p, words.contents_headings)
  return s ~= nil and not text.is_blank(s) and s or nil
end

local function entries(contents)
  local names = {}
  for _, line in ipairs(text.matches(contents, "[^\\n；;]+")) do
    local name = text.match(line, "^[\\s\\d、.．]*(.*?)[\\s.．…·\\d]*$") or line
    if text.length(text.fold(name)) >= 2 then table.insert(names, name) end
  end
  return names
end

local function has_name(names, wanted)
  local own = text.fold(wanted)
  return list.any(names, function(name)
    local other = text.fold(name)
    return other == own or text.contains(other, own) ~= nil or text.contains(own, other) ~= nil
  end)
end

rule "CMP-033" {
  title    = "目录与正文不符",
  title_en = "The contents list and the forms disagree",
  suggestion_en = "add the missing form or bring the contents list up to date",
  severity = "warning",
  aspect   = "完整性",
  basis    = {},
  each     = "group",
  where    = { form = "target" },
  by = function(p) return text.fold(p.unit_name) .. "/" .. tostring(p.year) end,
  keep = function(p) return { name = p.project_name, contents = listed(p) } end,
  check = function(items)
    local first = list.filter(items, function(x) return x.contents ~= nil end)[1]
    if first == nil then return skip("没有目录") end
    local names = entries(first.contents)
    local own = list.map(items, function(x) return x.name end)
    local absent = list.filter(names, function(name) return not has_name(own, name) end)
    local extra_ones = list.filter(own, function(name) return not has_name(names, name) end)
    if #absent == 0 and #extra_ones == 0 then return end
    local missing = #absent > 0
    return fail { at = first, field = "project_name", names = text.brief(list.join(missing and absent or extra_ones, "、"), 80),
      count = #(missing and absent or extra_ones), listed = #names, found = #items,
      message = missing and "目录列了 {listed} 个项目，正文有 {found} 个，缺：{names}"
        or "正文有 {found} 个项目，目录列了 {listed} 个，目录漏列：{names}",
      message_en = missing and "the contents list has {listed} projects, the text {found}; not found: {names}"
        or "the text has {found} projects, the contents list {listed}; not listed: {names}",
      suggestion = missing and "补齐缺少的绩效目标表，或更新目录" or "更新目录" }
  end,
  bad = {
    { { project_name = "法律援助经费", extra = { ["目录"] = "1、法律援助经费……3；2、社区矫正经费……5" } } },
    { { project_name = "法律援助经费", extra = { ["目录"] = "1、法律援助经费……3" } }, { project_name = "普法经费" } },
  },
  good = {
    { { project_name = "法律援助经费", extra = { ["目录"] = "1、法律援助经费……3；2、117、普法经费" } },
      { project_name = "普法经费", extra = { ["目录"] = "1、法律援助经费……3；2、117、普法经费" } } },
    { { project_name = "法律援助经费" } },
  },
}
