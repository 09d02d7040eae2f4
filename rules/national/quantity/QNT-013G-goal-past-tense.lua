-- 目标是年初定的，写成“提高了”“已建成”，多半是照抄了上年的总结。一个项目提一次。
local function told_as_done(said) return text.contains(text.remove(said, words.not_past), words.past) end

rule "QNT-013G" {
  title    = "绩效目标写成已完成的事",
  title_en = "The goal is told as already done",
  suggestion_en = "state what is to be reached this year",
  severity = "note",
  aspect   = "可行性",
  basis    = {},
  each     = "project",
  where    = { form = { "declaration", "target", "disclosure" } },
  needs    = { "CMP-008" },
  check = function(p)
    for _, goal in ipairs(p.goals) do
      local said = list.filter(text.matches(goal.text, "[^，。；;\\n]+"), told_as_done)[1]
      if said then
        local found = told_as_done(said)
        local plain = text.brief(text.remove(said, { found }), 30)
        return fail { field = "goals", found = found, said = text.brief(said, 30),
          message = "目标“{said}”是已完成的口气（“{found}”）", message_en = "'{said}' in the goal is told as done ('{found}')",
          suggestion = found == "了" and not text.contains(said, words.not_past) and "写作“" .. plain .. "”，写明达到什么程度" or "改为本年要达到的目标" }
      end
    end
  end,
  bad  = { { goals = { { text = "群众了解了惠民政策。" } } }, { goals = { { text = "实现全民学法，提高了全体群众的法律意识。" } } } },
  good = { { goals = { { text = "为了让群众了解法律，提高群众的法律意识。" } } } },
}
