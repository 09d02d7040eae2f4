-- 自评在评价年度的次年进行。日期不成立、年份不对的，提示核对；“2024年年4月”看得懂，由 FMT-005 指出。
rule "SEV-034" {
  title    = "填报日期异常",
  title_en = "An odd reporting date",
  suggestion_en = "check the date; a self-evaluation is made in the year after",
  severity = "note",
  aspect   = "自评质量",
  basis    = {},
  each     = "project",
  where    = { form = "self_evaluation" },
  check = function(p)
    local date = p.reported_on
    if date.kind == "empty" then return skip("没有填报日期") end
    if date.kind ~= "date" then
      return fail { field = "reported_on", message = "填报日期“{reported_on}”不是有效日期",
        message_en = "'{reported_on}' is no valid date", suggestion = "按“2024年4月23日”的样式填写" }
    end
    if p.year == nil then return skip("没有评价年度") end
    if date.year - p.year == 1 then return end
    return fail { field = "reported_on", message = "{year} 年度的自评，填报日期为 {reported_on}",
      message_en = "the evaluation of {year} is dated {reported_on}",
      suggestion = "核对评价年度和填报日期，自评一般在次年进行" }
  end,
  bad  = { { year = 2023, reported_on = "2023-02-30" }, { year = 2023, reported_on = "2022-04-23" } },
  good = { { year = 2023, reported_on = "2024-04-23" }, { year = 2023, reported_on = "2024年4月23日" }, { reported_on = "" } },
}
