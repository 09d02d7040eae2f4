-- 安徽：自评10、50、30、10，成本归产出（全国也认）；系统把 % 印成“百分比”，不查指标重名；计算符号“定量（其他）”“不适用”的值另有选项。
pack "340000" {
  title = "安徽省",
  version = "2026.1",
  names = { "安徽省", "安徽" },

  rules = {
    ["FMT-003"] = { off = true, reason = "安徽的系统印作“百分比”，不是填报单位写的",
      reason_en = "Anhui's system prints 百分比, not the unit" },
    ["REL-021"] = { severity = "warning", reason = "安徽的系统关闭了指标重名校验，重名只提醒",
      reason_en = "Anhui's system has the check of repeated names switched off" },
  },
}
