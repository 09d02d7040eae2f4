-- 湖北的指标分值合计80分（预算执行另占20分）；申报时按目标分块，每个目标的指标各合计80分。
local function by_goal(p)
  return list.group(list.filter(p.indicators, function(i) return i.filled and is_number(i.weight) end),
    function(i) return i.term .. "/" .. i.goal end)
end

rule "HUB-001" {
  title    = "指标分值合计不是80分",
  title_en = "The weights do not add up to 80",
  suggestion_en = "adjust the weights: 40 for outputs, 40 for benefits and satisfaction",
  severity = "error",
  aspect   = "自评质量",
  basis    = { "hubei-form" },
  each     = "project",
  where    = { form = { "declaration", "self_evaluation" } },
  needs    = { "SEV-019" },
  check = function(p)
    if p.year ~= nil and p.year < 2020 then return skip("2019年度的表执行率10分、指标90分") end
    -- 照评价指标体系打分的（决策、过程、产出、效益）不是这张表
    if list.any(p.indicators, function(i) return text.only(text.match(i.level1, "^[^（(]*") or "", words.level1_evaluation) end) then
      return skip("照绩效评价指标体系打分")
    end
    local faults = {}
    for _, block in ipairs(by_goal(p)) do
      local total = number(sum(list.map(block.items, function(i) return i.weight end)))
      if abs(total - 80) > number(param.score_tolerance) then
        table.insert(faults, fail { at = block.items[1], field = "weight", total = tostring(total),
          message = "指标分值合计 {total} 分，应为80分", message_en = "the weights add up to {total}, not 80",
          suggestion = "调整分值：产出40分，效益和满意度40分" })
      end
    end
    return faults
  end,
  bad = { { execution_weight = "10", execution_score = "9.8", total_score = "99.8", indicators = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "救助案件", target = "≥40件", actual = "42件", weight = "50", score = "50" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "息访率", target = "≥90%", actual = "95%", weight = "40", score = "40" } } } },
  good = { { execution_weight = false, execution_score = false, total_score = "100", indicators = {
    { level1 = "项目管理", level2 = "财务制度", level3 = "财务制度", target = "", actual = "", weight = "15", score = "15" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "养护里程", target = "300公里", actual = "300公里", weight = "85", score = "85" } } },
    { year = 2019, execution_weight = "10", execution_score = "9.8", total_score = "99.8", indicators = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "救助案件", target = "≥40件", actual = "42件", weight = "50", score = "50" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "息访率", target = "≥90%", actual = "95%", weight = "40", score = "40" } } },
    { execution_weight = "20", execution_score = "19.6", total_score = "99.6", indicators = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "救助案件", target = "≥40件", actual = "42件", weight = "40", score = "40" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "息访率", target = "≥90%", actual = "95%", weight = "40", score = "40" } } },
    { execution_weight = "20", execution_score = "19.6", total_score = "", indicators = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "救助案件", target = "≥40件", actual = "42件" } } } },
}
