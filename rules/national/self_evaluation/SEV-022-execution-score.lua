-- 执行率得分 = 执行率 × 分值，最高不超过分值，保留两位小数；少印小数位的按印出的位数核对，
-- 但没有全部执行的不得因进位拿满分。取整的只提示。
-- 返回：是否相符，是否只是取了整。
local function agrees(printed, right, weight)
  local off = abs(number(printed) - round(right, 2))
  if off <= param.score_tolerance then return true end
  if number(printed) >= weight or not score.agrees(printed, right, 0, 2) then return false end
  return off <= quantity("0.05"), true
end

rule "SEV-022" {
  title    = "执行率得分计算错误",
  title_en = "The execution score is wrong",
  suggestion_en = "enter the score that the execution rate gives",
  severity = "error",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "project",
  where    = { form = "self_evaluation" },
  check = function(p)
    local printed, weight = number(p.execution_score), number(p.execution_weight)
    if printed == nil or weight == nil then return skip("没有执行率分值或得分") end
    local rate = p.executed / p.budget_total
    if rate == nil then return undecided("没有执行数，或预算数没有填、为0", "no amount executed, or the budget is blank or 0") end
    local right = min(rate, quantity("1")) * weight
    local fits, rounded = agrees(p.execution_score, right, weight)
    if fits then return end
    return fail { field = "execution_score", severity = rounded and "note" or "error",
      message = "执行率得分填 {execution_score}，执行率 {rate}、分值 {execution_weight}，应为 {right}",
      message_en = "the execution score is {execution_score}; {rate} of {execution_weight} is {right}",
      rate = percent(rate), right = round(right, 2), suggestion = "改为 " .. tostring(round(right, 2)) }
  end,
  bad = {
    { budget_total = "1200", executed = "1320", execution_rate = "110%", execution_weight = "10", execution_score = "11" },
    { budget_total = "280", executed = "155.65", execution_rate = "55.59%", execution_weight = "20", execution_score = "20" },
    { budget_total = "60", executed = "58", execution_rate = "96.67%", execution_weight = "10", execution_score = "10" },
    { budget_total = "43.2", executed = "37.24", execution_rate = "86%", execution_weight = "10", execution_score = "9", expect = { severity = "note" } },
  },
  good = {
    { budget_total = "1200", executed = "1320", execution_rate = "110%", execution_weight = "10", execution_score = "10" },
    { budget_total = "60", executed = "58", execution_rate = "96.67%", execution_weight = "20", execution_score = "19.33" },
    { budget_total = "280", executed = "155.65", execution_rate = "55.59%", execution_weight = "20", execution_score = "11.12" },
    { budget_total = "80", executed = "76.3932", execution_rate = "95.5%", execution_weight = "10", execution_score = "9.5" },
    { budget_total = "60", executed = "58", execution_score = "" },
  },
}
