-- 一个单位好几个项目的效益指标一字不差，看不出各项目的作用。单位职责相同时也会如此，所以只提示。
local function said_of(i)
  local v = i.target
  return text.fold(i.level3 .. "：" .. (v.kind == "number" and v.op .. tostring(v.value) or v.text))
end

local function keys(p)
  local unit, found = text.fold(p.unit_name), {}
  local rows = list.map(rows_of(p, { level1 = "效益指标" }), function(i) return { seq = i.seq, said = said_of(i), level3 = i.level3 } end)
  for _, row in ipairs(rows) do
    if text.length(row.said) >= param.repeat_min_length then table.insert(found, unit .. "/" .. row.said) end
  end
  return found, rows
end

rule "REL-027" {
  title    = "多个项目的效益指标相同",
  title_en = "Several projects share one benefit indicator",
  suggestion_en = "state the benefits of each project itself",
  severity = "note",
  aspect   = "相关性",
  basis    = {},
  each     = "group",
  where    = { form = { "declaration", "target", "disclosure" } },
  by   = keys,
  keep = function(p, rows) return { name = p.project_name, code = p.project_code, rows = rows } end,
  check = function(items, key)
    local projects = list.group(items, function(x) return text.fold(x.code .. x.name) end)
    if #projects < param.shared_benefit then return end
    local said = text.match(key, "(?s)^[^/]*/(.*)$")
    local function row(item) return list.filter(item.rows, function(r) return r.said == said end)[1] end
    local first = items[1]
    local related = {}
    for n = 2, #items do table.insert(related, { at = items[n], seq = row(items[n]).seq, field = "level3" }) end
    return fail { at = first, seq = row(first).seq, field = "level3", related = related,
      message = "{count} 个项目的效益指标都是“{said}”", message_en = "{count} projects share the benefit '{said}'",
      count = #projects, said = text.brief(row(first).level3, 30), suggestion = "结合各项目的内容写各自的效益" }
  end,
  bad = {
    { { project_code = "", project_name = "甲", indicators = { { level1 = "效益指标", level2 = "可持续影响指标", level3 = "社会和谐稳定值", target = "≥95%" } } },
      { project_code = "", project_name = "乙", indicators = { { level1 = "效益指标", level2 = "可持续影响指标", level3 = "社会和谐稳定值", target = "≥95%" } } },
      { project_code = "", project_name = "丙", indicators = { { level1 = "效益指标", level2 = "可持续影响指标", level3 = "社会和谐稳定值", target = "≥95%" } } } },
  },
  good = {
    { { project_code = "", project_name = "甲" }, { project_code = "", project_name = "乙" } },
    { { project_code = "", project_name = "甲", indicators = { { level1 = "效益指标", level2 = "可持续影响指标", level3 = "持续", target = "长期" } } },
      { project_code = "", project_name = "乙", indicators = { { level1 = "效益指标", level2 = "可持续影响指标", level3 = "持续", target = "长期" } } },
      { project_code = "", project_name = "丙", indicators = { { level1 = "效益指标", level2 = "可持续影响指标", level3 = "持续", target = "长期" } } } },
  },
}
