statute "hefei-monitoring" {
  number = "系统校验",
  title = "合肥市项目绩效运行监控表及系统校验",
  issuer = "合肥市财政局",
  from = "2020-01-01",
  standing = "seen",
}
