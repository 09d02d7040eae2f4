-- 同一张指标表印了两遍，多为打印或转换造成；先去掉一份，其余问题才不会成倍。
local function signature(i)
  return list.join({ i.term, text.fold(i.level2), text.fold(i.level3), text.fold(i.target.text) }, "=")
end

-- 前面多少行之后又从第一行起照印；第二份可以没有印完。
local function block(rows)
  local tries = 0
  for half = 3, #rows - 3 do
    if rows[half + 1] == rows[1] and rows[2] ~= rows[1] and tries < 8 then     -- 试几次就够，行再多也不会慢
      local n = half + 1
      while n <= #rows and rows[n] ~= "" and rows[n] == rows[n - half] do n = n + 1 end
      if n > #rows then return half end
      tries = tries + 1
    end
  end
end

rule "CMP-030" {
  title    = "同一指标表重复出现",
  title_en = "The indicator table appears twice",
  suggestion_en = "delete one of the copies",
  severity = "note",
  aspect   = "完整性",
  basis    = {},
  each     = "project",
  where    = { form = "declaration" },
  check = function(p)
    local half = block(list.map(p.indicators, function(i) return i.withheld and "" or signature(i) end))
    if half == nil then return end
    return fail { at = p.indicators[half + 1], field = "level3", half = half,
      message = "前 {half} 行指标之后，又从第一行起原样出现", message_en = "after {half} rows the same rows begin again",
      suggestion = "删去重复的一份" }
  end,
  bad = { { indicators = {
    { term = "annual", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
    { term = "annual", level2 = "质量指标", level3 = "合格率", target = "100%" },
    { term = "annual", level2 = "时效指标", level3 = "完成时间", target = "11月底前" },
    { term = "annual", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" },
    { term = "annual", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
    { term = "annual", level2 = "质量指标", level3 = "合格率", target = "100%" },
    { term = "annual", level2 = "时效指标", level3 = "完成时间", target = "11月底前" } } }, { indicators = {
    { term = "annual", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
    { term = "annual", level2 = "质量指标", level3 = "合格率", target = "100%" },
    { term = "annual", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" },
    { term = "annual", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
    { term = "annual", level2 = "质量指标", level3 = "合格率", target = "100%" },
    { term = "annual", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" } } } },
  good = { { indicators = {
    { term = "annual", level2 = "数量指标", level3 = "维修站点", target = "≥50处" }, { term = "annual", level2 = "质量指标", level3 = "合格率", target = "100%" },
    { term = "annual", level2 = "时效指标", level3 = "完成时间", target = "11月底前" }, { term = "annual", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
    { term = "annual", level2 = "数量指标", level3 = "维修泵房", target = "≥5处" }, { term = "annual", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" } } }, { indicators = {
    { term = "annual", level2 = "数量指标", level3 = "维修站点", target = "≥50处" }, { term = "annual", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
    { term = "annual", level2 = "数量指标", level3 = "维修站点", target = "≥50处" }, { term = "annual", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
    { term = "annual", level2 = "数量指标", level3 = "维修站点", target = "≥50处" }, { term = "annual", level2 = "数量指标", level3 = "维修站点", target = "≥50处" } } }, { indicators = {
    { term = "annual", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
    { term = "annual", level2 = "质量指标", level3 = "合格率", target = "100%" },
    { term = "annual", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" },
    { term = "long", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
    { term = "long", level2 = "质量指标", level3 = "合格率", target = "100%" },
    { term = "long", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" } } } },
}
