-- 四川：监控按月最低执行率预警，绩效进度与预算进度相差超过10个百分点预警，十个工作日内处置；自评表要求执行率低于90%的
-- 说明原因。这几条是转述的，未核对原文，只作提醒。公开的自评表里，90分常按指标个数平分，这是看到的。
pack "510000" {
  title = "四川省",
  version = "2026.1",
  names = { "四川省", "四川" },

  parameters = {
    sichuan_explain_floor = { type = "percent", unit = "%", default = 90, min = 0, max = 100, stricter = "higher",
      why = "自评表附注：执行率低于90%须说明原因（转述）" },
  },

  set = {
    weight_profile = { value = "sichuan", reason = "四川各地公开的自评表，除执行率10分外常按指标个数平分",
      reason_en = "Sichuan's published forms often spread the 90 points evenly over the indicators" },
    progress_gap_duty = { value = true, reason = "绩效进度与预算进度相差超过10个百分点须在十个工作日内处置",
      reason_en = "a gap of over 10 points between progress and spending is to be dealt with in ten working days" },
  },
}
