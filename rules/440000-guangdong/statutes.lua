statute "guangdong-form" {
  number = "表格式样",
  number_en = "layout of the form",
  title = "广东省项目支出绩效目标表（实施周期指标值、年度指标值两栏）",
  issuer = "广东省财政厅",
  from = "2019-01-01",
  standing = "memory",
}
