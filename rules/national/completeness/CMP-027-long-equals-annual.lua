-- 长期目标要体现阶段性，与年度目标一字不差就失去了分期考核的意义。
local function goals_of(p, term)
  local texts = list.map(list.filter(p.goals, function(g) return g.term == term end),
    function(g) return text.fold(text.match(g.text, "^\\s*(?:\\d{1,2}\\s*[.．、)）]|[(（]\\d{1,2}[)）])?\\s*(.*)$") or g.text) end)
  return list.join(texts, "/")
end

local function figures(i)
  return list.join(list.map(text.numbers(i.target.text), function(q) return q.text end), "/")
end

-- 名称相同，指标值相同或者只差一两个字
local function alike(a, b)
  if text.fold(a.level3) ~= text.fold(b.level3) or text.fold(a.level3) == "" then return false end
  local x, y = text.fold(a.target.text), text.fold(b.target.text)
  return x == y or figures(a) == figures(b) and text.similarity(x, y) >= param.repeat_similarity
end

-- 长期的每一行都与年度的某一行相同：这些长期行；有一行不同就是空的
local function copied_rows(p)
  local function of(term) return list.filter(p.indicators, function(i) return i.term == term and not i.withheld end) end
  local long, annual = of("long"), of("annual")
  local copied = list.all(long, function(i) return list.any(annual, function(x) return alike(i, x) end) end)
  return #long >= 2 and copied and long or {}
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
    local rows = copied_rows(p)
    local related = list.map(rows, function(i) return { at = i, field = "target" } end)
    if long ~= "" and long == goals_of(p, "annual") and not text.contains(long, words.withheld_marks) then
      return fail { field = "goals", related = related, count = #rows,
        message = "长期绩效目标与年度绩效目标文字完全相同" .. (#rows > 0 and "，{count} 个长期指标也与年度指标相同" or ""),
        message_en = "the long-term goal repeats the annual goal word for word" .. (#rows > 0 and ", and so do {count} long-term indicators" or ""),
        suggestion = "长期目标写项目期末成果，年度目标写当年完成的部分" .. (#rows > 0 and "，数量指标分别填写" or "") }
    end
    if #rows > 0 then
      return fail { field = "indicators", related = related, message = "长期指标与年度指标的名称和指标值完全相同",
        message_en = "long-term and annual indicators are identical",
        suggestion = "按项目期和当年分别设置指标值" }
    end
  end,
  bad = {
    { goals = { { term = "long", text = "1.实现救助工作制度化、规范化。" }, { term = "annual", text = "实现救助工作制度化、规范化。" } } },
    { goals = { { term = "long", text = "三年改造站点150处。" }, { term = "annual", text = "改造站点50处。" } }, indicators = {
      { term = "long", level1 = "产出指标", level2 = "数量指标", level3 = "改造站点", target = "50处" },
      { term = "long", level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥12000人" },
      { term = "annual", level1 = "产出指标", level2 = "数量指标", level3 = "改造站点", target = "50处" },
      { term = "annual", level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥12000人" } } },
    { goals = { { term = "long", text = "实现救助工作制度化、规范化。" }, { term = "annual", text = "实现救助工作制度化、规范化。" } } },
    { goals = { { term = "long", text = "实现救助工作制度化、规范化。" }, { term = "annual", text = "实现救助工作制度化、规范化。" } }, indicators = {
      { term = "annual", level1 = "产出指标", level2 = "数量指标", level3 = "救助案件", target = "40件50人次，使用救助金额170万元" },
      { term = "annual", level1 = "效益指标", level2 = "社会效益指标", level3 = "停访息诉率", target = "≥90%" },
      { term = "long", level1 = "产出指标", level2 = "数量指标", level3 = "救助案件", target = "40件50人次，使用司法救助金额170万元" },
      { term = "long", level1 = "效益指标", level2 = "社会效益指标", level3 = "停访息诉率", target = "≥90%" } } },
  },
  good = {
    { goals = { { term = "long", text = "涉密" }, { term = "annual", text = "涉密" } } },
    { goals = { { term = "long", text = "三年改造站点150处。" }, { term = "annual", text = "改造站点50处。" } } },
    { goals = { { term = "long", text = "三年改造站点150处。" }, { term = "annual", text = "改造站点50处。" } }, indicators = {
      { term = "long", level1 = "产出指标", level2 = "数量指标", level3 = "改造站点", target = "改造农村供水站点150处" },
      { term = "long", level1 = "产出指标", level2 = "质量指标", level3 = "合格率", target = "100%" },
      { term = "annual", level1 = "产出指标", level2 = "数量指标", level3 = "改造站点", target = "改造农村供水站点50处" },
      { term = "annual", level1 = "产出指标", level2 = "质量指标", level3 = "合格率", target = "100%" } } },
  },
}
