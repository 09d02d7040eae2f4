-- 完成值高于指标值较多的，要分析原因；年初指标值明显偏低的按偏离度适度调减分值。
-- 成本和越低越好的指标、不超过 100% 的比率不在此列；基数很小的只作提示。
-- 有一方没写单位的按数字比；一方是百分比、一方是没写单位的个数，比不出倍数。
local function share(actual, target)
  if actual.dimension == target.dimension then return actual / target end
  if actual.dimension == "ratio" or target.dimension == "ratio" then return nil end
  if actual.dimension == "none" or target.dimension == "none" then return number(actual) / number(target) end
end

-- 成本远低于上限，或者指标值定得太宽，或者口径、数位不对；说明了节约原因的不提。
local function cheap(i)
  local target, actual = i.target, i.actual
  local dear = target.kind == "number" and target.dimension == "money" and actual.dimension == "money" and number(target) > 0
    and target.op ~= "<=" and target.op ~= "<" and comparable(target, actual) and actual / target >= param.over_ratio_capped
  if dear and not text.is_substantive(i.reason) then
    return fail { field = "actual", done = actual.span, want = target.span, ratio = percent(actual / target),
      message = "成本 {done} 为指标值（{want}）的 {ratio}，未说明原因", message_en = "the cost {done} is {ratio} of the target {want}, without a reason",
      suggestion = "核对单位和数位；确实超出的说明原因" }
  end
  if i.project.form ~= "self_evaluation" and #text.split(target.unit, "/") ~= 2 then return skip("监控的总成本未到年底") end
  if target.op ~= "<=" and target.op ~= "<" then return skip("成本指标") end
  if target.dimension ~= "money" or actual.dimension ~= "money" or not comparable(target, actual) then return skip("成本指标") end
  if number(target) <= 0 or actual / target >= param.cost_far_below then return end
  if text.is_substantive(i.reason) or text.shared(i.level3, i.project.deviation_reason) >= param.reason_overlap then return end
  return fail { field = "actual", severity = "note", done = actual.span, want = target.span, ratio = percent(actual / target),
    message = "成本 {done} 只有上限 {want} 的 {ratio}，请核对口径", message_en = "the cost {done} is only {ratio} of the limit {want}: check it",
    suggestion = "核对单位和数位；上限定宽了的，下年从严" }
end

-- 天数、年限：两倍以上才问
local function lasting(i)
  local target, actual = i.target, i.actual
  if target.op == "<=" or target.op == "<" or number(target) <= 0 or not comparable(target, actual) then return end
  if text.contains(i.level3, words.sooner_is_better) or text.is_substantive(i.reason) then return end
  local ratio = actual / target
  if ratio < param.over_ratio_capped then return end
  return fail { field = "actual", done = actual.span, want = target.span, ratio = percent(ratio), severity = ratio < 3 and "note" or "warning",
    message = "实际完成 {done}，为指标值（{want}）的 {ratio}，未说明原因", message_en = "the actual value {done} is {ratio} of the target {want}, without a reason",
    suggestion = "核对单位和数位；确实如此的说明原因" }
end

-- “2场”多做一场不算什么；“3.7万吨”不是小数目
local function small(target, ratio)
  return number(target) < param.over_small_base and text.match(target.unit, "[万亿]") == nil and ratio < 5
end

rule "SEV-015" {
  title    = "超额完成较多而未说明",
  title_en = "The target is far exceeded and nothing is said about it",
  suggestion_en = "say why it was exceeded; where the target was set too low, raise it next year",
  severity = "warning",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "self_evaluation", "monitoring" } },
  needs    = { "SEV-038" },
  check = function(i)
    local target, actual = i.target, i.actual
    if target.kind == "duration" and actual.kind == "duration" then return lasting(i) end
    if target.kind ~= "number" or actual.kind ~= "number" then return skip("不是数值对数值") end
    if i.level1_name == "成本指标" or text.contains(i.level2_name, "成本") then return cheap(i) end
    if target.op == "<" or target.op == "<=" or target.change then return skip("不是越高越好的指标") end
    if text.contains(i.level3, words.negative_nouns) or not comparable(target, actual) then return end
    if text.match(target.text, "按\\P{P}{0,6}需要?(?![^，,])|视\\P{P}{0,6}情|据实|按需") then return skip("按需要做，多少不由人") end
    if text.match(target.text, "每个?(?:月|季|半年|周|天|日)") and not text.match(actual.text, "每") then return skip("指标值按期计") end
    local rate = target.unit == "" and text.match(i.level3, "[率度比]|[%％]") ~= nil
    if rate and actual.unit ~= "" then return skip("比率之外的数") end      -- “满意度（%）85”答“调查120人，满意度86”
    local base = number(target)
    if equal(base, 0) and target.op == ">=" and number(actual) >= number(param.over_zero_target) then
      return fail { field = "actual", done = actual.span, want = target.span,
        message = "指标值 {want}，实际完成 {done}，未说明原因", message_en = "the target is {want}, the actual value {done}, without a reason",
        suggestion = "说明原因；下年按实际定指标值" }
    end
    if base <= 0 then return skip("指标值为0") end
    local ratio = share(actual, target)
    if ratio == nil or ratio < param.over_ratio then return end
    if target.dimension == "ratio" and actual <= 1 and ratio < param.over_ratio_capped then return end
    if not text.is_blank(i.reason) and not text.only(i.reason, words.boilerplate) then return end
    if text.shared(i.level3, i.project.deviation_reason) >= param.reason_overlap then return end
    return fail { field = "actual", severity = small(target, ratio) and "note" or "warning",
      message = "实际完成 {done}，为指标值（{want}）的 {ratio}，未说明原因",
      message_en = "the actual value {done} is {ratio} of the target {want}, without a reason",
      done = actual.span, want = target.span, ratio = percent(ratio),
      suggestion = "说明超额的原因；年初指标值定低了的，下年据实提高" }
  end,
  bad = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "储备粮规模", target = "3.7万吨", actual = "37万吨", reason = "", project = { deviation_reason = "" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "发放月数", target = "12个月", actual = "120个月", reason = "", project = { deviation_reason = "" } },
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "基础养老金标准", target = "148元/人", actual = "1480元/人", reason = "", project = { deviation_reason = "" } },
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "单处维修成本", target = "≤3万元/处", actual = "0.29万元/处", reason = "",
      project = { form = "self_evaluation", deviation_reason = "" }, expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "临时救助", target = "≥0人次", actual = "45人次", reason = "", project = { deviation_reason = "" } },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "督查整改次数", target = "不少于10次", actual = "13次" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "举办培训", target = "≥2场", actual = "3场", expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "救助对象", target = "不少于35人次", actual = "60" },
  },
  good = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "应急监测次数", target = "按汛情需要，不少于6次", actual = "9次", reason = "", project = { deviation_reason = "" } },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "受益群众满意度（%）", target = "≥85", actual = "随机调查120人，满意度86", reason = "", project = { deviation_reason = "" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "购置设备（台）", target = "15", actual = "100%", reason = "", project = { deviation_reason = "" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "受益人数（人）", target = "1200", actual = "实际完成1320，占计划的110%", reason = "", project = { deviation_reason = "" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "巡查次数", target = "每月2次", actual = "全年24次", reason = "", project = { deviation_reason = "" } },
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "设备使用年限", target = "≥5年", actual = "8年", reason = "", project = { deviation_reason = "" } },
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "护路宣传", target = "50万人次", actual = "57万人次" },
    { level1 = "满意度指标", level2 = "服务对象满意度", level3 = "群众满意度", target = "≥70%", actual = "98%" },
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "单位成本", target = "10万元", actual = "15万元" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "举办培训", target = "≥10场", actual = "15场",
      reason = "省里增加了线上培训任务" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "事故起数", target = "2起", actual = "3起" },
  },
}
