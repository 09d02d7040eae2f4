-- 自评表的指标、指标值、完成值逐条与另一个项目相同：表是抄来的，或者套错了。名称相近的项目（几笔资金办一件事、
-- 几所学校同一项目）本来相同，不说。
local function row_of(i) return i.level3 .. "=" .. i.target.text .. "=" .. i.actual.text end

local function table_of(p)
  local rows = list.map(rows_of(p, { named = true, annual = true }), row_of)
  local numbers = list.count(p.indicators, function(i) return i.actual.kind == "number" end)
  if #rows < number(param.similar_min_rows) or numbers == 0 then return nil end
  table.sort(rows)
  return list.join(rows, "/")
end

rule "SEV-044" {
  title    = "自评表与另一个项目逐条相同",
  title_en = "The evaluated rows are those of another project",
  suggestion_en = "report this project's own indicators and results",
  severity = "warning",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "group",
  where    = { form = "self_evaluation" },
  by = function(p)
    local rows = table_of(p)
    return rows and list.join({ tostring(p.year), tostring(#p.indicators), text.head(rows, 60) }, "/"), rows
  end,
  keep = function(p, rows)
    return { rows = rows, name = p.project_name, stem = plain_name(p), unit = p.unit_name }
  end,
  check = function(items)
    local faults = {}
    for _, group in ipairs(list.group(items, function(x) return x.rows end)) do
      local first = group.items[1]
      local copies = list.filter(group.items, function(x) return x ~= first and text.similarity(x.stem, first.stem) * 100 <= number(param.stem_similarity) end)
      if #copies > 0 and #faults < number(param.group_findings) then
        table.insert(faults, fail { at = copies[1], field = "indicators", count = #copies + 1,
          related = list.map(list.filter(group.items, function(x) return x == first or x ~= copies[1] and list.contains(copies, x) end), function(x) return { at = x, field = "indicators" } end),
          other = (first.unit ~= copies[1].unit and first.unit or "") .. "“" .. text.brief(first.name, 30) .. "”",
          message = #copies == 1 and "指标、指标值、完成值与{other}逐条相同" or "指标、指标值、完成值与{other}等 {count} 个项目逐条相同",
          message_en = #copies == 1 and "indicators, targets and results are row for row those of {other}" or "indicators, targets and results are the same in {count} projects such as {other}",
          suggestion = "填写本项目批复的指标和实际完成值" })
      end
    end
    return faults
  end,
  bad = { { { project_code = "", project_name = "道路养护" }, { project_code = "", project_name = "法律援助", unit_name = "甲县司法局" }, expect = { field = "indicators" } },
    { { project_code = "", project_name = "道路养护" }, { project_code = "", project_name = "法律援助" }, { project_code = "", project_name = "图书采购" }, expect = { field = "indicators" } } },
  good = { { { project_code = "", project_name = "道路养护（中央）" }, { project_code = "", project_name = "道路养护（县级）" } },
    { { project_code = "", project_name = "道路养护", indicators = { { level3 = "甲", target = "1次", actual = "1次" }, { level3 = "乙", target = "2次", actual = "2次" }, { level3 = "丙", target = "3次", actual = "3次" } } },
      { project_code = "", project_name = "法律援助", indicators = { { level3 = "甲", target = "1次", actual = "1次" }, { level3 = "乙", target = "2次", actual = "2次" }, { level3 = "丙", target = "3次", actual = "4次" } } } } },
}
