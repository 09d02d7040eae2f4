-- 已执行数不大于预算数；全年预计执行数不小于已执行数，不大于预算数。
local function forecast_of(p)
  local s = extra(p, words.forecast_headings)
  if s ~= nil and not text.is_blank(s) then return number(quantity(s)), s end
end

rule "MON-011" {
  title    = "执行数或全年预计执行数不合理",
  title_en = "What was spent, or will be, cannot be right",
  suggestion_en = "check the forecast, or enter the adjusted budget first",
  severity = "error",
  aspect   = "运行监控",
  basis    = {},
  each     = "project",
  where    = { form = "monitoring" },
  check = function(p)
    local executed, budget = number(p.executed), number(p.budget_total)
    if executed ~= nil and budget ~= nil and budget > 0 and executed > budget then
      return fail { field = "executed", message = "1—{upto}月执行数 {executed} 大于预算数 {budget_total}",
        message_en = "{executed} spent to month {upto} exceeds the budget {budget_total}", upto = p.month or "N",
        suggestion = "有追加的先填调整后预算数，没有的核对执行数" }
    end
    local forecast, said = forecast_of(p)
    if forecast == nil then return skip("没有全年预计执行数") end
    if executed ~= nil and forecast < executed then
      return fail { field = "executed", message = "全年预计执行数 {said} 小于1—{upto}月已执行的 {executed}",
        message_en = "the forecast {said} is less than {executed}, spent already", said = said, upto = p.month or "N",
        suggestion = "核对全年预计执行数" }
    end
    if budget ~= nil and forecast > budget then
      return fail { field = "budget_total", message = "1—{upto}月监控：全年预计执行数 {said} 大于预算数 {budget_total}",
        message_en = "to month {upto}: the forecast {said} exceeds the budget {budget_total}", said = said, upto = p.month or "N",
        suggestion = "有追加的先填调整后预算数，没有的改小预计数" }
    end
  end,
  bad  = { { budget_total = "4600", executed = "5060", expect = { field = "executed" } }, { extra = { ["全年预计执行数"] = "80" }, expect = { field = "executed" } }, { extra = { ["全年预计执行数"] = "160.00" }, expect = { field = "budget_total" } } },
  good = { { extra = { ["全年预计执行数"] = "150.00" } }, { extra = { ["全年预计执行数"] = "" } }, {} },
}
