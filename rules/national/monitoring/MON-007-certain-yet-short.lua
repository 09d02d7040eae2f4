-- 预计全年达不到指标值，就不能填“确定能”。
local function certain(s)
  if text.match(s, "^\\s*1\\s*$") then return true end
  return text.contains(s, codes.likelihood.certain) ~= nil and not text.contains(s, codes.likelihood.never)
end

rule "MON-007" {
  title    = "预计完不成却填“确定能”",
  title_en = "The forecast is short of the target, yet completion is called certain",
  suggestion_en = "change the likelihood and state reason and measures, or check the forecast",
  severity = "error",
  aspect   = "运行监控",
  basis    = {},
  each     = "indicator",
  fold     = true,
  where    = { form = "monitoring" },
  needs    = { "MON-004" },
  check = function(i)
    if not certain(i.likelihood) then return end
    local target, forecast = i.target, i.forecast
    if forecast.kind == "text" and text.contains(forecast.text, words.short_of_target) and not text.is_substantive(i.reason) then
      return fail { field = "likelihood", upto = i.project.month or "N", message = "1—{upto}月监控预计全年“{forecast}”，却填“{likelihood}”",
        message_en = "to month {upto}, '{forecast}' is forecast, yet the likelihood is '{likelihood}'",
        suggestion = "改填“有可能”或“完全不可能”，并写明原因和措施；或核对预计完成情况" }
    end
    if forecast.kind == "text" or forecast.kind == "compound" then return skip("没有可以比较的预计数") end
    if target.kind == "number" and forecast.kind == "number" and not comparable(target, forecast) then return undecided("预计数与指标值口径不同", "forecast and target measure different things") end
    if unmet(i, "forecast") ~= true then return end
    return fail { field = "likelihood",
      message = "1—{upto}月监控预计全年 {forecast}，达不到指标值 {target}，却填“{likelihood}”",
      message_en = "to month {upto}, {forecast} is forecast against {target}, yet the likelihood is '{likelihood}'", upto = i.project.month or "N",
      suggestion = "改填“有可能”或“完全不可能”，并写明原因和措施；或核对预计数" }
  end,
  bad = {
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "化解机制", target = "建立健全", actual = "未达到预期目标", forecast = "未达到预期目标", likelihood = "确定能", reason = "" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "建成时间", target = "2025年5月底前", actual = "在建", forecast = "2025年6月20日", likelihood = "确定能" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "30处", forecast = "40处", likelihood = "确定能" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "故障率", target = "≤3%", actual = "2%", forecast = "5%", likelihood = "确定能" },
  },
  good = {
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "化解机制", target = "建立健全", actual = "达到预期目标", forecast = "达到预期目标", likelihood = "确定能", reason = "" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "故障率", target = "3%", actual = "2%", forecast = "2%", likelihood = "确定能" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", forecast = "52处", likelihood = "确定能" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", forecast = "40处", likelihood = "有可能" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", forecast = "", likelihood = "确定能" },
  },
}
