-- 全年性工作写年度起止可以，但最好写出关键节点，所以只提示。
local function whole_year(v)
  local a, b = v.start, v.finish
  return a.year ~= nil and a.year == b.year and a.month == 1 and (a.day or 1) <= 1 and b.month == 12 and (b.day or 31) >= 31
end

rule "REL-014" {
  title    = "时效指标仅写年度起止",
  title_en = "A timeliness indicator that only names the year",
  suggestion_en = "add the milestones, such as tender by June and acceptance by November",
  severity = "note",
  aspect   = "相关性",
  basis    = { "mof-2021-101" },
  each     = "indicator",
  unitwide = true,
  where    = { form = { "declaration", "target", "disclosure" }, level2 = "时效指标" },
  needs    = { "FEA-005" },
  check = function(i)
    if i.target.kind ~= "period" or not whole_year(i.target) then return end
    return fail { field = "target", message = "时效指标只写了年度起止（{target}）",
      message_en = "the timeliness target is just the whole year ({target})",
      suggestion = "补充关键节点，如“6月底前完成招标，11月底前完成验收”" }
  end,
  bad  = { { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "2025年1月1日-2025年12月31日" } },
  good = {
    { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "2025年11月底前" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "服务期", target = "2025年3月1日-2025年12月31日" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "按时完成率", target = "≥98%" },
  },
}
