-- 自评按批复的权重（weight）计分，不用“分值”（actualweight）一栏。
codes "columns" {
  self_evaluation = { weight = { "weight", "ind_weight", "权重", "设定权重" } },
}
