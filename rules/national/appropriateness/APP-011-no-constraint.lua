-- “≥0%”和“≤100%”怎样都能达到，没有约束力。预算控制率≤100%意味着不超支，有意义。
-- 利润≥0、扭亏是真实的目标。目标要合理可行、细化量化（财预〔2015〕88号），101号又专门要求有约束力。
rule "APP-011" {
  title    = "指标值恒成立",
  title_en = "The target is always met",
  suggestion_en = "give the least that must be reached, or a limit that binds",
  severity = "error",
  aspect   = "适当性",
  basis    = { "mof-2015-88", "mof-2021-101" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation", "monitoring" } },
  needs    = { "REL-018" },
  check = function(i)
    local target = i.target
    if target.kind ~= "number" or target.change then return end
    local nobody = i.level1_name == "满意度指标" and text.match(i.level3, "满意|认可|好评") and equal(number(target), 0) and target.op == "="      -- 满意度“0%”
    if nobody then
      return fail { field = "target", message = "“{level3}”的指标值“{target}”没有约束力",
        message_en = "the target '{target}' of '{level3}' asks for nothing", suggestion = "填写应当达到的最低值，如“≥90%”" }
    end
    if not target.op_written then return end
    local said = i.level3 .. i.description .. target.text
    if (target.op == ">=" or target.op == ">") and equal(number(target), 0) then
      if text.contains(said, words.profit) then return end
      return fail { field = "target", message = "“{level3}”的指标值“{target}”恒成立，没有约束力",
        message_en = "the target '{target}' of '{level3}' is always met",
        suggestion = "填写应当达到的最低值，如“≥90%”" }
    end
    if target.op == "<=" and target.unit == "%" and equal(number(target), 100) then
      if text.contains(said, words.budget_control) then return end
      return fail { field = "target", severity = "warning", message = "“{level3}”的指标值“{target}”恒成立，请核实名称和口径",
        message_en = "the target '{target}' of '{level3}' is always met; check name and definition",
        suggestion = "控制预算的写“预算控制率≤100%”，其余填写有约束力的上限" }
    end
  end,
  bad = {
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", target = "0%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "覆盖率", target = "≥0%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "处置率", target = "≤100%", expect = { severity = "warning" } },
    { level1 = "产出指标", level2 = "质量指标", level3 = "覆盖率", target = "≥0%", project = { year = "2020" } },
  },
  good = {
    { level1 = "产出指标", level2 = "成本指标", level3 = "预算控制率", target = "≤100%" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "企业利润", target = "≥0万元" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "事故次数", target = "0次" },
  },
}
