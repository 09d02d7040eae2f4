-- 发文字号的年份用六角括号〔〕。输入法所限常写成方括号、圆括号，所以一个单位只提示一次。
local pattern = "[［\\[【（(]\\s*(?:19|20)\\d{2}\\s*[］\\]】）)]\\s*\\d+\\s*号"

local function bracketed(said)
  local year, number = text.match(said, "\\d{4}"), text.match(said, "\\d+\\s*号$")
  return "〔" .. year .. "〕" .. text.remove(number, { " " })
end

rule "FEA-004" {
  title    = "文号格式不规范",
  title_en = "Document numbers not in the prescribed brackets",
  suggestion_en = "put the year in 〔〕, as in 财预〔2020〕10号",
  severity = "note",
  aspect   = "完整性",
  basis    = { "gbt-9704" },
  each     = "group",
  by   = function(p) return list.join({ p.form, text.fold(p.unit_name), tostring(p.year) }, "/") end,
  keep = function(p)
    local found = text.matches(list.join({ p.project_name, p.legal_basis, p.purpose }, "；"), pattern)
    local row
    for _, i in ipairs(p.indicators) do
      local more = text.matches(i.target_basis, pattern)
      if #more > 0 and row == nil and #found == 0 then row = i.seq end
      for _, number in ipairs(more) do table.insert(found, number) end
    end
    local styles = list.distinct(list.map(found, function(number) return text.match(number, "[［\\[【（(]") end))
    return { count = #found, said = found[1] or "", row = row or 0, styles = styles,
      field = text.match(p.project_name, pattern) and "project_name" or text.match(p.legal_basis, pattern) and "legal_basis" or "purpose" }
  end,
  check = function(items)
    local odd = list.filter(items, function(x) return x.count > 0 end)
    if #odd == 0 then return end
    local first, styles = odd[1], {}
    for _, x in ipairs(odd) do
      for _, style in ipairs(x.styles) do table.insert(styles, style) end
    end
    local many = #odd > 1 and "等 " .. #odd .. " 个项目" or ""
    return fail { at = first, seq = first.row > 0 and first.row or nil, field = first.row > 0 and "target_basis" or first.field, value = first.said,
      message = #list.distinct(styles) > 1 and "文号“{said}”{many}的年份括号不规范，且写法不一"
        or "文号“{said}”{many}的年份括号不规范", many = many,
      message_en = #odd > 1 and "document numbers such as '{said}' in {count} projects should use 〔〕" or "the document number '{said}' should use 〔〕",
      said = first.said, count = #odd,
      suggestion = "年份用六角括号，写作“" .. bracketed(first.said) .. "”" }
  end,
  bad = {
    { { legal_basis = "鄂州稳发[2014] 1号" } },
    { { indicators = { { level1 = "产出指标", level3 = "甲", target = "1个", target_basis = "冀财预【2015】291号" } } } },
  },
  good = { { { legal_basis = "财预〔2020〕10号" } }, { { legal_basis = "《预算法》（2018年修正）" } } },
}
