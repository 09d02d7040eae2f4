-- 百分比要说明是什么占什么：名称或描述里应当有率、比例、占比，或者写出算法。
-- “提供法律服务 ≥90%”不知道分子分母。满意度由 QNT-002 管；按时完成 100% 之类口径清楚的不算；可用性、准确性
-- 一类本就是比率；“扬尘下降 ≥5%”是变化幅度。
local function says_ratio(s)
  if text.contains(s, words.sure_rates) then return true end
  if text.match(s, "应\\p{Lo}{1,2}尽\\p{Lo}") then return true end      -- 应养尽养
  s = text.remove(s, words.not_rate)
  return text.contains(s, words.rate_nouns) or text.contains(s, words.division_words) or text.contains(s, words.ratio_implied)
end

rule "REL-013" {
  title    = "百分比指标不是比率",
  title_en = "A percentage of nothing stated",
  suggestion_en = "name it as a rate with numerator and denominator, or give a count",
  severity = "warning",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" }, level1 = { "产出指标", "效益指标", "成本指标" } },
  needs    = { "APP-011", "QNT-004", "REL-003", "REL-004", "REL-007", "REL-009", "REL-026", "REL-032" },
  check = function(i)
    local v = i.target
    if v.kind ~= "number" or v.unit ~= "%" or v.change then return end
    if says_ratio(i.level3 .. "。" .. i.description .. "。" .. text.replace(v.text, v.span, "")) then return end
    if i.level2_name == "时效指标" and text.contains(v.text, words.in_time) then return end
    if text.contains(i.level3, words.in_time) or i.level2_name == "时效指标" and text.contains(i.description, words.in_time) then return end
    if equal(number(v), 100) and (text.contains(i.level3, words.zero_demands) or text.contains(i.level3, words.coverage)) then return end
    local name = text.trim(i.level3)
    -- “完成设备采购”“是否全部纳入统筹”“足额发放”100%：问的是做到几成
    if equal(number(v), 100) and text.match(name, "^(?:指标\\s*\\d*\\s*[：:])?\\s*(?:完成|全部|足额|按要求)|是否|全部|足额") then return end
    if text.ends(name, words.changes) then return end
    if v.value < param.change_ceiling and text.match(name, "(?:提高|提升|增长|增加|加快)$") then return end
    if v.value < param.change_ceiling and text.starts(name, words.changes) then return end
    if v.value < param.change_ceiling and text.match(name, "较[^，,；;]{1,12}") then return end      -- “亩均收入较上年”
    -- 自评表里“资料整编 100%”答“100%”：批复时就是这样，做完了没有是清楚的
    local told = i.project.form == "self_evaluation" and equal(number(v), 100) and i.actual.kind == "number" and i.actual.unit == "%" and i.level1_name == "产出指标"
    return fail { field = "target", severity = told and "note" or "warning", message = "“{name}”不是比率，指标值“{span}”不知是什么的百分比",
      message_en = "'{name}' is no rate: {span} of what?", name = text.brief(i.level3, 30), span = text.replace(text.replace(text.replace(v.span, "\\geq", "≥"), "\\leq", "≤"), "\\%", "%"),
      suggestion = (has(i, "description") and "名称改为“…率”，并在描述里写明分子、分母" or "名称改为“…率”，看得出是什么占什么") .. "；或改填件数、人数" }
  end,
  bad = {
    { level1 = "产出指标", level2 = "质量指标", level3 = "监测数据资料整编", target = "100%", actual = "100%", project = { form = "self_evaluation" }, expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "质量指标", level3 = "资金支付情况", description = "资金及时到位，专款专用", target = "≥90%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "提供法律服务和法律保障", description = "办理各类公证事务", target = "≥90%" },
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "社会和谐稳定值", description = "", target = "≥95%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "办案效率提升", description = "", target = "≥90%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "减少基层信访问题的发生", description = "", target = "≥90%" },
  },
  good = {
    { level1 = "产出指标", level2 = "质量指标", level3 = "红火蚁防控效果", description = "", target = "≥85%" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "贷款贴息利率", description = "", target = "≤4.35%" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "种薯亩均收入较商品薯亩均收入", description = "", target = "≥5%" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "化学农药减量", description = "", target = "≥10%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "台站正常运行", description = "", target = "100%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "草原鼠害防治效果", description = "", target = "≥85%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "强制免疫密度", description = "", target = "≥90%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "完成设备采购并支付货款", description = "", target = "100%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "资金是否全部纳入统筹", description = "", target = "100%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "困难学生全面覆盖", description = "", target = "100%" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "资金拨付情况", description = "", target = "12月底前100%到位" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "特困人员应养尽养", description = "", target = "100%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "早高峰平均车速提高", description = "", target = "≥15%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "重点工作", description = "完成指标值/总分值", target = "≥95%" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "建设任务按时完成", description = "", target = "100%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "工程验收合格", description = "", target = "100%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "法律援助案件", description = "", target = "结案率≥80%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "系统可用性", description = "", target = "≥99.9%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "数据正确性", description = "", target = "≥99%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "资金使用合规性", description = "", target = "100%" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "城区扬尘下降", description = "", target = "≥5%" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "降低企业物流成本", description = "", target = "≥5%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "公众安全感", description = "", target = "≥95%" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "草原植被盖度", description = "", target = "≥45%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "平安建设群众参与度", description = "", target = "≥85%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "热线按时办结", description = "", target = "≥95%" },
  },
}
