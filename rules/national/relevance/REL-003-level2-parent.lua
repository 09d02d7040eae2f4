-- 二级指标放在它所属的一级之下。成本指标归产出（101号文之前）或自成一级都认；有的地方把满意度放在
-- 效益（效果）之下，只提示。
rule "REL-003" {
  title    = "二级指标不属于该一级指标",
  title_en = "A second-level indicator under the wrong first level",
  suggestion_en = "move it under the first level it belongs to",
  severity = "error",
  aspect   = "相关性",
  basis    = { "platform" },
  each     = "indicator",
  needs    = { "REL-001", "REL-002" },
  check = function(i)
    local parents = codes.level_parent[i.level2_name]
    if i.level1_name == "" or parents == nil then return skip("指标层级不明") end
    if i.project.form == "self_evaluation" and text.only(text.match(i.level1, "^[^（(]*"), words.level1_evaluation) then return skip("评价指标体系的一级指标") end
    if list.contains(parents, i.level1_name) then return end
    local local_form = i.level2_name == "服务对象满意度指标" and i.level1_name == "效益指标"
    return fail { field = "level2", severity = local_form and "note" or "error", message = "“{level2}”不属于“{level1}”",
      message_en = "'{level2}' does not belong under '{level1}'",
      suggestion = "移到“" .. parents[1] .. "”之下" }
  end,
  bad  = { { level1 = "效益指标", level2 = "数量指标" }, { level1 = "产出指标", level2 = "社会效益指标" },
    { level1 = "效果指标", level2 = "服务对象满意度指标", expect = { severity = "note" } } },
  good = {
    { project = { form = "self_evaluation" }, level1 = "投入", level2 = "时效目标" },
    { level1 = "产出指标", level2 = "成本指标" }, { level1 = "成本指标", level2 = "经济成本指标" },
    { level1 = "效果指标", level2 = "社会效益" }, { level1 = "满意度指标", level2 = "" },
  },
}
