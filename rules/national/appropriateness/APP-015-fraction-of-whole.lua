-- 人、件、场、台只能是整数。以百千万亿计的、人年和折合数可以有小数。
local function whole_unit(v)
  return v.dimension == "people" or v.dimension == "count"
end

-- “1.5人年”“1.5张/千人”：单位后面还有一半。
local function broken(v, whole)
  if v.kind ~= "number" or not whole_unit(v) or v.change then return false end
  if text.match(v.unit, "[百千万亿]") or text.match(text.split(whole, v.span)[2] or "", "^(?:年|月|日|天|[/／])") or text.contains(v.unit, words.fraction_units) then return false end
  return not equal(round(number(v), 0), number(v))
end

rule "APP-015" {
  title    = "整数计量出现小数",
  title_en = "A fraction of something that must be whole",
  suggestion_en = "check the figure: people, pieces and events come in whole numbers",
  severity = "error",
  aspect   = "适当性",
  basis    = {},
  each     = "indicator",
  needs    = { "SEV-038" },
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" } },
  check = function(i)
    for _, field in ipairs { "target", "actual" } do
      local v = field == "target" and i.target or i.actual
      local parts = v.kind == "compound" and v.parts or { v }
      for _, part in ipairs(parts) do
        if broken(part, v.text) then
          if text.contains(i.level3 .. i.description .. i.target.text, words.averages) then return end
          return fail { field = field, part = part.span, message = "“{part}”不是整数",
            message_en = "'{part}' cannot be a fraction", suggestion = "核对数值，人、件、场等应为整数" }
        end
      end
    end
  end,
  bad  = { { level1 = "产出指标", level2 = "数量指标", level3 = "培训人数", target = "≥35.5人" } },
  good = { { level1 = "产出指标", level2 = "数量指标", level3 = "新媒体推广曝光量", target = "≥3.5亿次" }, { level1 = "效益指标", level2 = "社会效益指标", level3 = "万人发明专利拥有量", target = "≥6.5件" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "投入工作量", target = "≥1.5人年" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "护理床位", target = "≥1.5张/千人" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "宣传人次", target = "≥1.5万人次" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "平均每案开庭次数", target = "≤1.5次" },
  },
}
