-- 保险、奖金、租赁、培训一类项目通常不涉密，标为涉密要请保密部门确认。
rule "SEC-005" {
  title    = "涉密标注与项目性质不符",
  title_en = "Withholding does not fit the kind of project",
  suggestion_en = "ask the secrecy office on what ground it is classified",
  severity = "note",
  aspect   = "公开与保密",
  basis    = {},
  each     = "project",
  where    = { form = { "target", "disclosure" } },
  classified = true,
  check = function(p)
    local hidden = list.count(p.indicators, function(i) return i.withheld end)
    if hidden == 0 then return end
    local kind = text.contains(p.project_name, words.ordinary_projects)
    if kind == nil then return end
    return fail { field = "project_name", kind = kind, hidden = hidden,
      message = "“{kind}”类项目有 {hidden} 行指标标为涉密", message_en = "{hidden} rows of a '{kind}' project are withheld",
      suggestion = "请保密部门确认定密依据" }
  end,
  bad  = { { project_name = "政法干警人身意外伤害保险", indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "涉密", target = "涉密" } } } },
  good = { { project_name = "专项斗争经费", indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "涉密", target = "涉密" } } } },
}
