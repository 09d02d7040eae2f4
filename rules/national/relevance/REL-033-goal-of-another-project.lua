-- 绩效目标（完成情况）、资金用途照抄另一个项目：说的是别的项目的事。名称相近的项目（中央、县级各一笔，几个乡镇各办一项）
-- 目标本来相同；指标也雷同的由 APP-017 看。跨单位的，用途多是“保障单位运转”一类通用的话，只看目标。
local function names(p)
  return list.distinct(list.map(rows_of(p, { named = true }), function(i) return text.fold(i.level3) end))
end

local function texts(p)
  local unit, own, found = text.fold(p.unit_name), nil, {}
  local function take(field, said, value, across)
    if text.length(said) < param.min_explanation then return end
    own = own or list.filter({ text.fold(p.project_name), plain_name(p) }, function(s) return text.length(s) >= param.stem_length end)
    local plain = text.remove(text.fold(said), own)
    local least = value == "done" and param.min_explanation or param.goal_min_length
    if value == "done" and not text.match(plain, "\\d") then return end        -- “养护126公里”抄得出，“完成全年任务”谁都这样写
    if text.length(plain) < least or text.contains(plain, words.withheld) then return end
    local place = across and "" or unit
    -- “用于项目建设、购买服务等支出”：说得笼统，只提示
    local loose = not across and text.length(plain) * 2 < 3 * param.goal_min_length
    table.insert(found, { field = field, said = plain, loose = loose, shown = text.brief(said, 40),
      key = list.join({ p.form, tostring(p.year), value, place, text.head(plain, 30) }, "/") })
  end
  local annual = list.filter(p.goals, function(g) return g.term ~= "long" end)
  take("goals", list.join(list.map(annual, function(g) return g.text end), ""), "text", true)
  take("goals", list.join(list.map(annual, function(g) return g.done end), ""), "done", true)
  take("purpose", p.purpose, "purpose")
  take("content", p.content, "content")
  return found
end

local function other_work(a, b)
  if a.project == b.project or text.similarity(a.stem, b.stem) * 100 > number(param.stem_similarity) then return false end
  local most = math.max(#a.rows, #b.rows)
  return list.count(a.rows, function(row) return list.contains(b.rows, row) end) * 100 < most * number(param.similar_with_goal)
end

local function copy_under(first, item, key)
  for _, mine in ipairs(item.texts) do
    local theirs = mine.key == key and list.filter(first.texts, function(x) return x.key == key and x.said == mine.said end)[1]
    if theirs then return mine, theirs end
  end
end

-- 目标与完成情况、用途一并照抄的，只说第一处。
local function said_before(first, item, key)
  for _, mine in ipairs(item.texts) do
    if mine.key == key then return false end
    if list.any(first.texts, function(x) return x.key == mine.key and x.said == mine.said end) then return true end
  end
end

rule "REL-033" {
  title    = "绩效目标、资金用途照抄另一个项目",
  title_en = "The goal or purpose is that of another project",
  suggestion_en = "write what this project itself does",
  severity = "warning",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "group",
  by = function(p)
    local found = texts(p)
    return list.map(found, function(x) return x.key end), found
  end,
  keep = function(p, found)
    return { name = p.project_name, stem = plain_name(p), project = list.join({ text.fold(p.unit_name), text.fold(p.project_code), text.fold(p.project_name) }, "/"),
      unit = p.unit_name, rows = names(p), texts = found }
  end,
  check = function(items, key)
    local first, copies, count, said, theirs = items[1], {}, 1, nil, nil
    for n = 2, math.min(#items, math.tointeger(tonumber(tostring(param.copied_forms)))) do
      local item = items[n]
      local mine, other
      if other_work(first, item) and not said_before(first, item, key) then mine, other = copy_under(first, item, key) end
      if mine then
        said, theirs, count = said or mine, theirs or other, count + 1
        if #copies < number(param.group_findings) then table.insert(copies, { at = item, field = mine.field }) end
      end
    end
    if said == nil then return end
    local related = { { at = first, field = theirs.field } }
    for n = 2, #copies do related[n] = copies[n] end
    local own = copies[1].at.unit == first.unit
    return fail { at = copies[1].at, field = said.field, severity = said.loose and "note" or "warning", related = related, value = said.shown, said = said.shown, count = count,
      other = (own and "" or first.unit) .. "“" .. text.brief(first.name, 30) .. "”",
      message = count == 2 and "“{said}”与{other}一字不差" or "“{said}”与{other}等 {count} 个项目一字不差",
      message_en = count == 2 and "'{said}' is word for word that of {other}" or "'{said}' stands word for word in {count} projects such as {other}",
      suggestion = "写本项目自己的内容" }
  end,
  bad = {
    { { form = "declaration", project_code = "", project_name = "道路养护", purpose = "用于项目建设、购买服务、日常管护等支出，按财务制度使用。", goals = { { text = "" } }, indicators = { { level3 = "养护里程" } } },
      { form = "declaration", project_code = "", project_name = "食品抽检", purpose = "用于项目建设、购买服务、日常管护等支出，按财务制度使用。", goals = { { text = "" } }, indicators = { { level3 = "抽检批次" } } }, expect = { field = "purpose", severity = "note" } },
    { { project_code = "", project_name = "道路养护", goals = { { text = "养护县道乡道126公里，路面完好率保持在92%以上，方便群众出行。" } }, indicators = { { level3 = "养护里程" } } },
      { project_code = "", project_name = "绿地管护", goals = { { text = "养护县道乡道126公里，路面完好率保持在92%以上，方便群众出行。" } }, indicators = { { level3 = "绿地面积" } } },
      { project_code = "", project_name = "食品抽检", goals = { { text = "养护县道乡道126公里，路面完好率保持在92%以上，方便群众出行。" } }, indicators = { { level3 = "抽检批次" } } }, expect = { field = "goals" } },
    { { form = "declaration", project_code = "", project_name = "食品抽检", purpose = "用于聘请第三方现场核查、购买分析软件一套和印制宣传册，分两期支付。", goals = { { text = "完成现场核查120家，出具核查报告120份，问题整改率100%。" } }, indicators = { { level3 = "抽检批次" } } },
      { form = "declaration", project_code = "", project_name = "技能培训", purpose = "用于聘请第三方现场核查、购买分析软件一套和印制宣传册，分两期支付。", goals = { { text = "完成现场核查120家，出具核查报告120份，问题整改率100%。" } }, indicators = { { level3 = "培训人数" } } }, expect = { field = "goals" } },
    { { project_code = "", project_name = "道路养护", goals = { { text = "养护县道乡道126公里，路面完好率保持在92%以上，方便群众出行。" } }, indicators = { { level3 = "养护里程" } } },
      { project_code = "", project_name = "绿地管护", goals = { { text = "养护县道乡道126公里，路面完好率保持在92%以上，方便群众出行。" } }, indicators = { { level3 = "绿地面积" } } }, expect = { field = "goals" } },
    { { form = "declaration", project_code = "", project_name = "食品抽检", purpose = "用于聘请第三方现场核查、购买分析软件一套和印制宣传册，分两期支付。", goals = { { text = "" } }, indicators = { { level3 = "抽检批次" } } },
      { form = "declaration", project_code = "", project_name = "技能培训", purpose = "用于聘请第三方现场核查、购买分析软件一套和印制宣传册，分两期支付。", goals = { { text = "" } }, indicators = { { level3 = "培训人数" } } }, expect = { field = "purpose" } },
    { { form = "self_evaluation", project_code = "", project_name = "道路养护", goals = { { text = "", done = "养护县道乡道126公里，路面完好率达到93%，没有塌方。" } }, indicators = { { level3 = "养护里程" } } },
      { form = "self_evaluation", project_code = "", project_name = "绿地管护", goals = { { text = "", done = "养护县道乡道126公里，路面完好率达到93%，没有塌方。" } }, indicators = { { level3 = "绿地面积" } } }, expect = { field = "goals" } },
  },
  good = {
    { { form = "self_evaluation", project_code = "", project_name = "道路养护", goals = { { text = "", done = "已按年初目标完成全年各项工作任务，达到预期目标。" } }, indicators = { { level3 = "养护里程" } } },
      { form = "self_evaluation", project_code = "", project_name = "绿地管护", goals = { { text = "", done = "已按年初目标完成全年各项工作任务，达到预期目标。" } }, indicators = { { level3 = "绿地面积" } } } },
    { { project_code = "", project_name = "道路养护（省级）", goals = { { text = "养护县道乡道126公里，路面完好率保持在92%以上，方便群众出行。" } }, indicators = { { level3 = "养护里程" } } },
      { project_code = "", project_name = "道路养护（县级）", goals = { { text = "养护县道乡道126公里，路面完好率保持在92%以上，方便群众出行。" } }, indicators = { { level3 = "绿地面积" } } } },
    { { project_code = "", project_name = "食品抽检", purpose = "用于支付工程款", goals = { { text = "完成抽检860批次" } } },
      { project_code = "", project_name = "技能培训", purpose = "用于支付工程款", goals = { { text = "完成培训6期" } } } },
  },
}
