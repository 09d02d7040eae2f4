statute "hubei-form" {
  number = "表格附注",
  number_en = "notes on the form",
  title = "湖北省项目支出绩效自评表及一体化系统校验",
  issuer = "湖北省财政部门",
  from = "2019-01-01",
  standing = "seen",
}
