-- 原则上每一项目均应设置产出指标；系统不允许产出指标为空。涉密的行算作已设置。
rule "CMP-011" {
  title    = "缺少产出指标",
  title_en = "No output indicator",
  suggestion_en = "set at least output and benefit indicators with targets",
  severity = "error",
  aspect   = "完整性",
  basis    = { "mof-2015-88", "mof-2021-101", "platform" },
  each     = "project",
  classified = true,
  check = function(p)
    if not has(p, "indicators") then return undecided("表中没有绩效指标", "the form has no indicators") end
    local rows = list.filter(p.indicators, function(i) return i.filled end)
    if #rows == 0 then
      return fail { field = "indicators", message = "没有填写任何绩效指标",
        message_en = "there is no indicator at all",
        suggestion = "至少设置产出指标和效益指标，并填写指标值" }
    end
    if list.any(rows, function(i) return i.level1_name == "产出指标" end) then return end
    if whole_department(p) then return skip("部门整体支出表，一级指标另有规定") end
    if p.form == "monitoring" and not param.monitored_levels then return skip("本地区只监控部分一级指标") end
    return fail { field = "indicators", message = "没有产出指标", message_en = "there is no output indicator",
      suggestion = "补充数量、质量、时效指标" }
  end,
  bad = {
    { indicators = {} },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "指标1：", target = "", description = "" },
                     { level1 = "产出指标", level2 = "质量指标", level3 = "……", target = "……", description = "" },
                     { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" } } },
    { indicators = { { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" } } },
  },
  good = {
    { project_name = "部门整体支出", indicators = { { level1 = "履职效能", level2 = "重点工作", level3 = "举办讲座", target = "≥20场" } } },
    { indicators = { { level1 = "运行成本", level2 = "公用经费", level3 = "公用经费控制率", target = "≤100%" }, { level1 = "管理效率", level2 = "预算管理", level3 = "预算公开率", target = "100%" },
                     { level1 = "履职效能", level2 = "重点工作", level3 = "举办讲座", target = "≥20场" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "涉密", target = "涉密" } } },
    { indicators = { { level1 = "", level2 = "进度指标", level3 = "按期完工率", target = "100%" } } },
  },
}
