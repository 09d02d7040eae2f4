-- 山西：监控亮灯60、80、120；没有填报成本指标的项目，成本指标得分不得超过5分；年初有值、调整后为空的行是取消的指标。
pack "140000" {
  title = "山西省",
  version = "2026.1",
  names = { "山西省", "山西" },

  parameters = {
    default_cost_score = { type = "number", unit = "分", default = 5, min = 0, max = 20, stricter = "lower",
      why = "未填报成本指标的项目，成本指标得分的上限" },
  },
}
