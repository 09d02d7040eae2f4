-- 填报日期空着，依据是否有效、自评是否按时都无从核对。
rule "CMP-040" {
  title    = "没有填报日期",
  title_en = "The form is undated",
  suggestion_en = "enter the date of the report",
  severity = "note",
  aspect   = "完整性",
  basis    = {},
  each     = "project",
  where    = { form = { "declaration", "self_evaluation" } },
  check = function(p)
    if not has(p, "reported_on") or p.reported_on.kind ~= "empty" then return end
    return fail { field = "reported_on", message = "没有填报日期", message_en = "the form is undated", suggestion = "按“2025年4月23日”的样式填写" }
  end,
  bad  = { { reported_on = "" } },
  good = { { reported_on = false }, { reported_on = "2024-10-20" } },
}
