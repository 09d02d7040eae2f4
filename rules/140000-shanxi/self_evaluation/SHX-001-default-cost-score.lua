-- 没有填报成本指标的项目，系统自带一行成本指标，得分不得超过5分。自带的行没有自己的名称，或者没有指标值。
local function default_row(i)
  local name = text.fold(i.level3)
  return name == "" or name == text.fold(i.level2) or name == text.fold(i.level1) or text.contains(name, "未填报成本指标") ~= nil or i.target.kind == "empty" or i.target.kind == "na"
end

rule "SHX-001" {
  title    = "未填报成本指标而成本得分超过上限",
  title_en = "The built-in cost row scores too much",
  suggestion_en = "lower the score to the limit for projects without a cost indicator",
  severity = "error",
  aspect   = "自评质量",
  basis    = { "shanxi-form" },
  each     = "indicator",
  where    = { form = "self_evaluation" },
  check = function(i)
    if i.level1_name ~= "成本指标" and not text.ends(i.level2_name, "成本指标") then return skip("不是成本指标") end
    local points = number(i.score)
    if points == nil then return skip("没有得分") end
    if not default_row(i) or points <= number(param.default_cost_score) then return end
    return fail { field = "score", most = param.default_cost_score, message = "没有填报成本指标，成本得分 {score} 超过 {most}",
      message_en = "no cost indicator was set; its score {score} exceeds {most}", suggestion = "得分改为不超过" .. tostring(param.default_cost_score) }
  end,
  bad  = { { level1 = "成本指标", level2 = "经济成本指标", level3 = "未填报成本指标的项目", target = "5分", actual = "5分", weight = "10", score = "10" }, { level1 = "成本指标", level2 = "经济成本指标", level3 = "经济成本指标", target = "不适用", actual = "不适用", weight = "20", score = "20" } },
  good = { { level1 = "成本指标", level2 = "经济成本指标", level3 = "单处维修成本", target = "≤3万元/处", actual = "2.8万元/处", weight = "20", score = "20" },
           { level1 = "成本指标", level2 = "经济成本指标", level3 = "经济成本指标", target = "不适用", actual = "不适用", weight = "20", score = "5" } },
}
