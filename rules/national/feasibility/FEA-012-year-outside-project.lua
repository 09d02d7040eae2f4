-- 项目还没有开始，或者已经结束的年度，不会有它的预算。
rule "FEA-012" {
  title    = "预算年度不在项目起止时间之内",
  title_en = "The budget year lies outside the project's dates",
  suggestion_en = "check the budget year and the project's dates",
  severity = "warning",
  aspect   = "可行性",
  basis    = {},
  each     = "project",
  where    = { form = { "declaration", "target", "disclosure" } },
  needs    = { "FEA-006" },
  check = function(p)
    if p.year == nil then return skip("没有预算年度，由 CMP-003 指出") end
    local late = p.start.kind == "date" and text.match(p.start.text, "^\\s*(?:19|20)\\d{2}")
    local early = p.end_.kind == "date" and text.match(p.end_.text, "^\\s*(?:19|20)\\d{2}")
    if late and math.tointeger(tonumber(text.fold(late))) > p.year then
      return fail { field = "year", related = { { at = p, field = "start" } },
        message = "预算年度为 {year}，项目 {start} 才开始", message_en = "the budget year is {year}, the project begins on {start}",
        suggestion = "核对预算年度和项目开始时间" }
    end
    if early and math.tointeger(tonumber(text.fold(early))) < p.year then
      return fail { field = "year", related = { { at = p, field = "end" } },
        message = "预算年度为 {year}，项目 {end} 已经结束", message_en = "the budget year is {year}, the project ended on {end}",
        suggestion = "核对预算年度和项目结束时间" }
    end
  end,
  bad = { { year = 2024, start = "20２５-01-01", ["end"] = "2025-12-31" },
          { year = 2024, start = "2025-01-01", ["end"] = "2025-12-31" },
          { year = 2026, start = "2025-01-01", ["end"] = "2025-12-31" } },
  good = { { year = 2025, start = "2023-01-01", ["end"] = "2026-12-31" }, { year = 2025, start = "长期", ["end"] = "" } },
}
