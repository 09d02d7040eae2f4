-- 两个不同的项目用了同一个表名，其中必有一张是复制后没有改的。表名写的根本是别的项目的，由 SEV-032 指出。表名里没有项目名称的（“2023年度项目支出绩效自评表”）本来就相同。
local function title_of(p)
  local s = text.fold(extra(p, words.title_headings) or "")
  return s ~= "" and s or nil
end

-- 表名里写项目的部分
local function named(title, p)
  local rest = text.match(title, "^(.*?)(?:部门)?(?:预算)?(?:项目)?(?:支出)?(?:预算)?(?:绩效)?(?:自评表|自评报告|自评|自我评价表)(?:[（(]\\d{4}年?度?[）)])?$") or title
  for _, name in ipairs { p.unit_name, p.department, p.implementing_unit } do
    if text.fold(name) ~= "" then rest = text.replace(rest, text.fold(name), "") end
  end
  local year = text.match(rest, "\\d{4}年?度?")
  return year and text.replace(rest, year, "") or rest
end

local function generic(title, p) return text.length(named(title, p)) < param.stem_length end

local function another(title, p)
  local a, b = text.remove(named(title, p), words.name_fillers), text.remove(text.fold(p.project_name), words.name_fillers)
  return not text.contains(a, b) and not text.contains(b, a)
end

rule "SEV-033" {
  title    = "不同项目的表名相同",
  title_en = "Two projects carry the same form title",
  suggestion_en = "check the title and name this project in it",
  severity = "warning",
  aspect   = "完整性",
  basis    = {},
  each     = "group",
  where    = { form = "self_evaluation" },
  by = function(p)
    local title = title_of(p)
    if title == nil or generic(title, p) then return nil end
    return text.fold(p.unit_name) .. "/" .. title
  end,
  keep = function(p) return { name = p.project_name, near = text.similarity(title_of(p), p.project_name), another = another(title_of(p), p) } end,
  check = function(items)
    local faults = {}
    local first = items[1]                                -- 表名本来是它的
    for _, item in ipairs(items) do
      if item.near > first.near then first = item end
    end
    for _, item in ipairs(items) do
      if not item.another and text.fold(item.name) ~= text.fold(first.name) and #faults < param.group_findings then
        table.insert(faults, fail { at = item, field = "project_name", related = { { at = first, field = "project_name" } },
          message = "与项目“{other}”用了同一个表名", message_en = "the form title is that of '{other}'",
          other = text.brief(first.name, 40), suggestion = "核对表名，改为本项目的名称" })
      end
    end
    return faults
  end,
  bad = {
    { { project_name = "城区供水工程一期", extra = { ["表名"] = "2023年度城区供水工程一期项目自评表" } },
      { project_name = "城区供水工程", extra = { ["表名"] = "2023年度城区供水工程一期项目自评表" } } },
  },
  good = {
    { { project_name = "政法智能化建设专项经费", extra = { ["表名"] = "2023年度政法智能化建设专项经费项目自评表" } },
      { project_name = "“1234”信息化建设工程经费", extra = { ["表名"] = "2023年度政法智能化建设专项经费项目自评表" } } },
    { { project_name = "甲工程", extra = { ["表名"] = "2023年度甲工程项目自评表" } }, { project_name = "乙工程", extra = { ["表名"] = "2023年度乙工程项目自评表" } } },
    { { project_name = "甲工程" }, { project_name = "乙工程" } },
    { { project_name = "甲工程", extra = { ["表名"] = "2023年度项目支出绩效自评表" } }, { project_name = "乙工程", extra = { ["表名"] = "2023年度项目支出绩效自评表" } } },
  },
}
