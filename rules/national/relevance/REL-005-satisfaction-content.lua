-- 满意度指标要说谁对什么满意。名称、描述、指标值都没有满意、认可、评价等字样的，多是把工作任务填在了这里；
-- 只是名称没写明的，提示。指标值也不是百分比的，QNT-002 一并说了。
rule "REL-005" {
  title    = "满意度指标的内容与满意无关",
  title_en = "A satisfaction indicator that says nothing of satisfaction",
  suggestion_en = "name whose satisfaction with what is measured; move tasks to the quantity indicators",
  severity = "warning",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" }, level1 = "满意度指标" },
  needs    = { "QNT-002", "REL-002" },
  check = function(i)
    if text.contains(i.level3, words.satisfaction) then return end
    local rest = i.description .. i.target.text .. i.target_basis
    if text.fold(i.level3) == "" then return skip("没有指标名称") end
    if text.contains(rest, words.satisfaction) then
      return fail { field = "level3", severity = "note", message = "满意度指标的名称“{name}”没有写明满意度",
        message_en = "the satisfaction indicator '{name}' does not name satisfaction", name = text.brief(i.level3, 30),
        suggestion = "改为“服务对象满意度”，写明谁对什么满意" }
    end
    return fail { field = "level3", message = "满意度指标“{name}”的内容与满意度无关",
      message_en = "the satisfaction indicator '{name}' has nothing to do with satisfaction", name = text.brief(i.level3, 30),
      suggestion = "名称改为“受益群众满意度”一类，指标值写“≥90%”；原内容属于工作任务的移到数量指标" }
  end,
  bad = {
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "减少重新违法犯罪行为", description = "进行教育培训，使其顺利回归社会", target = "≥90%", target_basis = "" },
    { level1 = "满意度指标", level2 = "服务对象满意度", level3 = "满足群众矛盾纠纷调解需求", target = "建立健全“1+N”调处平台", expect = { severity = "note" } },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "提高办案质量", description = "人民群众满意，提高办案质量", target = "≥90%", expect = { severity = "note" } },
  },
  good = {
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众安全感", target = "达到85%" },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "有效投诉次数", target = "≤3次" },
  },
}
