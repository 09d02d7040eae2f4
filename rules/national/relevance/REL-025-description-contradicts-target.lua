-- 描述里写的标准与指标值不一致：描述“成功率95%以上”，指标值却是≥90%。描述里有几个数，
-- 只要有一个与指标值相同就不算；“×100%”是算法，背景数（约数）也不算。
local formula = "\\s*(?:[×✕*＊xXＸ·•=＝]|(?<=[数额量次人件]))\\s*[1１][0０][0０]\\s*[%％]"

local function stated(i)
  local s = i.description
  for _, tail in ipairs(text.matches(s, formula)) do s = text.replace(s, tail, "") end
  return list.filter(text.numbers(s), function(v)
    return not v.change and not v.approximate and v.dimension == i.target.dimension and v.unit == i.target.unit
  end)
end

rule "REL-025" {
  title    = "描述与指标值矛盾",
  title_en = "The description and the target disagree",
  suggestion_en = "check and make them agree",
  severity = "warning",
  aspect   = "相关性",
  basis    = {},
  each     = "indicator",
  where    = { form = { "declaration", "target" } },
  needs    = { "APP-011", "REL-026" },
  check = function(i)
    local v = i.target
    if v.kind ~= "number" or v.change or v.unit == "" then return skip("指标值不是数值") end
    local told = stated(i)
    if #told == 0 or list.any(told, function(x) return equal(x, v) end) then return end
    local other = told[#told]
    return fail { field = "description", message = "描述写 {other}，指标值为 {target}",
      message_en = "the description says {other}, the target is {target}", other = other.span,
      suggestion = "核对后两处写成一致" }
  end,
  bad = {
    { level1 = "产出指标", level2 = "质量指标", level3 = "案件合格率", description = "调解案件成功率在95%以上", target = "≥90%" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "制作标牌", description = "制作标牌400个", target = "300个" },
  },
  good = {
    { level1 = "产出指标", level2 = "质量指标", level3 = "案件合格率", description = "调解案件100%，成功率在95%以上", target = "≥95%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "合格率", description = "合格数÷总数×100%", target = "≥95%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "合格率", description = "合格数/总数＊１００％", target = "≥95%" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "收治数量", description = "全县患者2000多人，收治50多人", target = "≥50人" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "总成本", description = "补助资金120万元", target = "120万元" },
  },
}
