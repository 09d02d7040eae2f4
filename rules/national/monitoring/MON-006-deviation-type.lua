-- 偏差原因分经费保障、制度保障、人员保障、硬件条件保障、其他，并附原因说明。只写类别不写说明的须补；
-- 表里别的行都写了类别而这一行没有的，也须补。没有分类的地区不查。
local function typed(s)
  return text.contains(s, words.deviation_types) ~= nil
end

rule "MON-006" {
  title    = "偏差原因没有类别或没有说明",
  title_en = "The deviation has no type or no explanation",
  suggestion_en = "name the kind of cause and what happened",
  severity = "warning",
  aspect   = "运行监控",
  basis    = { "mof-2019-136" },
  each     = "indicator",
  fold     = true,
  where    = { form = "monitoring" },
  needs    = { "MON-005" },
  check = function(i)
    if text.is_blank(i.reason) or text.only(i.reason, words.boilerplate) then return skip("没有偏差") end
    if text.only(i.reason, words.deviation_types) then
      if not text.is_blank(i.remark) then return end
      return fail { field = "reason", message = "1—{upto}月偏差原因只写了类别“{reason}”，没有原因说明",
        message_en = "to month {upto}: '{reason}' is only a type of deviation", upto = i.project.month or "N", suggestion = "补充具体原因，如“经费保障：资金8月才下达”" }
    end
    if typed(i.reason) then return end
    if not list.any(i.project.indicators, function(x) return typed(x.reason) end) then return end
    return fail { field = "reason", message = "1—{upto}月偏差原因“{said}”没有归入类别",
      message_en = "to month {upto}: '{said}' is not given a type", upto = i.project.month or "N", said = text.brief(i.reason, 30),
      suggestion = "注明属于经费保障、制度保障、人员保障、硬件条件保障或其他" }
  end,
  bad = {
    { reason = "经费保障", remark = "" },
    { reason = "资金下达较晚", remark = "", project = { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "甲", target = "100%", actual = "90%", reason = "人员保障：编制不足" } } } },
  },
  good = {
    { reason = "经费保障：资金8月才下达" }, { reason = "无偏差" }, { reason = "" },
    { reason = "资金下达较晚", project = { indicators = {} } },
  },
}
