-- 指标值、完成值、预计值一般不是负数；负号多是误录。增减幅度、利润、温度可以为负。
local function negative(v)
  if v.kind == "number" or v.kind == "duration" then
    if not v.change and number(v) < 0 then return true end
  end
  -- “-2025年9月30日前”“每月-25日前”“-300-340个”：区间、日期前面多了一个负号
  return text.match(v.text, "^\\s*[≥≤＞＜><=＝]*\\s*[-－−]\\s*\\d[^℃度]*$") ~= nil and v.kind ~= "number"
    or text.match(v.text, "(?:每[年月季周日]度?|[前后内])[-－−]\\s*\\d+\\s*(?:个?工作日|日|天|个?月|年|小时|期|次|场)") ~= nil
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
    if i.target.change and field ~= "target" then return skip("指标值说的是增减") end
    if text.contains(i.level3, words.signed) then return skip("可以为负的指标") end
    local v = field == "target" and i.target or field == "actual" and i.actual or i.forecast
    return fail { field = field, said = v.text, name = text.brief(i.level3, 20), message = "“{name}”填了负数 {said}",
      message_en = "'{name}' holds the negative figure {said}", suggestion = "核对是否误录了负号" }
  end,
  bad  = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥-50处" },
           { level1 = "产出指标", level2 = "时效指标", level3 = "响应时间", target = "≤-1分钟" },
           { level1 = "产出指标", level2 = "时效指标", level3 = "发放时间", target = "每月-25日前" },
           { level1 = "产出指标", level2 = "时效指标", level3 = "清算时间", target = "采暖季结束后-2个月内" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "出具报告", target = "每月-1期，全年12期" },
           { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "-2025年9月30日前" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "终端数量", target = "-300-340个" },
           { form = "self_evaluation", level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "-3处" } },
  good = { { level1 = "产出指标", level2 = "成本指标", level3 = "“三公”经费变动率", target = "≤0", actual = "-3.2%" },
           { form = "self_evaluation", level1 = "效益指标", level2 = "经济效益指标", level3 = "企业用能成本", target = "下降5%", actual = "-5.5%" },
           { level1 = "效益指标", level2 = "经济效益指标", level3 = "企业利润总额", target = "≥-20万元" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" } },
}
