-- 同一单位的满意度目标有的写“≥85%”，有的写“不低于85%”，公开时宜统一。写“达到”的由 FMT-004 一并指出，不说两次。
local function wording(target)
  if text.contains(target.text, "达") then return nil end
  if text.match(target.text, "[≥>＞]") then return "≥" end
  return text.match(target.text, "不低于|不少于|以上|不小于")
end

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
      local said = i.level1_name == "满意度指标" and i.target.unit == "%" and wording(i.target)
      if said then table.insert(wordings, said) end
    end
    return { wordings = wordings }
  end,
  check = function(items)
    local first
    for _, item in ipairs(items) do
      for _, said in ipairs(item.wordings) do
        first = first or said
        if said ~= first then
          return fail { at = item, field = "indicators", one = first, other = said,
            message = "本单位满意度目标有的写“{one}”，有的写“{other}”",
            message_en = "some satisfaction targets are written with {one}, others with {other}", suggestion = "统一写成“≥”" }
        end
      end
    end
  end,
  bad  = { { { form = "disclosure" }, { form = "disclosure", indicators = { { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", target = "不低于85%" } } } } },
  good = {
    { { form = "disclosure" }, { form = "disclosure" } },
    { { form = "disclosure" }, { form = "disclosure", indicators = { { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", target = "达到85%" } } } },
  },
}
