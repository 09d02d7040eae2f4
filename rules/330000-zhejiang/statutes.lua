statute "zhejiang-form" {
  number = "系统校验",
  number_en = "checks of the budget system",
  title = "浙江省预算绩效目标、自评系统校验",
  issuer = "浙江省财政厅",
  from = "2020-01-01",
  standing = "second-hand",
}
