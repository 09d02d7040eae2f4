-- 重庆：区县的目标审批表规定成本指标0—20分、产出指标40—50分，执行率10分，余下归效益和满意度；据奉节县2023年的表。
pack "500000" {
  title = "重庆市",
  version = "2026.1",
  names = { "重庆市", "重庆" },

  set = {
    weight_profile = { value = "chongqing", reason = "区县目标审批表规定成本0—20分、产出40—50分",
      reason_en = "the counties' form sets 0 to 20 points for cost, 40 to 50 for output" },
  },
}
