-- 工程、购置、修缮类项目应当设置成本指标（财预〔2021〕101号），其他项目逐步推广。
-- 101号施行前的表没有这一要求，最多提请考虑。“队伍建设”“平安建设”“雪亮工程”不是工程，所以“建设”只认写明对象的。数量、质量、时效也缺的，并在一处说。
rule "CMP-017" {
  title    = "缺少成本指标",
  title_en = "No cost indicator",
  suggestion_en = "add a cost indicator with a limit on unit cost or total cost",
  severity = "error",
  aspect   = "完整性",
  basis    = { "mof-2015-88", "mof-2021-101" },
  each     = "project",
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" } },
  needs    = { "CMP-011" },
  classified = true,
  check = function(p)
    local missing = missing_levels(p, codes.cost_kinds)
    if missing == nil then return skip("没有绩效指标，或没有二级指标一栏") end
    if whole_department(p) then return skip("部门整体支出表，指标体系另有规定") end
    if #missing < #codes.cost_kinds then return end
    local kind = text.contains(text.remove(p.project_name, words.not_capital), words.capital_projects)
      or text.contains(text.remove(p.purpose, words.not_capital), words.capital_purposes)
    local due = p.year ~= nil and p.year >= number(param.cost_since)
    if kind ~= nil and due then
      return fail { field = "indicators", kind = kind, message = "{kind}类项目没有成本指标",
        message_en = "a {kind} project has no cost indicator",
        suggestion = "补充成本指标，如“单位造价≤…元”“采购总价≤…万元”" }
    end
    if codes.cost_told_together[p.form] and #missing_levels(p, codes.output_kinds) > 0 then
      return skip("与缺少的产出指标一并指出")
    end
    return fail { field = "indicators", severity = "warning", message = "没有成本指标",
      message_en = "there is no cost indicator",
      suggestion = "补充成本指标，写明单位成本或总成本的上限" }
  end,
  bad = {
    { project_name = "办公设备购置", year = "2024",
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "购置电脑", target = "≥50台" } } },
    { project_name = "小型水库建设", year = "2024",
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "新建水库", target = "≥2座" } } },
    { project_name = "“雪亮工程”运行维护", purpose = "线路租用", year = "2024",
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "租用线路", target = "≥90条" },
                     { level1 = "产出指标", level2 = "质量指标", level3 = "在线率", target = "≥95%" },
                     { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "2024年12月底前" } }, expect = { severity = "warning" } },
    { project_name = "法治宣传", purpose = "法治宣传",
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "宣传活动", target = "≥5场" },
                     { level1 = "产出指标", level2 = "质量指标", level3 = "宣传覆盖率", target = "≥90%" },
                     { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "2024年12月底前" } }, expect = { severity = "warning" } },
  },
  good = {
    { project_name = "部门整体支出", indicators = { { level1 = "履职效能", level2 = "重点工作", level3 = "举办讲座", target = "≥20场" } } },
    { project_name = "法治宣传", purpose = "法治宣传", year = "2024", indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "宣传活动", target = "≥5场" } } },
    { project_name = "业务装备购置", year = "2020",
      indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "购置合格率", target = "100%" } } },
    { indicators = { { level1 = "产出指标", level2 = "成本指标", level3 = "采购总价", target = "≤20万元" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "购置电脑", target = "≥50台" },
                     { level1 = "成本指标", level2 = "经济成本指标", level3 = "单价", target = "≤5000元/台" } } },
  },
}
