-- 宁夏：农业农村专项的自评表产出40分、效益40分、满意度20分，执行率不另计分；据原州区2022年的表。
pack "640000" {
  title = "宁夏回族自治区",
  version = "2026.1",
  names = { "宁夏回族自治区", "宁夏" },

  set = {
    weight_profile = { value = "ningxia", reason = "农业农村专项的自评表产出40、效益40、满意度20分",
      reason_en = "farming funds are scored 40 for output, 40 for benefit, 20 for satisfaction" },
  },
}
