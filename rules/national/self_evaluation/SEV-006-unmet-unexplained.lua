-- 有指标没有完成的，必须写偏差原因：项目栏或该指标行，有一处即可。
-- 有得分的行，扣了分的由 SEV-026、没有扣的由 SEV-027 逐行报，这里不重复。
local function blank(s)
  return text.is_blank(s) or text.only(s, words.boilerplate)
end

local function scored(i)
  local weight = number(i.weight)
  return number(i.score) ~= nil and weight ~= nil and weight > 0
end

rule "SEV-006" {
  title    = "指标未完成而未说明原因",
  title_en = "Unmet indicators without an explanation",
  suggestion_en = "state for each what was missed, why, and what will be done",
  severity = "error",
  aspect   = "自评质量",
  basis    = { "mof-2020-10", "platform" },
  each     = "project",
  where    = { form = "self_evaluation" },
  needs    = { "SEV-004" },
  check = function(p)
    if not blank(p.deviation_reason) then return end
    local rows = list.filter(rows_of(p), function(i)
      return unmet(i) == true and blank(i.reason) and not scored(i)
    end)
    if #rows == 0 then return end
    local first = rows[1]
    -- 表上没有这一栏的，也得有个说法，只是不算漏填
    local column = has(p, "deviation_reason") or has(first, "reason")
    return fail { field = column and "deviation_reason" or "indicators", severity = column and "error" or "warning",
      related = list.map(rows, function(i) return { at = i, field = "actual" } end),
      message = "{count} 个指标未完成（{name}：{actual}），未说明原因",
      message_en = "{count} indicators are not met (first: {name}), and no reason is given",
      count = #rows, name = text.brief(first.level3, 20), actual = text.brief(first.actual.text, 20),
      suggestion = "逐项写明未完成的原因和改进措施" }
  end,
  bad = {
    { deviation_reason = "", indicators = {
      { level1 = "产出指标", level2 = "质量指标", level3 = "安全事故", target = "1-2起", actual = "3起" } } },
    { deviation_reason = "", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "挂牌整治", target = "≥5个", actual = "3个" } } },
    { deviation_reason = "无偏差", indicators = {
      { level1 = "产出指标", level2 = "质量指标", level3 = "挂牌整治有效", target = "不少于5个地区", actual = "未挂牌整治" } } },
  },
  good = {
    { deviation_reason = "", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "举办培训", target = "5-8场", actual = "9场" } } },
    { deviation_reason = "资金下达较晚，推迟到次年", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "挂牌整治", target = "≥5个", actual = "3个" } } },
    { deviation_reason = "", indicators = {
      { level1 = "产出指标", level2 = "时效指标", level3 = "沿线安全", target = "不发生案事件", actual = "未发生" } } },
    { deviation_reason = "", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "挂牌整治", target = "≥5个", actual = "3个",
        reason = "两处已提前整治" } } },
    { deviation_reason = "", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "挂牌整治", target = "≥5个", actual = "3个", weight = "10", score = "10" } } },
  },
}
