statute "ezhou-form" {
  number = "表格式样",
  number_en = "layout of the form",
  title = "鄂州市项目绩效目标申报表、项目自评表",
  issuer = "鄂州市财政局",
  from = "2022-01-01",
  standing = "seen",
}
