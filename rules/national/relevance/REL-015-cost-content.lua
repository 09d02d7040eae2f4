-- 成本指标要说花多少：成本、费用、单价、标准、金额。没有这些字样的多半放错了地方。
local function is_cost(i)
  return i.level2_name == "成本指标" or i.level2_name == "经济成本指标" or i.level2_name == "" and i.level1_name == "成本指标"
end

rule "REL-015" {
  title    = "成本指标不反映成本",
  title_en = "A cost indicator that names no cost",
  suggestion_en = "give a limit on unit cost or on an item of cost",
  severity = "warning",
  aspect   = "相关性",
  basis    = { "mof-2021-101", "mof-2015-88" },
  each     = "indicator",
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" } },
  needs    = { "QNT-005" },
  check = function(i)
    if not is_cost(i) then return skip("不是成本指标") end
    local own = i.level3 .. "。" .. i.target.text .. "。" .. i.description
    if text.fold(own) == "" then return skip("没有内容") end
    if i.target.dimension == "money" or text.contains(own, words.cost_terms) then return end
    return fail { field = "level2", message = "成本指标“{name}”没有反映成本",
      message_en = "the cost indicator '{name}' names no cost", name = text.brief(i.level3 ~= "" and i.level3 or i.target.text, 30),
      suggestion = "名称改为“单处维修成本”一类，指标值写“≤3万元/处”一类的控制数" }
  end,
  bad  = { { level1 = "产出指标", level2 = "成本指标", level3 = "", description = "", target = "≥95%" }, { level1 = "成本指标", level2 = "", level3 = "设备运行情况", description = "", target = "≥95%" }, { level1 = "产出指标", level2 = "成本指标", level3 = "设备运行情况", description = "", target = "≥95%" } },
  good = {
    { level1 = "产出指标", level2 = "成本指标", level3 = "水电气消耗下降率", description = "", target = "≥1%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "设备运行情况", description = "", target = "≥95%" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "护路联防成本", target = "≤10万元" },
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "每人补助", target = "300元/人" },
  },
}
