-- 重复的标点和词语多是录入错误。叠词（一一、常常）不算；两个字的也不算：“执法执法装备”“培训培训费”是两个词相连，
-- “被尊重的认可|可持续影响”同样。
-- 先看三个字后面不远又是这三个字（(?=…)，不问是什么字，问起来慢），再看是不是整段重复：大多数地方一看就知道不是。
local pattern = "([、，。；：])\\1|(?<=\\d)[.．]{2,}|(年)\\s*年(?=\\s*\\d)|\\d{4}\\s*年\\s*年|(?=(.{3}).{0,5}\\3)([^\\s\\d，。、；：\\p{P}\\p{S}]{3,8})\\4"

local fields = { "project_name", "purpose", "deviation_reason", "improvement", "reported_on", "content", "legal_basis", "goals", "level3", "target", "description", "actual" }

-- 标点单独引出来看不出在哪里，连前后几个字一起引；改好的写法只留一遍
local around = "[^、，。；：\\n]{0,4}([、，。；：])\\1[^、，。；：\\n]{0,4}"

local function shown(place, found)
  return text.match(found, "^[、，。；：]") and text.matches(place.text, around)[1] or found
end

local function once(said)
  local mark = text.match(said, "([、，。；：])\\1")
  if mark then return text.replace(said, mark .. mark, mark) end
  local half = text.head(said, text.length(said) // 2)
  return half .. half == said and half or nil
end

rule "FMT-005" {
  title    = "重复字词或标点",
  title_en = "A word or mark is written twice",
  suggestion_en = "delete what is written twice",
  severity = "note",
  aspect   = "完整性",
  basis    = {},
  each     = "project",
  fold     = true,
  check = function(p)
    local faults = {}
    -- 同一处笔误抄进了目标和指标，公开表一句话既是名称又是指标值的，说一次
    local by_word, order = {}, {}
    for _, place in ipairs(text.places_matching(p, fields, pattern)) do
      local found = text.matches(place.text, pattern)[1]
      if by_word[found] == nil then
        by_word[found] = {}
        table.insert(order, found)
      end
      table.insert(by_word[found], { at = place.at, field = place.field, said = shown(place, found) })
    end
    for n, found in ipairs(order) do
      if n > 5 then break end
      local own = by_word[found]
      local first = table.remove(own, 1)
      local mended = once(first.said)
      table.insert(faults, fail { at = first.at, field = first.field, related = own, said = first.said, value = first.said, count = #own,
        message = #own > 0 and "“{said}”疑有重复；另有 {count} 处同样如此" or "“{said}”疑有重复",
        message_en = #own > 0 and "something is written twice in '{said}'; the same in {count} more" or "something is written twice in '{said}'",
        suggestion = mended and "改为“" .. mended .. "”" or "删去重复的字词或标点" })
    end
    return faults
  end,
  bad = {
    { form = "disclosure", goals = { { text = "建立一村一法律顾问一村一法律顾问制度" } }, expect = { field = "goals", count = 1 },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "建立一村一法律顾问一村一法律顾问制度", target = "1项" } } },
    { purpose = "提高群众知法、、学法的意识" },
    { goals = { { text = "1... 做好矫正对象的管理。2. 组织公益劳动。" } } },
    { reported_on = "2024 年年 4 月 23 日" },
    { form = "disclosure", indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "建立一法律顾问一法律顾问制度", target = "建立一法律顾问一法律顾问制度" } },
      expect = { field = "level3" } },
    { goals = { { text = "建立一村一法律顾问一村一法律顾问制度" } } },
  },
  good = { { purpose = "逐一一一核对，常常回访。" }, { goals = { { text = "维修站点50处、受益人口12000人" } } } },
}
