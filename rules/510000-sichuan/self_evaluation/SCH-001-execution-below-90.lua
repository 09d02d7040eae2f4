-- 四川的自评表要求：预算执行率低于90%的说明原因。低于全国下限的由 SEV-004 指出。
rule "SCH-001" {
  title    = "执行率低于90%未说明原因",
  title_en = "Execution below 90 % without a reason",
  suggestion_en = "say why the money was not spent and what will become of it",
  severity = "warning",
  aspect   = "自评质量",
  basis    = { "sichuan-form" },
  each     = "project",
  where    = { form = "self_evaluation" },
  needs    = { "SEV-001", "SEV-004" },
  check = function(p)
    local rate = p.executed / p.budget_total
    if rate == nil then return undecided("没有预算数或执行数", "no budget or no amount executed") end
    if rate >= param.sichuan_explain_floor then return end
    if text.is_substantive(p.deviation_reason) then return end
    if list.any(p.indicators, function(i)
      return text.is_substantive(i.reason) and (text.contains(i.reason, words.funding) ~= nil or i.level2_name == "数量指标" and unmet(i) == true)
    end) then return end
    if not has(p, "deviation_reason") and not list.any(p.indicators, function(i) return has(i, "reason") end) then
      return undecided("表中没有原因一栏", "the form has no place for reasons")
    end
    return fail { field = "deviation_reason", rate = percent(rate), floor = param.sichuan_explain_floor,
      message = "执行率 {rate} 低于 {floor}，没有说明原因", message_en = "execution is {rate}, below {floor}, and no reason is given",
      suggestion = "说明资金未支出的原因和后续安排" }
  end,
  bad  = { { budget_total = "100", executed = "85", execution_rate = "85%", deviation_reason = "" } },
  good = { { budget_total = "100", executed = "90", execution_rate = "90%", deviation_reason = "" },
           { budget_total = "100", executed = "85", execution_rate = "85%", deviation_reason = false, indicators = { { level2 = "数量指标", level3 = "新增床位", target = "50张", actual = "50张", reason = false } }, expect = "undecided" },
           { budget_total = "100", executed = "52", execution_rate = "52%", deviation_reason = "", indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "营造段木林", target = "≥2000亩", actual = "1150亩",
             reason = "造林地块权属纠纷，850亩调整至2025年春季实施" } } },
           { budget_total = "100", executed = "85", execution_rate = "85%", deviation_reason = "招标节约12万元，余款交回财政" } },
}
