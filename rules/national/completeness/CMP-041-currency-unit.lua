-- 金额单位是元还是万元，差一万倍。金额自己带单位的除外。
rule "CMP-041" {
  title    = "没有注明金额单位",
  title_en = "The unit of the amounts is not told",
  suggestion_en = "state whether the amounts are in 元 or 万元",
  severity = "warning",
  aspect   = "完整性",
  basis    = {},
  each     = "project",
  check = function(p)
    if not has(p, "currency_unit") or not is_number(p.budget_total) then return end
    local unit = text.trim(p.currency_unit)
    if list.contains(words.money_units, unit) then return end
    if text.match(p.budget_total.text, "[元万亿]\\s*$") then return end
    return fail { field = "currency_unit", message = unit == "" and "没有注明金额单位" or "金额单位“{currency_unit}”不明",
      message_en = unit == "" and "the unit of the amounts is not told" or "the unit '{currency_unit}' is not known", suggestion = "注明“元”或“万元”" }
  end,
  bad  = { { currency_unit = "" }, { currency_unit = "块" } },
  good = { { currency_unit = "元", budget_total = "1500000", budget_fiscal = "1500000" }, { currency_unit = "", budget_total = "150万元" }, { currency_unit = false } },
}
