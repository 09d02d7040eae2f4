-- 各项指标的完成值都是同一句话，看不出各项做得怎样。规定的三档用语相同不算。
rule "SEV-012" {
  title    = "实际完成值千篇一律",
  title_en = "Every indicator is answered with the same words",
  suggestion_en = "answer each: figures where the target is a figure, else the grade and what was achieved",
  severity = "warning",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "project",
  where    = { form = "self_evaluation" },
  check = function(p)
    local rows = list.filter(rows_of(p), function(i) return i.filled and i.actual.kind ~= "empty" end)
    if #rows < param.uniform_actuals then return skip("指标太少") end
    local said = text.fold(rows[1].actual.text)
    if rows[1].actual.kind ~= "text" or text.contains(said, words.completion) then return end
    if not list.all(rows, function(i) return text.fold(i.actual.text) == said end) then return end
    return fail { related = list.map(rows, function(i) return { at = i, field = "actual" } end),
      message = "{count} 个指标的实际完成值都是“{said}”", message_en = "all {count} actual values read '{said}'",
      count = #rows, said = rows[1].actual.text,
      suggestion = "逐项填写：定量指标填数，定性指标写明达成的档次和具体成果" }
  end,
  bad = {
    { indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "联通乡镇", target = "26个", actual = "完成较好" },
      { level1 = "产出指标", level2 = "质量指标", level3 = "机制", target = "建立机制", actual = "完成较好" },
      { level1 = "效益指标", level2 = "社会效益指标", level3 = "实战效能", target = "形成效能", actual = "完成较好" },
      { level1 = "满意度指标", level2 = "满意度指标", level3 = "使用人员", target = "满意", actual = "完成较好" } }, expect = { field = false } },
  },
  good = {
    { indicators = {
      { level1 = "产出指标", level2 = "质量指标", level3 = "甲", target = "建立甲机制", actual = "达成年度指标" },
      { level1 = "产出指标", level2 = "质量指标", level3 = "乙", target = "建立乙机制", actual = "达成年度指标" },
      { level1 = "效益指标", level2 = "社会效益指标", level3 = "丙", target = "形成效能", actual = "达成年度指标" },
      { level1 = "满意度指标", level2 = "满意度指标", level3 = "丁", target = "满意", actual = "达成年度指标" } } },
    { indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "甲", target = "26个", actual = "已完成" },
      { level1 = "产出指标", level2 = "质量指标", level3 = "乙", target = "建立机制", actual = "已完成" },
      { level1 = "产出指标", level2 = "质量指标", level3 = "丙", target = "建立机制", actual = "未完成" },
      { level1 = "满意度指标", level2 = "满意度指标", level3 = "丁", target = "满意", actual = "已完成" } } },
  },
}
