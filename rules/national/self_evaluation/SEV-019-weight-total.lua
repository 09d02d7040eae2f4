-- 各指标分值加执行率分值等于 100。执行率分值不在表上的，指标分值合计可以是 100，也可以是
-- 扣除执行率后的 90（湖北 80）。一个项目有几个目标、每个目标各自计分的，逐个目标合计也可以。
-- 没有分值的分项不算：“其中：……”，或者上一行只有分值、指标值和完成值写在这里的。
local function counted(p)
  local rows, heading = {}, false
  for _, i in ipairs(p.indicators) do
    local weighed = number(i.weight) ~= nil
    if weighed then heading = i.target.kind == "empty" and i.actual.kind == "empty" end
    local part = not weighed and (heading or text.match(i.level3, "^[\\s＊*★☆]*其中") ~= nil)
    if i.term ~= "long" and not part then table.insert(rows, i) end
  end
  return rows
end

local function execution_points()
  local set = codes.weight_profiles[param.weight_profile]
  return set and (set.without_cost or set.with_cost).execution or 0
end

local function total(rows)
  return sum(list.map(rows, function(i) return number(i.weight) end)) or quantity("0")
end

local function fits(points, execution)
  local full = param.weight_total
  if param.weights_apart and abs(points - full) <= param.score_tolerance then return true end
  if execution then return abs(points + execution - full) <= param.score_tolerance end
  return abs(points - full) <= param.score_tolerance
    or abs(points + execution_points() - full) <= param.score_tolerance
end

rule "SEV-019" {
  title    = "分值合计不等于100",
  title_en = "The weights do not add up to 100",
  suggestion_en = "adjust the weights so that they add up with the execution weight",
  severity = "error",
  aspect   = "自评质量",
  basis    = { "platform" },
  each     = "project",
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" } },
  classified = true,
  check = function(p)
    local rows = counted(p)
    local blank = list.count(rows, function(i) return number(i.weight) == nil end)
    if blank == #rows then return skip("没有填写分值") end
    if blank > 0 then
      local empty = list.filter(rows, function(i) return number(i.weight) == nil and i.filled end)
      if #empty == 0 then return undecided("有指标没有填写分值", "some indicators have no points") end
      return fail { at = empty[1], field = "weight", count = #empty, total = #rows,
        related = list.map(empty, function(i) return { at = i, field = "weight" } end),
        message = "{total} 个指标中有 {count} 个没有填写分值", message_en = "{count} of {total} indicators have no weight",
        suggestion = "每个指标都要有分值，合计与执行率分值相加为100" }
    end
    local execution = number(p.execution_weight)
    local filled = list.filter(rows, function(i) return i.filled end) -- 系统导出的框架行（预算执行率）也带分值
    if fits(total(rows), execution) or fits(total(filled), execution) then return end
    local goals = list.group(rows, function(i) return i.goal end)
    if #goals > 1 and list.all(goals, function(g) return fits(total(g.items), execution) end) then return end
    local points, full = total(rows), param.weight_total
    if execution == nil then
      return fail { field = "indicators", points = points, full = full, message = "指标分值合计 {points}，不等于 {full}",
        message_en = "the indicator weights add up to {points}, not to {full}", suggestion = "调整各指标分值，使合计为100" }
    end
    return fail { field = "indicators", points = points, execution = execution, all = points + execution, full = full,
      message = "指标分值合计 {points}，加执行率分值 {execution} 为 {all}，不等于 {full}",
      message_en = "the indicator weights ({points}) and the execution weight ({execution}) add up to {all}, not to {full}",
      suggestion = "调整各指标分值，使指标分值与执行率分值合计为100" }
  end,
  bad = {
    { execution_weight = "10", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "站点", target = "50处", actual = "50处", weight = "50", score = "50" },
      { level1 = "效益指标", level2 = "社会效益指标", level3 = "人口", target = "100人", actual = "100人", weight = "30", score = "30" } } },
    { execution_weight = "", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "站点", target = "50处", actual = "50处", weight = "50", score = "50" } } },
    { execution_weight = "10", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "站点", target = "50处", actual = "50处", weight = "90", score = "90" },
      { level1 = "效益指标", level2 = "社会效益指标", level3 = "人口", target = "100人", actual = "100人", weight = "", score = "" } } },
  },
  good = {
    { execution_weight = "10", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "★补助家禽数量", target = "", actual = "", weight = "50", score = "50" },
      { level1 = "产出指标", level2 = "数量指标", level3 = "鸡", target = "500只", actual = "500只", weight = "", score = "" },
      { level1 = "效益指标", level2 = "社会效益指标", level3 = "人口", target = "100人", actual = "100人", weight = "40", score = "40" } } },
    { execution_weight = "10", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "补助种植面积", target = "29亩", actual = "29亩", weight = "50", score = "50" },
      { level1 = "产出指标", level2 = "数量指标", level3 = "其中露天蔬菜", target = "20亩", actual = "20亩", weight = "", score = "" },
      { level1 = "效益指标", level2 = "社会效益指标", level3 = "人口", target = "100人", actual = "100人", weight = "40", score = "40" } } },
    { execution_weight = "10", indicators = {                                  -- 尾差
      { level1 = "产出指标", level2 = "数量指标", level3 = "站点", target = "50处", actual = "50处", weight = "49.99", score = "49.99" },
      { level1 = "效益指标", level2 = "社会效益指标", level3 = "人口", target = "100人", actual = "100人", weight = "40", score = "40" } } },
    { execution_weight = "10", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "站点", target = "50处", actual = "50处", weight = "50", score = "50" },
      { level1 = "效益指标", level2 = "社会效益指标", level3 = "人口", target = "100人", actual = "100人", weight = "40", score = "40" } } },
    { execution_weight = "", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "站点", target = "50处", actual = "50处", weight = "60", score = "60" },
      { level1 = "效益指标", level2 = "社会效益指标", level3 = "人口", target = "100人", actual = "100人", weight = "30", score = "30" } } },
    { form = "target", indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "站点", target = "50处" } } },
  },
}
