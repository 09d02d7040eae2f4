statute "jiexiu-monitoring" {
  number = "监控通知",
  number_en = "monitoring notice",
  title = "介休市县级预算绩效运行监控的要求（据转载）",
  issuer = "介休市财政局",
  from = "2020-01-01",
  standing = "second-hand",
}
