-- 奉节县目标审批表印着“成本指标（0-20）分”“产出指标（40-50）分”；效益、满意度的上下限没有看到，按余下的分值放宽。
codes "weight_profiles" {
  extend = true,
  chongqing = {
    title = "重庆区县的目标审批表：执行率10、成本0—20、产出40—50",
    with_cost = { execution = 10, cost = 20, output = 40, benefit = 20, satisfaction = 10 },
    without_cost = { execution = 10, output = 50, benefit = 30, satisfaction = 10 },
    also = { { execution = 10, cost = { low = 0, high = 20 }, output = { low = 40, high = 50 }, benefit = { low = 20, high = 40 }, satisfaction = { low = 0, high = 20 } } },
  },
}
