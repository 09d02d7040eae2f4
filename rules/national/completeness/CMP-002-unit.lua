-- 谁申请资金，谁编制目标：表上要看得出是哪个单位的项目。
rule "CMP-002" {
  title    = "申报单位缺失",
  title_en = "The reporting unit is missing",
  suggestion_en = "give the full name of the unit, also where it carries out the project itself",
  severity = "error",
  aspect   = "完整性",
  basis    = { "mof-2015-88" },
  each     = "project",
  check = function(p)
    local named = p.unit_name .. p.unit_code .. p.department
    if text.fold(named .. p.implementing_unit) == "" then
      if not has(p, "unit_name") then return undecided("表中没有单位一栏", "the form has no column for the unit") end
      return fail { field = "unit_name", message = "未填写单位名称和主管部门",
        message_en = "neither the unit nor its department is given", suggestion = "填写单位全称" }
    end
    if has(p, "unit_name") and text.fold(p.unit_name) == "" then
      local only_code = text.fold(p.department .. p.implementing_unit) == ""
      return fail { field = "unit_name", severity = only_code and "warning" or "note", message = "未填写单位名称", message_en = "the unit's name is blank",
        suggestion = "填写单位全称，与主管部门相同的也应填写" }
    end
    for _, field in ipairs { "unit_code", "department" } do
      if has(p, field) and text.fold(p[field]) == "" then
        return fail { field = field, severity = "note", message = field == "unit_code" and "未填写单位编码" or "未填写主管部门",
          message_en = field == "unit_code" and "the unit's code is blank" or "the department is blank", suggestion = "对照系统填写" }
      end
    end
    if has(p, "implementing_unit") and text.fold(p.implementing_unit) == "" then
      return fail { field = "implementing_unit", severity = "note", message = "未填写项目实施单位",
        message_en = "the implementing unit is blank",
        suggestion = "填写项目实施单位，与申报单位相同的也应填写" }
    end
  end,
  bad = {
    { unit_name = "", unit_code = "", department = "", implementing_unit = "" },
    { unit_name = "", unit_code = "312001", department = "", implementing_unit = "", expect = { severity = "warning" } },
    { unit_code = "", expect = { severity = "note" } }, { department = " ", expect = { severity = "note" } },
    { implementing_unit = " ", expect = { severity = "note" } },
  },
  good = {
    { unit_name = false, unit_code = false, department = "市委政法委" }, { department = false },
    { implementing_unit = "维稳科、执法监督科" },
  },
}
