-- 北京自2016年起自评用10、50、30、10，未完成的按比例计分；一级仍有“效果指标”“投入指标”，
-- 二级有“进度指标”“环境效益指标”，都是规定的名称。
pack "110000" {
  title = "北京市",
  version = "2026.1",
  names = { "北京市", "北京" },

  set = {
    score_mode = { value = "ratio", reason = "自评表附注：未达到指标值的，按B/A或A/B乘以该指标分值记分",
      reason_en = "notes on the form: what falls short is scored by B/A or A/B" },
  },
}
