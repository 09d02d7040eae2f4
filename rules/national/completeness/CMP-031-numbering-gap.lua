-- 有“年度目标02”“年度目标04”而没有03，可能被删，也可能漏填。
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
    local rows, faults = {}, {}
    for _, i in ipairs(p.indicators) do
      local label, at = numbered(i.goal)
      if at then table.insert(rows, { label = label, at = at, i = i }) end
    end
    for _, group in ipairs(list.group(rows, function(row) return row.label end)) do
      table.sort(group.items, function(a, b) return a.at < b.at end)
      for n = 2, #group.items do
        local before, row = group.items[n - 1], group.items[n]
        if row.at > before.at + 1 then
          table.insert(faults, fail { at = row.i, field = "goal", before = before.i.goal,
            message = "“{before}”之后跳到“{goal}”", message_en = "'{before}' is followed by '{goal}'",
            suggestion = "核对是否漏填，没有遗漏的按顺序重新编号" })
        end
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
    { term = "long", goal = "长期目标01", level2 = "数量指标", level3 = "培训", target = "≥6场" } } }, { indicators = {   -- 次序乱而不缺
    { term = "annual", goal = "年度目标01", level2 = "数量指标", level3 = "培训", target = "≥2场" },
    { term = "annual", goal = "年度目标03", level2 = "质量指标", level3 = "合格率", target = "100%" },
    { term = "annual", goal = "年度目标02", level2 = "时效指标", level3 = "完成时间", target = "11月底前" } } } },
}
