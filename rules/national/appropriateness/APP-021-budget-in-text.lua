-- 用途里写“预算150万元按50处测算”的，要与预算数一致。“总预算”“三年预算”说的是别的数，不比。
local pattern = "(?<![总年期])(?:预算数?|资金总额|本级预算|财政预算)(?:为|共|共计|安排|：|:)?\\s*([\\d,，.]+\\s*(?:亿元|万元|元))"

rule "APP-021" {
  title    = "用途里的预算数与预算总额不一致",
  title_en = "The budget in the text is not that of the form",
  suggestion_en = "check both and make them agree",
  severity = "warning",
  aspect   = "适当性",
  basis    = {},
  each     = "project",
  fold     = true,
  where    = { form = { "declaration", "target" } },
  needs    = { "CMP-006" },
  check = function(p)
    if not is_number(p.budget_total) or not comparable(p.budget_total, param.component_tolerance) then return undecided("没有预算数或金额单位", "no budget or no unit of money") end
    local faults = {}
    for _, place in ipairs(text.places_matching(p, { "purpose", "content" }, pattern)) do
      local said = text.match(place.text, pattern)
      local v = quantity(said)
      if v.kind == "number" and comparable(v, p.budget_total) and abs(v - p.budget_total) > param.component_tolerance then
        table.insert(faults, fail { field = place.field, said = said, related = { { at = p, field = "budget_total" } },
          message = "文字里写预算 {said}，预算数为 {budget_total}", message_en = "the text says {said}, the budget is {budget_total}",
          suggestion = "核对后写成一致" })
      end
    end
    return faults
  end,
  bad  = { { budget_total = "150", budget_fiscal = "150", purpose = "预算1500万元按50处测算。" } },
  good = { { budget_total = "150", budget_fiscal = "150", purpose = "预算数150万元。其中：财政资金100万元。" },
           { budget_total = "150", budget_fiscal = "150", purpose = "三年总预算450万元，用于改造站点。" },
           { budget_total = "涉密", purpose = "预算150万元", expect = "undecided" } },
}
