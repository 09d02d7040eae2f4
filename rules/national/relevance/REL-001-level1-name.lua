-- 一级指标用规定的名称。以前用过的名称（效果指标等）能认出来，只提示；部门整体表的名称不能用在项目表里。
local function first_of(i)
  local same = list.filter(i.project.indicators, function(x) return text.trim(x.level1) == text.trim(i.level1) end)
  return #same == 0 or same[1].seq == i.seq
end

rule "REL-001" {
  title    = "一级指标名称不规范",
  title_en = "Unknown first-level indicator name",
  suggestion_en = "use one of cost, output, benefit or satisfaction indicators",
  severity = "error",
  aspect   = "相关性",
  basis    = { "mof-2015-88", "mof-2021-101", "platform" },
  each     = "indicator",
  needs    = { "FMT-015" },
  check = function(i)
    if text.fold(i.level1) == "" then return skip("一级指标为空") end
    local modern = codes.level1_historic[text.trim(i.level1)]
    if modern and first_of(i) then
      return fail { field = "level1", severity = "note", message = "一级指标“{level1}”现称“{modern}”",
        message_en = "'{level1}' is now called {modern}", modern = modern, suggestion = "改为“" .. modern .. "”" }
    end
    if i.level1_name ~= "" or modern then return end
    if i.project.form == "self_evaluation" and text.only(text.match(i.level1, "^[^（(]*"), words.level1_evaluation) then return end
    local whole = text.contains(i.level1, words.level1_department)
    if whole and whole_department(i.project) then return end
    return fail { field = "level1",
      message = whole and "“{level1}”是部门整体支出的一级指标，不能用在项目表里" or "一级指标“{level1}”不是规定的名称",
      message_en = "'{level1}' is not a first-level indicator of a project",
      suggestion = "改为成本指标、产出指标、效益指标或满意度指标" }
  end,
  bad  = { { level1 = "其他指标", level2 = "数量指标" }, { level1 = "履职效能", level2 = "数量指标" }, { level1 = "效果指标", level2 = "社会效益指标", expect = { severity = "note" } } },
  good = { { level1 = "履职效能", level2 = "重点工作", project = { project_name = "部门整体支出" } },
           { level1 = "履职效能", level2 = "重点工作", project = { indicators = { { level1 = "运行成本" }, { level1 = "管理效率" }, { level1 = "社会效应" } } } },
           { project = { form = "self_evaluation" }, level1 = "投入目标", level2 = "财务管理" }, { project = { form = "self_evaluation" }, level1 = "影响力", level2 = "满意度" }, { level1 = "结果目标", level2 = "社会效益" },
           { project = { form = "self_evaluation" }, level1 = "项目决策(10分)", level2 = "项目立项" }, { level1 = "产出值", level2 = "数量值" }, { level1 = "项目完成指标", level2 = "数量指标" }, { level1 = "项目效益指标", level2 = "社会效益指标" },
           { level1 = "产出指标（40-50）分", level2 = "数量指标" }, { level1 = "产出指标50分", level2 = "数量指标" },
           { level1 = "产出指标（50分）", level2 = "数量指标" }, { level1 = "产出 指标", level2 = "数量指标" }, { level1 = "满意 度指 标", level2 = "服务对象满意度" }, { level1 = "", level2 = "数量指标" } },
}
