-- 实际完成值是统计出来的确数，不能写成“大于35”“30余次”，也不能写成“85%-90%”。以万计的大数允许约数，指标值本身是
-- 区间的、分档的金额不算。
local function spread(i)
  local d = i.actual.dimension
  return i.actual.kind == "range" and i.target.kind == "number" and (d == "ratio" or d == "count" or d == "people")
    and not text.contains(i.level3, words.per_head)
end

rule "SEV-009" {
  title    = "实际完成值不是确数",
  title_en = "The actual value is not an exact figure",
  suggestion_en = "enter the exact figure",
  severity = "warning",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "indicator",
  fold     = true,
  where    = { form = "self_evaluation" },
  check = function(i)
    local v = i.actual
    if not spread(i) then
      if v.kind ~= "number" or number(v) <= 0 then return skip("实际完成值不是数值或为0") end
      if v.approximate and text.contains(v.unit, words.tens_of_thousands) then return end
      if not v.approximate and not (v.op_written and text.contains(v.span, words.inexact)) then return end
    end
    return fail { field = "actual",
      message = "实际完成值“{actual}”不是确数", message_en = "the actual value '{actual}' is not an exact figure",
      suggestion = v.dimension == "ratio" and "填写统计出来的比率" or "填写实际发生的数，如“36人次”" }
  end,
  bad = {
    { level2 = "质量指标", level3 = "造林成活率", target = "≥85%", actual = "85%-90%" },
    { level2 = "数量指标", level3 = "救助重点对象", target = "不少于35人次", actual = "大于35" },
    { level2 = "数量指标", level3 = "每月督查", target = "每月不少于三次", actual = "大于 3 次" },
  },
  good = {
    { level2 = "数量指标", level3 = "举办培训", target = "5-8场", actual = "5-8场" },
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "补助标准", target = "≤1500元/亩", actual = "1200-1500元/亩" },
    { level2 = "数量指标", level3 = "宣传人次", target = "50万人次", actual = "约57万人次" },
    { level2 = "数量指标", level3 = "督查次数", target = "不少于10次", actual = "开展督导13次" },
    { level2 = "满意度指标", level3 = "群众满意度", target = "≥85%", actual = "达到92%" },
    { level2 = "质量指标", level3 = "涉铁路事故", target = "零死亡", actual = "未发生较大以上安全事故" },
  },
}
