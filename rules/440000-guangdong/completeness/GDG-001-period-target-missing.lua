-- 年度指标值填了，实施周期指标值空着，看不出整个项目要做到什么程度。一次性项目两栏相同，也要填。
rule "GDG-001" {
  title    = "没有填写实施周期指标值",
  title_en = "The target for the whole period is blank",
  suggestion_en = "fill in the target for the whole period; where the project lasts one year it is the year's",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "guangdong-form" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target" } },
  needs    = { "CMP-020" },
  check = function(i)
    local whole = extra(i, words.period_headings)
    if whole == nil or i.term == "long" then return skip("表中没有实施周期指标值一栏") end
    if not text.is_blank(whole) or i.target.kind == "empty" or i.target.kind == "na" then return end
    return fail { field = "target", name = text.brief(i.level3, 20), message = "“{name}”只填了年度指标值，没有填实施周期指标值",
      message_en = "'{name}' has a target for the year and none for the period", suggestion = "补填实施周期指标值；一年的项目与年度指标值相同" }
  end,
  bad  = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", extra = { ["实施周期指标值"] = "" } } },
  good = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", extra = { ["实施周期指标值"] = "≥150处" } },
           { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" } },
}
