-- 公开表印的合计应等于各项目之和。合计行写在项目名称一栏的按此核对；合计为空只作提示。
local function is_total(name) return text.only(name, words.total_rows) and text.fold(name) ~= "" end

rule "APP-009" {
  title    = "合计与各项目之和不等",
  title_en = "The printed total is not the sum of the projects",
  suggestion_en = "check the total against the projects",
  severity = "error",
  aspect   = "适当性",
  basis    = {},
  each     = "group",
  by = function(p)
    if not has(p, "budget_total") then return nil end
    return list.join({ p.form, tostring(p.year), p.unit_code, p.unit_name }, "/")
  end,
  keep = function(p) return { name = p.project_name, amount = p.budget_total } end,
  check = function(items)
    local totals = list.filter(items, function(x) return is_total(x.name) end)
    if #totals ~= 1 then return end
    local rows = list.filter(items, function(x) return not is_total(x.name) end)
    local total = totals[1]
    if not is_number(total.amount) then
      return fail { at = total, field = "budget_total", severity = "note", message = "合计行没有金额",
        message_en = "the total row has no amount", suggestion = "填写各项目金额之和" }
    end
    if #rows == 0 or list.any(rows, function(x) return not is_number(x.amount) end) then
      return undecided("有的项目没有金额，不能核对合计", "some projects have no amount: the total cannot be checked")
    end
    local added = sum(list.map(rows, function(x) return x.amount end))
    local gap = number(abs(total.amount - added))
    if gap <= param.total_tolerance then return end
    return fail { at = total, field = "budget_total", total = total.amount.text, added = tostring(added),
      message = "合计 {total} 与各项目之和 {added} 不等", message_en = "the total {total} is not the sum {added}",
      suggestion = "核对合计数和各项目金额" }
  end,
  bad  = { { { project_name = "甲项目", budget_total = "10" }, { project_name = "合计", budget_total = "" }, expect = { severity = "note" } }, { { project_name = "甲项目", budget_total = "10" }, { project_name = "乙项目", budget_total = "20" },
             { project_name = "合计", budget_total = "40" } } },
  good = { { { project_name = "甲项目", budget_total = "涉密" }, { project_name = "合计", budget_total = "10" }, expect = "undecided" }, { { project_name = "甲项目", budget_total = "1.70" }, { project_name = "乙项目", budget_total = "54.2" },
             { project_name = "合计", budget_total = "55.90" } } },
}
