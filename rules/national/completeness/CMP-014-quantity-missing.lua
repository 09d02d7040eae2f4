-- 产出首先是数量：办了多少事、服务了多少人。没有数量指标，资金规模无从匹配。数量、质量、时效缺了几类，
-- 是同一个问题，由第一条一并指出。
rule "CMP-014" {
  title    = "缺少数量指标",
  title_en = "No quantity indicator",
  suggestion_en = "add the missing indicators: what is done and how much, to what standard, by when, at what cost",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "mof-2015-88", "mof-2021-101" },
  each     = "project",
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" } },
  needs    = { "CMP-011" },
  classified = true,
  check = function(p)
    local missing = missing_levels(p, codes.output_kinds)
    if missing == nil then return skip("没有绩效指标，或没有二级指标一栏") end
    if whole_department(p) then return skip("部门整体支出表，指标体系另有规定") end
    if not list.contains(missing, "数量指标") then return end
    local function told(key) return list.join(list.map(missing, function(name) return (codes.kind_words[name] or {})[key] or name end), key == "advice" and "；" or key == "en" and ", " or "、") end
    local capital = text.contains(text.remove(p.project_name, words.not_capital), words.capital_projects)
      or text.contains(text.remove(p.purpose, words.not_capital), words.capital_purposes)
    local due = capital and p.year ~= nil and p.year >= number(param.cost_since)       -- 由 CMP-017 作为错误指出
    local cost = codes.cost_told_together[p.form] and not due and #missing_levels(p, codes.cost_kinds) == #codes.cost_kinds
    return fail { field = "indicators", kinds = told("zh"), kinds_en = told("en"),
      message = "产出指标中没有{kinds}指标" .. (cost and "，也没有成本指标" or ""),
      message_en = "no indicator of {kinds_en}" .. (cost and ", nor of cost" or ""),
      suggestion = "补充" .. told("advice") .. (cost and "；成本指标，写明单位成本或总成本的上限" or "") }
  end,
  bad = {
    { indicators = { { level1 = "产出指标", level2 = "成本指标", level3 = "维修费用", target = "≤60万元" },
                     { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" } } },
  },
  good = {
    { project_name = "部门整体支出", indicators = { { level1 = "履职效能", level2 = "重点工作", level3 = "举办讲座", target = "≥20场" } } },
    { indicators = { { level1 = "产出指标", level2 = false, level3 = "维修站点", target = "≥50处" },
                     { level1 = "效益指标", level2 = false, level3 = "受益人口", target = "≥100人" } } },
    { indicators = { { level1 = "产出指标", level2 = "产出数量指标", level3 = "维修站点", target = "≥50处" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "涉密", target = "涉密" } } },
  },
}
