-- 绩效目标是整张表的纲：没有目标，指标就没有可以支撑的对象。
rule "CMP-008" {
  title    = "绩效目标缺失",
  title_en = "The performance goal is missing",
  suggestion_en = "say what is done this year, how much, and to what effect",
  severity = "error",
  aspect   = "完整性",
  basis    = { "mof-2015-88", "platform" },
  each     = "project",
  check = function(p)
    if not has(p, "goals") then
      if p.form == "self_evaluation" or p.form == "monitoring" then return skip("表中没有绩效目标一栏") end
      return undecided("表中没有绩效目标一栏", "the form has no column for goals")
    end
    local written = ""
    for _, goal in ipairs(p.goals) do
      local said = text.match(goal.text, "^[\\s\\d.．、:：]*(?:目标[一二三四五六七八九十\\d]*[：:.．\\s]*)*(.*)$")
      if said == nil or text.fold(said) ~= "" and not text.only(said, words.nothing) then return end
      if text.fold(goal.text) ~= "" then written = goal.text end
    end
    if written ~= "" then
      return fail { field = "goals", written = written, message = "绩效目标只写了“{written}”", message_en = "the goal says no more than '{written}'",
        suggestion = "写明当年做什么、做多少、达到什么效果" }
    end
    return fail { field = "goals", message = "未填写绩效目标", message_en = "there is no performance goal",
      suggestion = "写明当年做什么、做多少、达到什么效果" }
  end,
  bad  = { { goals = { { text = "" } } }, { goals = { { text = "目标一：" } } }, { goals = { { text = "**" } } }, { goals = { { text = "无" } } },
    { goals = { { text = "43.2" } } } },
  good = { { goals = false, expect = "undecided" }, { form = "self_evaluation", goals = false }, { goals = { { text = "内容涉密，按照规定不予公开" } } }, { goals = { { text = "目标一：维修站点50处" } } } },
}
