-- 没有预算年度，时效、依据和上下年对比都无从核对。盖章日期不等于预算年度，不作推断。
-- 同一单位的表通常一起缺年度，只报一次。
-- 填报日期只用来举例：下半年编的多是下一年的预算
local function likely_year(x)
  if x.filed == 0 then return "在表头写明预算年度，如“2025年度”" end
  local year = x.month >= 7 and x.filed + 1 or x.filed
  return "在表头写明预算年度；" .. x.filed .. "年" .. x.month .. "月填报的，是" .. year .. "年预算就写“" .. year .. "年度”"
end

rule "CMP-003" {
  title    = "预算年度缺失",
  title_en = "The budget year is missing",
  suggestion_en = "state the budget year in the heading",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "mof-2015-88" },
  each     = "group",
  by = function(p)
    if p.year == nil then return p.form .. "/" .. p.unit_code .. "/" .. p.unit_name end
  end,
  keep = function(p) return { name = p.project_name, filed = p.reported_on.year or 0, month = p.reported_on.month or 0 } end,
  check = function(items)
    local related = {}
    for n = 2, #items do related[n - 1] = { at = items[n], field = "year" } end
    return fail { at = items[1], field = "year", related = related, count = #items,
      message = #items > 1 and "{count} 个项目的表中没有预算年度" or "表中没有预算年度",
      message_en = #items > 1 and "the forms of {count} projects give no budget year" or "no budget year is given",
      suggestion = likely_year(items[1]) }
  end,
  bad  = { { { year = "" } }, { { year = "", reported_on = "2022-10-20" } } },
  good = { { { year = "2024" } } },
}
