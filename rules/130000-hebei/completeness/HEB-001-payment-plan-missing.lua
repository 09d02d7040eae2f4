-- 河北的绩效目标表要求填写3、6、10、12月底的累计支出比例，整栏空着就没有执行进度可考核。
rule "HEB-001" {
  title    = "缺少资金支出计划",
  title_en = "The payment plan is missing",
  suggestion_en = "fill in the cumulative shares at the end of March, June, October and December",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "hebei-form" },
  each     = "project",
  where    = { form = "target" },
  check = function(p)
    if not has(p, "payment_plan") then return undecided("表中没有资金支出计划一栏", "the form has no payment plan") end
    if list.any(p.payment_plan, function(e) return not text.is_blank(e.text) end) then return end
    return fail { field = "payment_plan", message = "没有填写资金支出计划（%）",
      message_en = "the payment plan is blank", suggestion = "填写3月底、6月底、10月底、12月底的累计支出比例" }
  end,
  bad  = { { payment_plan = { ["03"] = "", ["06"] = "", ["10"] = "", ["12"] = "" } } },
  good = { { payment_plan = { ["03"] = "", ["06"] = "50.00%", ["10"] = "75.00%", ["12"] = "100.00%" } } },
}
