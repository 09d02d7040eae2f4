-- 预算执行红灯的项目应当整改：“是否需要整改”填否的，或者填是而整改意见空着的，请核对。没有这些栏的不查。
-- 单个指标红灯由 MON-003 逐项说，这里不重复。
local function without_advice(p)
  local s = extra(p, words.rectify_advice_headings)
  return s ~= nil and (text.is_blank(s) or text.only(s, words.boilerplate))
end

rule "MON-013" {
  title    = "严重滞后而不整改",
  title_en = "Far behind, yet marked as needing no rectification",
  suggestion_en = "answer yes and state what is to be mended, by whom and when",
  severity = "warning",
  aspect   = "运行监控",
  basis    = { "platform" },
  each     = "project",
  where    = { form = "monitoring" },
  check = function(p)
    local said = extra(p, words.rectify_headings)
    if said == nil then return skip("表中没有是否需要整改一栏") end
    local rate = p.executed / p.budget_total
    if rate == nil or p.month == nil then return undecided("没有预算数、执行数或监控月份", "no budget, amount executed or month") end
    local pace = rate * 12 / p.month
    if pace >= param.light_red then return end
    if text.starts(text.trim(said), words.rectify_yes) then
      if not without_advice(p) then return end
      return fail { field = "executed", message = "1—{upto}月执行率 {rate} 为红灯，需要整改而没有整改意见",
        message_en = "execution to month {upto} is {rate}, a red light; rectification is due and none is described",
        upto = p.month, rate = percent(rate), suggestion = "写明整改要求、责任人和时限" }
    end
    return fail { field = "executed", message = "1—{upto}月执行率 {rate} 为红灯，是否需要整改填“{said}”",
      message_en = "execution to month {upto} is {rate}, a red light, yet rectification reads '{said}'",
      upto = p.month, rate = percent(rate), said = text.trim(said),
      suggestion = "填“是”，写明整改要求、责任人和时限" }
  end,
  bad  = { { month = 7, budget_total = "150", executed = "30", execution_rate = "20%", extra = { ["是否需要整改"] = "否" } },
           { month = 7, budget_total = "150", executed = "30", execution_rate = "20%", extra = { ["是否需要整改"] = "是", ["整改意见"] = "" } } },
  good = {
    { month = 7, budget_total = "150", executed = "30", execution_rate = "20%", extra = { ["是否需要整改"] = "是" } },
    { month = 7, budget_total = "150", executed = "30", execution_rate = "20%", extra = { ["是否需要整改"] = "是", ["整改意见"] = "9月底前完成支付" } },
    { month = 7, budget_total = "150", executed = "90", execution_rate = "60%", extra = { ["是否需要整改"] = "否" } },
    { month = 7, budget_total = "150", executed = "30", execution_rate = "20%" },
  },
}
