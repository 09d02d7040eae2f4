-- 花多少钱是成本，不是数量。撬动的投资、发放的贷款等本身以金额计的产出除外。
-- 人数、件数写在名称里的（4名见习人员工资），就是该填的指标值。
local function counted_in(name)
  return list.filter(text.numbers(name), function(v) return v.dimension == "people" or v.dimension == "count" end)[1]
end

rule "REL-010" {
  title    = "数量指标用金额",
  title_en = "A quantity indicator measured in money",
  suggestion_en = "count people or cases here and move the amount to the cost indicators",
  severity = "warning",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" }, level2 = "数量指标" },
  needs    = { "REL-003" },
  check = function(i)
    local v = i.target
    if v.kind ~= "number" and v.kind ~= "range" then return end
    -- “补贴发放 9万”的“万”是万元
    local bare = v.unit == "" and text.match(i.level3, "(?:资金|经费|工程款|款项)(?:总?额|金额|数额)?\\s*$")
    if v.dimension ~= "money" and not bare and not (v.unit == "万" and text.contains(i.level3, words.cost_terms)) then return end
    if text.contains(i.level3 .. i.description .. v.text, words.money_outputs) then return end
    local inside = counted_in(text.remove(i.level3, words.named_numbers))
    return fail { field = "level2", related = inside and { { at = i, field = "level3" } } or {}, message = "数量指标“{name}”填的是金额（{target}）",
      message_en = "the quantity indicator '{name}' is an amount of money ({target})", name = text.brief(i.level3, 30),
      suggestion = inside and "指标值写“" .. inside.span .. "”，名称里不再写数；金额移到成本指标" or "填写救助、发放的人数或件数；金额移到成本指标" }
  end,
  bad = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "工程资金金额", description = "", target = "43.2" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "救助当事人所需金额", target = "20万元" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "发放补贴", target = "9万" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "见习人员工资及奖金", target = "12.92万元" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "4名见习岗位人员工资", target = "12.92万元" },
  },
  good = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "发放消费券金额", target = "≥400万元" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "招商到位资金", target = "≥12亿元" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "下达补助资金", target = "1200万元" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "撬动社会投资额", target = "≥5000万元" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "救助人数", target = "≥20人" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "执行到位金额", target = "≥3.2亿元" },
  },
}
