-- 公开表印的合计应等于各项目之和。合计行写在项目名称一栏的按此核对，表末的合计行记在最后一个项目的附加栏“表末合计”里
-- （读入时，只在各项目同一单位的表上）；合计为空只作提示。
local function is_total(name) return text.only(name, words.total_rows) and text.fold(name) ~= "" end

-- 表末合计：同一张表读了几遍（文本、文档各一份）的，是几倍；项目个数与表内的不同，是还有别的表，说不清哪些属于哪张，不比。
local function at_end(items)
  local printed = list.filter(items, function(x) return x.printed ~= "" end)
  if #printed == 0 or #list.distinct(list.map(printed, function(x) return x.printed end)) > 1 then return end
  if tonumber(printed[1].projects) ~= #items / #printed then return end
  if list.any(items, function(x) return not is_number(x.amount) end) then
    return undecided("有的项目没有金额，不能核对合计", "some projects have no amount: the total cannot be checked")
  end
  local last = printed[1]
  local total, added = quantity(last.printed .. last.unit), sum(list.map(items, function(x) return x.amount end))
  if not is_number(total) or not comparable(total, added) or number(abs(total * #printed - added)) <= param.total_tolerance then return end
  return fail { at = last, field = "budget_total", value = last.printed, said = last.printed, count = #items, added = money(added),
    message = "表末合计 {said} 与所列 {count} 个项目之和 {added} 不等", message_en = "the total {said} below the table is not the sum of the {count} projects, {added}",
    suggestion = "核对合计数和各项目金额" }
end

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
  keep = function(p)
    return { name = p.project_name, amount = p.budget_total, unit = p.currency_unit, printed = text.trim(extra(p, words.end_total_headings) or ""),
      projects = extra(p, words.end_count_headings) or "" }
  end,
  check = function(items)
    local totals = list.filter(items, function(x) return is_total(x.name) end)
    if #totals == 0 then return at_end(items) end
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
  bad  = { { { project_name = "甲项目", budget_total = "10", currency_unit = "万元" }, { project_name = "乙项目", budget_total = "20", currency_unit = "万元", extra = { ["表末合计"] = "35", ["表内项目数"] = "2" } }, expect = { field = "budget_total" } },
             { { project_name = "甲项目", budget_total = "10" }, { project_name = "合计", budget_total = "" }, expect = { severity = "note" } }, { { project_name = "甲项目", budget_total = "10" }, { project_name = "乙项目", budget_total = "20" },
             { project_name = "合计", budget_total = "40" } } },
  good = { { { project_name = "甲项目", budget_total = "10", currency_unit = "万元" }, { project_name = "乙项目", budget_total = "20", currency_unit = "万元", extra = { ["表末合计"] = "30.00", ["表内项目数"] = "2" } },
             { project_name = "丙项目", budget_total = "8", currency_unit = "万元" } }, { { project_name = "甲项目", budget_total = "10", currency_unit = "万元" }, { project_name = "乙项目", budget_total = "20", currency_unit = "万元", extra = { ["表末合计"] = "30.00", ["表内项目数"] = "2" } } },
           { { project_name = "甲项目", budget_total = "涉密" }, { project_name = "乙项目", budget_total = "20", extra = { ["表末合计"] = "30", ["表内项目数"] = "2" } }, expect = "undecided" }, { { project_name = "甲项目", budget_total = "涉密" }, { project_name = "合计", budget_total = "10" }, expect = "undecided" }, { { project_name = "甲项目", budget_total = "1.70" }, { project_name = "乙项目", budget_total = "54.2" },
             { project_name = "合计", budget_total = "55.90" } } },
}
