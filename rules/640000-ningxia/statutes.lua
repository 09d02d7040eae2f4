statute "ningxia-form" {
  number = "公开的自评表",
  number_en = "a published self-evaluation",
  title = "原州区农业农村专项资金绩效目标自评表（2022年度）",
  issuer = "原州区农业农村局",
  from = "2022-01-01",
  standing = "seen",
}
