statute "hebei-form" {
  number = "文本格式",
  title = "河北省部门预算绩效文本（绩效目标表）",
  issuer = "河北省财政部门",
  from = "2019-01-01",
  standing = "seen",
}

statute "hebei-monitoring" {
  number = "系统校验",
  title = "河北省预算绩效运行监控系统校验",
  issuer = "河北省财政厅",
  from = "2020-01-01",
  standing = "seen",
}
