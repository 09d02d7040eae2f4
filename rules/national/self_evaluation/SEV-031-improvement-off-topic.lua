-- 改进措施应当针对偏差原因。两段文字没有一个共同的词，请人看一眼；近义说法会漏认，所以只提示。
-- 有一条措施说到了原因的不提，照搬来的另一条由 SEV-030 指出。
rule "SEV-031" {
  title    = "改进措施与偏差原因不对应",
  title_en = "The improvements do not answer the reasons",
  suggestion_en = "answer each reason with a measure",
  severity = "note",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "project",
  where    = { form = "self_evaluation" },
  needs    = { "SEV-029" },
  check = function(p)
    if text.is_substantive(p.deviation_reason) and not text.is_blank(p.improvement) and not text.only(p.improvement, words.boilerplate)
      and text.only(p.improvement, words.improvement_fillers) then
      return fail { field = "improvement", said = text.brief(p.improvement, 30), message = "改进措施“{said}”没有说怎么做",
        message_en = "the improvement '{said}' does not say what will be done", suggestion = "写明做什么、谁来做、什么时候完成" }
    end
    if not text.is_substantive(p.deviation_reason) or not text.is_substantive(p.improvement) then
      return skip("没有可以对照的原因和措施")
    end
    if text.contains(p.deviation_reason, words.all_done) then return end
    if text.shared(p.deviation_reason, p.improvement) > 0 then return end
    if list.any(p.indicators, function(i) return unmet(i) == true and text.shared(i.level3, p.improvement) > 0 end) then return end
    return fail { field = "improvement",
      message = "改进措施“{said}”看不出与偏差原因的联系，请核对",
      message_en = "the improvement '{said}' has nothing in common with the reasons",
      said = text.brief(p.improvement, 30), suggestion = "针对偏差原因逐条写明措施" }
  end,
  bad = {
    { deviation_reason = "招标节约资金3万元，管理中支付审批较慢。", improvement = "进一步加强管理，提高工作效率" },
    { deviation_reason = "项目按年度分期支出，质保金三年期满后支付。", improvement = "进一步加强信息化实战应用" },
  },
  good = {
    { deviation_reason = "企业铁路发生安全生产事故。", improvement = "督促各地进一步压实企业责任。" },
    { deviation_reason = "目标完成较好，无偏差，执行顺利", improvement = "进一步加强信息化实战应用" },
    { deviation_reason = "", improvement = "进一步加强信息化实战应用" },
  },
}
