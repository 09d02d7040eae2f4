-- 系统要求三级指标名称必填。公开表里常只写内容不写名称，以二级标题为名，只作提示；先列几个名称再列几个值的，
-- 名称在前面，对不对得上由 QNT-011 看。
local function listed_before(i)
  return list.any(i.project.indicators, function(x)
    return x.level2_name == i.level2_name and not text.is_blank(x.level3) and number(x.target) == nil
  end)
end

rule "CMP-019" {
  title    = "三级指标名称缺失",
  title_en = "The indicator has no name",
  suggestion_en = "say what is measured, such as \"stations repaired\"",
  severity = "error",
  aspect   = "完整性",
  basis    = { "platform" },
  each     = "indicator",
  needs    = { "FMT-007" },
  fold     = true,
  where    = { form = { "declaration", "target", "monitoring", "self_evaluation", "disclosure" } },
  check = function(i)
    if not has(i, "level3") then return undecided("表中没有三级指标一栏", "the form has no column for names") end
    local name = text.match(i.level3, "^\\s*(?:指标\\s*\\d*\\s*[：:]?\\s*)*(.*)$")
    if name ~= nil and text.fold(name) ~= "" or name == nil then return end
    local public = i.project.form == "disclosure" and i.level2_name ~= ""
    if public and (i.level2_name == "时效指标" or i.target.kind == "period" or i.target.kind == "date") then return skip("起止时间不必另起名称") end
    if public and number(i.target) ~= nil and listed_before(i) then return skip("名称列在前面") end
    return fail { field = "level3", severity = public and "note" or "error",
      message = "三级指标没有名称", message_en = "the indicator has no name",
      suggestion = "写明衡量什么，如“维修站点数量”" }
  end,
  bad = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "", target = "≥50处" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "指标1：", target = "≥50处" },
  },
  good = {
    { level1 = "产出指标", level2 = "数量指标", level3 = false, target = "≥50处", expect = "undecided" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "指标1：维修站点", target = "≥50处" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "", target = "", description = "", actual = "" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "", target = "2024年1月1日-2024年12月31日", project = { form = "disclosure" } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "", target = "6月底前完成招标，11月底前完成验收", project = { form = "disclosure" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "", target = "≥200人", project = { form = "disclosure", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "年度开展培训", target = "年度开展培训" } } } },
  },
}
