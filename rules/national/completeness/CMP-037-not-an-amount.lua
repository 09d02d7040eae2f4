-- 资金来源和调整各栏只填金额。预算数、执行数由 CMP-006、SEV-003 核对。
local fields = { "budget_initial", "budget_fiscal", "budget_other", "budget_carryover" }

rule "CMP-037" {
  title    = "资金栏填的不是金额",
  title_en = "A cell for an amount holds no amount",
  suggestion_en = "enter a plain figure, 0 where there is none",
  severity = "error",
  aspect   = "完整性",
  basis    = { "platform" },
  each     = "project",
  fold     = true,
  check = function(p)
    local faults = {}
    for _, field in ipairs(fields) do
      local v = p[field]
      local amount, kind = number(v), v.kind
      if kind == "empty" or kind == "withheld" or kind == "na" then
        amount = quantity("0")
      end
      if amount == nil or amount < 0 then
        table.insert(faults, fail { field = field, written = v.text,
          message = amount == nil and "“{written}”不是金额" or "金额 {written} 为负",
          message_en = amount == nil and "'{written}' is no amount" or "the amount {written} is negative", suggestion = "只填数字，没有的填“0”" })
      end
    end
    return faults
  end,
  bad  = { { budget_other = "若干" }, { budget_fiscal = "-5" } },
  good = { { budget_fiscal = "150.00", budget_other = "" }, { budget_fiscal = "涉密" } },
}
