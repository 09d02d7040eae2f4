-- 数量是逐年累计的，一年的指标值不会多于整个实施周期的。比率、满意度、成本和“≤”的不比。
rule "GDG-002" {
  title    = "年度指标值大于实施周期指标值",
  title_en = "The year's target exceeds that of the whole period",
  suggestion_en = "check both targets; they may have changed places",
  severity = "warning",
  aspect   = "适当性",
  basis    = { "guangdong-form" },
  each     = "indicator",
  where    = { form = { "declaration", "target" }, level2 = "数量指标" },
  check = function(i)
    local whole, target = quantity(extra(i, words.period_headings) or ""), i.target
    if whole.kind ~= "number" or target.kind ~= "number" then return skip("没有两个数值") end
    if target.op == "<" or target.op == "<=" or target.dimension == "ratio" or not comparable(target, whole) then return skip("不是累计的数量") end
    if target <= whole then return end
    return fail { field = "target", whole = whole.text, message = "年度指标值“{target}”大于实施周期指标值“{whole}”",
      message_en = "the year's target {target} exceeds the period's {whole}", suggestion = "核对两栏，可能填反" }
  end,
  bad  = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥150处", extra = { ["实施周期指标值"] = "≥50处" } } },
  good = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", extra = { ["实施周期指标值"] = "≥150处" } },
           { level1 = "产出指标", level2 = "数量指标", level3 = "会议次数", target = "≤50次", extra = { ["实施周期指标值"] = "≤30次" } },
           { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" } },
}
