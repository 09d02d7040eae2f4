statute "tianjin-form" {
  number = "系统校验",
  number_en = "checks of the budget system",
  title = "天津市预算绩效目标表、自评表、监控表及系统校验",
  issuer = "天津市财政局",
  from = "2020-01-01",
  standing = "seen",
}
