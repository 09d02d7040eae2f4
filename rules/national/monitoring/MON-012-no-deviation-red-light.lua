-- 系统在偏差原因空着时会自己填“无偏差”。进度已是红灯还写“无偏差”，说明没有人填过。
local function pace(i)
  local v, month = i.target, i.project.month
  if month == nil or v.kind ~= "number" or i.actual.kind ~= "number" or not comparable(v, i.actual) then return nil end
  if v.op == "<" or v.op == "<=" or v.change or number(v) <= 0 then return nil end
  if i.level1_name == "满意度指标" or i.level1_name == "成本指标" then return nil end
  if v.dimension ~= i.actual.dimension or v.dimension == "ratio" or v.dimension == "score" or v.dimension == "none" then return nil end
  return i.actual / v * 12 / month
end

rule "MON-012" {
  title    = "进度为红灯而偏差原因是“无偏差”",
  title_en = "A red light explained as 'no deviation'",
  suggestion_en = "state why it is late and what comes next",
  severity = "warning",
  aspect   = "运行监控",
  basis    = { "platform" },
  each     = "indicator",
  fold     = true,
  where    = { form = "monitoring" },
  check = function(i)
    local reason = text.is_blank(i.reason) and i.project.deviation_reason or i.reason
    if text.is_blank(reason) or not text.only(reason, words.boilerplate) then return end
    local v = pace(i)
    if v == nil or v >= param.light_red then return end
    return fail { field = text.is_blank(i.reason) and "actual" or "reason",
      message = "1—{upto}月“{name}”完成 {actual}，为序时进度的 {pace}（红灯），偏差原因却是“{said}”",
      message_en = "to month {upto}, '{name}' stands at {pace} of the calendar, yet the reason reads '{said}'",
      upto = i.project.month, name = text.brief(i.level3, 20), pace = percent(v), said = text.trim(reason),
      suggestion = "如实填写滞后原因和下一步措施" }
  end,
  bad  = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "10处", reason = "无偏差" } },
  good = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "30处", reason = "无偏差" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "10处", reason = "经费保障：资金八月下达" },
  },
}
