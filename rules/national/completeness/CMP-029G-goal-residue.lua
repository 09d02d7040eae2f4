-- 目标和目标标题里留着“（XX分）”，是该填的分值没有填。一个项目提一次。
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
    local places = text.places_matching(p, { "goals", "goal" }, pattern)
    if #places == 0 then return end
    local found = text.match(places[1].text, pattern)
    return fail { at = places[1].at, field = places[1].field, found = found, said = text.brief(places[1].text, 20),
      message = "“{said}”里的“{found}”没有填写", message_en = "'{found}' in '{said}' was never filled in",
      suggestion = "填上分值，或删去“" .. found .. "”" }
  end,
  bad  = { { form = "self_evaluation", extra = { ["绩效目标标题"] = "年度绩效目标 1 (XX 分)" }, expect = { field = "goals" } }, { goals = { { term = "annual", text = "年度绩效目标1（XX 分）：培训90人" } } },
           { form = "self_evaluation", indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "培训人数", target = "≥90人", actual = "92人", goal = "年度绩效目标1(XX分)" } } } },
  good = { { form = "self_evaluation", extra = { ["绩效目标标题"] = "年度绩效目标 1 (80 分)" } }, { goals = { { term = "annual", text = "年度绩效目标1（40分）：培训90人" } } } },
}
