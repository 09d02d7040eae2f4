-- “20-4万元”“5000-800立方米”：下限比上限大，多半是多写或少写了一位。
rule "FMT-017" {
  title    = "区间上下限颠倒",
  title_en = "A range whose lower bound is above the upper",
  suggestion_en = "check the digits of both bounds",
  severity = "error",
  aspect   = "完整性",
  basis    = {},
  each     = "indicator",
  check = function(i)
    local v = i.target
    if v.kind ~= "range" or v.change or number(v.low) <= number(v.high) or number(v.low) < 0 then return end
    return fail { field = "target", message = "区间“{target}”的下限大于上限", message_en = "the range '{target}' begins above its end",
      suggestion = "核对两个数" }
  end,
  bad  = { { level1 = "成本指标", level2 = "经济成本指标", level3 = "安家补助标准", target = "20-4万元/人" } },
  good = { { level1 = "成本指标", level2 = "经济成本指标", level3 = "安家补助标准", target = "2-4万元/人" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "终端数量", target = "300～340个" } },
}
