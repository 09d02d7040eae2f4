-- 预算执行要跟上序时进度：执行率 ÷（月份 ÷ 12）低于 60% 为红灯，低于 80% 为黄灯。
-- 采用按月最低执行率的地区（四川等）按 execution_schedule 判断。说明了分期支付、年底结算等原因的减一档；
-- 写明何时、凭什么集中支付的，付款本就在后头，只提示。
local function settled_later(p)
  local why = p.deviation_reason
  if not text.is_substantive(why) then return false end
  if text.contains(why, words.settled_later) then return true end
  -- “工程款按节点在9月、11月支付”：写了监控月份以后的月份
  return list.any(text.matches(why, "\\d{1,2}(?=月[^。；;]{0,12}(?:支付|发放|兑付|结算|拨付|缴纳|付款))"), function(month)
    return tonumber(month) > p.month
  end)
end

local function explained(p)
  if text.is_substantive(p.deviation_reason) then return true end
  return list.any(p.indicators, function(i)
    if text.is_blank(i.reason) or text.only(i.reason, words.boilerplate) then return false end
    if text.is_substantive(i.reason) and text.contains(i.reason, words.funding) ~= nil then return true end
    -- 数量的活在后头（“解冻后开工，7—9月施工”），钱也在后头
    return i.level2_name == "数量指标" and (text.contains(i.reason, words.not_due) ~= nil
      or list.any(text.matches(i.reason, "\\d{1,2}(?=月)"), function(month) return tonumber(month) > p.month end))
  end)
end

local function light(rate, month)
  local floor = codes.execution_schedule[tostring(month)]
  if floor then return rate < quantity(tostring(floor) .. "%") and "yellow" or "green" end
  local pace = rate * 12 / month
  if pace < param.light_red then return "red" end
  return pace < param.light_yellow and "yellow" or "green"
end

rule "MON-002" {
  title    = "预算执行进度滞后",
  title_en = "Spending is behind the calendar",
  suggestion_en = "say why spending is late and when it will follow, or apply for a cut",
  severity = "error",
  aspect   = "运行监控",
  basis    = { "mof-2019-136", "platform" },
  each     = "project",
  where    = { form = "monitoring" },
  check = function(p)
    local rate = p.executed / p.budget_total
    if rate == nil then return undecided("没有执行数，或预算数没有填、为0", "no amount executed, or the budget is blank or 0") end
    if p.month == nil then return undecided("没有监控月份", "no month of monitoring") end
    local lit, floor = light(rate, p.month), codes.execution_schedule[tostring(p.month)]
    if lit == "green" then return end
    local severity = lit == "red" and "error" or "warning"
    if explained(p) then severity = lit == "red" and not settled_later(p) and "warning" or "note" end
    return fail { field = "executed", severity = severity,
      message = floor and "1—{upto}月执行率 {rate}，低于本地区该月最低进度 {due}" or "1—{upto}月执行率 {rate}，滞后于序时进度 {due}（{light}）",
      message_en = floor and "execution to month {upto} is {rate}; the region asks for {due}" or "execution to month {upto} is {rate}; the calendar stands at {due}",
      upto = p.month, rate = percent(rate), due = floor and floor .. "%" or percent(quantity(tostring(p.month)) / 12),
      light = lit == "red" and "红灯" or "黄灯",
      suggestion = "说明滞后原因和后续支付安排，确无法支出的申请调减" }
  end,
  bad = {
    { month = 7, budget_total = "150", executed = "45", execution_rate = "30%" },
    { month = 7, budget_total = "150", executed = "60", execution_rate = "40%", expect = { severity = "warning" } },
    { month = 7, budget_total = "150", executed = "45", execution_rate = "30%", deviation_reason = "招标文件两次修改，合同签订推迟", expect = { severity = "warning" } },
    { month = 6, budget_total = "340", executed = "51", execution_rate = "15%", expect = { severity = "warning" },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修养护工程", target = "≥42处", actual = "6处", reason = "解冻后开工，7—9月施工" } } },
    { month = 7, budget_total = "150", executed = "45", execution_rate = "30%", deviation_reason = "合同约定年底验收后一次支付", expect = { severity = "note" } },
    { month = 7, budget_total = "150", executed = "45", execution_rate = "30%", deviation_reason = "6月才开标，工程款按节点在9月、11月支付", expect = { severity = "note" } },
    { month = 9, budget_total = "150", executed = "45", execution_rate = "30%", deviation_reason = "6月才开标，预付款7月支付，其余没有安排", expect = { severity = "warning" } },
  },
  good = {
    { month = 7, budget_total = "150", executed = "90", execution_rate = "60%" },
    { month = 7, budget_total = "", executed = "90", expect = "undecided" },
  },
}
