-- 两个不同的项目用了同一个表名，其中必有一张是复制后没有改的。
local function title_of(p)
  for _, heading in ipairs(param.title_headings) do
    local s = text.fold(extra(p, heading) or "")
    if s ~= "" then return s end
  end
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
    return title and text.fold(p.unit_name) .. "/" .. title
  end,
  keep = function(p) return { name = p.project_name } end,
  check = function(items)
    local faults = {}
    for n = 2, #items do
      local item, first = items[n], items[1]
      if text.fold(item.name) ~= text.fold(first.name) and #faults < param.group_findings then
        table.insert(faults, fail { at = item, field = "project_name", related = { { at = first, field = "project_name" } },
          message = "与项目“{other}”用了同一个表名", message_en = "the form title is that of '{other}'",
          other = text.head(first.name, 40), suggestion = "核对表名，改为本项目的名称" })
      end
    end
    return faults
  end,
  bad = {
    { { project_name = "政法智能化建设专项经费", extra = { ["表名"] = "2023年度政法智能化建设专项经费项目自评表" } },
      { project_name = "“1234”信息化建设工程经费", extra = { ["表名"] = "2023年度政法智能化建设专项经费项目自评表" } } },
  },
  good = {
    { { project_name = "甲工程", extra = { ["表名"] = "2023年度甲工程项目自评表" } }, { project_name = "乙工程", extra = { ["表名"] = "2023年度乙工程项目自评表" } } },
    { { project_name = "甲工程" }, { project_name = "乙工程" } },
  },
}
