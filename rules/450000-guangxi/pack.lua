-- 广西：实际完成值达到指标值130%的须说明“超计划较大”的原因，指标值为0的以30为界；定性指标须写完成情况简要描述。
pack "450000" {
  title = "广西壮族自治区",
  version = "2026.1",
  names = { "广西壮族自治区", "广西" },

  parameters = {
    result_note_headings = { type = "list", default = { "完成情况简要描述", "score_remark", "得失分依据" },
      why = "读入的表里记完成情况简要描述的栏目" },
  },
}
