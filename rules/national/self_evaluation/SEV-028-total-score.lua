-- 总分 = 执行率得分 + 各指标得分，等级按分数线。总分少印小数位的按印出的位数核对。
local function grade_of(total)
  for _, band in ipairs(codes.grade_bands[param.grade_bands]) do
    if total >= band[2] then return band[1] end
  end
end

local function agrees(printed, right)
  return abs(number(printed) - right) <= param.score_tolerance or score.agrees(printed, right, 0, 2)
end

local function written_grade(p)
  local s = text.trim(extra(p, words.grade_headings) or "")
  return s ~= "" and s or nil
end

-- 执行率得分填错而总分按正确的得分加总的，错在执行率得分，由 SEV-022 报
local function sums_with_right_execution(p, rows)
  local rate, weight = p.executed / p.budget_total, number(p.execution_weight)
  if rate == nil or weight == nil then return false end
  local right = round(min(rate, quantity("1")) * weight, 2)
  return agrees(p.total_score, sum(list.map(rows, function(i) return number(i.score) end)) + right)
end

-- 分值合计就是满分的，执行率也是其中一行，或者不计分
local function whole(rows)
  local points = sum(list.map(rows, function(i) return number(i.weight) end))
  return points ~= nil and list.all(rows, function(i) return is_number(i.weight) end) and abs(points - param.weight_total) <= param.score_tolerance
end

rule "SEV-028" {
  title    = "总分或等级错误",
  title_en = "The total score or the grade is wrong",
  suggestion_en = "enter the sum of the scores and the grade it gives",
  severity = "error",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "project",
  where    = { form = "self_evaluation" },
  classified = true,
  check = function(p)
    local total = number(p.total_score)
    if total == nil then return skip("没有总分") end
    local rows = list.filter(p.indicators, function(i) return i.term ~= "long" end)
    local execution = number(p.execution_score)
    local complete = list.all(rows, function(i) return is_number(i.score) end)
    if execution == nil and not has(p, "execution_weight") and whole(rows) then execution = quantity("0") end
    if #rows > 0 and complete and execution ~= nil then
      local right = sum(list.map(rows, function(i) return number(i.score) end)) + execution
      if not agrees(p.total_score, right) and not sums_with_right_execution(p, rows) then
        return fail { field = "total_score", message = "总分填 {total_score}，各项得分合计为 {right}",
          message_en = "the total is {total_score}; the scores add up to {right}", right = right,
          suggestion = "改为 " .. tostring(right) }
      end
    end
    local grade = written_grade(p)
    local due = grade and grade_of(total)
    if grade and due and not text.contains(grade, due) then
      return fail { field = "total_score", message = "总分 {total_score} 应为“{due}”，等级填“{grade}”",
        message_en = "{total_score} is graded {due}, not {grade}", due = due, grade = grade,
        suggestion = "等级改为“" .. due .. "”" }
    end
  end,
  bad  = { { total_score = "98", execution_weight = false, execution_score = false, indicators = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "保障人数", target = "2370人", actual = "2370人", weight = "60", score = "60" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "办学条件", target = "改善", actual = "改善", weight = "40", score = "34" } } }, { total_score = "98" }, { total_score = "99.8", extra = { ["自评等级"] = "良" } } },
  good = { { total_score = "99.8" }, { total_score = "99.8", execution_score = "9.5" }, { total_score = "99.80", extra = { ["自评等级"] = "优" } }, { total_score = "" } },
}
