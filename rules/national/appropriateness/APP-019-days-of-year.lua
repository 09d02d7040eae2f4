-- 平年365天8760小时，闰年366天8784小时。全年口径写错不影响目标，只作提示。
-- 一年开放3000天，设备用500年：多写了一位
local function too_long(i)
  local v = i.target
  if v.kind ~= "duration" or v.change or i.term == "long" and v.unit ~= "年" then return nil end
  if (v.unit == "天" or v.unit == "日") and number(v) > 366 and text.match(i.level3, "天数$|时间$|时长$") then return "366天" end
  if v.unit == "年" and number(v) > 120 then return "120年" end
end

-- 天数、小时数换成当年的，其余照旧
local function of_year(said, real)
  local leap = real == 366
  said = text.replace(said, text.match(said, "(?<![\\d０-９])[3３][6６][5５6６](?![\\d０-９])") or "366", tostring(real))
  said = text.replace(said, leap and "8760" or "8784", leap and "8784" or "8760")
  return text.replace(said, leap and "8,760" or "8,784", leap and "8,784" or "8,760")
end

rule "APP-019" {
  title    = "全年天数口径错误",
  title_en = "The number of days in the year is wrong",
  suggestion_en = "use the number of days of that year",
  severity = "note",
  aspect   = "适当性",
  basis    = {},
  each     = "indicator",
  where    = { form = { "declaration", "target", "disclosure" } },
  check = function(i)
    local said = i.target.text
    local long = too_long(i)
    if long then
      return fail { field = "target", most = long, message = "“{name}”填“{target}”，超过了 {most}，请核对数位", message_en = "'{target}' is longer than {most}",
        name = text.brief(i.level3, 20), suggestion = "核对数位" }
    end
    local days = text.match(said, "(?<![\\d０-９])([3３][6６][5５6６])\\s*[天日]")
    days = days and (text.match(days, "[5５]$") and "365" or "366")
      or text.match(said, "(?<!\\d)8,?760\\s*(?:个)?小时") and "365" or text.match(said, "(?<!\\d)8,?784\\s*(?:个)?小时") and "366"
    if not days then return end
    if text.match(i.level3, "设计|额定") then return skip("设计标准按365天") end
    local year = i.project.year
    if year == nil then return undecided("没有预算年度", "no budget year") end
    local real = dates.year_days(year)
    if tonumber(text.fold(days)) == real then return end
    return fail { field = "target", year = year, days = real, message = "{year}年有 {days} 天，“{target}”的全年口径不对",
      message_en = "{year} has {days} days; '{target}' assumes otherwise", suggestion = "改为“" .. of_year(said, real) .. "”" }
  end,
  bad  = { { level1 = "产出指标", level2 = "数量指标", level3 = "免费开放天数", target = "≥3000天" },
           { level1 = "效益指标", level2 = "可持续影响指标", level3 = "校舍使用年限", target = "≥500年" }, { level1 = "产出指标", level2 = "数量指标", level3 = "平台监管", target = "8760小时(365天)", project = { year = "2024" } },
           { level1 = "产出指标", level2 = "数量指标", level3 = "平台监管", target = "３６５日", project = { year = "2024" } } },
  good = { { level1 = "产出指标", level2 = "数量指标", level3 = "设计年运行时间", target = "8760小时", project = { year = "2024" } }, { level1 = "产出指标", level2 = "数量指标", level3 = "累计监管", target = "1365天", project = { year = "2024" } }, { level1 = "产出指标", level2 = "数量指标", level3 = "平台监管", target = "8760小时(365天)", project = { year = "2025" } } },
}
