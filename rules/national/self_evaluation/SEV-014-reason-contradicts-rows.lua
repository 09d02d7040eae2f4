-- 说明与指标行互相矛盾：说明称没有完成而指标全填完成，或者说明称没有偏差而有指标未完成。
-- 只说预算与需求不匹配、需要加强之类的，不算承认没有完成；说执行率没有达到的，说的是钱。
-- “结余5.1万元：有2件申请材料不全，未能在年内审批”整句说的是钱为什么没有花完。
local function about_money(sentence)
  if text.match(sentence, "(?:全部|均|已|资金|经费|余额|余款)\\s*(?:结转|结余|收回)") then return true end      -- “当年无法完成采购，全部结转下年”
  return text.match(sentence, "(?:结余|结转|未支出|未支付|剩余)[^，。；,;]{0,4}?[\\d.]+\\s*万?元|[\\d.]+\\s*万?元[^，。；,;]{0,4}?(?:结余|结转|未支出|未支付|未付)") ~= nil
end

local function admission(reason)
  for _, sentence in ipairs(text.matches(reason, "[^。；;]+")) do
    for _, clause in ipairs(about_money(sentence) and {} or text.matches(sentence, "[^，,]+")) do
      local said = text.contains(clause, words.admits)
      if said and not text.match(clause, "执行率|预算执行|(?:支出|支付|执行)进度|执行数") then return said end
    end
  end
end

-- 扣了分而没有写原因的行，由 SEV-026 逐行指出
local function unexplained_deduction(i)
  local score, weight = number(i.score), number(i.weight)
  return score ~= nil and weight ~= nil and score < weight and text.is_blank(i.reason)
end

rule "SEV-014" {
  title    = "偏差说明与指标完成情况矛盾",
  title_en = "The explanation and the indicators contradict each other",
  suggestion_en = "enter what was really achieved, or mend the reasons",
  severity = "warning",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "project",
  where    = { form = "self_evaluation" },
  needs    = { "SEV-006" },
  check = function(p)
    local told = list.filter(rows_of(p), function(i) return i.actual.kind ~= "empty" end)
    if #told == 0 or text.is_blank(p.deviation_reason) then return skip("没有说明或没有完成值") end
    local missed = list.filter(told, function(i) return unmet(i) == true end)
    local admitted = admission(p.deviation_reason)
    -- 达成而扣了分的，就是偏差原因所说的那一点
    local docked = list.any(told, function(i)
      local score, weight = number(i.score), number(i.weight)
      return score ~= nil and weight ~= nil and score < weight
    end)
    if admitted and #missed == 0 and not docked then
      return fail { field = "deviation_reason",
        message = "偏差原因写“{said}”，而 {count} 个指标都填完成",
        message_en = "the reasons say '{said}', yet all {count} indicators are reported as met",
        said = admitted, count = #told,
        suggestion = "把没有完成的指标如实填写完成值，或改正偏差原因" }
    end
    missed = list.filter(missed, function(i) return not unexplained_deduction(i) end)
    local claimed = not admitted and text.contains(p.deviation_reason, words.all_done)
    if claimed and #missed > 0 then
      return fail { field = "deviation_reason",
        related = list.map(missed, function(i) return { at = i, field = "actual" } end),
        message = "偏差原因写“{said}”，而“{name}”填“{actual}”",
        message_en = "the reasons say '{said}', yet '{name}' is answered '{actual}'",
        said = claimed, name = text.brief(missed[1].level3, 20), actual = text.brief(missed[1].actual.text, 20),
        suggestion = "写明未完成指标的原因" }
    end
  end,
  bad = {
    { deviation_reason = "全年防疫工作顺利完成，无重大疫情。", indicators = {
      { level1 = "效益指标", level2 = "社会效益指标", level3 = "重大动物疫情", target = "不发生区域性重大动物疫情", actual = "发生1起非洲猪瘟疫情" } } },
    { deviation_reason = "施工单位进场较晚，2个法庭尚未完工。", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "维修审判法庭", target = "4个", actual = "4个" } } },
    { deviation_reason = "不能完成目标的原因：部分项目市里不再建设。", indicators = {
      { level1 = "产出指标", level2 = "时效指标", level3 = "建设任务按时完成", target = "100%", actual = "完成较好" } } },
    { deviation_reason = "各项任务均已完成，工作开展顺利。", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "培训", target = "≥5场", actual = "2场" } } },
  },
  good = {
    { deviation_reason = "上级资金12月28日才下达，当年无法完成采购，全部结转下年使用。", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "更换探头", target = "79个", actual = "79个" } } },
    { deviation_reason = "合同约定验收后付款，年末验收未完成，21.4万元结转下年支付。", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "更换探头", target = "79个", actual = "79个" } } },
    { deviation_reason = "风险防控个别措施滞后。", indicators = {
      { level1 = "效益指标", level2 = "社会效益指标", level3 = "风险防控", target = "防控到位", actual = "达成年度指标", weight = "8", score = "7", reason = "" } } },
    { deviation_reason = "执行率97%，结余5.1万元：第四季度有2件申请材料不全，未能在年内审批，转下年办理。", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "救助案件", target = "≥40件", actual = "42件" } } },
    { deviation_reason = "无偏差", indicators = {
      { level1 = "产出指标", level2 = "时效指标", level3 = "资金发放及时率", target = "100%", actual = "95%", weight = "10", score = "9.5", reason = "" } } },
    { deviation_reason = "四季度服务费按合同次年1月支付，预算执行率未达到100%。", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "运维设施", target = "39座", actual = "39座" } } },
    { deviation_reason = "经费使用目标已完成，目前存在预算与实际需求不匹配的情况。", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "结案率", target = "80%", actual = "80%" } } },
    { deviation_reason = "目标完成较好，无偏差", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "联通乡镇", target = "26个", actual = "26个" } } },
    { deviation_reason = "宣传报道力度还不够大。", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "宣传", target = "10个专栏", actual = "专栏报道还不够" } } },
  },
}
