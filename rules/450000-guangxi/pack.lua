-- 广西（百财办〔2021〕4号等，随财预〔2020〕10号）：实际完成值达到指标值130%的须说明“超计划较大”的原因，指标值为0的以30为界；定性指标须写完成情况简要描述。
pack "450000" {
  title = "广西壮族自治区",
  version = "2026.1",
  names = { "广西壮族自治区", "广西" },

  set = {
    over_small_base = 0,      -- 系统不分基数大小，达到130%就要写原因
    over_ratio_capped = 130,  -- 也不分是不是比率
  },

  parameters = {
    result_note_headings = { type = "list", default = { "完成情况简要描述", "score_remark", "得失分依据" },
      why = "读入的表里记完成情况简要描述的栏目" },
  },
}
