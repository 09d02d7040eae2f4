-- 常见错别字。词表里的写法在财政文本中基本没有正当用法，但仍由填报人确认。
local fields = { "unit_name", "project_name", "purpose", "deviation_reason", "improvement", "goals",
  "level3", "description", "target" }

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
      for _, wrong in ipairs(text.find_all(place.text, codes.typos)) do
        local right = codes.typos[wrong]
        if not seen[wrong] then
          seen[wrong] = true
          table.insert(faults, fail { at = place.at, field = place.field, wrong = wrong, right = right, value = wrong,
            message = "“{wrong}”疑为“{right}”", message_en = "'{wrong}' is probably '{right}'",
            suggestion = "改为“" .. right .. "”" })
        end
      end
    end
    return faults
  end,
  bad = {
    { goals = { { text = "为弱势群体提高服务，有限维护群众的合法权益。" } }, expect = { count = 2 } },
    { goals = { { text = "开展政法工作，促进机关有限运行" } } },
    { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "热钱服务质量", target = "≥90%" } } },
  },
  good = { { purpose = "由有限公司运行维护，为有限的资源" } },
}
