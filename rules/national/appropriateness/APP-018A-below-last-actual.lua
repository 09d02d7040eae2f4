-- 上年自评已经做到的，今年的目标一般不低于它。只比越高越好的定量指标，同名、同类、单位可比；上年就是临时性任务、政策
-- 收缩的，说明理由即可。表里自带“上年指标值”的由 APP-018 看。
local function figure(v)
  if v.kind ~= "number" or v.change or v.op == "<=" or v.op == "<" then return nil end
  return tostring(number(v)) .. v.unit
end

local function comparable_row(i)
  if i.level1_name == "成本指标" or text.ends(i.level2_name, "成本指标") or i.target.op == "<=" or i.target.op == "<" then return false end
  return not text.contains(i.level3, words.negative_nouns)
end

local function rows(p)
  local found = {}
  for _, i in ipairs(list.filter(rows_of(p, { named = true, annual = true }), comparable_row)) do
    local own = figure(p.form == "self_evaluation" and i.actual or i.target)
    if own and i.last_year.kind == "empty" then
      table.insert(found, { seq = i.seq, level2 = i.level2_name, name = indicator_name(i.level3), figure = own,
        said = p.form == "self_evaluation" and i.actual.text or i.target.text })
    end
  end
  return found
end

local function below(row, last)
  if row.level2 ~= last.level2 or text.fold(row.name) ~= text.fold(last.name) then return false end
  local now, before = quantity(row.figure), quantity(last.figure)
  return is_number(now) and is_number(before) and comparable(now, before) and now.unit == before.unit
    and now < before * number(param.history_floor) / 100
end

rule "APP-018A" {
  title    = "目标值低于上年实绩",
  title_en = "The target is below what was reached last year",
  suggestion_en = "ask for no less than last year, or say which policy lowered it",
  severity = "warning",
  aspect   = "适当性",
  basis    = { "mof-2021-101" },
  each     = "group",
  across_forms = true,
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" } },
  by   = function(p)
    local found = rows(p)
    return #found > 0 and project_keys(p) or nil, found
  end,
  keep = function(p, found) return { form = p.form, code = text.fold(p.project_code), year = p.year or 0, rows = found } end,
  check = function(items, key)
    local faults = {}
    for _, own in ipairs(items) do
      local past = own.form ~= "self_evaluation" and own.year > 0 and list.filter(items, function(x)
        return x.form == "self_evaluation" and x.year == own.year - 1 and same_project(x, own, key)
      end)[1]
      for _, row in ipairs(past and own.rows or {}) do
        local last = list.filter(past.rows, function(x) return below(row, x) end)[1]
        if last and #faults < param.group_findings then
          table.insert(faults, fail { at = own, seq = row.seq, field = "target", related = { { at = past, seq = last.seq, field = "actual" } },
            now = row.said, before = last.said, message = "目标 {now} 低于上年完成的 {before}",
            message_en = "the target {now} is below the {before} reached last year",
            suggestion = "不低于上年水平设定，确因政策调整降低的说明理由" })
        end
      end
    end
    return faults
  end,
  bad = {
    { { form = "target", year = 2025, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "办理法律援助案件", target = "≥200件" } } },
      { form = "self_evaluation", year = 2024, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "办理法律援助案件", target = "≥250件", actual = "300件" } } } },
  },
  good = {
    { { form = "target", year = 2025, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "办理法律援助案件", target = "≥285件" } } },
      { form = "self_evaluation", year = 2024, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "办理法律援助案件", target = "≥250件", actual = "300件" } } } },
    { { form = "target", year = 2025, indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "设备故障率", target = "≤3%" } } },
      { form = "self_evaluation", year = 2024, indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "设备故障率", target = "≤5%", actual = "4%" } } } },
    { { form = "target", year = 2025, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "办理法律援助案件", target = "≥200件" } } },
      { form = "self_evaluation", year = 2025, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "办理法律援助案件", target = "≥200件", actual = "300件" } } } },
  },
}
