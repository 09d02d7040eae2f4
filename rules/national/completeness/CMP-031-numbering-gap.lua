-- “年度目标04”接在“年度目标02”后面，中间一条可能被删，也可能漏填。
rule "CMP-031" {
  title    = "目标编号跳号",
  title_en = "A number of the goals is skipped",
  suggestion_en = "check whether a row is missing, else number them anew",
  severity = "note",
  aspect   = "完整性",
  basis    = {},
  each     = "project",
  fold     = true,
  where    = { form = "declaration" },
  check = function(p)
    local last, faults = {}, {}
    for _, i in ipairs(p.indicators) do
      local label = text.match(i.goal, "^(.*?)\\d+\\s*$")
      local digits = label and text.match(i.goal, "(\\d+)\\s*$")
      local at = digits and tonumber(digits)
      if at then
        local before = last[label]
        if before and at > before.at + 1 then
          table.insert(faults, fail { at = i, field = "goal", before = before.written,
            message = "“{before}”之后跳到“{goal}”", message_en = "'{before}' is followed by '{goal}'",
            suggestion = "核对是否漏填，没有遗漏的按顺序重新编号" })
        end
        last[label] = { at = at, written = i.goal }
      end
    end
    return faults
  end,
  bad = { { indicators = {
    { term = "annual", goal = "年度目标02", level2 = "数量指标", level3 = "培训", target = "≥2场" },
    { term = "annual", goal = "年度目标04", level2 = "质量指标", level3 = "合格率", target = "100%" } } } },
  good = { { indicators = {
    { term = "annual", goal = "年度目标02", level2 = "数量指标", level3 = "培训", target = "≥2场" },
    { term = "annual", goal = "年度目标03", level2 = "质量指标", level3 = "合格率", target = "100%" },
    { term = "long", goal = "长期目标01", level2 = "数量指标", level3 = "培训", target = "≥6场" } } } },
}
