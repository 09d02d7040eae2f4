-- 时限要在预算年度之内；跨年度项目在项目起止时间之内。质保、租期等本就跨年的不查；
-- 起止跨过预算年度的按跨年度项目看；晚一年多半是次年结算，请确认。
local function years_of(v)
  if v.kind == "date" then return v.year, v.year end
  return v.start.year, v.finish.year
end

-- 起止时间只写年份的，“2019”读出来是个数
local function year_of(v)
  if v.kind == "date" then return v.year end
  local year = v.kind == "number" and v.unit == "" and text.match(v.text, "^\\s*((?:19|20)\\d\\d)\\s*$")
  return year and tonumber(year) or nil
end

-- 往年的完成日期：多半沿用了往年的表；跨年度项目、提前实施的请确认。
local function earlier(i)
  local v, p = i.actual, i.project
  if p.form ~= "monitoring" and p.form ~= "self_evaluation" or v.kind ~= "date" or v.year == nil or p.year == nil then return end
  if v.year >= p.year or i.target.kind ~= "date" and i.target.kind ~= "period" then return end
  if p.start.kind == "date" and p.start.year <= v.year or text.contains(v.text, "提前") then return end
  return fail { field = "actual", severity = "warning", message = "完成值“{actual}”是预算年度 {year} 以前的日期", message_en = "'{actual}' lies before the budget year {year}",
    year = p.year, suggestion = "核对年份，是否沿用了往年的表" }
end

-- 时限写在名称里的（“2021年11月30日前完成支付”）
local function named(i)
  local p = i.project
  local year = i.level2_name == "时效指标" and text.match(i.level3, "^\\s*((?:20)\\d\\d)\\s*年(?:底|末|\\s*\\d{1,2}\\s*月)[^，。；]{0,8}前")
  if not year or p.year == nil or i.term == "long" or tonumber(year) >= p.year then return nil end
  if p.start.kind == "date" and p.start.year <= tonumber(year) then return nil end
  return fail { field = "level3", severity = "warning", message = "名称里的时限在 {found} 年，不在预算年度 {year} 之内", message_en = "the time limit in the name lies in {found}, not in {year}",
    found = year, year = p.year, suggestion = "核对年份，是否沿用了往年的表" }
end

rule "FEA-005" {
  title    = "日期年份与预算年度不符",
  title_en = "A date outside the budget year",
  suggestion_en = "check the year: was an earlier form reused?",
  severity = "error",
  aspect   = "可行性",
  basis    = {},
  each     = "indicator",
  where    = { form = { "declaration", "target", "disclosure", "monitoring", "self_evaluation" } },
  needs    = { "FEA-006" },
  check = function(i)
    local v, p = i.target, i.project
    if v.kind ~= "date" and v.kind ~= "period" then return named(i) or skip("指标值不是日期") end
    if i.term == "long" then return skip("总体目标跨年度") end
    local from, to = years_of(v)
    if from == nil or to == nil then return skip("日期没有写年份") end
    local past = p.year ~= nil and to < p.year
    if not past and text.contains(i.level3 .. i.description .. v.text, words.later_years) then return end
    local first, last = p.year, p.year
    local begins, ends = year_of(p.start), year_of(p.end_)
    if begins and ends and begins < ends then first, last = begins, ends end
    if first == nil then return undecided("没有预算年度", "no budget year") end
    if from >= first and to <= last or from <= first and to >= last then return earlier(i) end
    local late = from >= first and to == last + 1
    return fail { field = "target", severity = late and "warning" or "error",
      message = "指标值“{target}”不在预算年度 {year} 之内", message_en = "{target} lies outside the budget year {year}",
      year = first == last and first or first .. "—" .. last,
      suggestion = "核对年份，是否沿用了往年的表" }
  end,
  bad = {
    { level1 = "产出指标", level2 = "时效指标", level3 = "2021年11月30日前完成支付", target = "100%", project = { year = 2022, start = "", ["end"] = "" }, expect = { field = "level3", severity = "warning" } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "服务期限", target = "2023年1月1日-2023年12月31日", project = { year = 2024, start = "", ["end"] = "" } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "2025年11月底前", actual = "2024年8月",
      project = { form = "monitoring", year = 2025, start = "", ["end"] = "" }, expect = { field = "actual", severity = "warning" } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "2022年1月1日-2022年12月31日", project = { year = 2024, start = "", ["end"] = "" } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "2026年1月底前", project = { year = 2025, start = "", ["end"] = "" }, expect = { severity = "warning" } },
  },
  good = {
    { level1 = "产出指标", level2 = "时效指标", level3 = "完成时限", target = "2021年12月底完成", project = { year = 2019, start = "2019", ["end"] = "2021" } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "2024年1月1日-2024年12月31日", project = { year = 2024, start = "", ["end"] = "" } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "完工时间", target = "2026年6月底前", project = { year = 2025, start = "2025-03-01", ["end"] = "2026-10-31" } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "建设期", target = "2024年3月-2026年6月", project = { year = 2025, start = "", ["end"] = "" } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "质保期", target = "2025年1月1日-2027年12月31日", project = { year = 2025, start = "", ["end"] = "" } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "及时率", target = "≥98%", project = { year = 2025 } },
  },
}
