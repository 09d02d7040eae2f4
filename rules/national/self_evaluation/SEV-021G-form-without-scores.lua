-- 表样上就没有得分栏的，同一单位的表都一样，只提示一次（有的地方可以不评等级，但不能不评分）。
local function scored(p)
  if has(p, "total_score") or has(p, "execution_score") or is_number(p.execution_weight) then return true end
  for _, heading in ipairs(words.goal_title_headings) do
    if text.match(extra(p, heading) or "", "\\d+\\s*分") then return true end       -- 由 SEV-021 指出
  end
  return list.any(p.indicators, function(i) return has(i, "score") or is_number(i.weight) end)
end

rule "SEV-021G" {
  title    = "表上没有得分栏",
  title_en = "The form has no scores",
  suggestion_en = "score every indicator and enter the total",
  severity = "note",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "group",
  where    = { form = "self_evaluation" },
  classified = true,
  by = function(p)
    if #p.indicators == 0 or scored(p) then return nil end
    -- 单位名称漏字、错字的（SEV-035），表还是同一套
    local unit = p.unit_code ~= "" and p.unit_code or p.region .. "/" .. text.head(text.fold(p.unit_name), 6)
    return unit .. "/" .. (p.year or "")
  end,
  keep = function(p) return { name = p.project_name } end,
  check = function(items)
    local related = {}
    for n = 2, #items do related[n - 1] = { at = items[n], field = "total_score" } end
    return fail { at = items[1], field = "total_score", related = related, count = #items,
      message = #items > 1 and "{count} 个项目的表中没有得分，无法看出自评结果" or "表中没有得分，无法看出自评结果",
      message_en = #items > 1 and "the forms of {count} projects have no scores" or "the form has no scores", suggestion = "按规定逐项评分，计算总分" }
  end,
  bad = { { { total_score = false, execution_score = false, execution_weight = false, indicators = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "站点", target = "50处", actual = "50处" } } }, expect = { severity = "note", field = "total_score" } } },
  good = { { { total_score = "100", indicators = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "站点", target = "50处", actual = "50处", weight = "90", score = "90" } } } } },
}
