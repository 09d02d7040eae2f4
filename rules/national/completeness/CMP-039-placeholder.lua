-- 名称以外的各栏也不能留着“XXX”“请填写”一类占位文字。三级指标和指标值由 CMP-029 核对。一个项目提一次。
local fields = { "project_name", "project_code", "unit_name", "department", "implementing_unit", "purpose", "content", "legal_basis",
  "start", "end", "reported_on", "deviation_reason", "improvement", "goals", "done", "description", "target_basis", "actual", "forecast",
  "likelihood", "reason", "remark" }

rule "CMP-039" {
  title    = "文字栏残留占位文字",
  title_en = "A placeholder was left in a cell",
  suggestion_en = "replace the placeholder by what the form asks for",
  severity = "error",
  aspect   = "完整性",
  basis    = { "mof-2015-88" },
  each     = "project",
  check = function(p)
    local places = text.places(p, fields, words.placeholders)
    if #places == 0 or text.contains(p.project_name, words.template_subjects) then return end
    local first, related = places[1], {}
    for n = 2, #places do table.insert(related, { at = places[n].at, field = places[n].field }) end
    return fail { at = first.at, field = first.field, related = related, found = text.contains(first.text, words.placeholders), count = #places,
      message = #places == 1 and "“{found}”是占位文字，没有填写" or "“{found}”等 {count} 处是占位文字，没有填写",
      message_en = "'{found}' is a placeholder ({count} places)", suggestion = "填写真实内容，没有的留空或写“无”" }
  end,
  bad  = { { purpose = "用于XXX工程" }, { unit_name = "XXX" } },
  good = { { purpose = "用于农村供水工程维修" }, { project_name = "绩效指标体系建设", purpose = "示范文本中的XXX由单位填写" } },
}
