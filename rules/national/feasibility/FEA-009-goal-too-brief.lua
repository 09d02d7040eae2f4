-- 目标要说清做什么、达到什么效果。几个字、或者只把项目名称重说一遍“按时完成”的，过于简略；小项目从宽。
-- 自评、监控表的目标是批复的，写得短不再提，只提放在哪里都可以的话：多半不是批复的原文。
local function told(p)
  local annual = list.filter(p.goals, function(g) return g.term ~= "long" end)
  local parts = list.map(#annual > 0 and annual or p.goals, function(g)
    return text.match(g.text, "(?s)^\\s*(?:[（(]\\d+[）)]|\\d+[.．、）)](?!\\d)|目标[一二三四五六七八九十\\d]*[：:.．\\s]*|\\s)*(.*)$") or g.text
  end)
  parts = list.filter(parts, function(part) return text.fold(part) ~= "" end)
  return list.join(list.map(parts, function(part) return text.match(part, "(?s)^(.*?)[。；;，,\\s]*$") end), "；")
end

local function only_name(said, name)
  local a, b = text.fold(text.remove(said, words.goal_fillers)), text.fold(text.remove(name, words.name_fillers))
  return a ~= "" and b ~= "" and text.similarity(a, b) >= param.title_similarity and text.length(a) <= text.length(b) + 4
end

-- 哪个项目都能用的话。
local anywhere = "^\\s*(?:(?:确保|保障|保证|推动|促进)?(?:本|各项|全部|相关|有关)*(?:工作|任务|项目|业务)(?:顺利|有序|正常|圆满|按时)*(?:开展|完成|推进|实施|运行)?[，,。；]?"
  .. "|取得(?:明显|良好|显著|较好|实际)的?(?:成效|效果|成绩)[，,。；]?)+\\s*$"

local function empty_talk(p)
  return list.filter(p.goals, function(g) return text.match(g.text, anywhere) ~= nil end)[1]
end

rule "FEA-009" {
  title    = "目标过于简略",
  title_en = "The goal says too little",
  suggestion_en = "say what is done this year, how much, and to what effect",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "mof-2015-88" },
  each     = "project",
  where    = { form = { "declaration", "target", "monitoring", "self_evaluation", "disclosure" } },
  needs    = { "CMP-008" },
  check = function(p)
    local approved = p.form == "self_evaluation" or p.form == "monitoring"
    local said = told(p)
    local plain = text.fold(said)
    if plain == "" or text.contains(said, words.withheld) then return skip("没有目标或目标涉密") end
    local counted = list.count(text.numbers(said), function(v) return v.unit ~= "" end)      -- 做多少、到什么程度都有数的，短也清楚
    local short = not approved and text.length(plain) < param.goal_min_length and counted < 2
    local talk = empty_talk(p)
    if not short and talk then
      return fail { field = "goals", value = talk.text, said = text.brief(talk.text, 40),
        message = "绩效目标“{said}”放在哪个项目都可以，没有内容", message_en = "the goal '{said}' would fit any project",
        suggestion = "写明做什么、做多少、达到什么效果" }
    end
    if approved or not short and not only_name(said, p.project_name) then return end
    local small = is_number(p.budget_total) and comparable(p.budget_total, param.small_budget) and p.budget_total < param.small_budget
    return fail { field = "goals", severity = (small or short and counted > 0) and "note" or "warning",
      message = short and "绩效目标“{said}”过于简略" or "绩效目标“{said}”只是重复项目名称",
      message_en = "the goal '{said}' says too little", said = text.brief(said, 40),
      suggestion = "写明当年做什么、做多少、达到什么效果" }
  end,
  bad = {
    { goals = { { text = "开展7个小型水利工程建设" } }, expect = { severity = "note" } },
    { goals = { { term = "long", text = "确保各项工作顺利开展，取得明显成效。" },
                { term = "annual", text = "维修农村供水站点50处，受益农村人口12000人以上，验收合格率100%。" } } },
    { form = "self_evaluation", goals = { { term = "annual", text = "确保各项工作顺利开展，取得明显成效。", done = "维修站点50处" } } },
    { project_name = "严重肇事肇祸精神障碍患者收治费用、监护人责任险", goals = { { text = "1.按时完成严重肇事精神病患者收治费用、监护人责任险" } } },
    { goals = { { text = "1、装备规范化" }, { text = "2、提高办案质量和水平" } } },
  },
  good = {
    { form = "self_evaluation", goals = { { term = "annual", text = "维修站点50处", done = "维修站点50处" } } },
    { goals = { { term = "annual", text = "完成30处饮水点维护，保障2000人饮水。" } } },
    { goals = { { term = "annual", text = "320公里农村公路养护，路况优良率85%以上" } } },
    { goals = { { term = "annual", text = "确保全县供水工作顺利开展，维修农村供水站点50处，受益农村人口12000人。" } } },
    { goals = { { text = "维修农村供水站点50处，受益农村人口12000人以上，验收合格率100%。" } } },
    { goals = { { text = "内容涉密" } } },
  },
}
