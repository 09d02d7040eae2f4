statute "beijing-form" {
  number = "表格附注",
  number_en = "notes on the form",
  title = "北京市项目支出绩效自评表",
  issuer = "北京市财政局",
  from = "2016-01-01",
  standing = "seen",
}
