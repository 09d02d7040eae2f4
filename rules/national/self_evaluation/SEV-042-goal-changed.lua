-- 监控、自评用批复的绩效目标，不得改动。数变了的提醒，文字有出入而数都在的只提示。
local function goal_of(p)
  local annual = list.filter(p.goals, function(g) return g.term ~= "long" and not text.is_blank(g.text) end)
  return text.head(list.join(list.map(annual, function(g) return g.text end), ""), 1000)
end

local function keeps_numbers(before, after)
  local kept = list.map(text.numbers(after), function(v) return text.fold(v.span) end)
  return list.all(text.numbers(before), function(v) return list.contains(kept, text.fold(v.span)) end)
end

rule "SEV-042" {
  title    = "绩效目标与批复的不一致",
  title_en = "The goal is not the approved one",
  suggestion_en = "restore the approved goal; attach the approval of any change",
  severity = "warning",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "group",
  where    = { form = { "target", "self_evaluation", "monitoring" } },
  by   = project_keys,
  keep = function(p) return { form = p.form, code = text.fold(p.project_code), year = p.year or 0, goal = goal_of(p) } end,
  check = function(items, key)
    local faults = {}
    for _, own in ipairs(items) do
      local set = own.form ~= "target" and own.goal ~= "" and list.filter(items, function(x)
        return x.form == "target" and x.goal ~= "" and x.year == own.year and same_project(x, own, key)
      end)[1]
      if set and text.fold(set.goal) ~= text.fold(own.goal) and not text.contains(set.goal, words.withheld) then
        local same = keeps_numbers(set.goal, own.goal) and keeps_numbers(own.goal, set.goal)
        table.insert(faults, fail { at = own, field = "goals", related = { { at = set, field = "goals" } }, severity = same and "note" or "warning",
          now = text.brief(own.goal, 40), before = text.brief(set.goal, 40),
          message = same and "绩效目标“{now}”与目标表“{before}”文字有出入" or "绩效目标“{now}”与目标表“{before}”的数不一致",
          message_en = same and "the goal is worded differently from the approved one" or "the figures of the goal are not the approved ones",
          suggestion = "恢复批复的绩效目标；经批准调整的附调整文件" })
      end
    end
    return faults
  end,
  bad  = { { { form = "target", year = 2025 }, { form = "self_evaluation", year = 2025, goals = { { term = "annual", text = "维修农村供水站点500处。" } } },
             expect = { field = "goals" } } },
  good = { { { form = "target", year = 2025 }, { form = "self_evaluation", year = 2025 } },
           { { form = "target", year = 2024 }, { form = "self_evaluation", year = 2025, goals = { { term = "annual", text = "维修农村供水站点500处。" } } } } },
}
