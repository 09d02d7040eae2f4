-- 北京的表至今用这几个名称，不作旧名提示。
codes "level1_historic" {
  ["效果指标"] = false,
  ["效果"] = false,
  ["投入指标"] = false,
}

codes "level2" {
  extend = true,
  ["时效指标"] = { "产出进度", "产出进度指标" },
  ["生态效益指标"] = { "环境效益", "环境效益指标" },
}
