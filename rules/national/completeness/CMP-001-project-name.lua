-- 项目名称是一张表的第一栏，系统要求必填；只写符号、照抄表名，或者还留着“XX”，等于没有填。
rule "CMP-001" {
  title    = "项目名称缺失",
  title_en = "Project name is missing",
  suggestion_en = "give the full name as approved in the budget",
  severity = "error",
  aspect   = "完整性",
  basis    = { "mof-2015-88", "platform" },
  each     = "project",
  check = function(p)
    local name = p.project_name
    if text.fold(name) == "" or text.only(name, words.nothing) then
      return fail { field = "project_name", message = "未填写项目名称",
        message_en = "the project has no name", suggestion = "填写预算批复的项目名称全称" }
    end
    if text.only(text.match(name, "^\\s*(?:20\\d\\d\\s*年度?)?(.*)$") or name, words.form_titles) then
      return fail { field = "project_name", message = "“{project_name}”是表的名称，不是项目名称",
        message_en = "'{project_name}' is the title of the form, not a project name",
        suggestion = "填写预算批复的项目名称全称" }
    end
    local blank = text.match(name, "(?<![A-Za-z\\d])[×xX＊*]{2,}")
    if blank then
      return fail { field = "project_name", blank = blank, message = "项目名称“{project_name}”里还留着“{blank}”",
        message_en = "the project name '{project_name}' still holds '{blank}'", suggestion = "填写预算批复的项目名称全称" }
    end
  end,
  bad = {
    { project_name = "XX项目" },
    { project_name = "××镇农村公路养护" },
    { project_name = "" },
    { project_name = "——" },
    { project_name = "项目支出绩效目标表" },
    { project_name = "2024年度项目绩效自评表" },
    { project_name = "无" },
  },
  good = {
    { project_name = "“1234”信息化建设工程经费" },
    { project_name = "绩效目标管理专项经费" },
    { project_name = "MAXX系统运维" },
  },
}
