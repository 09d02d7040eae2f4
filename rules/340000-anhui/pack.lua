-- 安徽：自评10、50、30、10，成本归产出（全国也认）；系统把 % 印成“百分比”，不查指标重名；计算符号“定量（其他）”“不适用”的值另有选项。
pack "340000" {
  title = "安徽省",
  version = "2026.1",
  names = { "安徽省", "安徽" },

  parameters = {
    sign_headings = { type = "list", default = { "target_op", "计算符号", "computesign", "运算符号" }, why = "读入的表里记计算符号的栏目" },
    value_note_headings = { type = "list", default = { "指标值说明", "value_remark", "value_desc", "kpi_remark" }, why = "读入的表里记指标值说明的栏目" },
  },

  rules = {
    ["FMT-003"] = { off = true, reason = "安徽的系统印作“百分比”，不是填报单位写的" },
    ["REL-021"] = { severity = "warning", reason = "安徽的系统关闭了指标重名校验，重名只提醒" },
  },
}
