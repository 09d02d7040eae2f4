-- 没有监控月份，进度快慢就无从判断。
rule "MON-016" {
  title    = "没有监控月份",
  title_en = "The month covered is not told",
  suggestion_en = "state up to which month the form reports",
  severity = "warning",
  aspect   = "运行监控",
  basis    = {},
  each     = "project",
  where    = { form = "monitoring" },
  check = function(p)
    if p.month ~= nil then return end
    return fail { field = "month", message = "没有写明监控到几月", message_en = "the month covered is not told", suggestion = "在表头写明“1—7月”" }
  end,
  bad  = { { month = "" } },
  good = { { month = 7 } },
}
