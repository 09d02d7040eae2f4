statute "sichuan-2025-10" {
  number = "川财绩〔2025〕10号",
  title = "四川省预算绩效运行监控的规定（据第三方摘要）",
  issuer = "四川省财政厅",
  from = "2025-01-01",
  standing = "second-hand",
}

statute "sichuan-form" {
  number = "表格附注",
  number_en = "notes on the form",
  title = "四川省项目支出绩效自评表",
  issuer = "四川省财政厅",
  from = "2020-01-01",
  standing = "second-hand",
}

statute "sichuan-weights" {
  number = "公开的自评表",
  number_en = "published self-evaluations",
  title = "四川省市县单位公开的项目支出绩效自评表（分值）",
  issuer = "四川省市县预算单位",
  from = "2020-01-01",
  standing = "seen",
}
