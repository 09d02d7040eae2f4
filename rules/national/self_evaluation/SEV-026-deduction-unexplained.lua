-- 扣了分就要写偏差原因及改进措施：写在本行，或者写在项目的偏差原因里，有一处即可。
local function blank(s)
  return text.is_blank(s) or text.only(s, words.boilerplate)
end

-- 本行明写“无”，项目的偏差原因又没有说到它：分为什么扣，还是没有答案。
local function dodged(i)
  if text.is_blank(i.reason) or text.contains(i.project.deviation_reason, words.general_causes) then return end
  if text.shared(i.level3 .. "。" .. i.actual.text, i.project.deviation_reason) >= param.reason_overlap then return end
  return fail { field = "reason", severity = "warning",
    message = "得分 {score} 低于分值 {weight}，偏差原因填“{reason}”", message_en = "the score {score} is below {weight}, and the reason given is '{reason}'",
    suggestion = "写明扣分的原因和改进措施" }
end

-- “预算执行率”一行按执行率计分，97%得9.7分；执行率低的要说明，由 SEV-004、SEV-005 管
local function by_formula(i)
  if i.level1_name ~= "预算执行率" and text.match(i.level3, "^\\s*预算执行率\\s*$") == nil then return false end
  local rate = i.actual.kind == "number" and i.actual.unit == "%" and min(i.actual.value, quantity("100%"))
  return rate and abs(rate * number(i.weight) - number(i.score)) <= param.score_tolerance
end

rule "SEV-026" {
  title    = "扣分未说明原因",
  title_en = "Points were taken off without a reason",
  suggestion_en = "state why points were taken and what will be done",
  severity = "error",
  aspect   = "自评质量",
  basis    = { "platform" },
  each     = "indicator",
  fold     = true,
  where    = { form = "self_evaluation" },
  needs    = { "SEV-023", "SEV-024", "SEV-025" },
  classified = true,
  check = function(i)
    local score, weight = number(i.score), number(i.weight)
    if score == nil or weight == nil or score >= weight then return end
    if by_formula(i) then return skip("按预算执行率计分") end
    if text.only(i.reason, words.empty_reasons) and not text.is_blank(i.reason) then return dodged(i) end      -- “加强管理”不是原因
    if not blank(i.reason) then return end
    if not blank(i.project.deviation_reason) then return dodged(i) end
    if not has(i, "reason") and not has(i.project, "deviation_reason") then
      return undecided("表中没有偏差原因一栏", "the form has no column for reasons")
    end
    return fail { field = has(i, "reason") and "reason" or "score",
      message = "得分 {score} 低于分值 {weight}，没有写偏差原因",
      message_en = "the score {score} is below {weight}, and no reason is given",
      suggestion = unmet(i) == false and "完成了的按满分计；确要扣分的，写明原因和改进措施" or "写明扣分的原因和改进措施" }
  end,
  bad = {
    { level1 = "项目管理", level2 = "投入管理", level3 = "预算执行率", target = "—", actual = "100%", weight = "10", score = "9", reason = "", project = { deviation_reason = "" } },
    { level3 = "故障修复时限", target = "≤24小时", actual = "36小时", weight = "10", score = "8", reason = "加强管理", project = { deviation_reason = "" }, expect = { severity = "warning" } },
    { level3 = "故障修复时限", target = "≤24小时", actual = "36小时", weight = "10", score = "8", reason = "客观原因", project = { deviation_reason = "" }, expect = { severity = "warning" } },
    { level3 = "违法行为责停率", target = "≥95%", actual = "95%", weight = "30", score = "27", reason = "", project = { deviation_reason = "" } },
    { level3 = "辅助人员人数", target = "180人", actual = "176人", weight = "15", score = "14", reason = "", project = { deviation_reason = "" } },
    { level3 = "干警及当事人满意度", target = "≥90%", actual = "88%", weight = "10", score = "9.78", reason = "无",
      project = { deviation_reason = "施工单位进场较晚，工程款没有支付" }, expect = { severity = "warning" } },
    { target = "≥50处", actual = "40处", weight = "10", score = "8", reason = "", project = { deviation_reason = "" } },
  },
  good = {
    { level1 = "预算执行率", level2 = "预算执行率", level3 = "预算执行率", target = "100%", actual = "97%", weight = "10", score = "9.7", reason = "", project = { deviation_reason = "" } },
    { target = "≥50处", actual = "40处", weight = "10", score = "8", reason = false, project = { deviation_reason = false }, expect = "undecided" },
    { target = "≥50处", actual = "50处", weight = "10", score = "10", reason = "", project = { deviation_reason = "" } },
    { target = "≥50处", actual = "40处", weight = "10", score = "8", reason = "两处选址未定" },
    { target = "≥50处", actual = "40处", weight = "10", score = "8", project = { deviation_reason = "站点选址推迟，少修十处" } },
  },
}
