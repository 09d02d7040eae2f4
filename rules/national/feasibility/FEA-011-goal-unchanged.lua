-- 同一项目今年的目标与去年一字不差，看不出年度进展。两年的表都在时才比。
rule "FEA-011" {
  title    = "本年目标与往年相同",
  title_en = "The goal is that of an earlier year, word for word",
  suggestion_en = "state this year's workload and expected change",
  severity = "note",
  aspect   = "可行性",
  basis    = {},
  each     = "group",
  where    = { form = { "declaration", "target", "disclosure" } },
  by = function(p)
    if p.year == nil then return nil end
    local code = text.fold(p.project_code)
    return list.join({ p.form, text.fold(p.unit_name), code ~= "" and code or text.fold(p.project_name) }, "/")
  end,
  keep = function(p)
    local annual = list.filter(p.goals, function(g) return g.term ~= "long" end)
    local said = text.fold(list.join(list.map(annual, function(g) return g.text end), ""))
    return { year = p.year, said = text.head(said, 500), name = p.project_name }
  end,
  check = function(items)
    local faults = {}
    for _, now in ipairs(items) do
      local before = list.filter(items, function(x) return x.year == now.year - 1 end)[1]
      if before and text.length(now.said) >= param.goal_min_length and before.said == now.said
        and not text.contains(now.said, words.withheld) then
        table.insert(faults, fail { at = now, field = "goals", related = { { at = before, field = "goals" } },
          message = "{year} 年的绩效目标与上年一字不差", message_en = "the goal of {year} is that of the year before",
          year = now.year, suggestion = "写出本年的任务量和预期变化" })
      end
    end
    return faults
  end,
  bad  = { { { year = 2024 }, { year = 2025 }, expect = { field = "goals" } } },
  good = {
    { { year = 2024 }, { year = 2025, goals = { { text = "维修农村供水站点60处，受益农村人口15000人以上，验收合格率100%。" } } } },
    { { year = 2025 }, { year = 2025, form = "declaration" } },
  },
}
