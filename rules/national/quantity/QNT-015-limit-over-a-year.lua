-- 指标是一个年度的：“验收后300个工作日内”“结束后20个月内”已经到了下一年，多半是多写了一位。跨年的工期、质保期不在此列。
local function over_a_year(v)
  for _, year in ipairs { "1年", "366天", "250个工作日" } do
    local whole = quantity(year)
    if comparable(v, whole) and v > whole then return true end
  end
  return false
end

rule "QNT-015" {
  title    = "时限超过一年",
  title_en = "A time limit of more than a year",
  suggestion_en = "check the figure and its unit",
  severity = "note",
  aspect   = "适当性",
  basis    = {},
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure" }, level2 = "时效指标" },
  check = function(i)
    local v = i.target
    if v.kind ~= "duration" or v.op ~= "<=" and v.op ~= "<" or i.term == "long" then return skip("不是年度的时限") end
    if text.contains(i.level3 .. i.description .. i.target.text, words.lasting_terms) or not over_a_year(v) then return end
    return fail { field = "target", message = "“{level3}”的时限 {target} 超过一年，请核对", message_en = "the limit {target} of '{level3}' is more than a year: check it",
      suggestion = "核对数位和单位；跨年完成的写明到本年度末完成到哪一步" }
  end,
  bad  = { { term = "annual", description = "", level2 = "时效指标", level3 = "资金拨付时限", target = "公示后300个工作日内" }, { term = "annual", description = "", level2 = "时效指标", level3 = "清算时间", target = "采暖季结束后20个月内" } },
  good = { { term = "annual", description = "", level2 = "时效指标", level3 = "资金拨付时限", target = "公示后30个工作日内" }, { term = "annual", description = "", level2 = "时效指标", level3 = "项目工期", target = "≤24个月" },
           { term = "annual", description = "", level2 = "时效指标", level3 = "清算时间", target = "采暖季结束后2个月内" }, { term = "annual", description = "", level2 = "时效指标", level3 = "设备质保期", target = "3年以内" } },
}
