-- 书名号要成对，里层用〈〉。文种是标题的一部分：“《关于印发〈办法〉》的通知”应为“《关于印发〈办法〉的通知》”。
local outside = "《关于[^《》]{2,200}》\\s*的?\\s*(?:通知|决定|批复|函|公告)"

local function open_marks(s)
  local depth = 0
  for _, mark in ipairs(text.matches(s, "[《》]")) do
    depth = depth + (mark == "《" and 1 or -1)
    if depth < 0 then return true end
  end
  return depth ~= 0
end

-- 里层的“〈”单独留在外面的
local function open_inner(s)
  return text.match(s, "〉[^〈》]*〉") or text.match(s, "《[^》〈]*〉")
end

local function fault(s)
  if open_marks(s) or open_inner(s) then return "书名号不成对", "title marks do not pair", "补全书名号，写出文件全称" end
  local kind = text.match(s, outside)
  if kind then return "“" .. text.brief(kind, 40) .. "”的文种写在书名号外", "the last word of a title stands outside the title marks", "把“的通知”一类写进书名号" end
end

rule "FMT-012" {
  title    = "书名号不成对",
  title_en = "Title marks do not pair",
  suggestion_en = "close the title marks and give the full title",
  severity = "note",
  aspect   = "完整性",
  basis    = { "gbt-15834", "gbt-9704" },
  each     = "project",
  where    = { form = { "declaration", "target" } },
  check = function(p)
    local what, what_en, mend = fault(p.legal_basis)
    if what then
      return fail { field = "legal_basis", message = "立项依据中{what}", message_en = "project basis: {what_en}",
        what = what, what_en = what_en, suggestion = mend }
    end
    local rows = list.filter(p.indicators, function(i) return (fault(i.target_basis)) ~= nil end)
    if #rows == 0 then return end
    what, what_en, mend = fault(rows[1].target_basis)
    return fail { at = rows[1], field = "target_basis", related = list.map(rows, function(i) return { at = i, field = "target_basis" } end),
      message = "指标值确定依据中{what}", message_en = "basis of the target: {what_en}", what = what, what_en = what_en, suggestion = mend }
  end,
  bad  = { { form = "declaration", legal_basis = "《农村供水管理办法（修订）" }, { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "救助", target = "≥9件",
    target_basis = "《国家司法救助制度实施办法（修订）" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "救助", target = "≥9件",
      target_basis = "《关于印发<司法救助制度实施办法（修订）>》的通知（冀政法字〔2019〕17号）" } } } },
  good = { { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "救助", target = "≥9件",
    target_basis = "《关于印发〈实施办法〉的通知》" } } } },
}
