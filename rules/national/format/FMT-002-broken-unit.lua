-- 指标值是“应保尽保”、计量单位栏却填了“%”“元”：要么是定性指标，要么少了数。
-- “≥8小；”多半是“小时”少了一个字：单位不全，数就没有意义。
local function cut(s)
  for _, said in ipairs(text.matches(s, "[≥≤]?\\s*\\d[\\d.]*\\s*\\p{Han}{1,3}(?=[；;，,。、.\\s）)]|$)")) do
    local part = text.match(said, "\\p{Han}+$")
    if codes.cut_units[part] then return text.match(said, "^(.*?)\\s*\\p{Han}+$"), part end
  end
end

local function unit_of_words(i)
  if text.is_blank(i.target_unit) or text.match(i.target_value.text, "[\\d一二三四五六七八九十两百千万零]") then return nil end
  if i.target_value.kind ~= "text" then return nil end
  local d = quantity("1" .. text.trim(i.target_unit)).dimension
  return (d == "ratio" or d == "money") and text.trim(i.target_unit) or nil
end

rule "FMT-002" {
  title    = "计量单位残缺",
  title_en = "A unit is cut short",
  suggestion_en = "complete the unit",
  severity = "warning",
  aspect   = "完整性",
  basis    = {},
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure" } },
  check = function(i)
    local unit = unit_of_words(i)
    if unit then
      return fail { field = "target_unit", unit = unit, said = i.target_value.text, message = "指标值“{said}”没有数，计量单位却是“{unit}”",
        message_en = "'{said}' is no figure, yet its unit is '{unit}'", suggestion = "填写数值；定性指标不填计量单位" }
    end
    local number_text, part = cut(i.target.text)
    if number_text == nil then return end
    return fail { field = "target", part = part, value = number_text .. part, message = "指标值“{target}”中“{part}”不是完整的计量单位",
      message_en = "'{part}' in '{target}' is not a whole unit", suggestion = "补全单位，如“" .. number_text .. codes.cut_units[part] .. "”" }
  end,
  bad  = { { level1 = "效益指标", level2 = "社会效益指标", level3 = "保障单位正常运转", target = "应保尽保%", target_op = "", target_value = "应保尽保", target_unit = "%", expect = { field = "target_unit" } },
           { level1 = "产出指标", level2 = "数量指标", level3 = "普法宣传", target = "1次；≥8小时；≥8小；≥6次" } },
  good = { { level1 = "效益指标", level2 = "社会效益指标", level3 = "困难群众保障", target = "应保尽保", target_op = "", target_value = "应保尽保", target_unit = "" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "普法宣传", target = "≥8小时" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "小区改造", target = "≥8小区" } },
}
