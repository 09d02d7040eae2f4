-- “2024年13月底前”“2月30日”“每月35日前”：日历上没有的日期，多半是敲错了数字。
local function bad_day(month, day, year)
  local longest = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }
  if month > 12 or month < 1 or day < 1 or day > longest[month] then return true end
  return month == 2 and day == 29 and year ~= nil and dates.year_days(year) == 365
end

local function whole(s) return s and math.tointeger(tonumber(text.fold(s))) end

local function wrong_in(s)
  -- 没有年份也没有日子的“36月”是月数
  for _, said in ipairs(text.matches(s, "(?<!\\d)\\d{4}\\s*年\\s*\\d{1,3}\\s*月(?:\\s*\\d{1,3}\\s*[日号])?|(?<!\\d)\\d{1,3}\\s*月\\s*\\d{1,3}\\s*[日号]")) do
    local month, day, year = text.match(said, "(\\d+)\\s*月"), text.match(said, "(\\d+)\\s*[日号]"), text.match(said, "^(\\d{4})\\s*年")
    if bad_day(whole(month), whole(day) or 1, whole(year)) then return said end
  end
  for _, said in ipairs(text.matches(s, "每月\\s*\\d{1,4}\\s*[日号](?:前|以前|之前)")) do
    if whole(text.match(said, "\\d+")) > 31 then return said end
  end
  return text.match(s, "(?<![\\d.,])[12]\\d{4}\\s*年")
end

rule "FMT-016" {
  title    = "日期不存在",
  title_en = "There is no such date",
  suggestion_en = "check the digits of the date",
  severity = "error",
  aspect   = "完整性",
  basis    = {},
  each     = "project",
  check = function(p)
    local faults = {}
    for _, place in ipairs(text.places_matching(p, { "purpose", "content", "goals", "level3", "description", "target", "actual", "forecast" }, "\\d\\s*[年月]|每月\\s*\\d")) do
      local said = wrong_in(place.text)
      if said then
        table.insert(faults, fail { at = place.at, field = place.field, said = said, message = "日期“{said}”不存在",
          message_en = "there is no date '{said}'", suggestion = "核对日期的数字" })
      end
    end
    return faults
  end,
  bad = {
    { form = "self_evaluation", indicators = { { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "2024年12月底前", actual = "110月12日" } }, expect = { field = "actual" } },
    { form = "monitoring", indicators = { { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "2024年10月底前", forecast = "20240年10月底前" } }, expect = { field = "forecast" } },
    { indicators = { { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "2024年13月底前" } } },
    { indicators = { { level1 = "产出指标", level2 = "时效指标", level3 = "播出时间", target = "2023年2月30日前" } } },
    { indicators = { { level1 = "产出指标", level2 = "时效指标", level3 = "播出时间", target = "2023 年 2 月 30 日前" } } },
    { indicators = { { level1 = "产出指标", level2 = "时效指标", level3 = "发放时间", target = "每月150日前" } } },
    { indicators = { { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "20240年1月-12月" } } },
    { year = 2023, goals = { { text = "2023年2月29日前完成农村供水站点维修50处。" } } },
  },
  good = {
    { indicators = { { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "２０２４年１２月３１日" } } },
    { indicators = { { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "2024年2月29日前" } } },
    { indicators = { { level1 = "产出指标", level2 = "时效指标", level3 = "质保期", target = "36个月" } } },
    { indicators = { { level1 = "产出指标", level2 = "时效指标", level3 = "发放时间", target = "每月15日前" } } },
    { purpose = "2024年1-12月用于维修站点50处。" },
  },
}
