-- 模板留下的“目标二：”“目标三：”没有内容，公开前应删去。一个项目只报一次。
rule "CMP-009" {
  title    = "绩效目标有空项",
  title_en = "Numbered goals without text",
  suggestion_en = "delete numbered goals without text",
  severity = "note",
  aspect   = "完整性",
  basis    = { "mof-2015-88" },
  each     = "project",
  unitwide = true,
  where    = { form = { "declaration", "disclosure" } },
  needs    = { "CMP-008" },
  check = function(p)
    local labels = {}
    for _, goal in ipairs(p.goals) do
      if text.is_blank(goal.text) then table.insert(labels, "空白") end
      for _, label in ipairs(text.matches(goal.text,
          "目标[一二三四五六七八九十\\d]+(?=[：:.．。、\\s\\d]*(?:$|目标[一二三四五六七八九十\\d]))")) do
        if not text.match(goal.text, label .. "[：:][.．\\s]*" .. label) then
          table.insert(labels, label)
        end
      end
    end
    if #labels == 0 then return end
    return fail { field = "goals", message = "绩效目标有空项：{labels}", labels = list.join(labels, "、"),
      message_en = "numbered goals without text: {labels}", suggestion = "删去没有内容的目标序号" }
  end,
  bad  = { { goals = { { text = "目标一：发放普法宣传资料。" }, { text = "目标二：" } } },
           { goals = { { text = "目标一：组织法学研究。目标二：目标三：" } } } },
  good = { { goals = { { text = "目标一：督促各成员单位开展工作。目标二：开展督导检查。" } } } },
}
