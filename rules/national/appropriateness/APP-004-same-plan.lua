-- 一个单位的项目无论什么性质，支出计划都一样，计划就没有结合项目编。财政规定进度的除外。
rule "APP-004" {
  title    = "全部项目支出计划相同",
  title_en = "All projects share one payment plan",
  suggestion_en = "plan each project by its own schedule; say so where the bureau prescribes one plan",
  severity = "note",
  aspect   = "适当性",
  basis    = {},
  each     = "group",
  by = function(p)
    if not has(p, "payment_plan") or #p.payment_plan == 0 then return nil end
    return list.join({ p.form, tostring(p.year), p.unit_code, p.unit_name }, "/")
  end,
  keep = function(p)
    local plan = list.map(p.payment_plan, function(e)
      return e.month .. "月底" .. (is_number(e.value) and tostring(number(e.value)) .. "%" or text.is_blank(e.text) and "空" or e.text)
    end)
    local english = list.map(p.payment_plan, function(e) return e.month .. ": " .. (is_number(e.value) and tostring(number(e.value)) .. "%" or "-") end)
    return { plan = list.join(plan, "，"), english = list.join(english, ", ") }
  end,
  check = function(items)
    if #items < number(param.uniform_projects) then return end
    local plan = items[1].plan
    if list.any(items, function(x) return x.plan ~= plan end) then return end
    return fail { at = items[1], field = "payment_plan", count = #items, plan = plan, english = items[1].english,
      message = "{count} 个项目的资金支出计划完全相同（{plan}）",
      message_en = "{count} projects share one payment plan (by month {english})",
      suggestion = "按各项目的实施进度分别编制；按财政规定统一填写的请注明" }
  end,
  bad  = { { { project_name = "甲" }, { project_name = "乙" }, { project_name = "丙" }, { project_name = "丁" }, { project_name = "戊" }, expect = { field = "payment_plan" } } },
  good = {
    { {}, {}, {}, {} },
    { {}, {}, {}, {}, { payment_plan = { ["03"] = "0%", ["06"] = "100%", ["10"] = "100%", ["12"] = "100%" } } },
  },
}
