-- 自评要评分，表上有得分栏而空着的、印了“（20分）”而没有得分的须补。连分值都没有的是表样的事，由 SEV-021G 对整套表提示一次。
-- 印在“预算执行情况（20分）”“年度绩效目标1（80分）”里的分值
local function printed_points(p)
  if is_number(p.execution_weight) then return p.execution_weight.text .. "分" end
  for _, heading in ipairs(words.goal_title_headings) do
    local points = text.match(extra(p, heading) or "", "\\d+\\s*分")
    if points then return points end
  end
end

-- 没有分值的分项，得分在上一行（见 SEV-019）
local function counted(p)
  local rows, heading = {}, false
  for _, i in ipairs(p.indicators) do
    local weighed = is_number(i.weight)
    if weighed then heading = i.target.kind == "empty" and i.actual.kind == "empty" end
    if weighed or not heading and not text.match(i.level3, "^[\\s＊*★☆]*其中") then table.insert(rows, i) end
  end
  return rows
end

rule "SEV-021" {
  title    = "未评分",
  title_en = "No score was given",
  suggestion_en = "score every indicator and enter the total",
  severity = "warning",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "project",
  where    = { form = "self_evaluation" },
  classified = true,
  check = function(p)
    local rows = list.filter(counted(p), function(i)
      return i.target.kind ~= "na" and i.actual.kind ~= "na" and i.score.kind ~= "na"
    end)
    if #rows == 0 then return skip("没有绩效指标") end
    local scored = list.count(rows, function(i) return is_number(i.score) end)
    local first = rows[1]
    if scored == #rows then return end
    if is_number(p.total_score) and not has(first, "score") then return end
    if scored > 0 then
      local open = list.filter(rows, function(i) return not is_number(i.score) end)
      local others = {}
      for n = 2, #open do table.insert(others, { at = open[n], field = "score" }) end
      return fail { at = open[1], field = "score", related = others, message = "{count} 个指标只有 {scored} 个填了得分",
        message_en = "only {scored} of {count} indicators are scored", count = #rows, scored = scored,
        suggestion = "逐项填写得分" }
    end
    if has(first, "score") or has(p, "total_score") or is_number(first.weight) then
      return fail { at = first, field = "score", related = list.map(rows, function(i) return { at = i, field = "score" } end),
        message = "得分栏全部空着，没有自评得分",
        message_en = "the score column is empty", suggestion = "按分值和完成情况逐项评分，并填写总分" }
    end
    local printed = printed_points(p)
    if printed then
      return fail { field = "execution_score", printed = printed, message = "表上印有分值“{printed}”，没有自评得分",
        message_en = "the form prints the points '{printed}' and gives no score", suggestion = "按分值和完成情况逐项评分，并填写总分" }
    end
    return skip("表样没有得分栏")
  end,
  bad = {
    { total_score = false, execution_score = false, execution_weight = "20", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "站点", target = "50处", actual = "50处" } }, expect = { field = "execution_score" } },
    { total_score = false, execution_score = false, execution_weight = false, extra = { ["绩效目标标题"] = "年度绩效目标 1 (80 分)" }, indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "站点", target = "50处", actual = "50处" } }, expect = { field = "execution_score" } },
    { total_score = "", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "站点", target = "50处", actual = "50处", weight = "90", score = "" } } },
    { total_score = "", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "站点", target = "50处", actual = "50处", weight = "50", score = "50" },
      { level1 = "产出指标", level2 = "质量指标", level3 = "合格率", target = "100%", actual = "100%", weight = "40", score = "" } } },
  },
  good = {
    { total_score = false, execution_score = false, execution_weight = false, indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "站点", target = "50处", actual = "50处" } } },
    { indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "★补助家禽数量", target = "", actual = "", weight = "90", score = "90" },
      { level1 = "产出指标", level2 = "数量指标", level3 = "鸡", target = "500只", actual = "500只", weight = "", score = "" } } },
    { indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "★补助家禽数量", target = "192只", actual = "192只", weight = "90", score = "90" },
      { level1 = "产出指标", level2 = "数量指标", level3 = "其中羊", target = "180只", actual = "180只", weight = "", score = "" } } },
    { indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "站点", target = "50处", actual = "50处", weight = "90", score = "90" } } },
  },
}
