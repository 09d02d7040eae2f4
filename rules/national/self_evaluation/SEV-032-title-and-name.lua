-- 表名里的项目名称应当就是项目名称。相差很大的，多半是拿别的项目的表改的。
-- 地名、“经费”“资金”一类的出入不算；“2023年度项目支出绩效自评表”没有写哪个项目，无从比较。
local function title_of(p)
  local s = text.trim(extra(p, words.title_headings) or "")
  return s ~= "" and s or nil
end

-- 表名里的单位名称和年度
local function without(title, names)
  local s = text.fold(title)
  for _, name in ipairs(names) do
    if text.fold(name) ~= "" then s = text.replace(s, text.fold(name), "") end
  end
  local year = text.match(s, "[（(]?\\d{4}年?度?[）)]?")
  return year and text.replace(s, year, "") or s
end

local function stem(s)
  local bare = text.match(text.fold(s), "^(?:\\d{4}年?度?)?(.*?)(?:部门)?(?:预算)?(?:项目)?(?:支出)?(?:预算)?(?:绩效)?(?:自评表|自评报告|自评|自我评价表)?$")
  return text.remove(bare or s, words.name_fillers)
end

rule "SEV-032" {
  title    = "表名与项目名称不一致",
  title_en = "The title of the form names another project",
  suggestion_en = "check whether the right form was used; let the title name the project",
  severity = "warning",
  aspect   = "完整性",
  basis    = {},
  each     = "project",
  where    = { form = "self_evaluation" },
  check = function(p)
    local title = title_of(p)
    if title == nil or text.fold(p.project_name) == "" then return skip("没有表名或项目名称") end
    local a, b = stem(without(title, { p.unit_name, p.department, p.implementing_unit })), stem(p.project_name)
    if text.length(a) < param.stem_length and text.length(a) < text.length(b) then return skip("表名没有写项目名称") end
    if a == b or text.contains(b, a) or text.contains(a, b) then return end
    local near = text.similarity(a, b)
    return fail { field = "project_name", severity = near < param.title_similarity and "warning" or "note",
      message = "表名为“{title}”，项目名称为“{project_name}”",
      message_en = "the title reads '{title}', the project is '{project_name}'", title = text.brief(title, 40),
      suggestion = "核对是否用错了表，表名与项目名称保持一致" }
  end,
  bad = {
    { project_name = "“1234”信息化建设工程经费", extra = { ["表名"] = "2023年度政法智能化建设专项经费项目自评表" } },
  },
  good = {
    { project_name = "鄂州市铁路护路专项工作经费", extra = { ["表名"] = "2023年度铁路护路专项工作经费项目自评表" } },
    { project_name = "市法学会工作经费", extra = { ["表名"] = "2023年度市法学会经费项目自评表" } },
    { project_name = "市法学会工作经费" },
    { project_name = "农村公路养护工程", unit_name = "某县交通运输局", extra = { ["表名"] = "某县交通运输局2023年度项目支出绩效自评表" } },
    { project_name = "农村公路养护工程", extra = { ["表名"] = "项目支出绩效自评表（2023年度）" } },
  },
}
