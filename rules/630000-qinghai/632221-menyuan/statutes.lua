statute "menyuan-form" {
  number = "表格式样",
  number_en = "layout of the form",
  title = "门源回族自治县项目支出绩效目标公开表",
  issuer = "门源回族自治县财政局",
  from = "2024-01-01",
  standing = "seen",
}
