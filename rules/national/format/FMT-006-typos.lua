-- 常见错别字。词表里的写法在财政文本中基本没有正当用法，但仍由填报人确认。
local function look(s)
  local wrong = text.contains(s, codes.typos)
  if wrong then return wrong, codes.typos[wrong] end
end

rule "FMT-006" {
  title    = "疑似错别字",
  title_en = "Probable misspelling",
  severity = "note",
  aspect   = "完整性",
  basis    = {},
  each     = "project",
  check = function(p)
    local faults, seen = {}, {}
    local function note(at, field, s)
      local wrong, right = look(s)
      if wrong and not seen[wrong] then
        seen[wrong] = true
        table.insert(faults, fail { at = at, field = field, wrong = wrong, right = right, value = wrong,
          message = "“{wrong}”疑为“{right}”", message_en = "'{wrong}' is probably '{right}'",
          suggestion = "改为“" .. right .. "”" })
      end
    end
    note(p, "unit_name", p.unit_name)
    note(p, "project_name", p.project_name)
    note(p, "purpose", p.purpose)
    note(p, "deviation_reason", p.deviation_reason)
    note(p, "improvement", p.improvement)
    for _, goal in ipairs(p.goals) do note(p, "goals", goal.text) end
    for _, i in ipairs(p.indicators) do
      note(i, "level3", i.level3)
      note(i, "description", i.description)
      note(i, "target", i.target.text)
    end
    return faults
  end,
  bad = {
    { goals = { { text = "开展政法工作，促进机关有限运行" } } },
    { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "热钱服务质量", target = "≥90%" } } },
  },
  good = { { purpose = "由有限公司运行维护，为有限的资源" } },
}
