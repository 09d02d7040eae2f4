statute "guangxi-form" {
  number = "系统校验",
  number_en = "checks of the budget system",
  title = "广西壮族自治区预算绩效自评系统校验",
  issuer = "广西壮族自治区财政厅",
  from = "2020-01-01",
  standing = "seen",
}
