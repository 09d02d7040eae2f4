-- 目标里说到的事，指标里应当有着落。只按共同用字判断，换了说法会误认，所以只提示，一个项目提一次。
local function clauses(p)
  local parts = {}
  for _, goal in ipairs(p.goals) do
    for _, part in ipairs(text.split(text.replace(goal.text, "；", "。"), "。")) do
      local plain = text.match(part, "(?s)^\\s*(?:[（(]?[\\d一二三四五六七八九十]+[）).．、:：]+\\s*|目标[一二三四五六七八九十][：:]?)*(.*)$") or part
      if text.length(text.fold(plain)) >= param.goal_clause_length then table.insert(parts, text.trim(plain)) end
    end
  end
  return parts
end

rule "REL-023" {
  title    = "目标事项没有对应指标",
  title_en = "A part of the goal may have no indicator",
  suggestion_en = "add an indicator for it, or fold it into one that is there",
  severity = "note",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "project",
  where    = { form = { "declaration", "target", "disclosure" } },
  needs    = { "REL-022" },
  negotiable = { off = true },
  check = function(p)
    local rows = rows_of(p)
    if #rows == 0 then return skip("没有可以对照的指标") end
    local told = list.join(list.map(rows, function(i) return i.level3 .. "；" .. i.description .. "；" .. i.target.text end), "；")
    local lost = list.filter(clauses(p), function(part) return text.shared(text.remove(part, words.vague), told) < 1 end)
    if #lost == 0 then return end
    return fail { field = "goals", message = "目标“{part}”似乎没有对应的指标，请核对",
      message_en = "no indicator seems to answer '{part}'", part = text.brief(lost[1], 40),
      suggestion = "补充反映该事项的指标，或把它并入已有指标的目标表述" }
  end,
  bad = {
    { goals = { { text = "完成乡镇卫生院搬迁" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "制作标牌", target = "400个", description = "" } } },
  },
  good = {
    { goals = { { text = "维修农村供水站点" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "供水站点", target = "50处", description = "" } } },
    { goals = { { text = "1、" }, { text = "目标二：" } } },
  },
}
