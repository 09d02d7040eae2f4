-- 一处写救助50人次、170万元，另一处写每人1-3万元：平均每人次3.4万元，两处对不上。
-- 件数、人数都写了的，按多的算，平均数只会偏小；标准有下限的，平均数低于下限同样对不上。
local range = "(\\d+(?:\\.\\d+)?)(万元|万|千元|元)?\\s*(?:[-—–~～至到])\\s*(\\d+(?:\\.\\d+)?)\\s*(万元|万|千元|元)(?:/人|/件|/户)?\\p{Lo}{0,4}(?:等级|档次|标准|档|级)"

local function unit_of(s) return s == "万" and "万元" or s end

-- 写着的标准：上下限和原文
local function standard(p)
  for _, i in ipairs(rows_of(p)) do
    for _, said in ipairs({ i.target.text, i.level3, i.description }) do
      local low, first, high, last = text.match(said, range)
      if low then
        return { at = i, field = said == i.target.text and "target" or said == i.level3 and "level3" or "description",
          low = quantity(low .. unit_of(first or last)), high = quantity(high .. unit_of(last)), said = text.matches(said, range)[1] }
      end
    end
  end
end

-- 一个指标值里的总额，和人数、件数中大的
local function average(i)
  local total, count
  for _, v in ipairs(i.target.parts) do
    if v.dimension == "money" then total = v end
    if (v.dimension == "people" or v.dimension == "count") and number(v) > 0 and (count == nil or number(v) > number(count)) then count = v end
  end
  if total and count then return total / number(count), total, count end
end

rule "APP-007R" {
  title    = "人均（件均）金额不在所写的标准内",
  title_en = "The average amount lies outside the standard stated",
  suggestion_en = "check the number, the amount and the standard",
  severity = "note",
  aspect   = "适当性",
  basis    = { "mof-2015-88" },
  each     = "project",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure" } },
  check = function(p)
    local rule_of = standard(p)
    if not rule_of then return skip("没有写标准") end
    local faults = {}
    for _, i in ipairs(rows_of(p, { target = "compound" })) do
      local each, total, count = average(i)
      if each and comparable(each, rule_of.high) and (each > rule_of.high or each < rule_of.low) then
        table.insert(faults, fail { at = i, field = "target", related = { { at = rule_of.at, field = rule_of.field } },
          count = count.span, total = total.span, each = tostring(round(each / quantity("1" .. total.unit), 2)) .. total.unit, said = rule_of.said,
          message = "{count}共{total}，平均{each}，不在所写的“{said}”之内", message_en = "{total} for {count} is {each} on average, outside '{said}'",
          suggestion = "核对人数、金额和标准；另有其他支出的，分开写" })
      end
    end
    return faults
  end,
  bad = {
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "救助案件", target = "40件50人次，使用救助金额170万元" },
                     { level1 = "产出指标", level2 = "质量指标", level3 = "救助质量", target = "划分1-3万救助等级" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "补助", target = "补助100人，5万元", description = "按1000-3000元/人标准发放" } } },
  },
  good = {
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "救助案件", target = "40件50人次，使用救助金额120万元" },
                     { level1 = "产出指标", level2 = "质量指标", level3 = "救助质量", target = "划分1-3万救助等级" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "救助案件", target = "40件50人次" },
                     { level1 = "产出指标", level2 = "质量指标", level3 = "救助质量", target = "划分1-3万救助等级" } } },
  },
}
