-- 浙江：申报时指标权重合计100，自评按批复的权重计分，各一级指标的权重不作统一规定。
pack "330000" {
  title = "浙江省",
  version = "2026.1",
  names = { "浙江省", "浙江" },

  set = {
    weights_apart = { value = true, reason = "浙江的指标权重自身合计100，自评按批复的权重计分",
      reason_en = "Zhejiang's weights add up to 100 by themselves; scores follow the approved ones" },
  },

  rules = {
    ["SEV-020"] = { off = true, reason = "浙江按批复的权重计分，一级指标权重不作统一规定",
      reason_en = "Zhejiang scores by the approved weights; none are set for level 1" },
  },
}
