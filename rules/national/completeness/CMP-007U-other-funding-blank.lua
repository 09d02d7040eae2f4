-- 其他资金留空，而财政资金已等于预算数：一般就是没有，填“0”才看得出不是漏填。一个单位的表通常都这样，一起说一次。
local function left_blank(p)
  if not (has(p, "budget_fiscal") and has(p, "budget_other")) or p.budget_other.kind ~= "empty" then return false end
  local total, fiscal = p.budget_total, p.budget_fiscal
  if not is_number(total) then return false end
  local known = is_number(p.budget_carryover) and fiscal + p.budget_carryover or fiscal
  return not is_number(fiscal) or not comparable(known, total) or equal(known, total)
end

rule "CMP-007U" {
  title    = "其他资金留空",
  title_en = "Other funding is left blank",
  suggestion_en = "write 0 where there is none",
  severity = "note",
  aspect   = "完整性",
  basis    = { "platform" },
  each     = "group",
  by = function(p)
    if p.form == "disclosure" or not left_blank(p) then return nil end
    return list.join({ p.form, tostring(p.year), p.unit_code, p.unit_name }, "/")
  end,
  keep = function(p) return { name = p.project_name } end,
  check = function(items)
    local related = {}
    for n = 2, #items do related[n - 1] = { at = items[n], field = "budget_other" } end
    return fail { at = items[1], field = "budget_other", related = related, count = #items,
      message = #items == 1 and "其他资金未填" or "{count} 个项目的其他资金未填",
      message_en = "other funding is blank in {count} projects", suggestion = "没有其他资金的填“0”" }
  end,
  bad = {
    { { budget_total = "150", budget_fiscal = "150", budget_other = "" }, { budget_total = "60", budget_fiscal = "60", budget_other = "" },
      expect = { field = "budget_other" } },
    { { budget_total = "150", budget_fiscal = "120", budget_carryover = "30", budget_other = "" } },
  },
  good = {
    { { budget_total = "150", budget_fiscal = "150", budget_other = "0" } },
    { { budget_total = "150", budget_fiscal = "120", budget_other = "" } },
    { { budget_total = "150", budget_fiscal = false, budget_other = false } },
  },
}
