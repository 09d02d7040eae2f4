statute "shanxi-form" {
  number = "系统校验",
  number_en = "checks of the budget system",
  title = "山西省预算绩效自评、监控系统校验",
  issuer = "山西省财政厅",
  from = "2020-01-01",
  standing = "seen",
}
