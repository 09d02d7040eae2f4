-- 目标里写了数的，完成情况也要答数；“较好地完成了各项工作”不是完成情况。目标写“活动6场”、完成情况写“活动4场”，而
-- 指标行都填完成、哪里也没有说原因的，两处对不上。
local function lead(s, v)
  return text.match(text.split(s, v.span)[1], "(\\p{Han}{2,4})(?:共|达到?|约)?\\s*$")
end

local function wanted(v)
  return v.kind == "number" and v.unit ~= "" and v.dimension ~= "money" and v.dimension ~= "time" and not v.change and v.op ~= "<=" and v.op ~= "<"
end

-- 同一件事，完成的数少于目标的数：目标里的和完成情况里的
local function short(goal)
  for _, v in ipairs(list.filter(text.numbers(goal.text), wanted)) do
    local name = lead(goal.text, v)
    for _, w in ipairs(name and not text.contains(name, words.negative_nouns) and text.numbers(goal.done) or {}) do
      if wanted(w) and w.unit == v.unit and lead(goal.done, w) == name then return w < v and v or nil, w, name end
    end
  end
end

local function silent(p)
  if text.is_substantive(p.deviation_reason) or text.is_substantive(p.improvement) then return false end
  return not list.any(p.indicators, function(i) return unmet(i) == true or text.is_substantive(i.reason) end)
end

rule "SEV-043" {
  title    = "目标完成情况没有回答目标",
  title_en = "What was done does not answer the goal",
  suggestion_en = "answer the figures of the goal one by one",
  severity = "note",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "project",
  where    = { form = { "self_evaluation", "monitoring" } },
  check = function(p)
    for _, goal in ipairs(p.goals) do
      local told = list.any(p.goals, function(g) return not text.is_blank(g.done) end)
      local counted = list.any(text.numbers(goal.text), function(v) return v.unit ~= "" and v.dimension ~= "time" end)
      if goal.term ~= "long" and counted and text.is_blank(goal.done) then
        return fail { field = "goals", message = told and "有的目标没有写完成情况" or "没有写目标完成情况",
          message_en = "what was done about the goal is not told", suggestion = "对照目标逐项写出完成的数" }
      end
      if text.match(goal.done, "未(?:能)?(?:实施|开展|启动)|没有(?:实施|开展)|取消|暂停|停止实施") then return end       -- 说了没有做
      if goal.term ~= "long" and counted and text.match(goal.done, "[\\d零一二三四五六七八九十百千万两]") == nil then
        return fail { field = "goals", said = text.brief(goal.done, 30), message = "目标有具体的数，完成情况“{said}”没有数",
          message_en = "the goal has figures, '{said}' has none", suggestion = "对照目标逐项写出完成的数" }
      end
      local v, w, name = short(goal)
      if p.form == "self_evaluation" and goal.term ~= "long" and v and silent(p) then
        return fail { field = "goals", severity = "warning", name = name, want = v.span, done = w.span,
          message = "目标“{name}{want}”，完成情况写“{done}”，指标却都填完成，也没有说明原因",
          message_en = "the goal is {want}, {done} was done; every row is met and no reason is given", suggestion = "核对完成的数；没有完成的如实填写指标行并说明原因" }
      end
    end
  end,
  bad  = { { form = "self_evaluation", goals = { { term = "annual", text = "举办推介活动6场", done = "举办推介活动4场" } }, deviation_reason = "", improvement = "", indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "推介活动场次", target = "6场", actual = "6场", reason = "" } }, expect = { severity = "warning" } },
           { goals = { { term = "annual", text = "维修站点50处", done = "较好地完成了各项工作。" } } }, { goals = { { term = "annual", text = "维修站点50处", done = "" } } } },
  good = { { form = "self_evaluation", goals = { { term = "annual", text = "救助残疾儿童52名", done = "救助残疾儿童44名" } }, deviation_reason = "8名儿童随父母迁往外地，资金结转下年使用" },
           { form = "self_evaluation", goals = { { term = "annual", text = "举办推介活动6场，安全事故2起", done = "举办推介活动6场，安全事故1起" } }, deviation_reason = "", improvement = "" },
           { goals = { { term = "annual", text = "为480名儿童提供训练", done = "因机构资质变更未实施" } } }, { goals = { { term = "annual", text = "维修站点50处", done = "维修站点52处" } } }, { goals = { { term = "annual", text = "做好普法宣传", done = "完成较好" } } } },
}
