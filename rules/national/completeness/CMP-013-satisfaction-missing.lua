-- 满意度指标根据实际需要选用：有服务对象的项目应当设置，系统运维、还本付息等没有的可以不设。
-- 湖北等地暂不作为必评指标，可由地方放宽。
-- 放错了类的由 REL-004 指出，不算没有
local function satisfaction(i)
  if text.match(i.level3, "满意(?:度|率)") and i.target.dimension == "ratio" then return true end
  return i.level1_name == "满意度指标" or i.level2_name == "服务对象满意度指标"
end

rule "CMP-013" {
  title    = "缺少满意度指标",
  title_en = "No satisfaction indicator",
  suggestion_en = "add the satisfaction of those served, say \"≥90%\", or say that nobody is served",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "mof-2015-88" },
  each     = "project",
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" } },
  needs    = { "CMP-011" },
  classified = true,
  negotiable = { severity = "note", off = true },
  check = function(p)
    local rows = list.filter(p.indicators, function(i) return i.filled end)
    if #rows == 0 then return skip("没有绩效指标") end
    if list.any(rows, satisfaction) then return end
    if text.contains(p.project_name, words.serves_nobody) then return skip("还本付息，没有服务对象") end
    local inward = text.contains(p.project_name, words.inward_projects)
    return fail { field = "indicators", severity = inward and "note" or "warning", message = "没有满意度指标",
      message_en = "there is no satisfaction indicator",
      suggestion = "有服务对象的项目补充“服务对象满意度≥90%”一类指标；没有服务对象的说明理由" }
  end,
  bad = {
    { project_name = "政务系统运维", expect = { severity = "note" },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "运维系统", target = "≥5个" },
                     { level1 = "效益指标", level2 = "社会效益指标", level3 = "在线率", target = "≥99%" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
                     { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" } } },
  },
  good = {
    { project_name = "偿还专项债券利息", indicators = {
      { level1 = "产出指标", level2 = "质量指标", level3 = "付息金额准确率", target = "=100%" },
      { level1 = "效益指标", level2 = "社会效益指标", level3 = "债务违约", target = "0次" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
                     { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" },
                     { level1 = "满意度指标", level2 = "", level3 = "群众满意度", target = "≥90%" } } },
  },
}
