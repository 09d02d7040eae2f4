-- “目标一：目标一：……”是填报时把模板的序号又写了一遍。
rule "CMP-010" {
  title    = "绩效目标编号重复",
  title_en = "A goal label is written twice",
  suggestion_en = "delete the label written twice",
  severity = "note",
  aspect   = "完整性",
  basis    = {},
  each     = "project",
  where    = { form = { "declaration", "disclosure" } },
  check = function(p)
    for _, goal in ipairs(p.goals) do
      local label = text.match(goal.text, "(目标[一二三四五六七八九十\\d]+)[：:][.．、，,\\s]*\\1")
      if label ~= nil then
        return fail { field = "goals", label = label, message = "“{label}：”重复书写",
          message_en = "label '{label}' is written twice", suggestion = "删去重复的“" .. label .. "：”" }
      end
    end
  end,
  bad  = { { goals = { { text = "目标三：、目标三：维护社会稳定" } } }, { goals = { { text = "目标一：. 目标一：对政府重大合同的审查" } } } },
  good = { { goals = { { text = "目标一：对政府重大合同的审查；目标二：对规范性文件的审查" } } } },
}
