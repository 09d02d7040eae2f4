-- 一个编码只对应一个项目。同一项目在不同环节（目标、监控、自评）各有一张表，不算重复。
rule "CMP-005" {
  title    = "项目编码重复",
  title_en = "One code is used for different projects",
  suggestion_en = "check the code in the budget system: one code, one project",
  severity = "error",
  aspect   = "完整性",
  basis    = { "platform" },
  each     = "group",
  by = function(p)
    local code = text.trim(p.project_code)
    if text.fold(code) == "" then return nil end
    return list.join({ p.form, tostring(p.year), tostring(p.month), p.region, code }, "/")
  end,
  keep = function(p)
    return { name = p.project_name, code = p.project_code, amount = p.budget_total }
  end,
  check = function(items)
    local function differ(a, b)
      if comparable(a, b) then return not equal(a, b) end
      return text.trim(a.text) ~= text.trim(b.text)
    end
    local first, faults = items[1], {}
    for n = 2, #items do
      local item = items[n]
      if #faults >= param.group_findings then break end
      if text.fold(item.name) ~= text.fold(first.name) or differ(item.amount, first.amount) then
        table.insert(faults, fail { at = item, field = "project_code",
          related = { { at = first, field = "project_code" } },
          message = "项目编码 {code} 与“{other}”相同，名称或金额却不同", code = item.code, other = first.name,
          message_en = "code {code} is also used for '{other}', with another name or amount",
          suggestion = "核对系统中的项目编码，一个编码只能对应一个项目" })
      end
    end
    return faults
  end,
  bad  = { { { budget_total = "150" }, { budget_total = "待定" }, expect = { field = "project_code" } }, { { project_name = "甲工程" }, { project_name = "乙工程" }, expect = { field = "project_code" } } },
  good = {
    { { project_name = "甲工程" }, { project_name = "甲工程", form = "self_evaluation" } },
    { { project_code = "" }, { project_code = "" } },
    { { project_name = "甲工程", budget_total = "150.00" }, { project_name = "甲 工程", budget_total = "150" } },
  },
}
