-- 书名号要成对，里层用〈〉。
local function open_marks(s)
  local depth = 0
  for _, mark in ipairs(text.matches(s, "[《》]")) do
    depth = depth + (mark == "《" and 1 or -1)
    if depth < 0 then return true end
  end
  return depth ~= 0
end

rule "FMT-012" {
  title    = "书名号不成对",
  title_en = "Title marks do not pair",
  suggestion_en = "close the title marks and give the full title",
  severity = "note",
  aspect   = "完整性",
  basis    = { "gbt-9704" },
  each     = "project",
  where    = { form = { "declaration", "target" } },
  check = function(p)
    if open_marks(p.legal_basis) then
      return fail { field = "legal_basis", message = "立项依据中的书名号不成对",
        message_en = "title marks in the project basis do not pair", suggestion = "补全书名号，写出文件全称" }
    end
    for _, i in ipairs(p.indicators) do
      if open_marks(i.target_basis) then
        return fail { at = i, field = "target_basis", message = "指标值确定依据中的书名号不成对",
          message_en = "title marks in the basis do not pair", suggestion = "补全书名号，写出文件全称" }
      end
    end
  end,
  bad  = { { form = "declaration", legal_basis = "《农村供水管理办法（修订）" }, { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "救助", target = "≥9件",
    target_basis = "《国家司法救助制度实施办法（修订）" } } } },
  good = { { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "救助", target = "≥9件",
    target_basis = "《关于印发〈实施办法〉的通知》" } } } },
}
