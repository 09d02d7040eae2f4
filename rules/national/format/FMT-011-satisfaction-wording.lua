-- 同一单位的满意度目标有的写“≥85%”，有的写“达到85%”，公开时宜统一。
rule "FMT-011" {
  title    = "同类满意度表述不一",
  title_en = "Satisfaction targets are worded differently",
  suggestion_en = "write all of them with ≥",
  severity = "note",
  aspect   = "完整性",
  basis    = {},
  each     = "group",
  by = function(p)
    if p.form == "disclosure" then return list.join({ tostring(p.year), p.unit_code, p.unit_name }, "/") end
  end,
  keep = function(p)
    local wordings = {}
    for _, i in ipairs(p.indicators) do
      if i.level1_name == "满意度指标" and i.target.unit == "%" then
        table.insert(wordings, text.contains(i.target.text, "达") and "达到" or "≥")
      end
    end
    return { wordings = wordings }
  end,
  check = function(items)
    local seen = {}
    for _, item in ipairs(items) do
      for _, wording in ipairs(item.wordings) do
        seen[wording] = true
        if seen["达到"] and seen["≥"] then
          return fail { at = item, field = "indicators", message = "本单位满意度目标有的写“≥”，有的写“达到”",
            message_en = "some satisfaction targets are written with ≥, others with 达到", suggestion = "统一写成“≥”" }
        end
      end
    end
  end,
  bad  = { { { form = "disclosure" }, { form = "disclosure", indicators = { { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", target = "达到85%" } } } } },
  good = { { { form = "disclosure" }, { form = "disclosure" } } },
}
