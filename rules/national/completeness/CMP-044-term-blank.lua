-- 长期、年度指标都有的表，没有注明期限的指标不知道该归哪一边；只有一种而单单一行空着的，多半是漏填，只提示。
local function has_term(p, term) return list.any(p.indicators, function(i) return i.term == term end) end

rule "CMP-044" {
  title    = "指标没有注明长期或年度",
  title_en = "The indicator is neither long-term nor annual",
  suggestion_en = "say whether the indicator is long-term or annual",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "mof-2015-88" },
  each     = "project",
  fold     = true,
  where    = { form = { "declaration", "target" } },
  check = function(p)
    local rows = list.filter(p.indicators, function(i) return has(i, "term") and i.filled and text.is_blank(i.term) end)
    local both = has_term(p, "long") and has_term(p, "annual")
    local lone = #rows == 1 and list.count(p.indicators, function(i) return i.filled and not text.is_blank(i.term) end) >= 3
    if not both and not lone then return skip("不分长期、年度") end
    return list.map(rows, function(i)
      return fail { at = i, field = "term", severity = both and "warning" or "note", name = text.brief(i.level3, 20),
        message = "“{name}”没有注明是长期指标还是年度指标", message_en = "'{name}' is neither long-term nor annual",
        suggestion = "在期限栏注明“长期”或“年度”" }
    end)
  end,
  bad = { { indicators = {
    { term = "long", level1 = "产出指标", level2 = "数量指标", level3 = "累计维修站点", target = "≥150处" },
    { term = "", level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
    { term = "annual", level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" } },
    expect = { field = "term" } }, { indicators = {
    { term = "annual", level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
    { term = "annual", level1 = "产出指标", level2 = "质量指标", level3 = "验收合格率", target = "100%" },
    { term = "annual", level1 = "产出指标", level2 = "时效指标", level3 = "按时完成率", target = "≥95%" },
    { term = "", level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" } },
    expect = { field = "term", severity = "note" } } },
  good = {
    { indicators = { { term = "annual", level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
                     { term = "", level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" } } },
    { indicators = { { term = "long", level1 = "产出指标", level2 = "数量指标", level3 = "累计维修站点", target = "≥150处" },
                     { term = "annual", level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
                     { term = "", level1 = "效益指标", level2 = "社会效益指标", level3 = "", target = "", description = "", target_basis = "" } } },
  },
}
