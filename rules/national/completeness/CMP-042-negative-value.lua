-- 指标值、完成值、预计值一般不是负数；负号多是误录。增减幅度、利润、温度可以为负。
local function negative(v)
  return v.kind == "number" and not v.change and number(v) < 0
end

rule "CMP-042" {
  title    = "指标值或完成值为负数",
  title_en = "A target or value is negative",
  suggestion_en = "check the sign",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "platform" },
  each     = "indicator",
  fold     = true,
  check = function(i)
    local field = negative(i.target) and "target" or negative(i.actual) and "actual" or negative(i.forecast) and "forecast"
    if not field then return end
    if text.contains(i.level3, words.signed) then return skip("可以为负的指标") end
    local v = field == "target" and i.target or field == "actual" and i.actual or i.forecast
    return fail { field = field, said = v.text, name = text.head(i.level3, 20), message = "“{name}”填了负数 {said}",
      message_en = "'{name}' holds the negative figure {said}", suggestion = "核对是否误录了负号" }
  end,
  bad  = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥-50处" },
           { form = "self_evaluation", level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "-3处" } },
  good = { { level1 = "效益指标", level2 = "经济效益指标", level3 = "企业利润总额", target = "≥-20万元" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" } },
}
