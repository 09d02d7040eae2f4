-- 公开表的目标栏预印“目标一：”“目标二：”，往里填写时常把冒号删掉、把序号写乱。没有内容的序号由 CMP-009 看。
local DIGITS = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" }

local function number_of(label)
  for n, digit in ipairs(DIGITS) do
    if label == digit or label == tostring(n) then return n end
  end
end

rule "MYX-001" {
  title    = "目标序号的写法",
  title_en = "How goals are numbered",
  suggestion_en = "write '目标一：', '目标二：' … one after the other",
  severity = "note",
  aspect   = "完整性",
  basis    = { "menyuan-form" },
  each     = "project",
  where    = { form = "disclosure" },
  needs    = { "CMP-008", "CMP-010" },
  check = function(p)
    local last, faults, english = 0, {}, {}
    local function add(zh, en)
      table.insert(faults, zh)
      table.insert(english, en)
    end
    for _, goal in ipairs(p.goals) do
      local label = text.match(goal.text, "^\\s*目标\\s*([一二三四五六七八九十]|\\d+)")
      local n = label and number_of(label)
      if n and n > last + 1 then
        add("“目标" .. label .. "”之前缺“目标" .. DIGITS[last + 1] .. "”", "'目标" .. DIGITS[last + 1] .. "' is missing before '目标" .. label .. "'")
      end
      if n and n <= last then add("“目标" .. label .. "”重复或颠倒", "'目标" .. label .. "' repeats or comes too late") end
      if n and not text.match(goal.text, "^\\s*目标\\s*(?:[一二三四五六七八九十]|\\d+)\\s*[:：]") then
        add("“目标" .. label .. "”之后缺冒号", "no colon behind '目标" .. label .. "'")
      end
      last = n or last
    end
    if #faults == 0 then return end
    return fail { field = "goals", said = list.join(faults, "；"), message = "{said}", message_en = "{english}", english = list.join(english, "; "),
      suggestion = "依次写“目标一：”“目标二：”" }
  end,
  bad = {
    { goals = { { text = "目标一掌握矫正对象思想动态。" }, { text = "目标二：开展思想教育。" } } },
    { goals = { { text = "目标一：发放普法资料。" }, { text = "目标三：法律咨询。" } } },
    { goals = { { text = "目标一：发放普法资料。" }, { text = "目标一：法律咨询。" } } },
  },
  good = {
    { goals = { { text = "目标一：发放普法资料。" }, { text = "目标二:法律咨询。" }, { text = "目标三：" } } },
    { goals = { { text = "开展法律援助，办理案件300件。" } } },
  },
}
