-- 湖北自评：预算执行20分、产出40分、效益和满意度40分，定性三档按80、50分界，满意度暂不必评。
pack "420000" {
  title = "湖北省",
  version = "2026.1",
  names = { "湖北省", "湖北" },

  set = {
    weight_profile = { value = "hubei", since = 2020, reason = "湖北自评表预算执行20分、产出40分、效益和满意度40分；2019年度的表仍为10、90分",
      reason_en = "Hubei's self-evaluation: 20 points for execution, 40 for output, 40 for benefit and satisfaction; in 2019 still 10 and 90" },
    score_mode = { value = "ratio", reason = "湖北自评表附注：反向指标未完成的按指标值与完成值之比计分",
      reason_en = "notes on Hubei's form: ceilings that were exceeded are scored by target over actual value" },
    monitored_levels = { value = false, reason = "湖北的监控只选部分一级指标",
      reason_en = "Hubei monitors only some of the first levels" },
    qualitative_bands = { value = "hubei", reason = "湖北定性指标三档为100至80（含）、80至50（含）、50至0",
      reason_en = "Hubei's three grades are 100 to 80, 80 to 50, 50 to 0" },
  },

  rules = {
    ["CMP-013"] = { severity = "note", reason = "湖北自评表附注：满意度指标暂可不作为必评指标",
      reason_en = "notes on Hubei's form: satisfaction need not be evaluated for now" },
    ["REL-021"] = { severity = "warning", reason = "湖北的系统关闭了指标重名校验，重名只提醒",
      reason_en = "Hubei's system has the check of repeated names switched off" },
    ["CMP-026"] = { severity = "error", reason = "湖北申报要求长期目标和年度目标都填写，系统强制",
      reason_en = "Hubei's system demands long-term and annual goals" },
  },
}
