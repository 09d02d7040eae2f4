-- 年度资金申请总额是项目资金总额的一部分，不会更多。
local function whole(p)
  local s = extra(p, words.whole_sum_headings)
  if s == nil or text.is_blank(s) then return nil end
  local v = quantity(s)
  if v.kind == "number" and v.unit == "" then v = quantity(tostring(number(v)) .. text.trim(p.currency_unit)) end
  return v
end

rule "SHH-001" {
  title    = "年度资金申请总额大于项目资金总额",
  title_en = "The year asks for more than the whole project",
  suggestion_en = "check both amounts and their units",
  severity = "warning",
  aspect   = "适当性",
  basis    = { "shanghai-form" },
  each     = "project",
  where    = { form = "declaration" },
  check = function(p)
    local total = whole(p)
    if total == nil or not is_number(total) or not is_number(p.budget_total) then return skip("没有项目资金总额") end
    if not comparable(total, p.budget_total) then return undecided("金额单位不明", "the unit of money is not known") end
    if p.budget_total <= total then return end
    return fail { field = "budget_total", whole = total.text, message = "年度资金申请总额 {budget_total} 大于项目资金总额 {whole}",
      message_en = "the year's {budget_total} exceed the whole project's {whole}", suggestion = "核对两处金额和单位" }
  end,
  bad  = { { budget_total = "2600000", budget_fiscal = "2600000", currency_unit = "元", extra = { ["项目资金总额"] = "1600000" } } },
  good = { { budget_total = "1600000", budget_fiscal = "1600000", currency_unit = "元", extra = { ["项目资金总额"] = "4800000" } },
           { budget_total = "1600000", budget_fiscal = "1600000", currency_unit = "元" } },
}
