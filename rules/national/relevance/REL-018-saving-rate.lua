-- 节约率 =（预算数 − 实际数）÷ 预算数。把“实际数与预算数之比”叫节约率，或者写“节约率100%”“≤100%”，
-- 说的都是执行率、预算控制率。
rule "REL-018" {
  title    = "节约率含义与定义相反",
  title_en = "A saving rate that is defined as the execution rate",
  suggestion_en = "call it a rate of budget control, or calculate the saving as (budget - actual) / budget",
  severity = "warning",
  aspect   = "相关性",
  basis    = {},
  each     = "indicator",
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" } },
  needs    = { "REL-003" },
  check = function(i)
    local said = text.contains(i.level3, words.saving_rates)
    if said == nil then return end
    local saved = text.match(i.description, "节约|结余|减|预算.*[-－−].*实际")
    local spent = not saved and text.match(i.description, "实际.*(?:与|比|/|／|÷|占|除以).*预算")
    local v = i.target
    local whole = v.kind == "number" and v.dimension == "ratio" and (v.op == "<" or v.op == "<=" or v.value >= 1)
    if not spent and not whole then return end
    local why = spent and "描述为实际支出与预算之比，是执行率" or "指标值 " .. v.text .. " 说的是支出不超预算"
    return fail { field = "level3", message = "“{name}”{why}，不是节约率",
      message_en = "'{name}' is the rate of spending, not of saving", name = text.brief(i.level3, 30), why = why,
      suggestion = "名称改为“预算控制率”，指标值≤100%；确为节约率的，算法改为（预算数－实际数）÷预算数" }
  end,
  bad = {
    { level1 = "产出指标", level2 = "成本指标", level3 = "节支率", description = "实际发生费用与预算数的比率", target = "≤100%" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "节约率", description = "", target = "100%" },
  },
  good = {
    { level1 = "产出指标", level2 = "成本指标", level3 = "预算控制率", description = "实际支出与预算之比", target = "≤100%" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "成本节约率", description = "（预算数-实际数）÷预算数", target = "≥5%" },
  },
}
