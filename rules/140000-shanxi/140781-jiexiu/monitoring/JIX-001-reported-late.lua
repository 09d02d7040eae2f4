-- 介休的单位自行监控应在十月底前完成。
rule "JIX-001" {
  title    = "监控表填报晚于十月底",
  title_en = "The monitoring form is dated after the end of October",
  suggestion_en = "finish the monitoring in time; if the date is a slip, mend it",
  severity = "warning",
  aspect   = "运行监控",
  basis    = { "jiexiu-monitoring" },
  each     = "project",
  where    = { form = "monitoring" },
  check = function(p)
    if p.year == nil or p.reported_on.kind ~= "date" then return skip("没有年度或填报日期") end
    if p.month ~= nil and p.month > 10 then return skip("十月以后的监控") end
    local due = tostring(p.year) .. "-10-31"
    if not dates.before(quantity(due), p.reported_on) then return end
    return fail { field = "reported_on", due = due, message = "监控表填报于 {reported_on}，应在 {due} 前完成",
      message_en = "the form is dated {reported_on}, due by {due}", suggestion = "按期完成监控；日期写错的更正" }
  end,
  bad  = { { year = 2025, month = 9, reported_on = "2025-11-10" } },
  good = { { year = 2025, month = 9, reported_on = "2025-10-31" }, { year = 2025, month = 11, reported_on = "2025-12-10" } },
}
