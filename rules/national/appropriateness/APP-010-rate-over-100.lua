-- 率的目标超过100%，按时完成率再怎样也只有100%；除增长率、完成率、杠杆率这类可以超过的以外，多是口径或数值写错。
-- 写明“5分制”的，满分就是5分
local function above_scale(i)
  local scale = text.match(i.level3 .. i.description .. i.target.text, "(\\d+)\\s*分制")
  return i.target > (scale and quantity(scale .. "分") or param.full_marks)
end

rule "APP-010" {
  title    = "率类目标超过100%",
  title_en = "A rate above 100%",
  suggestion_en = "check how it is calculated; a share is rarely above 100%",
  severity = "warning",
  aspect   = "适当性",
  basis    = {},
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" } },
  check = function(i)
    local target = i.target
    if target.kind == "number" and target.dimension == "score" and i.level1_name == "满意度指标" and above_scale(i) then
      return fail { field = "target", message = "“{level3}”的目标“{target}”超过满分", message_en = "the target {target} of '{level3}' is above full marks",
        suggestion = "核对数值；满分不是100分的请注明分制" }
    end
    if target.kind ~= "number" or target.unit ~= "%" or target.change then return end
    if target <= quantity("100%") then return end
    if i.level2_name ~= "时效指标" and text.contains(i.level3 .. i.description .. target.text, words.over_100)
      and (target.value < param.rate_ceiling or text.contains(i.level3, words.multiples)) then return end
    return fail { field = "target", message = "“{level3}”的目标“{target}”超过100%",
      message_en = "the target {target} of '{level3}' exceeds 100%",
      suggestion = "核对计算口径，比率一般不超过100%" }
  end,
  bad  = { { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "受众满意度", description = "网上问卷平均分（5分制）", target = "≥45分" },
           { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "公众满意度", target = "≥800分" }, { level1 = "产出指标", level2 = "质量指标", level3 = "培训课程完成率", target = "≥950%" }, { level1 = "产出指标", level2 = "质量指标", level3 = "验收合格率", target = "≥120%" },
           { level1 = "产出指标", level2 = "质量指标", level3 = "投保覆盖率", description = "投保人数÷应投保人数×100%", target = "≥120%" } },
  good = {
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "受众满意度", description = "网上问卷平均分（5分制）", target = "≥4.5分" },
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "拨备覆盖率", description = "", target = "≥150%" },
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "政府债务率", description = "", target = "≤120%" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "产值增长率", target = "≥150%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "计划完成率", target = "≥105%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "验收合格率", target = "100%" },
  },
}
