-- 网页标签、公式代码、书签是转换时带进来的，不是单位的错，公开前清掉即可。一个项目只报一次。
local pattern = "</?[A-Za-z][A-Za-z0-9]*(?:\\s[^<>]{0,200})?/?>|\\$[^$]{0,60}\\\\[a-z]+[^$]{0,60}\\$|\\[bookmark:[^\\]]{0,60}\\]|\\\\[fl] C"

local fields = { "content", "deviation_reason", "improvement", "legal_basis", "project_name", "purpose",
  "goals", "level3", "target", "actual" }

local signs = { { "\\geq", "≥" }, { "\\ge", "≥" }, { "\\leq", "≤" }, { "\\le", "≤" }, { "\\times", "×" }, { "\\%", "%" }, { "$", "" }, { " ", "" } }

-- 公式代码写回符号；别的标记删去就是
local function mended(found)
  if not text.contains(found, { "$" }) then return "删去转换或导出时带入的“" .. found .. "”" end
  local plain = found
  for _, sign in ipairs(signs) do plain = text.replace(plain, sign[1], sign[2]) end
  return text.contains(plain, { "\\" }) and "删去转换时带入的标记，写回原来的符号" or "改为“" .. plain .. "”"
end

rule "FMT-001" {
  title    = "残留标记",
  title_en = "Markup was left in the text",
  suggestion_en = "delete the marks left by the export",
  severity = "note",
  aspect   = "完整性",
  basis    = {},
  each     = "project",
  unitwide = true,
  check = function(p)
    local places = text.places_matching(p, fields, pattern)
    local place = places[1]
    if place == nil then return end
    local found = text.match(place.text, pattern)
    return fail { at = place.at, field = place.field, related = list.map(places, function(x) return { at = x.at, field = x.field } end), found = found, value = found,
      message = "文中残留标记“{found}”", message_en = "markup '{found}' was left in the text",
      suggestion = mended(found) }
  end,
  bad = {
    { goals = { { text = "<p>目标一：代写诉状。</p>" } } },
    { indicators = { { level1 = "效益指标", level2 = "可持续影响指标", level3 = "稳定值", target = "$\\geq 95\\%$" } } },
  },
  good = { { purpose = "水位<警戒水位，A>B" } },
}
