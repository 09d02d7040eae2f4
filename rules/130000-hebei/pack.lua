-- 河北的绩效目标表编在部门预算绩效文本里，每个项目带累计的资金支出计划，编码有本省式样。
pack "130000" {
  title = "河北省",
  version = "2026.1",
  names = { "河北省", "河北" },

  set = {
    plan_months = { value = { 3, 6, 10, 12 }, reason = "部门预算绩效文本规定3、6、10、12月底四期" },
  },

  parameters = {
    hebei_over_limit = { type = "percent", unit = "%", default = 30, min = 0, max = 500, stricter = "lower",
      why = "监控中“≥”的指标超出指标值的比例达到此数须写偏差分析；系统由各地配置，缺省取30%" },
  },
}
