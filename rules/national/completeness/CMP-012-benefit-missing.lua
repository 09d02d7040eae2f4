-- 原则上每一项目均应设置效益指标：花钱办事要说得出效果。读入时知道原文截断的，降一级并注明。
rule "CMP-012" {
  title    = "缺少效益指标",
  title_en = "No benefit indicator",
  suggestion_en = "add the benefit that fits the project",
  severity = "error",
  aspect   = "完整性",
  basis    = { "mof-2015-88", "mof-2021-101", "platform" },
  each     = "project",
  needs    = { "CMP-011" },
  classified = true,
  negotiable = { severity = "warning" },   -- 有的地区，发工资一类纯保障项目可以不设
  check = function(p)
    local rows = list.filter(p.indicators, function(i) return i.filled end)
    if #rows == 0 then return skip("没有绩效指标") end
    if list.any(rows, function(i) return i.level1_name == "效益指标" end) then return end
    if whole_department(p) then return skip("部门整体支出表，一级指标另有规定") end
    if p.form == "monitoring" and not param.monitored_levels then return skip("本地区只监控部分一级指标") end
    return fail { field = "indicators", message = "没有填写效益指标", message_en = "there is no benefit indicator",
      suggestion = "补充经济、社会、生态效益或可持续影响中与项目有关的指标" }
  end,
  bad = {
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
                     { level1 = "效益指标", level2 = "经济效益指标", level3 = "", target = "" },
                     { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "", target = "" } } },
    { expect = { severity = "warning" },         -- 到效益的空标题就没有了，可能没有读全
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
                     { level1 = "效益指标", level2 = "经济效益指标", level3 = "", target = "" } } },
  },
  good = {
    { project_name = "部门整体支出", indicators = { { level1 = "履职效能", level2 = "重点工作", level3 = "举办讲座", target = "≥20场" } } },
    { indicators = { { level1 = "", level2 = "数量指标", level3 = "维修站点", target = "≥50处" }, { level1 = "", level2 = "社会效益", level3 = "受益人口", target = "≥100人" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
                     { level1 = "效果指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" } } },
  },
}
