-- 支出集中在最后两个月，容易突击花钱。季节性、年末结算的项目例外，所以只作提示。
rule "APP-003" {
  title    = "支出计划集中在年末",
  title_en = "Spending is planned for the year's end",
  suggestion_en = "spread the spending, or say why it falls at the year's end",
  severity = "note",
  aspect   = "适当性",
  basis    = {},
  each     = "project",
  where    = { form = { "target", "declaration" } },
  needs    = { "APP-002" },
  check = function(p)
    if not has(p, "payment_plan") then return skip("表中没有资金支出计划") end
    local october, december
    for _, e in ipairs(p.payment_plan) do
      if e.month == 10 then october = number(e.value) end
      if e.month == 12 then december = number(e.value) end
    end
    if october == nil or december == nil then return undecided("没有10月底或12月底的支出计划", "the plan has no share for October or December") end
    local rest = december - october
    if rest <= number(param.year_end_share) then return end
    return fail { field = "payment_plan", rest = tostring(rest) .. "%",
      message = "10月底以后计划支出 {rest}，集中在年末", message_en = "{rest} of the money is planned after October",
      suggestion = "均衡安排支出，或说明年末集中支付的原因" }
  end,
  bad  = { { payment_plan = { ["03"] = "10%", ["06"] = "20%", ["10"] = "50%", ["12"] = "100%" } } },
  good = { { payment_plan = { ["03"] = "30%", ["06"] = "60%", ["10"] = "85%", ["12"] = "100%" } } },
}
