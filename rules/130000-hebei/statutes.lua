statute "hebei-form" {
  number = "文本格式",
  number_en = "layout of the budget text",
  title = "河北省部门预算绩效文本（绩效目标表）",
  issuer = "河北省财政部门",
  from = "2019-01-01",
  standing = "seen",
}

statute "hebei-monitoring" {
  number = "系统校验",
  number_en = "checks of the budget system",
  title = "河北省预算绩效运行监控系统校验",
  issuer = "河北省财政厅",
  from = "2020-01-01",
  standing = "seen",
}

statute "hebei-codes" {
  number = "编码式样",
  number_en = "pattern of the codes",
  title = "河北省2020年前后项目编码的字母（由公开文本归纳）",
  issuer = "河北省财政部门",
  from = "2019-01-01",
  standing = "second-hand",
  note = "从顺平县司法局2020年度十二个项目编码归纳，未见规定",
}
