-- 满意度“达到85%”按“≥85%”理解，公开表宜用符号写明。
rule "FMT-004" {
  title    = "满意度目标写作“达到”",
  title_en = "A satisfaction target is written with 达到",
  suggestion_en = "write ≥ before the figure",
  severity = "note",
  aspect   = "完整性",
  basis    = {},
  each     = "indicator",
  fold     = true,
  unitwide = true,
  where    = { form = "disclosure", level1 = "满意度指标" },
  check = function(i)
    local found = text.match(i.target.text, "达到?\\s*\\d+(?:\\.\\d+)?\\s*[%％]")
    if found == nil then return end
    return fail { field = "target", found = found, message = "“{found}”宜写作“≥”",
      message_en = "'{found}' is better written with ≥", suggestion = "改为“≥" .. text.match(found, "\\d[\\d.]*") .. "%”" }
  end,
  bad  = { { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", target = "达到85%" } },
  good = { { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", target = "≥85%" } },
}
