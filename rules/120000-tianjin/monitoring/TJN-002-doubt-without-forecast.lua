-- 天津的监控表：完成可能性填“有可能”“完全不可能”的，除偏差原因外还要填全年预计完成情况。
local function doubtful(s)
  if text.match(s, "^\\s*[23]\\s*$") then return true end
  return text.contains(s, codes.likelihood.maybe) ~= nil or text.contains(s, codes.likelihood.never) ~= nil
end

rule "TJN-002" {
  title    = "可能完不成而未填全年预计",
  title_en = "Doubt about the target without a forecast",
  suggestion_en = "fill in the value expected at the year's end",
  severity = "error",
  aspect   = "运行监控",
  basis    = { "tianjin-form" },
  each     = "indicator",
  fold     = true,
  where    = { form = "monitoring" },
  needs    = { "MON-004" },
  check = function(i)
    if not doubtful(i.likelihood) then return end
    if not has(i, "forecast") then return undecided("表中没有全年预计完成情况一栏", "the form has no column for forecasts") end
    if i.forecast.kind ~= "empty" then return end
    local also = has(i, "actual") and i.actual.kind == "empty"      -- 整行没有填报的一次说完
    return fail { field = "forecast", what = also and "完成值和全年预计完成情况" or "全年预计完成情况",
      what_en = also and "the value to date and the year's forecast are" or "the year's forecast is",
      message = "完成可能性填“{likelihood}”，没有填{what}", message_en = "the likelihood is '{likelihood}' and {what_en} blank",
      related = also and { { at = i, field = "actual" } } or {}, suggestion = also and "填写截至监控月份的完成值和全年预计完成值" or "填写全年预计完成值" }
  end,
  bad  = { { likelihood = "有可能", forecast = "", reason = "资金下达较晚，九月底前拨付" },
           { likelihood = "有可能", actual = "", forecast = "", reason = "资金下达较晚，九月底前拨付" } },
  good = { { likelihood = "有可能", forecast = "45处", reason = "资金下达较晚，九月底前拨付" }, { likelihood = "确定能", forecast = "" } },
}
