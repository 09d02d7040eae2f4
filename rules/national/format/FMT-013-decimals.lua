-- 同一张公开表里金额小数位不一（1.70、6.8、1），宜统一到两位。
rule "FMT-013" {
  title    = "金额小数位不统一",
  title_en = "Amounts have different numbers of decimals",
  suggestion_en = "use two decimals throughout",
  severity = "note",
  aspect   = "完整性",
  basis    = {},
  each     = "group",
  by = function(p)
    if p.form == "disclosure" and is_number(p.budget_total) then
      return list.join({ tostring(p.year), p.unit_code, p.unit_name }, "/")
    end
  end,
  keep = function(p)
    local places = text.match(p.budget_total.text, "\\.(\\d+)")
    return { places = places and text.length(places) or 0, amount = p.budget_total.text }
  end,
  check = function(items)
    for n = 2, #items do
      if items[n].places ~= items[1].places then
        return fail { at = items[n], field = "budget_total", related = { { at = items[1], field = "budget_total" } },
          one = items[1].amount, other = items[n].amount,
          message = "金额小数位不统一，如 {one} 与 {other}", message_en = "amounts such as {one} and {other} differ in decimals",
          suggestion = "金额统一保留两位小数" }
      end
    end
  end,
  bad  = { { { form = "disclosure", budget_total = "1.70" }, { form = "disclosure", budget_total = "6.8" } } },
  good = { { { form = "disclosure", budget_total = "1.70" }, { form = "disclosure", budget_total = "54.20" } } },
}
