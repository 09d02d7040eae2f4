-- 长期、年度指标都有的表，没有注明期限的指标不知道该归哪一边。
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
    if not (has_term(p, "long") and has_term(p, "annual")) then return skip("不分长期、年度") end
    local rows = list.filter(p.indicators, function(i) return has(i, "term") and i.filled and text.is_blank(i.term) end)
    return list.map(rows, function(i)
      return fail { at = i, field = "term", name = text.head(i.level3, 20),
        message = "“{name}”没有注明是长期指标还是年度指标", message_en = "'{name}' is neither long-term nor annual",
        suggestion = "在期限栏注明“长期”或“年度”" }
    end)
  end,
  bad = { { indicators = {
    { term = "long", level1 = "产出指标", level2 = "数量指标", level3 = "累计维修站点", target = "≥150处" },
    { term = "", level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
    { term = "annual", level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" } },
    expect = { field = "term" } } },
  good = {
    { indicators = { { term = "annual", level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
                     { term = "", level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" } } },
    { indicators = { { term = "long", level1 = "产出指标", level2 = "数量指标", level3 = "累计维修站点", target = "≥150处" },
                     { term = "annual", level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
                     { term = "", level1 = "效益指标", level2 = "社会效益指标", level3 = "", target = "", description = "", target_basis = "" } } },
  },
}
