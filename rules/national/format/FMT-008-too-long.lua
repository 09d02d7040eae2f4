-- 系统对名称、指标值和目标的长度有上限，超过的保存不了。
rule "FMT-008" {
  title    = "文字长度超限",
  title_en = "A text is longer than the system allows",
  suggestion_en = "shorten the text; details belong in an annex",
  severity = "error",
  aspect   = "完整性",
  basis    = { "platform" },
  each     = "project",
  check = function(p)
    local faults = {}
    local function measure(at, field, s, most)
      local length = text.length(s)
      if length > most and #faults < 10 then
        table.insert(faults, fail { at = at, field = field, length = length, most = tostring(most), value = text.head(s, 40),
          message = "共 {length} 个字，超过 {most} 字的上限", message_en = "{length} characters, at most {most} are allowed",
          suggestion = "精简文字，详细说明放到附件" })
      end
    end
    local goal_most, name_most, value_most =
      number(param.goal_max_length), number(param.name_max_length), number(param.value_max_length)
    for _, goal in ipairs(p.goals) do measure(p, "goals", goal.text, goal_most) end
    for _, i in ipairs(p.indicators) do
      measure(i, "level3", i.level3, name_most)
      measure(i, "target", i.target.text, value_most)
    end
    return faults
  end,
  bad  = { { indicators = { { level1 = "产出指标", level2 = "数量指标", target = "≥50处", level3 = string.rep("站点", 60) } } } },
  good = { { indicators = { { level1 = "产出指标", level2 = "数量指标", target = "≥50处", level3 = string.rep("站点", 50) } } } },
}
