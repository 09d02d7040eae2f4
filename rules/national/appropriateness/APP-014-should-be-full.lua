-- 验收合格率、合规率、发放准确率、资金到位率本应做到100%，目标从严设定。抽样合格标准除外；效益里的合格率（体质、水质）说的是受益的状况，不由本单位保证。
rule "APP-014" {
  title    = "应为100%的指标偏低",
  title_en = "A rate that should be 100% is set low",
  suggestion_en = "ask for 100%, or say why not",
  severity = "note",
  aspect   = "适当性",
  basis    = { "mof-2021-101" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure" } },
  needs    = { "REL-032" },
  check = function(i)
    local target = i.target
    if target.kind ~= "number" or target.unit ~= "%" or target.change then return end
    if target.op == "<=" or target.op == "<" then
      local bad = target >= param.loose_ceiling and target.value < 1 and text.contains(i.level3, words.negative_nouns)
        and not text.contains(i.level3, words.budget_control)
      if not bad then return end
      return fail { field = "target", message = "“{level3}”允许到“{target}”，上限偏宽", message_en = "a ceiling of {target} is wide for '{level3}'",
        suggestion = "核对数位；从严设定或说明理由" }
    end
    if i.level2_name == "时效指标" and target < param.late_rate and number(target) > 0 then
      return fail { field = "target", message = "时效指标“{level3}”的目标“{target}”偏低", message_en = "a target of {target} is low for '{level3}'",
        suggestion = "核对数位；确实做不到的说明理由" }
    end
    local kind = text.contains(i.level3, words.full_rates)
    if i.level1_name == "效益指标" or kind == nil or text.contains(i.level3 .. i.description, words.sampled) then return end
    if target >= param.full_standard or equal(number(target), 0) then return end
    return fail { field = "target", kind = kind, message = "{kind}的目标“{target}”偏低，一般应为100%",
      message_en = "a target of {target} is low for '{level3}', normally 100%", suggestion = "从严设为100%，或说明理由" }
  end,
  bad  = {
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "城镇登记失业率", target = "控制在45%以内" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "维修任务按时完成率", target = "≥9.7%" }, { level1 = "产出指标", level2 = "质量指标", level3 = "购置质量合格率", target = "≥90%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "资金支付情况", target = "≥90%" } },
  good = {
    { level1 = "产出指标", level2 = "质量指标", level3 = "设备故障率", target = "≤3%" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "成本占预算比例", target = "≤80%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "学生体质健康合格率", target = "≥90%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "购置质量合格率", target = "≥98%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "农产品抽检合格率", target = "≥90%" },
  },
}
