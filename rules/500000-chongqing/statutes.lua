statute "chongqing-form" {
  number = "表格附注",
  number_en = "printed on the form",
  title = "奉节县项目支出绩效目标审批表（2023年度）",
  issuer = "奉节县财政局",
  from = "2023-01-01",
  standing = "seen",
}
