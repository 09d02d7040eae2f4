-- 定性指标按三档给分：达成 100%～80%，部分达成 80%～60%，未达成 60%～0。各地档次由参数定。
local function grade(s)
  local function is(key)
    return list.any(codes.completion_grades[key], function(word) return text.contains(s, word) ~= nil end)
  end
  if is("part") then return "part" end
  if is("none") then return "none" end
  if is("full") then return "full" end
end

local function inside(share, band, key)
  if share < band.low / quantity("100") then return false end
  if key == "full" then return share <= band.high / quantity("100") end
  return share < band.high / quantity("100")
end

rule "SEV-024" {
  title    = "定性指标得分超出档次区间",
  title_en = "A qualitative score lies outside its band",
  suggestion_en = "change the score to fit the grade, or the grade",
  severity = "error",
  aspect   = "自评质量",
  basis    = { "mof-2020-10", "platform" },
  each     = "indicator",
  where    = { form = "self_evaluation" },
  needs    = { "SEV-025" },
  check = function(i)
    local printed, weight = number(i.score), number(i.weight)
    if printed == nil or weight == nil or weight <= 0 then return skip("没有分值或得分") end
    if i.target.kind ~= "text" or i.actual.kind ~= "text" then return skip("不是定性指标") end
    local key = grade(i.actual.text)
    if key == nil then return skip("完成情况没有写达成的档次") end
    local band = codes.qualitative_bands[param.qualitative_bands][key]
    if inside(printed / weight, band, key) then return end
    return fail { field = "score",
      message = "完成情况“{actual}”应得分值的 {low}%～{high}%，得分 {score}（分值 {weight}）不在其中",
      message_en = "'{actual}' is worth {low}% to {high}% of {weight}; {score} is outside",
      low = band.low, high = band.high, suggestion = "按档次改正得分，或改正完成情况的档次" }
  end,
  bad = {
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "供水保障能力", target = "明显提升", actual = "部分达成年度指标并具有一定效果", weight = "10", score = "9" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "供水保障能力", target = "明显提升", actual = "未达成年度指标且效果较差", weight = "10", score = "6" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "供水保障能力", target = "明显提升", actual = "达成年度指标", weight = "10", score = "7" },
  },
  good = {
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "供水保障能力", target = "明显提升", actual = "达成年度指标", weight = "10", score = "8" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "供水保障能力", target = "明显提升", actual = "部分达成年度指标并具有一定效果", weight = "10", score = "6" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "供水保障能力", target = "明显提升", actual = "未达成", weight = "10", score = "5.9" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "供水保障能力", target = "明显提升", actual = "停水次数减少一半", weight = "10", score = "10" },
  },
}
