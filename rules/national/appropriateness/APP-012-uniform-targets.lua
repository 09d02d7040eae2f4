-- 一个项目的指标值全都一样，多半没有逐项测算；数量各有各的数，而比率全是一个数的，也是。法定应为100%的除外。
-- 说的是整张表，不指哪一行：单看一行，“满意度≥90%”并没有错。
rule "APP-012" {
  title    = "指标值高度雷同",
  title_en = "All targets of the project are the same",
  suggestion_en = "derive each target from its own history or standard",
  severity = "warning",
  aspect   = "适当性",
  basis    = { "mof-2015-88" },
  each     = "project",
  where    = { form = { "declaration", "target", "disclosure" } },
  check = function(p)
    local rows = rows_of(p, { target = "number" })
    if #rows == 0 then return skip("没有定量指标") end
    if #rows < number(param.uniform_rows) then return end
    local first = rows[1].target
    local function same(i)
      return i.target.op == first.op and i.target.unit == first.unit and equal(number(i.target), number(first))
    end
    if not list.all(rows, same) then
      rows = list.filter(rows, function(i) return i.target.unit == "%" end)
      if #rows < number(param.uniform_rows) then return end
      first = rows[1].target
    end
    if not list.all(rows, same) or first.unit == "%" and equal(number(first), 100) then return end
    return fail { field = "indicators", count = #rows, same = text.trim(first.text),
      message = "{count} 个定量指标的指标值都是“{same}”", message_en = "all {count} quantified targets are '{same}'",
      suggestion = "按各指标的历史数据、标准分别测算" }
  end,
  bad  = { { indicators = {
    { level2 = "数量指标", level3 = "调解数量", target = "≥900件" }, { level2 = "质量指标", level3 = "成功率", target = "≥90%" },
    { level2 = "质量指标", level3 = "合格率", target = "≥90%" }, { level2 = "社会效益指标", level3 = "知晓率", target = "≥90%" },
    { level2 = "时效指标", level3 = "及时率", target = "≥90%" }, { level2 = "服务对象满意度指标", level3 = "满意度", target = "≥90%" } } }, { indicators = {
    { level2 = "数量指标", level3 = "调解数量", target = "≥90%" }, { level2 = "质量指标", level3 = "办案质量", target = "≥90% " },
    { level2 = "质量指标", level3 = "合格率", target = "≥90%" }, { level2 = "社会效益指标", level3 = "知晓率", target = "≥90%" },
    { level2 = "服务对象满意度指标", level3 = "满意度", target = "≥90%" } } } },
  good = { { indicators = {
    { level2 = "数量指标", level3 = "调解数量", target = "≥900件" }, { level2 = "质量指标", level3 = "成功率", target = "≥95%" },
    { level2 = "质量指标", level3 = "合格率", target = "≥90%" }, { level2 = "社会效益指标", level3 = "知晓率", target = "≥90%" },
    { level2 = "时效指标", level3 = "及时率", target = "≥90%" }, { level2 = "服务对象满意度指标", level3 = "满意度", target = "≥90%" } } }, { indicators = {
    { level2 = "数量指标", level3 = "发放人数占比", target = "100%" }, { level2 = "质量指标", level3 = "准确率", target = "100%" },
    { level2 = "质量指标", level3 = "合规率", target = "100%" }, { level2 = "时效指标", level3 = "及时率", target = "100%" },
    { level2 = "社会效益指标", level3 = "政策知晓率", target = "100%" } } } },
}
