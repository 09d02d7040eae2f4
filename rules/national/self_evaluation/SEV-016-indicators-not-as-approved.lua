-- 自评用预算批复时确定的指标，不得自行增减。同一批数据里既有目标表（申报表）又有自评表时比对：
-- 先按编码、后按名称找同一项目，再按名称逐项对应。申报表未必就是批复，所以比申报表只作提醒。
local function rows(p)
  return list.map(rows_of(p, { named = true, annual = true }), function(i) return { seq = i.seq, level2 = i.level2_name, name = indicator_name(i.level3), target = text.fold(i.target.text) } end)
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

local function names(t)
  local heads = list.map(t, function(row) return text.brief(row.name, 15) end)
  return text.brief(list.join(heads, "、"), 80)
end

local function compare(approved, own)
  local faults = {}
  local formal = approved.form == "target"
  local missing = list.filter(approved.rows, function(row) return not found(row, own.rows) end)
  local added = list.filter(own.rows, function(row) return not found(row, approved.rows) end)
  if #missing > 0 then
    table.insert(faults, fail { at = own, field = "project_name", related = { { at = approved } },
      severity = formal and "error" or "warning",
      message = "{source}中的 {count} 个指标没有自评：{names}", source = formal and "目标表" or "申报表",
      message_en = "{count} approved indicators are not evaluated: {names}",
      count = #missing, names = names(missing), suggestion = "按批复的指标补充自评；经批准调整的附调整文件" })
  end
  if #added > 0 then
    local related = list.map(added, function(row) return { at = own, seq = row.seq, field = "level3" } end)
    related[1] = { at = approved }                 -- 第一个就是问题所在，不再列
    table.insert(faults, fail { at = own, seq = added[1].seq, field = "level3", related = related, severity = "warning",
      message = "{count} 个自评指标在{source}中没有或已改名：{names}", source = formal and "目标表" or "申报表",
      message_en = "{count} indicators were not approved under that name: {names}",
      count = #added, names = names(added), suggestion = "恢复批复时的指标名称；经批准新增的附调整文件" })
  end
  return faults
end

rule "SEV-016" {
  title    = "自评指标与批复指标不一致",
  title_en = "The evaluated indicators are not the approved ones",
  suggestion_en = "evaluate the approved indicators; attach the approval of any change",
  severity = "error",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "group",
  across_forms = true,
  where    = { form = { "declaration", "target", "self_evaluation" } },
  by   = project_keys,
  keep = function(p) return { form = p.form, code = text.fold(p.project_code), year = p.year or 0, name = p.project_name, rows = rows(p) } end,
  check = function(items, key)
    local approved = list.filter(items, function(x) return x.form ~= "self_evaluation" and #x.rows > 0 end)
    local own = list.filter(items, function(x) return x.form == "self_evaluation" and #x.rows > 0 end)
    local faults = {}
    for _, mine in ipairs(own) do
      for _, set in ipairs(approved) do
        if same_project(set, mine, key) and (set.year == mine.year or set.year == 0 or mine.year == 0) then
          for _, fault in ipairs(compare(set, mine)) do table.insert(faults, fault) end
          break
        end
      end
    end
    return faults
  end,
  bad = {
    { { form = "target", year = 2024, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "50处" },
        { level1 = "产出指标", level2 = "质量指标", level3 = "零控诉举报", target = "0件" } } },
      { form = "self_evaluation", year = 2024, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "50处", actual = "50处" } } }, expect = { field = "project_name" } },
    { { form = "target", year = 2024, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "50处" } } },
      { form = "self_evaluation", year = 2024, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "50处", actual = "50处" },
        { level1 = "产出指标", level2 = "质量指标", level3 = "水质检测合格率", target = "100%", actual = "100%" } } }, expect = { field = "level3", severity = "warning" } },
    { { form = "declaration", year = 2024, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "50处" },
        { level1 = "产出指标", level2 = "质量指标", level3 = "零控诉举报", target = "0件" } } },
      { form = "self_evaluation", year = 2024, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "50处", actual = "50处" } } }, expect = { field = "project_name", severity = "warning" } },
  },
  good = {
    { { form = "target", year = 2024, indicators = { { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "满意度", target = "≥95%" } } },
      { form = "self_evaluation", year = 2024, indicators = { { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "用水户满意度", target = "≥95%", actual = "96%" } } } },
    { { form = "target", year = 2024 }, { form = "self_evaluation", year = 2024 } },
    { { form = "target", year = 2023, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "购置水泵", target = "5台" } } },
      { form = "self_evaluation", year = 2024 } },
  },
}
