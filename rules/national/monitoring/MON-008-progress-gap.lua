-- 绩效进度与预算执行进度相差 10 个百分点以上的预警（四川）；没有这项要求的地区只提示。
-- 绩效进度取可以按量累计的指标完成比例的平均数；已经达到指标值的可能是存量（低保对象、参保人数），不计入。
local function share(i)
  local v = i.target
  if i.withheld or i.level1_name == "满意度指标" or i.level1_name == "成本指标" then return nil end
  if v.kind ~= "number" or i.actual.kind ~= "number" or v.op == "<" or v.op == "<=" or v.change then return nil end
  local d = v.dimension
  if d ~= "count" and d ~= "people" and d ~= "measure" and d ~= "money" then return nil end
  if v.dimension ~= i.actual.dimension or not comparable(v, i.actual) or number(v) <= 0 then return nil end
  local done = i.actual / v
  return done < 1 and done or nil
end

rule "MON-008" {
  title    = "绩效进度与预算进度不匹配",
  title_en = "Results and spending run apart",
  suggestion_en = "say why work and spending run apart, such as prepayment or settlement at the year's end",
  severity = "warning",
  aspect   = "运行监控",
  basis    = {},
  each     = "project",
  where    = { form = "monitoring" },
  needs    = { "MON-001", "MON-002" },
  check = function(p)
    local rate = p.executed / p.budget_total
    if rate == nil then return undecided("没有执行数，或预算数没有填、为0", "no amount executed, or the budget is blank or 0") end
    local shares = {}
    for _, i in ipairs(p.indicators) do
      local one = share(i)
      if one then table.insert(shares, one) end
    end
    if #shares == 0 then return skip("没有可以累计的指标") end
    local done = sum(shares) / #shares
    local gap = abs(done - rate)
    if gap <= param.progress_gap then return end
    return fail { field = "execution_rate", severity = param.progress_gap_duty and "warning" or "note",
      message = "1—{upto}月绩效进度 {done}，预算执行 {rate}，相差 {gap} 个百分点",
      message_en = "to month {upto}, results stand at {done} and spending at {rate}, {gap} points apart",
      upto = p.month or "N", done = percent(done), rate = percent(rate), gap = round(gap * 100, 2),
      suggestion = "说明支出与工作进度不一致的原因，如预付、年底结算" }
  end,
  bad = {
    { month = 7, budget_total = "150", executed = "105", execution_rate = "70%", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "20处", forecast = "50处", likelihood = "确定能" } }, expect = { severity = "note" } },
  },
  good = {
    { month = 7, budget_total = "150", executed = "90", execution_rate = "60%", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "30处", forecast = "50处", likelihood = "确定能" } } },
    { month = 7, budget_total = "150", executed = "90", execution_rate = "60%", indicators = {
      { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "满意度", target = "≥90%", actual = "50%", forecast = "90%", likelihood = "确定能" } } },
  },
}
