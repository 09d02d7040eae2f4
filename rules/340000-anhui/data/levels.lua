-- 成本指标印在产出指标之下。
codes "level_parent" {
  extend = true,
  ["成本指标"] = { "产出指标", "成本指标" },
}
