-- 原州区农业专项的自评表印着“产出指标（40分）”“效益指标（40分）”“满意度指标（20分）”，合计100。
codes "weight_profiles" {
  extend = true,
  ningxia = {
    title = "宁夏农业农村专项的自评表：产出40、效益40、满意度20",
    with_cost = { execution = 10, cost = 20, output = 40, benefit = 20, satisfaction = 10 },
    without_cost = { execution = 10, output = 50, benefit = 30, satisfaction = 10 },
    also = { { execution = 0, output = 40, benefit = 40, satisfaction = 20 } },
  },
}
