-- 自评表必须有执行数。没有支出的填 0，不能留空或画线；预算数缺失由 CMP-006 报。
rule "SEV-003" {
  title    = "执行数缺失",
  title_en = "The amount executed is missing",
  suggestion_en = "enter the year's spending, 0 where there was none",
  severity = "error",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "project",
  where    = { form = { "self_evaluation", "monitoring" } },
  check = function(p)
    if not has(p, "executed") then return undecided("表中没有执行数一栏", "the form has no column for the amount executed") end
    if p.executed.kind == "withheld" then return skip("执行数涉密") end
    if is_number(p.executed) then return end
    return fail { field = "executed",
      message = p.executed.kind == "empty" and "未填写执行数" or "执行数“{executed}”不是金额",
      message_en = "the amount executed is missing or no amount",
      suggestion = "填写全年实际支出数，没有支出的填 0" }
  end,
  bad  = { { executed = "" }, { executed = "/" }, { executed = "已执行" } },
  good = { { executed = "0" }, { executed = "147.00" }, { executed = "涉密" } },
}
