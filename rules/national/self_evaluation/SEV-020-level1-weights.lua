-- 一级指标权重原则上按规定：执行率10、产出50、效益30、满意度10；设成本指标的，成本20、产出40、
-- 效益20、满意度10；不设满意度的，其分值加到效益。成本单列而产出与成本合计50的，是把成本算在产出里的老办法，
-- 同样认。特殊情况可以调整，所以只作提醒；地方没有另定，产出占三到七成、效益占一成半到四成、满意度不过两成的，看作地方
-- 的模板或调整过，只提示。地方另有几种模板的写在 weight_profiles 里：also 是另外几种，分值可以是上下限，even 是逐项平分，
-- fixed 是表上印定的，不算调整。
local function adjusted(points, profile)
  local output = points.output + points.cost
  return not profile.fixed and output >= 30 and output <= 70
    and points.benefit >= 15 and points.benefit <= 40 and points.satisfaction <= 20
end

local function key(i)
  local names = { ["成本指标"] = "cost", ["产出指标"] = "output", ["效益指标"] = "benefit", ["满意度指标"] = "satisfaction" }
  return names[i.level1_name]
end

local function by_level(p)
  local points = { cost = quantity("0"), output = quantity("0"), benefit = quantity("0"), satisfaction = quantity("0") }
  for _, i in ipairs(p.indicators) do
    local k, weight = key(i), number(i.weight)
    if i.term ~= "long" and i.level1_name ~= "预算执行率" then
      if k == nil or weight == nil then return nil end
      points[k] = points[k] + weight
    end
  end
  return points
end

local function expected(points, profile, with_cost)
  local want = points.cost > 0 and with_cost or profile.without_cost
  local benefit, satisfaction = want.benefit or 0, want.satisfaction or 0
  if want.benefit_and_satisfaction then
    return { cost = want.cost or 0, output = want.output, both = want.benefit_and_satisfaction }
  end
  return { cost = want.cost or 0, output = want.output, benefit = benefit, satisfaction = satisfaction, both = benefit + satisfaction }
end

local function equal_points(a, b) return abs(a - b) <= param.score_tolerance end

local function within(points, want)
  if type(want) == "table" then return points >= want.low - param.score_tolerance and points <= want.high + param.score_tolerance end
  return equal_points(points, want or 0)
end

-- 按指标个数平分的，各项分值一样，尾差归在一项上
local function is_even(p)
  local weights = list.map(list.filter(p.indicators, function(i) return i.term ~= "long" and key(i) ~= nil end), function(i) return number(i.weight) end)
  return #weights > 1 and list.all(weights, function(w) return abs(w - weights[1]) <= 1 end)
end

local function fits_other(p, points, profile)
  if profile.even and is_even(p) then return true end
  return list.any(profile.also or {}, function(want)
    return within(points.cost, want.cost) and within(points.output, want.output) and within(points.benefit, want.benefit)
      and within(points.satisfaction, want.satisfaction)
  end)
end

local function fits(points, want)
  local both = points.benefit + points.satisfaction
  if not equal_points(points.cost + points.output, want.cost + want.output) then return false end
  if want.cost ~= 0 and not equal_points(points.cost, want.cost) then return false end
  if not equal_points(both, want.both) then return false end
  return want.benefit == nil or points.satisfaction <= 0 or equal_points(points.benefit, want.benefit)
end

rule "SEV-020" {
  title    = "一级指标权重不符合规定",
  title_en = "The first-level weights are not the prescribed ones",
  suggestion_en = "use the prescribed weights, or say why not",
  severity = "warning",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "project",
  where    = { form = "self_evaluation" },
  needs    = { "SEV-019" },
  classified = true,
  negotiable = { off = true },
  check = function(p)
    local points = by_level(p)
    if points == nil or #p.indicators == 0 then return skip("没有分值或一级指标不明") end
    local profile = codes.weight_profiles[param.weight_profile]
    if fits(points, expected(points, profile, profile.with_cost)) or fits(points, expected(points, profile)) then return end
    if fits_other(p, points, profile) then return end
    return fail { field = "indicators", severity = adjusted(points, profile) and "note" or "warning",
      message = "产出 {output}、效益 {benefit}、满意度 {satisfaction}、成本 {cost}，与规定（{basis}）不符",
      message_en = "output {output}, benefit {benefit}, satisfaction {satisfaction}, cost {cost} are not the prescribed weights",
      output = points.output, benefit = points.benefit, satisfaction = points.satisfaction, cost = points.cost, basis = profile.title,
      suggestion = "按规定设置一级指标权重；确需调整的说明理由" }
  end,
  bad = {
    { execution_weight = "10", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "站点", target = "50处", actual = "50处", weight = "40", score = "40" },
      { level1 = "效益指标", level2 = "社会效益指标", level3 = "人口", target = "100人", actual = "100人", weight = "30", score = "30" },
      { level1 = "满意度指标", level2 = "满意度指标", level3 = "满意度", target = "≥90%", actual = "92%", weight = "20", score = "20" } }, expect = { severity = "note" } },
    { execution_weight = "10", indicators = {                                     -- 没有包的地方，模板不同只提示
      { level1 = "产出指标", level2 = "数量指标", level3 = "站点", target = "50处", actual = "50处", weight = "67.5", score = "67.5" },
      { level1 = "效益指标", level2 = "社会效益指标", level3 = "人口", target = "100人", actual = "100人", weight = "22.5", score = "22.5" } }, expect = { severity = "note" } },
    { execution_weight = "10", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "站点", target = "50处", actual = "50处", weight = "30", score = "30" },
      { level1 = "效益指标", level2 = "社会效益指标", level3 = "人口", target = "100人", actual = "100人", weight = "50", score = "50" },
      { level1 = "满意度指标", level2 = "满意度指标", level3 = "满意度", target = "≥90%", actual = "92%", weight = "10", score = "10" } } },
  },
  good = {
    { execution_weight = "10", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "站点", target = "50处", actual = "50处", weight = "49.99", score = "49.99" },
      { level1 = "效益指标", level2 = "社会效益指标", level3 = "人口", target = "100人", actual = "100人", weight = "40", score = "40" } } },
    { execution_weight = "10", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "站点", target = "50处", actual = "50处", weight = "50", score = "50" },
      { level1 = "效益指标", level2 = "社会效益指标", level3 = "人口", target = "100人", actual = "100人", weight = "40", score = "40" } } },
    { execution_weight = "10", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "站点", target = "50处", actual = "50处", weight = "45", score = "45" },
      { level1 = "成本指标", level2 = "经济成本指标", level3 = "单处成本", target = "≤3万元", actual = "2.9万元", weight = "5", score = "5" },
      { level1 = "效益指标", level2 = "社会效益指标", level3 = "人口", target = "100人", actual = "100人", weight = "40", score = "40" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "站点", target = "50处", actual = "50处", weight = "", score = "" } } },
  },
}
