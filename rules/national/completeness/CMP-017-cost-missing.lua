-- 工程、购置、修缮类项目应当设置成本指标（财预〔2021〕101号），其他项目逐步推广。
-- 101号施行前的表没有这一要求，最多提请考虑。
local function is_cost(i)
  return i.level1_name == "成本指标" or text.ends(i.level2_name, "成本指标")
end

rule "CMP-017" {
  title    = "缺少成本指标",
  title_en = "No cost indicator",
  severity = "error",
  aspect   = "完整性",
  basis    = { "mof-2021-101" },
  each     = "project",
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" } },
  needs    = { "CMP-011" },
  classified = true,
  check = function(p)
    local rows = list.filter(p.indicators, function(i) return i.filled end)
    if #rows == 0 then return skip("没有绩效指标") end
    if list.any(rows, is_cost) then return end
    local kind = text.contains(p.project_name, words.capital_projects)
      or text.contains(p.purpose, words.capital_purposes)
    local due = p.year ~= nil and p.year >= number(param.cost_since)
    if kind ~= nil and due then
      return fail { field = "indicators", kind = kind, message = "{kind}类项目没有成本指标",
        message_en = "a {kind} project has no cost indicator",
        suggestion = "补充成本指标，如“单位造价≤…元”“采购总价≤…万元”" }
    end
    return fail { field = "indicators", severity = "warning", message = "没有成本指标",
      message_en = "there is no cost indicator",
      suggestion = "补充成本指标，写明单位成本或总成本的上限" }
  end,
  bad = {
    { project_name = "办公设备购置", year = "2024",
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "购置电脑", target = "≥50台" } } },
    { project_name = "法治宣传", purpose = "法治宣传",
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "宣传活动", target = "≥5场" } } },
  },
  good = {
    { indicators = { { level1 = "产出指标", level2 = "成本指标", level3 = "采购总价", target = "≤20万元" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "购置电脑", target = "≥50台" },
                     { level1 = "成本指标", level2 = "经济成本指标", level3 = "单价", target = "≤5000元/台" } } },
  },
}
