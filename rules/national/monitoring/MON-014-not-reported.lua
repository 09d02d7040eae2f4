-- 监控逐行填当前完成值和全年预计完成情况。满意度、效益、时效到年底才有结果的，当前完成值空着只提示。
local function doubtful(s)
  return text.match(s, "^\\s*[23]\\s*$") or text.contains(s, codes.likelihood.maybe) or text.contains(s, codes.likelihood.never)
end

rule "MON-014" {
  title    = "完成值或全年预计没有填写",
  title_en = "The value to date or the forecast is blank",
  suggestion_en = "enter the value reached so far and the one expected for the year",
  severity = "warning",
  aspect   = "运行监控",
  basis    = { "platform" },
  each     = "indicator",
  fold     = true,
  where    = { form = "monitoring" },
  needs    = { "CMP-020" },
  check = function(i)
    if i.target.kind == "na" then return skip("指标不适用") end
    if param.forecast_in_doubt and has(i, "forecast") and i.forecast.kind == "empty" and doubtful(i.likelihood) then
      return skip("由地区规则连同全年预计一并指出")
    end
    local late = i.level1_name == "满意度指标" or i.level1_name == "效益指标" or i.level2_name == "时效指标"
    local kind = i.actual.kind
    if has(i, "actual") and (kind == "empty" or kind == "symbol") then
      return fail { field = "actual", severity = late and "note" or "warning", name = text.brief(i.level3, 20),
        message = "“{name}”没有填写1—{upto}月的完成值", message_en = "'{name}' has no value to month {upto}", upto = i.project.month or "N", suggestion = "填写截至监控月份的完成值，没有的填 0" }
    end
    if param.forecast_in_doubt then return end                     -- 由地区规则按完成可能性核对
    kind = i.forecast.kind
    if has(i, "forecast") and (kind == "empty" or kind == "symbol") then
      return fail { field = "forecast", name = text.brief(i.level3, 20), message = "1—{upto}月监控中“{name}”没有填写全年预计完成情况",
        message_en = "to month {upto}, '{name}' has no forecast", upto = i.project.month or "N", suggestion = "填写预计到年底的完成值" }
    end
  end,
  bad  = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "", forecast = "52处" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "30处", forecast = "" },
           { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "满意度", target = "≥90%", actual = "", forecast = "92%", expect = { severity = "note" } } },
  good = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "30处", forecast = false },
           { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "不适用", actual = "", forecast = "" } },
}
