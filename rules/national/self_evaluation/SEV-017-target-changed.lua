-- 年初目标值用批复的值，监控、自评时不得改动。文字有删节而数字都在的，只作提示。
local function rows(p)
  return list.map(rows_of(p, { named = true, annual = true }), function(i)
    return i.target.kind ~= "empty" and { seq = i.seq, level2 = i.level2_name, name = indicator_name(i.level3), target = i.target.text, value = i.target } or nil
  end)
end

local function twin(row, others)
  for _, other in ipairs(others) do
    if other.level2 == row.level2 and text.similarity(other.name, row.name) >= param.same_indicator then return other end
  end
end

-- 前一段文字里的每个数，后一段里都有。
local function keeps_numbers(before, after)
  local kept = list.map(text.numbers(after), function(v) return text.fold(v.span) end)
  return list.all(text.numbers(before), function(v) return list.contains(kept, text.fold(v.span)) end)
end

-- “不少于24场”与“≥24场”、“9万人次以上”与“≥90000人次”是一个值的两种写法
local function is_same(a, b)
  if text.fold(a.target) == text.fold(b.target) then return true end
  -- “2023年9月30日前”与“2023年9月底前”
  if a.value.kind == "date" and b.value.kind == "date" then
    local one, other = a.value.start or "", b.value.start or ""
    local shorter, longer = text.length(one) < text.length(other) and one or other, text.length(one) < text.length(other) and other or one
    return a.value.op == b.value.op and text.length(shorter) == 7 and text.match(longer, "^" .. shorter .. "-(?:28|29|30|31)$") ~= nil
  end
  return a.value.kind == "number" and b.value.kind == "number" and a.value.op == b.value.op and comparable(a.value, b.value) and equal(a.value, b.value)
end

local function changed(approved, own)
  local found = { note = {}, warning = {} }
  for _, row in ipairs(own.rows) do
    local before = twin(row, approved.rows)
    if before and not is_same(before, row) then
      local same = keeps_numbers(before.target, row.target) and keeps_numbers(row.target, before.target)
      table.insert(found[same and "note" or "warning"], { row = row, before = before })
    end
  end
  return found
end

-- 一个项目里改动了几个的，一并说。
local function compare(approved, own, faults)
  local found = changed(approved, own)
  for _, severity in ipairs { "warning", "note" } do
    local first, related = found[severity][1], {}
    for n, one in ipairs(found[severity]) do
      table.insert(related, { at = approved, seq = one.before.seq, field = "target" })
      if n > 1 then table.insert(related, { at = own, seq = one.row.seq, field = "target" }) end
    end
    if first then
      local more = #found[severity] - 1
      table.insert(faults, fail { at = own, seq = first.row.seq, field = "target", related = related, severity = severity, more = more,
        message = "年初目标值“{now}”与申报、批复的“{before}”不一致" .. (more > 0 and "；另有 {more} 个指标同样如此" or ""),
        message_en = "the target reads '{now}', it was approved as '{before}'" .. (more > 0 and "; the same in {more} more" or ""),
        now = text.brief(first.row.target, 40), before = text.brief(first.before.target, 40),
        suggestion = "恢复批复的目标值；经批准调整的附调整文件" })
    end
  end
end

rule "SEV-017" {
  title    = "年初目标值被改动",
  title_en = "The target was changed after approval",
  suggestion_en = "restore the approved target; attach the approval of any change",
  severity = "warning",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "group",
  across_forms = true,
  where    = { form = { "declaration", "target", "self_evaluation", "monitoring" } },
  by   = project_keys,
  keep = function(p) return { form = p.form, code = text.fold(p.project_code), year = p.year or 0, rows = rows(p) } end,
  check = function(items, key)
    local faults = {}
    for _, own in ipairs(items) do
      local approved = (own.form == "self_evaluation" or own.form == "monitoring") and list.filter(items, function(x)
        return (x.form == "target" or x.form == "declaration") and same_project(x, own, key) and (x.year == own.year or x.year == 0 or own.year == 0)
      end)[1]
      if approved then compare(approved, own, faults) end
    end
    return faults
  end,
  bad = {
    { { form = "target", year = 2024, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "救助案件", target = "40件50人次" } } },
      { form = "self_evaluation", year = 2024, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "救助案件", target = "40件", actual = "40件" } } } },
  },
  good = {
    { { form = "target", year = 2024, indicators = { { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "2024年9月底前" } } },
      { form = "self_evaluation", year = 2024, indicators = { { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "2024年9月30日前", actual = "2024年9月" } } } },
    { { form = "target", year = 2024, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "读者人次", target = "≥9万人次" } } },
      { form = "self_evaluation", year = 2024, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "读者人次", target = "不少于90000人次", actual = "94000人次" } } } },
    { { form = "target", year = 2024, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "救助案件", target = "≥40 件" } } },
      { form = "self_evaluation", year = 2024, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "救助案件", target = "≥40件", actual = "40件" } } } },
  },
}
