-- 监控的指标就是批复的指标，一项也不能少。目标表与监控表都在时比对：先按编码、后按名称找同一项目。
local function rows(p)
  return list.map(rows_of(p, { named = true, annual = true }), function(i) return { level2 = i.level2_name, name = indicator_name(i.level3), target = text.fold(i.target.text) } end)
end

-- “满意度”与“干警满意度”：同一二级下指标值也相同的，一个名称包含另一个，是一项
local function found(row, others)
  return list.any(others, function(other)
    if other.level2 ~= row.level2 then return false end
    if text.similarity(other.name, row.name) >= param.same_indicator then return true end
    return row.target ~= "" and row.target == other.target and row.name ~= "" and other.name ~= ""
      and (text.contains(row.name, other.name) or text.contains(other.name, row.name)) ~= nil
  end)
end

rule "MON-009" {
  title    = "监控指标与批复指标不一致",
  title_en = "Approved indicators are not monitored",
  suggestion_en = "monitor every approved indicator",
  severity = "error",
  aspect   = "运行监控",
  basis    = { "mof-2019-136", "huangshi-2019" },
  each     = "group",
  across_forms = true,
  where    = { form = { "target", "monitoring" } },
  by   = project_keys,
  keep = function(p) return { form = p.form, code = text.fold(p.project_code), year = p.year or 0, month = p.month or "N", name = p.project_name, rows = rows(p) } end,
  check = function(items, key)
    local sets = list.filter(items, function(x) return x.form == "target" and #x.rows > 0 end)
    local faults = {}
    for _, own in ipairs(items) do
      local approved = own.form == "monitoring" and #own.rows > 0
        and list.filter(sets, function(x) return x.year == own.year and same_project(x, own, key) end)[1]
      local missing = approved and list.filter(approved.rows, function(row) return not found(row, own.rows) end) or {}
      if #missing > 0 then
        table.insert(faults, fail { at = own, field = "project_name", related = { { at = approved } },
          message = "1—{month}月监控表缺少 {count} 个批复的指标：{names}",
          message_en = "to month {month}, {count} approved indicators are not monitored: {names}", month = own.month, count = #missing,
          names = text.brief(list.join(list.map(missing, function(row) return text.brief(row.name, 15) end), "、"), 80),
          suggestion = "按批复的指标补充监控" })
      end
    end
    return faults
  end,
  bad = {
    { { form = "target", year = 2025, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "50处" },
        { level1 = "产出指标", level2 = "质量指标", level3 = "验收合格率", target = "100%" } } },
      { form = "monitoring", year = 2025, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "50处", actual = "30处" } } }, expect = { field = "project_name" } },
  },
  good = {
    { { form = "target", year = 2024, indicators = { { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "满意度", target = "≥95%" } } },
      { form = "monitoring", year = 2024, month = 8, indicators = { { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "用水户满意度", target = "≥95%", actual = "96%" } } } },
    { { form = "target", year = 2025 }, { form = "monitoring", year = 2025 } },
    { { form = "target", year = 2024 }, { form = "monitoring", year = 2025, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "别的", target = "50处", actual = "30处" } } } },
  },
}
