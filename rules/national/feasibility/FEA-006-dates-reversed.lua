-- 结束不能早于开始，指标的完成时间不能晚于项目结束。
local function reversed(v)
  return v.kind == "period" and dates.before(v.finish, v.start)
end

rule "FEA-006" {
  title    = "起止时间倒置或超出项目期",
  title_en = "Dates reversed or beyond the end of the project",
  suggestion_en = "check the dates of start, end and completion",
  severity = "error",
  aspect   = "可行性",
  basis    = {},
  each     = "project",
  where    = { form = { "declaration", "target", "disclosure" } },
  check = function(p)
    local faults = {}
    local known = p.start.kind == "date" and p.end_.kind == "date"
    if known and dates.before(p.end_, p.start) then
      table.insert(faults, fail { field = "end", related = { { at = p, field = "start" } },
        message = "结束时间 {end} 早于开始时间 {start}", message_en = "the end {end} is before the start {start}",
        suggestion = "核对项目起止时间" })
    end
    for _, i in ipairs(p.indicators) do
      local v = i.target
      if reversed(v) then
        table.insert(faults, fail { at = i, field = "target", message = "指标值“{target}”的结束早于开始",
          message_en = "the period {target} ends before it begins", target = v.text, suggestion = "核对起止日期" })
      elseif #faults == 0 and p.end_.kind == "date" and i.term ~= "long" then
        local finish = v.kind == "date" and v or v.kind == "period" and v.finish
        if finish and dates.before(p.end_, finish) and not text.contains(i.level3 .. v.text, words.later_years) then
          -- “2023年底”不是哪一天，当年内结束的项目只提示
          local vague = text.match(v.text, "年[底末]") and finish.year == p.end_.year
          table.insert(faults, fail { at = i, field = "target", severity = vague and "note" or "error", related = { { at = p, field = "end" } },
            message = "“{name}”的时间“{target}”晚于项目结束时间 {finish}",
            message_en = "{target} is after the end of the project, {finish}", name = text.brief(i.level3, 20),
            target = v.text, finish = p.end_.text, suggestion = "核对项目结束时间或该指标的完成时间" })
        end
      end
    end
    return faults
  end,
  bad = {
    { start = "2025-12-31", ["end"] = "2025-01-01" },
    { start = "2025-01-01", ["end"] = "2025-11", expect = { severity = "note" }, indicators = {
      { term = "annual", level1 = "产出指标", level2 = "时效指标", level3 = "完工时间", target = "2025年底" } } },
    { start = "2025-01-01", ["end"] = "2025-10-31", indicators = {
      { term = "annual", level1 = "产出指标", level2 = "时效指标", level3 = "完工时间", target = "2025年12月底前" } } },
    { indicators = { { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "2025年12月31日-2025年1月1日" } } },
  },
  good = {
    { start = "2025-01-01", ["end"] = "2025-12-31", indicators = {
      { term = "annual", level1 = "产出指标", level2 = "时效指标", level3 = "完工时间", target = "2025年12月底前" } } },
    { start = "", ["end"] = "2025-12-31" },
  },
}
