-- 二级指标用规定的名称，通行的别称（进度指标、环境效益指标、服务对象满意度等）都认。
-- 满意度指标可以没有二级。
rule "REL-002" {
  title    = "二级指标名称不规范",
  title_en = "Unknown second-level indicator name",
  suggestion_en = "use the standard second-level name that fits the content",
  severity = "warning",
  aspect   = "相关性",
  basis    = { "platform" },
  each     = "indicator",
  fold     = true,
  needs    = { "REL-001", "FMT-015" },
  check = function(i)
    if text.fold(i.level2) == "" then return skip("二级指标为空") end
    if text.match(i.level2, "^\\s*\\d+\\s*$") then return skip("二级指标只有系统编码") end
    if i.project.form == "self_evaluation" and text.only(text.match(i.level1, "^[^（(]*"), words.level1_evaluation) then return end
    if i.level2_name ~= "" or i.level1_name == "预算执行率" then return end
    if whole_department(i.project) then return skip("部门整体支出表，二级指标自定") end
    local satisfied = i.level1_name == "满意度指标"
    return fail { field = "level2", message = satisfied and "满意度下的二级指标“{level2}”不是规定的名称" or "二级指标“{level2}”不是规定的名称",
      message_en = satisfied and "'{level2}' is not a known second-level indicator of satisfaction" or "'{level2}' is not a known second-level indicator",
      suggestion = "按内容归入" .. (codes.level2_of[i.level1_name] or "规定的二级指标") }
  end,
  bad  = { { level1 = "效益指标", level2 = "效率指标" }, { level1 = "满意度指标", level2 = "上级评价" } },
  good = {
    { level1 = "服务对象满意度", level2 = "群众满意", project = { project_name = "部门整体支出" } },
    { project = { form = "self_evaluation" }, level1 = "项目管理(25分)", level2 = "投入管理" },
    { level1 = "满意度指标", level2 = "服务对象满意度指标等" }, { level1 = "满意度指标", level2 = "服务对象满意度" }, { level1 = "满意度指标", level2 = "" },
    { level1 = "效益指标", level2 = "25" },
    { level1 = "产出指标", level2 = "进度指标" }, { level1 = "效益指标", level2 = "环境效益指标" },
  },
}
