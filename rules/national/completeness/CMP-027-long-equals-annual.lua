-- 长期目标要体现阶段性，与年度目标一字不差就失去了分期考核的意义。
local function goals_of(p, term)
  local texts = list.map(list.filter(p.goals, function(g) return g.term == term end),
    function(g) return text.fold(g.text) end)
  return list.join(texts, "/")
end

local function rows_of(p, term)
  local rows = list.filter(p.indicators, function(i) return i.term == term and not i.withheld end)
  return #rows, list.join(list.map(rows, function(i)
    return text.fold(i.level3) .. "=" .. text.fold(i.target.text)
  end), "/")
end

rule "CMP-027" {
  title    = "长期目标与年度目标完全相同",
  title_en = "Long-term and annual goals are the same",
  suggestion_en = "let the long-term goal tell the final result and the annual goal this year's part",
  severity = "warning",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "project",
  where    = { form = "declaration" },
  check = function(p)
    local long = goals_of(p, "long")
    local count, rows = rows_of(p, "long")
    local _, annual_rows = rows_of(p, "annual")
    if long ~= "" and long == goals_of(p, "annual") and not text.contains(long, words.withheld_marks) then
      return fail { field = "goals", message = "长期绩效目标与年度绩效目标文字完全相同",
        message_en = "the long-term goal repeats the annual goal word for word",
        suggestion = "长期目标写项目期末成果，年度目标写当年完成的部分" }
    end
    if count >= 2 and rows == annual_rows then
      return fail { field = "indicators", message = "长期指标与年度指标的名称和指标值完全相同",
        message_en = "long-term and annual indicators are identical",
        suggestion = "按项目期和当年分别设置指标值" }
    end
  end,
  bad = {
    { goals = { { term = "long", text = "三年改造站点150处。" }, { term = "annual", text = "改造站点50处。" } }, indicators = {
      { term = "long", level1 = "产出指标", level2 = "数量指标", level3 = "改造站点", target = "50处" },
      { term = "long", level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥12000人" },
      { term = "annual", level1 = "产出指标", level2 = "数量指标", level3 = "改造站点", target = "50处" },
      { term = "annual", level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥12000人" } } },
    { goals = { { term = "long", text = "实现救助工作制度化、规范化。" }, { term = "annual", text = "实现救助工作制度化、规范化。" } } },
  },
  good = {
    { goals = { { term = "long", text = "涉密" }, { term = "annual", text = "涉密" } } },
    { goals = { { term = "long", text = "三年改造站点150处。" }, { term = "annual", text = "改造站点50处。" } } },
  },
}
