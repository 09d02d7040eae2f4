-- 同一张指标表印了两遍，多为打印或转换造成；先去掉一份，其余问题才不会成倍。
local function signature(i)
  return list.join({ i.term, text.fold(i.level2), text.fold(i.level3), text.fold(i.target.text) }, "=")
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
    local count = #p.indicators
    if count < 6 or count % 2 == 1 then return end
    local half = count // 2
    for n = 1, half do
      local a, b = p.indicators[n], p.indicators[n + half]
      if a.withheld or signature(a) ~= signature(b) then return end
    end
    return fail { at = p.indicators[half + 1], field = "level3", half = half,
      message = "前 {half} 行指标又原样出现一遍", message_en = "the first {half} rows appear again",
      suggestion = "删去重复的一份" }
  end,
  bad = { { indicators = {
    { term = "annual", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
    { term = "annual", level2 = "质量指标", level3 = "合格率", target = "100%" },
    { term = "annual", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" },
    { term = "annual", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
    { term = "annual", level2 = "质量指标", level3 = "合格率", target = "100%" },
    { term = "annual", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" } } } },
  good = { { indicators = {
    { term = "annual", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
    { term = "annual", level2 = "质量指标", level3 = "合格率", target = "100%" },
    { term = "annual", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" },
    { term = "long", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
    { term = "long", level2 = "质量指标", level3 = "合格率", target = "100%" },
    { term = "long", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" } } } },
}
