-- 目标低于上年已经做到的水平，要说明理由。越低越好的指标不比。
rule "APP-018" {
  title    = "目标值低于上年水平",
  title_en = "The target is below last year's value",
  suggestion_en = "ask for no less than last year, or say which policy lowered it",
  severity = "warning",
  aspect   = "适当性",
  basis    = { "mof-2021-101" },
  each     = "indicator",
  where    = { form = { "declaration", "target", "disclosure" } },
  check = function(i)
    local target, last = i.target, i.last_year
    if last.kind == "empty" then return skip("没有上年指标值") end
    if target.kind ~= "number" or last.kind ~= "number" or not comparable(target, last) then
      return undecided("本年与上年的值不能比较", "this year's and last year's values cannot be compared")
    end
    if target.op == "<=" or target.op == "<" or target.change then return end
    if i.level1_name == "成本指标" or text.ends(i.level2_name, "成本指标") then return skip("成本越低越好") end
    if text.contains(i.level3, words.negative_nouns) then return skip("越低越好的指标") end
    if target >= last * number(param.history_floor) / 100 then return end
    return fail { field = "target", related = { { at = i, field = "last_year" } },
      message = "目标“{target}”低于上年指标值“{last_year}”", message_en = "the target {target} is below last year's {last_year}",
      suggestion = "不低于上年水平设定，确因政策调整降低的说明理由" }
  end,
  bad  = { { level1 = "产出指标", level2 = "数量指标", level3 = "办理法律援助案件", target = "≥200件", last_year = "300件" } },
  good = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "办理法律援助案件", target = "稳步增加", last_year = "300件", expect = "undecided" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "办理法律援助案件", target = "≥290件", last_year = "300件" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "故障率", target = "≤3%", last_year = "5%" },
  },
}
