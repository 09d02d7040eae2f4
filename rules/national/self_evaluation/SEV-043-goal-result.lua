-- 目标里写了数的，完成情况也要答数；“较好地完成了各项工作”不是完成情况。
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
    end
  end,
  bad  = { { goals = { { term = "annual", text = "维修站点50处", done = "较好地完成了各项工作。" } } }, { goals = { { term = "annual", text = "维修站点50处", done = "" } } } },
  good = { { goals = { { term = "annual", text = "为480名儿童提供训练", done = "因机构资质变更未实施" } } }, { goals = { { term = "annual", text = "维修站点50处", done = "维修站点52处" } } }, { goals = { { term = "annual", text = "做好普法宣传", done = "完成较好" } } } },
}
