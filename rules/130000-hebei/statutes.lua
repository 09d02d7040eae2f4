statute "hebei-form" {
  number = "文本格式",
  title = "河北省部门预算绩效文本（绩效目标表）",
  issuer = "河北省财政部门",
  from = "2019-01-01",
  standing = "seen",
}
