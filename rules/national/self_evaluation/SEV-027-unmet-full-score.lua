-- 没有完成的指标不能得满分。由文字看出没有完成的，请人核对。发给人和户的标准没有写符号，发高了、发低了都不是按标准，
-- 差得多而又没写原因的也请核对。
local function off_standard(i)
  local target, actual = i.target, i.actual
  if target.kind ~= "number" or target.op_written or target.dimension ~= "money" or number(target) <= 0 then return false end
  if actual.kind ~= "number" or not comparable(target, actual) or not text.match(i.level3, "标准\\s*(?:[（(][^（）()]*[）)])?$") then return false end
  if text.is_substantive(i.reason) or text.shared(i.level3, i.project.deviation_reason) >= param.reason_overlap then return false end
  return abs(actual - target) > target * param.standard_drift
end

rule "SEV-027" {
  title    = "未完成却得满分",
  title_en = "Full score for an unmet indicator",
  suggestion_en = "take points off in proportion and say why",
  severity = "error",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "indicator",
  where    = { form = "self_evaluation" },
  needs    = { "CMP-042", "SEV-024", "SEV-038" },
  check = function(i)
    local score, weight = number(i.score), number(i.weight)
    if score == nil or weight == nil or weight <= 0 then return skip("没有分值或得分") end
    if score < weight then return end
    local missed = unmet(i)
    if missed ~= true and off_standard(i) then
      return fail { field = "score", severity = "warning",
        message = "指标值 {target}、完成值 {actual}，没有按标准发放却得满分 {score}",
        message_en = "the standard is {target}, {actual} was paid, yet it is scored in full ({score})",
        suggestion = "核对发放标准；确有调整的写明依据，没有按标准发放的扣分" }
    end
    local open = missed ~= true and i.actual.kind == "text" and text.contains(i.actual.text, words.under_way) ~= nil
      and not text.match(i.actual.text, "已|完成|达到|通过") and not text.contains(i.target.text, i.actual.text)
    if missed ~= true and not open then return end
    local dated = (i.target.kind == "date" or i.target.kind == "period") and (i.actual.kind == "date" or i.actual.kind == "period")
    local measured = dated or is_number(i.target) and is_number(i.actual)
    return fail { field = "score", severity = measured and "error" or "warning",
      message = "指标值 {target}、完成值 {actual}，没有完成却得满分 {score}",
      message_en = "target {target}, actual {actual}: not met, yet scored in full ({score})",
      suggestion = "按完成比例或档次扣分，并写明原因" }
  end,
  bad = {
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "部门联动机制", target = "健全", actual = "不健全", weight = "10", score = "10", expect = { severity = "warning" } },
    { level1 = "产出指标", level2 = "质量指标", level3 = "绿地养护等级", target = "一级", actual = "正在推进", weight = "10", score = "10", expect = { severity = "warning" } },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "森林火灾受害率", target = "≤0.9‰", actual = "1.2", weight = "10", score = "10" },
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "基层网点改造补助标准", target = "10万元/家", actual = "12.5万元/家", weight = "10", score = "10", reason = "", expect = { severity = "warning" } },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "孕产妇死亡率", target = "≤12/10万", actual = "13.1/10万", weight = "10", score = "10" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "道路单位造价", target = "10万元/公里", actual = "11万元/公里", weight = "10", score = "10" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "诉求办结率", target = "≥98%", actual = "97.2", weight = "10", score = "10" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "越级上访人次", target = "较上年下降10%", actual = "较上年上升4%", weight = "10", score = "10" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "设备安装时间", target = "2023年8月31日前", actual = "2023年12月15日", weight = "5", score = "5" },
    { target = "≥50处", actual = "40处", weight = "10", score = "10" },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众安全感", target = "提高群众安全感", actual = "有所下降", weight = "10", score = "10", expect = { severity = "warning" } },
  },
  good = {
    { level1 = "产出指标", level2 = "成本指标", level3 = "工程造价(万元)", target = "68", actual = "66.3", weight = "10", score = "10" },
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "部门联动机制", target = "健全", actual = "健全", weight = "10", score = "10" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "平台运行", target = "稳定运行", actual = "已上线运行，二期正在建设", weight = "10", score = "10" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "受益人数（人）", target = "1200", actual = "实际完成1200，占计划的100%", weight = "10", score = "10" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "森林火灾受害率", target = "≤0.9‰", actual = "0.85", weight = "10", score = "10" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "营造林总面积（亩）", target = "80000", actual = "8万", weight = "10", score = "10" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "改造泵站", target = "12座", actual = "12（含续建3座）", weight = "10", score = "10" },
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "良种补贴标准", target = "16元/亩", actual = "15.6元/亩", weight = "10", score = "10", reason = "" },
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "寄宿生补助标准", target = "1000元/人·年", actual = "1250元/人·年", weight = "10", score = "10", reason = "秋季学期起执行新标准，按新标准补发" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "故障修复", target = "8小时", actual = "5小时", weight = "10", score = "10" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "平均住院日", target = "8.5天", actual = "8.1天", weight = "10", score = "10" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "信访总量", target = "不高于上年", actual = "较上年下降6%", weight = "10", score = "10" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "孕产妇死亡率", target = "≤12/10万", actual = "8.6/10万", weight = "10", score = "10" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "道路单位造价", target = "10万元/公里", actual = "9.5万元/公里", weight = "10", score = "10" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "事项办理时限", target = "15个工作日", actual = "12个工作日", weight = "10", score = "10" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "待遇发放时间", target = "每月25日前", actual = "每月20日", weight = "10", score = "10" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "服务期限", target = "2023年1月1日-2023年12月31日", actual = "2024年1月1日-2024年12月31日", weight = "10", score = "10" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "设备安装时间", target = "2023年8月31日前", actual = "2023年8月20日", weight = "5", score = "5" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "宣传经费", target = "≥86万元", actual = "83.42万元", weight = "5", score = "5" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "器材合格率", target = "≤95%", actual = "99%", weight = "5", score = "5" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "安全事故发生率", target = "≥1%", actual = "0%", weight = "5", score = "5" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "有害生物成灾率", target = "≤0.41%", actual = "0.1", weight = "10", score = "10" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "诉求办结率", target = "≥95%", actual = "0.96", weight = "10", score = "10" },
    { target = "≥50处", actual = "50处", weight = "10", score = "10" },
    { target = "≥50处", actual = "40处", weight = "10", score = "8" },
    { target = "不发生安全事故", actual = "未发生", weight = "10", score = "10" },
  },
}
