-- 公开表每个单位先印小计，再列项目；小计应等于所列项目之和。小计记在项目的附加栏“单位小计”里（表样读入）。
local function subtotal(p)
  local s = text.trim(extra(p, words.subtotal_headings) or "")
  return s ~= "" and s or nil
end

rule "APP-009S" {
  title    = "单位小计与所列项目之和不等",
  title_en = "The unit's subtotal is not the sum of its projects",
  suggestion_en = "check the subtotal against the projects listed",
  severity = "error",
  aspect   = "适当性",
  basis    = {},
  each     = "group",
  by = function(p)
    if subtotal(p) == nil or not has(p, "budget_total") then return nil end
    return list.join({ p.form, tostring(p.year), p.unit_code, p.unit_name, subtotal(p) }, "/")
  end,
  keep = function(p) return { said = subtotal(p), unit = p.currency_unit, amount = p.budget_total } end,
  check = function(items)
    if list.any(items, function(x) return not is_number(x.amount) end) then
      return undecided("有的项目没有金额，不能核对单位小计", "some projects have no amount: the subtotal cannot be checked")
    end
    local total, added = quantity(items[1].said .. items[1].unit), sum(list.map(items, function(x) return x.amount end))
    if not is_number(total) or not comparable(total, added) then return undecided("单位小计不是金额", "the subtotal is no amount") end
    for copies = 1, 5 do                     -- 同一张表读了几遍（文本、文档各一份）的，是几倍
      if number(abs(total * copies - added)) <= param.total_tolerance then return end
    end
    return fail { at = items[1], field = "budget_total", value = items[1].said, said = items[1].said, added = money(added), count = #items,
      message = "单位小计 {said} 与所列 {count} 个项目之和 {added} 不等", message_en = "the subtotal {said} is not the sum of the {count} projects, {added}",
      suggestion = "核对小计和各项目金额" }
  end,
  bad  = { { { project_name = "甲项目", budget_total = "1.70", extra = { ["单位小计"] = "65.90" } },
             { project_name = "乙项目", budget_total = "54.20", extra = { ["单位小计"] = "65.90" } }, expect = { field = "budget_total" } } },
  good = { { { project_name = "甲项目", budget_total = "1.70", extra = { ["单位小计"] = "55.90" } },
             { project_name = "乙项目", budget_total = "54.20", extra = { ["单位小计"] = "55.90" } },
             { project_name = "甲项目", budget_total = "1.70", extra = { ["单位小计"] = "55.90" } },
             { project_name = "乙项目", budget_total = "54.20", extra = { ["单位小计"] = "55.90" } } },
           { { project_name = "甲项目", budget_total = "1.70", extra = { ["单位小计"] = "55.90" } },
             { project_name = "乙项目", budget_total = "54.20", extra = { ["单位小计"] = "55.90" } } },
           { { project_name = "甲项目", budget_total = "1.70" }, { project_name = "乙项目", budget_total = "54.20" } },
           { { project_name = "甲项目", budget_total = "涉密", extra = { ["单位小计"] = "55.90" } },
             { project_name = "乙项目", budget_total = "54.20", extra = { ["单位小计"] = "55.90" } }, expect = "undecided" },
           { { project_name = "甲项目", budget_total = "1.70", extra = { ["单位小计"] = "见附表" } }, expect = "undecided" } },
}
