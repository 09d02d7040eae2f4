-- 同一单位同一年、同一张表（名称、金额、指标都相同）出现两次：抄重了，或者同一份文件收了两遍。合计会多算一遍。
rule "CMP-005T" {
  title    = "同一项目的表出现两次",
  title_en = "The form of one project is there twice",
  suggestion_en = "keep one of the two",
  severity = "note",
  aspect   = "完整性",
  basis    = {},
  each     = "group",
  by = function(p)
    local name = text.fold(p.project_name)
    if name == "" or text.only(p.project_name, words.total_rows) or #p.indicators == 0 then return nil end
    return list.join({ p.form, tostring(p.year), tostring(p.month), p.region, p.unit_code, p.unit_name, p.project_code, name, p.budget_total.text }, "/")
  end,
  keep = function(p)
    return { name = p.project_name, rows = list.join(list.map(p.indicators, function(i) return text.fold(i.level3) .. "=" .. text.fold(i.target.text .. i.actual.text) end), ";") }
  end,
  check = function(items)
    local faults = {}
    for n = 2, #items do
      if #faults >= param.group_findings then break end
      if items[n].rows == items[1].rows then
        table.insert(faults, fail { at = items[n], field = "project_name", related = { { at = items[1], field = "project_name" } }, name = items[n].name,
          message = "“{name}”的表出现了两次，内容相同", message_en = "the form of '{name}' is there twice", suggestion = "删去重复的一张" })
      end
    end
    return faults
  end,
  bad  = { { { project_name = "普法经费", budget_total = "6" }, { project_name = "普法 经费", budget_total = "6" }, expect = { field = "project_name" } } },
  good = {
    { { project_name = "普法经费", budget_total = "6" }, { project_name = "普法经费", budget_total = "6", year = 2024 } },
    { { project_name = "普法经费", budget_total = "6" }, { project_name = "普法经费", budget_total = "6", form = "self_evaluation" } },
    { { project_name = "普法经费", budget_total = "6" }, { project_name = "法律援助经费", budget_total = "6" } },
  },
}
