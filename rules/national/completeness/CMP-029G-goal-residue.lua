-- 目标和目标标题里留着“（XX分）”，是该填的分值没有填。一个项目提一次。“（100字以内）”是表上印的填写要求，后面的内容没有填。
local hint = "[（(][^（()）]{0,4}\\d{2,4}\\s*字(?:以内|以下|左右|内)[^（()）]{0,4}[）)]\\s*[。.]?\\s*$"

local pattern = "[（(]\\s*[×xX＊*]{2,}\\s*分\\s*[）)]"

rule "CMP-029G" {
  title    = "目标标题里的分值没有填写",
  title_en = "Points in the heading of a goal were never filled in",
  suggestion_en = "fill in the points, or delete the brackets",
  severity = "note",
  aspect   = "完整性",
  basis    = { "mof-2015-88" },
  each     = "project",
  check = function(p)
    for _, heading in ipairs(words.goal_title_headings) do
      local title = extra(p, heading) or ""
      local mark = text.match(title, pattern)
      if mark then
        return fail { field = "goals", found = mark, said = text.trim(title), value = title, message = "“{said}”里的“{found}”没有填写",
          message_en = "'{found}' in '{said}' was never filled in", suggestion = "填上分值，或删去“" .. mark .. "”" }
      end
    end
    for _, goal in ipairs(p.goals) do
      local asked = text.match(goal.text, hint) or text.match(goal.done, hint)
      if asked then
        return fail { field = "goals", severity = "warning", found = asked, message = "“{found}”是表上印的填写要求，内容没有填",
          message_en = "'{found}' is the printed request; nothing was filled in", suggestion = "删去提示，写出目标和完成的数" }
      end
    end
    local places = text.places_matching(p, { "goals", "goal" }, pattern)
    if #places == 0 then return end
    local found = text.match(places[1].text, pattern)
    return fail { at = places[1].at, field = places[1].field, found = found, said = text.brief(places[1].text, 20),
      message = "“{said}”里的“{found}”没有填写", message_en = "'{found}' in '{said}' was never filled in",
      suggestion = "填上分值，或删去“" .. found .. "”" }
  end,
  bad  = { { goals = { { term = "annual", text = "按时发放工资", done = "说明任务目标的完成情况(100字以内)" } }, form = "self_evaluation", expect = { severity = "warning" } }, { form = "self_evaluation", extra = { ["绩效目标标题"] = "年度绩效目标 1 (XX 分)" }, expect = { field = "goals" } }, { goals = { { term = "annual", text = "年度绩效目标1（XX 分）：培训90人" } } },
           { form = "self_evaluation", indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "培训人数", target = "≥90人", actual = "92人", goal = "年度绩效目标1(XX分)" } } } },
  good = { { form = "self_evaluation", extra = { ["绩效目标标题"] = "年度绩效目标 1 (80 分)" } }, { goals = { { term = "annual", text = "年度绩效目标1（40分）：培训90人" } } } },
}
