-- 河北的绩效目标表编在部门预算绩效文本里，每个项目带累计的资金支出计划，编码有本省式样。一级指标2021年度及以前叫
-- “效果指标”，金额2020年前后用元、其后用万元，都照表读，不作提示。≤、< 的计分系统另有规定，内容没有见到，不核验。
pack "130000" {
  title = "河北省",
  version = "2026.1",
  names = { "河北省", "河北" },

  set = {
    plan_months = { value = { 3, 6, 10, 12 }, reason = "部门预算绩效文本规定3、6、10、12月底四期",
      reason_en = "the budget text asks for shares by the end of March, June, October and December" },
  },

  parameters = {
    hebei_over_limit = { type = "percent", unit = "%", default = 30, min = 0, max = 500, stricter = "lower",
      why = "监控中“≥”的指标超出指标值的比例大于此数须写偏差分析；系统由各地配置，缺省取30%" },
  },
}
