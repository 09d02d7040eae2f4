statute "anhui-form" {
  number = "系统校验",
  number_en = "checks of the budget system",
  title = "安徽省项目支出绩效自评表及系统校验",
  issuer = "安徽省财政厅",
  from = "2020-01-01",
  standing = "seen",
}
