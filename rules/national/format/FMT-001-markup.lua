-- 网页标签、公式代码、书签是转换时带进来的，不是单位的错，公开前清掉即可。一个项目只报一次。
local pattern = "</?[A-Za-z][A-Za-z0-9]*(?:\\s[^<>]{0,200})?/?>|\\$[^$]{0,60}\\\\[a-z]+[^$]{0,60}\\$|\\[bookmark:[^\\]]{0,60}\\]|\\\\[fl] C"

local function first(p)
  local projects = { project_name = p.project_name, purpose = p.purpose, content = p.content,
    legal_basis = p.legal_basis, deviation_reason = p.deviation_reason, improvement = p.improvement }
  for field, s in pairs(projects) do
    local found = text.match(s, pattern)
    if found then return p, field, found end
  end
  for _, goal in ipairs(p.goals) do
    local found = text.match(goal.text, pattern)
    if found then return p, "goals", found end
  end
  for _, i in ipairs(p.indicators) do
    for _, field in ipairs { "level3", "target", "actual" } do
      local found = text.match(field == "level3" and i.level3 or i[field].text, pattern)
      if found then return i, field, found end
    end
  end
end

rule "FMT-001" {
  title    = "残留标记",
  title_en = "Markup was left in the text",
  severity = "note",
  aspect   = "完整性",
  basis    = {},
  each     = "project",
  check = function(p)
    local at, field, found = first(p)
    if at == nil then return end
    return fail { at = at, field = field, found = found, value = found,
      message = "文中残留标记“{found}”", message_en = "markup '{found}' was left in the text",
      suggestion = "转换或导出时带入的标记，提交前删除" }
  end,
  bad = {
    { goals = { { text = "<p>目标一：代写诉状。</p>" } } },
    { indicators = { { level1 = "效益指标", level2 = "可持续影响指标", level3 = "稳定值", target = "$\\geq 95\\%$" } } },
  },
  good = { { purpose = "水位<警戒水位，A>B" } },
}
