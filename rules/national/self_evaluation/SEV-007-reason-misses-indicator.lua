-- 偏差原因要逐项对应未完成的指标。按共同用字判断，近义说法可能漏认，所以只列出行，请人核对；
-- 影响全部指标的原因（资金未下达、疫情等）不逐项要求。
local function covered(p, i)
  if not text.is_blank(i.reason) and not text.only(i.reason, words.boilerplate) then return true end
  local own = i.level3 .. "。" .. i.actual.text .. (i.target.kind == "text" and "。" .. i.target.text or "")
  return text.shared(own, p.deviation_reason) >= param.reason_overlap
end

rule "SEV-007" {
  title    = "偏差原因没有说到未完成的指标",
  title_en = "The reasons given do not cover every unmet indicator",
  suggestion_en = "add for each how much was done, how much is missing, and why",
  severity = "warning",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "project",
  where    = { form = "self_evaluation" },
  needs    = { "SEV-006", "SEV-014" },
  check = function(p)
    if text.is_blank(p.deviation_reason) then return skip("没有填写偏差原因") end
    if text.contains(p.deviation_reason, words.general_causes) then return end
    local rows = list.filter(rows_of(p), function(i)
      return unmet(i) == true and not covered(p, i)
    end)
    if #rows == 0 then return end
    local names = list.map(rows, function(i) return text.brief(i.level3, 15) end)
    return fail { field = "deviation_reason",
      related = list.map(rows, function(i) return { at = i, field = "actual" } end),
      message = "{count} 个未完成的指标在偏差原因里没有说到：{names}",
      message_en = "{count} unmet indicators are not explained: {names}",
      count = #rows, names = text.brief(list.join(names, "、"), 80),
      suggestion = "逐项补充未完成的原因，写明完成了多少、差多少、为什么" }
  end,
  bad = {
    { deviation_reason = "矛盾纠纷化解质效还需提升。", indicators = {
      { level1 = "产出指标", level2 = "质量指标", level3 = "挂牌整治有效", target = "不少于5个地区", actual = "未挂牌整治" } } },
  },
  good = {
    { deviation_reason = "个别乡镇维护社会稳定的措施落实不到位。", indicators = {
      { level1 = "效益指标", level2 = "社会效益指标", level3 = "综治工作效率", target = "维护社会稳定、防控风险", actual = "部分达成年度指标并具有一定效果" } } },
    { deviation_reason = "按农户申请据实兑付，农户观望，申请量减少。", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "享受优惠机具台数", target = "≥1600台", actual = "982台" } } },
    { deviation_reason = "扫黑除恶宣传、新闻媒体报道力度还不够大。", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "宣传、新闻媒体报道", target = "不少于10个专栏",
        actual = "媒体专栏报道还不够" } } },
    { deviation_reason = "受疫情影响，线下活动停办。", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "举办培训", target = "≥5场", actual = "2场" } } },
  },
}
