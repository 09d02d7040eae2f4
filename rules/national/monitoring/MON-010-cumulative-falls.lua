-- 累计数只增不减：后一期的完成值小于前一期，必有一期填错。比率、单价不是累计数，不比。
local function rows(p)
  local found = {}
  for _, i in ipairs(p.indicators) do
    local v = i.actual
    local counts = v.dimension == "count" or v.dimension == "people" or v.dimension == "measure"
    if not i.withheld and v.kind == "number" and counts and i.target.op ~= "<=" and i.target.op ~= "<" then
      table.insert(found, { seq = i.seq, name = text.fold(i.level3), actual = v })
    end
  end
  return found
end

rule "MON-010" {
  title    = "累计完成值倒退",
  title_en = "A cumulative figure falls from one report to the next",
  suggestion_en = "check both periods: monitoring takes cumulative figures",
  severity = "error",
  aspect   = "运行监控",
  basis    = {},
  each     = "group",
  where    = { form = "monitoring" },
  by = function(p)
    if p.month == nil then return nil end
    local code = text.fold(p.project_code)
    return list.join({ text.fold(p.unit_name), tostring(p.year), code ~= "" and code or text.fold(p.project_name) }, "/")
  end,
  keep = function(p) return { month = p.month, rows = rows(p) } end,
  check = function(items)
    local faults = {}
    for _, later in ipairs(items) do
      local earlier = list.filter(items, function(x) return x.month < later.month end)
      for _, row in ipairs(later.rows) do
        local hit
        for _, before in ipairs(earlier) do
          local old = list.filter(before.rows, function(r) return r.name == row.name end)[1]
          if old and hit == nil and comparable(old.actual, row.actual) and row.actual < old.actual then
            hit = fail { at = later, seq = row.seq, field = "actual", related = { { at = before, seq = old.seq, field = "actual" } },
              message = "1—{month}月累计完成 {now}，少于1—{then_month}月的 {before}",
              message_en = "{now} to month {month} is less than {before} to month {then_month}",
              month = later.month, now = row.actual.text, then_month = before.month, before = old.actual.text,
              suggestion = "核对两期的完成值，监控填累计数" }
          end
        end
        if hit then table.insert(faults, hit) end
      end
    end
    return faults
  end,
  bad = {
    { { month = 6, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "50处", actual = "30处" } } },
      { month = 9, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "50处", actual = "20处" } } } },
  },
  good = {
    { { month = 6 }, { month = 9 } },
    { { month = 6, indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "合格率", target = "98%", actual = "100%" } } },
      { month = 9, indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "合格率", target = "98%", actual = "98%" } } } },
  },
}
