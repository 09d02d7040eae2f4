-- 有的系统把%印成“百分比”。含义清楚，统一成%即可；一个项目只报一次。
rule "FMT-003" {
  title    = "百分号写成“百分比”",
  title_en = "% is written as 百分比",
  suggestion_en = "write %",
  severity = "note",
  aspect   = "完整性",
  basis    = {},
  each     = "project",
  unitwide = true,
  where    = { form = { "target", "self_evaluation" } },
  negotiable = { off = true },
  check = function(p)
    local rows = list.filter(rows_of(p), function(i)
      return text.match(i.target.text, "\\d\\s*百分比") ~= nil
    end)
    if #rows == 0 then return end
    local related = {}
    for n = 2, #rows do related[n - 1] = { at = rows[n], field = "target" } end
    return fail { at = rows[1], field = "target", related = related, count = #rows, written = rows[1].target.text,
      message = "{count} 个指标值写作“{written}”一类，宜用“%”",
      message_en = "{count} targets are written like '{written}' instead of with %", suggestion = "统一写成“%”" }
  end,
  bad  = { { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "覆盖率", target = "≥95百分比" } } } },
  good = { { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "覆盖率", target = "≥95%" } } } },
}
