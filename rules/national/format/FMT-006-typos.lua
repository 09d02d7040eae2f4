-- 常见错别字。词表里的写法在财政文本中基本没有正当用法，但仍由填报人确认。
local fields = { "unit_name", "project_name", "purpose", "content", "legal_basis", "deviation_reason", "improvement", "goals",
  "level3", "description", "target" }

-- 一格里的几处一次说完
local function told(place, wrong)
  local function pairs_of(form) return list.map(wrong, function(w) return text.replace(text.replace(form, "甲", w), "乙", codes.typos[w]) end) end
  return fail { at = place.at, field = place.field, value = wrong[1],
    message = list.join(pairs_of("“甲”疑为“乙”"), "，"), message_en = list.join(pairs_of("'甲' is probably '乙'"), ", "),
    suggestion = #wrong == 1 and "改为“" .. codes.typos[wrong[1]] .. "”"
      or "依次写作" .. list.join(list.map(wrong, function(w) return "“" .. codes.typos[w] .. "”" end), "") }
end

rule "FMT-006" {
  title    = "疑似错别字",
  title_en = "Probable misspelling",
  suggestion_en = "correct the spelling",
  severity = "note",
  aspect   = "完整性",
  basis    = {},
  each     = "project",
  check = function(p)
    local faults, seen = {}, {}
    for _, place in ipairs(text.places(p, fields, codes.typos)) do
      local wrong = list.filter(list.distinct(text.find_all(place.text, codes.typos)), function(w) return not seen[w] end)
      for _, w in ipairs(wrong) do seen[w] = true end
      if #wrong > 0 then table.insert(faults, told(place, wrong)) end
    end
    return faults
  end,
  bad = {
    { legal_basis = "以上一年度在岗职工月平均工作为基准额度", expect = { field = "legal_basis" } },
    { goals = { { text = "为弱势群体提高服务，有限维护群众的合法权益。" } } },
    { goals = { { text = "开展政法工作，促进机关有限运行" } } },
    { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "热钱服务质量", target = "≥90%" } } },
  },
  good = { { purpose = "由有限公司运行维护，为有限的资源" } },
}
