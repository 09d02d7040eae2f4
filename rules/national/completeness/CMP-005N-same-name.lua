-- 没有编码的表（公开表、申报表）上，一个单位同一年列出两个同名项目而金额不同，多半是名称抄串了行。金额也相同的可能是
-- 同一张表读了两遍，不说；有编码的由 CMP-005 按编码看。
rule "CMP-005N" {
  title    = "同名项目的金额不同",
  title_en = "Two projects of one name with different amounts",
  suggestion_en = "check the names; where they are two projects, tell them apart by name",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "platform" },
  each     = "group",
  by = function(p)
    local name = text.fold(p.project_name)
    if name == "" or text.fold(p.project_code) ~= "" or text.only(p.project_name, words.total_rows) then return nil end
    return list.join({ p.form, tostring(p.year), tostring(p.month), p.region, p.unit_code, p.unit_name, name }, "/")
  end,
  keep = function(p) return { name = p.project_name, amount = p.budget_total } end,
  check = function(items)
    local first, faults = items[1], {}
    for n = 2, #items do
      local item = items[n]
      if #faults >= param.group_findings then break end
      if is_number(item.amount) and is_number(first.amount) and comparable(item.amount, first.amount) and not equal(item.amount, first.amount) then
        table.insert(faults, fail { at = item, field = "project_name", related = { { at = first, field = "project_name" } },
          name = item.name, one = first.amount.text, other = item.amount.text,
          message = "“{name}”列了两次，金额 {one}、{other} 不同", message_en = "'{name}' is listed twice, with {one} and {other}",
          suggestion = "核对名称是否抄串；确是两个项目的，名称上区分" })
      end
    end
    return faults
  end,
  bad  = { { { project_code = "", project_name = "普法经费", budget_total = "6" }, { project_code = "", project_name = "普法 经费", budget_total = "3.5" },
             expect = { field = "project_name" } } },
  good = {
    { { project_code = "", project_name = "普法经费", budget_total = "6" }, { project_code = "", project_name = "普法经费", budget_total = "6.00" } },
    { { project_code = "", project_name = "普法经费", budget_total = "6" }, { project_code = "", project_name = "法律援助经费", budget_total = "3.5" } },
    { { project_name = "普法经费", budget_total = "6" }, { project_name = "普法经费", budget_total = "3.5", project_code = "420106210000000000009" } },
    { { project_code = "", project_name = "合计", budget_total = "6" }, { project_code = "", project_name = "合计", budget_total = "3.5" } },
  },
}
