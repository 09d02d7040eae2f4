-- 依据登记簿。standing：seen 见过原文或系统，second-hand 转述，memory 凭记忆，未核对原文。

statute "mof-2015-88" {
  number = "财预〔2015〕88号",
  title = "中央部门预算绩效目标管理办法",
  issuer = "财政部",
  from = "2015-05-21",
  caveat = "对中央部门的规定，地方参照执行", caveat_en = "binds central departments; others follow it by analogy",
  standing = "memory",
}

statute "mof-2020-10" {
  number = "财预〔2020〕10号",
  title = "项目支出绩效评价管理办法",
  issuer = "财政部",
  from = "2020-02-25",
  standing = "memory",
}

statute "mof-2021-101" {
  number = "财预〔2021〕101号",
  title = "中央部门项目支出核心绩效目标和指标设置及取值指引（试行）",
  issuer = "财政部",
  from = "2021-08-18",
  caveat = "对中央部门的规定，地方参照执行", caveat_en = "binds central departments; others follow it by analogy",
  standing = "memory",
}

statute "mof-2019-136" {
  number = "财预〔2019〕136号",
  title = "中央部门预算绩效运行监控管理暂行办法",
  issuer = "财政部",
  from = "2019-07-26",
  caveat = "对中央部门的规定，地方参照执行", caveat_en = "binds central departments; others follow it by analogy",
  standing = "second-hand",
}

statute "zhongfa-2018-34" {
  number = "中发〔2018〕34号",
  title = "中共中央 国务院关于全面实施预算绩效管理的意见",
  issuer = "中共中央、国务院",
  from = "2018-09-01",
  standing = "second-hand",
}

statute "budget-law" {
  number = "《预算法》",
  number_en = "Budget Law",
  title = "中华人民共和国预算法",
  issuer = "全国人民代表大会常务委员会",
  from = "2015-01-01",
  standing = "memory",
  articles = { ["第十三条"] = "各部门、各单位的支出以经批准的预算为依据" },
}

statute "platform" {
  number = "系统校验",
  number_en = "checks of the budget system",
  title = "预算管理一体化系统填报校验",
  issuer = "预算管理一体化系统",
  from = "2016-01-01",
  standing = "seen",
}

statute "secrecy-law" {
  number = "《保守国家秘密法》",
  number_en = "Law on Guarding State Secrets",
  title = "中华人民共和国保守国家秘密法",
  issuer = "全国人民代表大会常务委员会",
  from = "2010-10-01",
  standing = "memory",
}

statute "disclosure" {
  number = "预决算公开规定",
  number_en = "disclosure requirements",
  title = "绩效目标公开的要求（除涉密项目外绩效目标随预算公开）",
  issuer = "财政部门",
  from = "2016-01-01",
  standing = "seen",
}

statute "privacy-law" {
  number = "《个人信息保护法》",
  number_en = "Personal Information Protection Law",
  title = "中华人民共和国个人信息保护法",
  issuer = "全国人民代表大会常务委员会",
  from = "2021-11-01",
  standing = "memory",
}

statute "gbt-9704" {
  number = "GB/T 9704—2012",
  title = "党政机关公文格式",
  issuer = "国家质量监督检验检疫总局、国家标准化管理委员会",
  from = "2012-07-01",
  standing = "memory",
}

statute "gbt-15834" {
  number = "GB/T 15834—2011",
  title = "标点符号用法",
  issuer = "国家质量监督检验检疫总局、国家标准化管理委员会",
  from = "2012-06-01",
  standing = "memory",
}

statute "huangshi-2019" {
  number = "表格附注",
  number_en = "notes on the form",
  title = "黄石市2019年项目支出绩效目标执行监控表",
  issuer = "黄石市财政局",
  from = "2019-01-01",
  standing = "seen",
}
