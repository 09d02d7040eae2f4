-- 大额项目至少要有一个量化的数量或成本指标，否则钱花在哪里、花得值不值看不出来。
local function quantified(i)
  local kind = i.target.kind
  local numeric = kind == "number" or kind == "range" or kind == "compound"
  local level = i.level2_name
  return i.withheld or numeric
    and (level == "数量指标" or i.level1_name == "成本指标" or text.ends(level, "成本指标"))
end

rule "APP-016" {
  title    = "大额项目没有量化的产出",
  title_en = "A large project without quantified output",
  suggestion_en = "add quantity and cost indicators for the main spending",
  severity = "warning",
  aspect   = "适当性",
  basis    = { "mof-2015-88" },
  each     = "project",
  where    = { form = { "declaration", "target", "disclosure" } },
  needs    = { "CMP-006", "CMP-011" },
  classified = true,
  check = function(p)
    local budget = p.budget_total
    if not is_number(budget) or not comparable(budget, param.large_budget) then
      return undecided("没有预算数或金额单位", "no budget or no unit of money")
    end
    if not list.any(p.indicators, function(i) return has(i, "target") end) then return undecided("表中没有指标值一栏", "the form has no column for targets") end
    if budget < param.large_budget or list.any(p.indicators, quantified) then return end
    return fail { field = "indicators", budget = money(budget), message = "预算 {budget} 的项目没有量化的数量或成本指标",
      message_en = "a project of {budget} has no quantified quantity or cost indicator",
      suggestion = "补充能反映主要支出的数量指标和成本指标" }
  end,
  bad  = { { budget_total = "159.84", budget_fiscal = "159.84", indicators = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "视频监控", target = "保障监控业务正常开展" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "社会和谐稳定值", target = "≥95%" } } } },
  good = {
    { budget_total = "涉密", expect = "undecided" },
    { budget_total = "99.99", indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "视频监控", target = "保障监控业务正常开展" } } },
    { budget_total = "159.84", indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "视频监控", target = "320个" } } },
    { budget_total = "159.84", indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "涉密", target = "涉密" } } },
  },
}
