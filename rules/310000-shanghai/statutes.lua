statute "shanghai-form" {
  number = "表格式样",
  number_en = "layout of the form",
  title = "上海市财政项目支出绩效目标申报表",
  issuer = "上海市财政局",
  from = "2018-01-01",
  standing = "seen",
}
