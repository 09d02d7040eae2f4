-- “年度目标04”接在“年度目标02”后面，中间一条可能被删，也可能漏填。
-- “年度目标04”“年度目标四”：标签和号数。
local function numbered(goal)
  local written = text.fold(goal)
  local label = text.match(written, "^(.*?)(?:\\d+|[一二三四五六七八九十]+)$")
  local mark = label and text.replace(written, label, "")
  local at = mark and (tonumber(mark) or number(quantity(mark .. "个")))
  return label, at and tonumber(tostring(at))
end

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
      local label, at = numbered(i.goal)
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
  bad = { { indicators = { { term = "annual", goal = "年度目标一", level2 = "数量指标", level3 = "培训", target = "≥2场" },
                           { term = "annual", goal = "年度目标三", level2 = "质量指标", level3 = "合格率", target = "100%" } } }, { indicators = {
    { term = "annual", goal = "年度目标02", level2 = "数量指标", level3 = "培训", target = "≥2场" },
    { term = "annual", goal = "年度目标04", level2 = "质量指标", level3 = "合格率", target = "100%" } } } },
  good = { { indicators = {
    { term = "annual", goal = "年度目标02", level2 = "数量指标", level3 = "培训", target = "≥2场" },
    { term = "annual", goal = "年度目标03", level2 = "质量指标", level3 = "合格率", target = "100%" },
    { term = "long", goal = "长期目标01", level2 = "数量指标", level3 = "培训", target = "≥6场" } } } },
}
