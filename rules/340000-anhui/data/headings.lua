-- 本省表上另有的栏目。

words "sign_headings" {
  title = "读入的表里记计算符号的栏目",
  "target_op", "计算符号", "computesign", "运算符号",
}

words "value_note_headings" {
  title = "读入的表里记指标值说明的栏目",
  "指标值说明", "value_remark", "value_desc", "kpi_remark",
}
