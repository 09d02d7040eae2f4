-- 天津的目标表与河北同式，没有资金支出计划；系统把 % 印成“百分比”，可持续影响惯写“持续影响”。
-- 自评时“=”的指标完成值不等于指标值、“≤”的超过指标值，系统标红；监控填“有可能”“完全不可能”的要写全年预计。
pack "120000" {
  title = "天津市",
  version = "2026.1",
  names = { "天津市", "天津" },

  set = {
    forecast_in_doubt = { value = true, reason = "天津的系统只要求可能完不成的指标填全年预计完成情况",
      reason_en = "Tianjin's system asks for the forecast only where the target is in doubt" },
    lasting_values = { value = true, reason = "天津的可持续影响指标惯填“持续影响”，系统照此印出",
      reason_en = "Tianjin's system prints 持续影响 for lasting effects" },
  },

  rules = {
    ["FMT-003"] = { off = true, reason = "天津的系统统一印作“百分比”，不是填报单位写的",
      reason_en = "Tianjin's system prints 百分比, not the unit" },
  },
}
