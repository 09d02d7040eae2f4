-- 天津的自评表对“=”和“≤”的指标比对最严：完成值不等于“=”的指标值，或者超过“≤”的指标值，系统都标红，须说明。
-- 没有完成的由全国规则要求说明，这里只管“=”而超过的。
rule "TJN-001" {
  title    = "“=”类指标完成值与指标值不等",
  title_en = "An exact target and another actual value",
  suggestion_en = "say why the two differ; where \"no less than\" was meant, write the target with ≥",
  severity = "warning",
  aspect   = "自评质量",
  basis    = { "tianjin-form" },
  each     = "indicator",
  fold     = true,
  where    = { form = "self_evaluation" },
  needs    = { "SEV-015", "SEV-038" },
  check = function(i)
    local target, actual = i.target, i.actual
    if target.kind ~= "number" or actual.kind ~= "number" or not target.op_written or target.op ~= "=" then return skip("不是“=”的指标") end
    if not comparable(target, actual) or target == actual or unmet(i) == true then return end
    if actual.unit == "" and quantity(actual.text .. target.unit) == target then return end
    if text.is_substantive(i.reason) or text.shared(i.level3, i.project.deviation_reason) >= param.reason_overlap then return end
    return fail { field = "actual", message = "指标值“{target}”，完成值“{actual}”，两者不等，未说明",
      message_en = "the target is exactly {target}, the actual value {actual}, and nothing is said about it",
      suggestion = "说明不等的原因；本就是“不少于”的，指标值改写“≥”" }
  end,
  bad  = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "=50处", actual = "52处", reason = "", project = { deviation_reason = "" } } },
  good = {
    { level1 = "产出指标", level2 = "时效指标", level3 = "开学前维修完成率", target = "=100%", actual = "100" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "=50处", actual = "50处" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "52处" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "50处", actual = "52处" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "=50处", actual = "52处", reason = "两处抢修项目并入本年维修计划" },
  },
}
