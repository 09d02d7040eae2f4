-- 只见到门源县的公开表，全省是否同一式样未核实。
statute "qinghai-form" {
  number = "表格式样",
  number_en = "layout of the form",
  title = "青海省县级项目支出绩效目标公开表",
  issuer = "青海省财政厅",
  from = "2024-01-01",
  standing = "second-hand",
}
