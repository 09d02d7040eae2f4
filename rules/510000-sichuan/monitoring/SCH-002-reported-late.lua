-- 四川的监控报告七月底、十月底前报送：监控到几月，按其后最近的一个期限核对。转述的规定，只作提醒。
rule "SCH-002" {
  title    = "监控表报送晚于规定期限",
  title_en = "The monitoring form is dated after the day it is due",
  suggestion_en = "report in time; if the date is a slip, mend it",
  severity = "warning",
  aspect   = "运行监控",
  basis    = { "sichuan-2025-10" },
  each     = "project",
  where    = { form = "monitoring" },
  needs    = { "MON-016" },
  check = function(p)
    if p.year == nil or p.month == nil or p.reported_on.kind ~= "date" then return skip("没有年度、月份或报送日期") end
    local own = list.filter(codes.monitor_due, function(d) return p.month <= d.month end)[1]
    if own == nil then return skip("这个月没有期限") end
    local due = tostring(p.year) .. own.day
    if not dates.before(quantity(due), p.reported_on) then return end
    return fail { field = "reported_on", due = due, upto = p.month, message = "1—{upto}月的监控表填报于 {reported_on}，应在 {due} 前报送",
      message_en = "the form up to month {upto} is dated {reported_on}, due by {due}", suggestion = "按期报送；日期写错的更正" }
  end,
  bad  = { { year = 2025, month = 6, reported_on = "2025-08-01" }, { year = 2025, month = 10, reported_on = "2025-11-05" } },
  good = { { year = 2025, month = 6, reported_on = "2025-07-31" }, { year = 2025, month = 8, reported_on = "2025-09-10" },
           { year = 2025, month = 11, reported_on = "2025-12-20" } },
}
