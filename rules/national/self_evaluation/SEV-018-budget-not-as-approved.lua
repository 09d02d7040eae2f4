-- 自评的预算数与批复数不同，多因年中调整，所以只提示核对。年初预算数一致的不提。只与目标表比：申报数常被核减。
rule "SEV-018" {
  title    = "自评预算数与批复数不一致",
  title_en = "The budget differs from the approved one",
  suggestion_en = "enter the initial budget and the adjustment, or correct it",
  severity = "note",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "group",
  across_forms = true,
  where    = { form = { "target", "self_evaluation" } },
  by   = project_keys,
  keep = function(p)
    return { form = p.form, code = text.fold(p.project_code), year = p.year or 0, budget = p.budget_total, initial = p.budget_initial }
  end,
  check = function(items, key)
    local approved = list.filter(items, function(x) return x.form == "target" and is_number(x.budget) end)
    local faults = {}
    for _, own in ipairs(items) do
      local set = own.form == "self_evaluation" and is_number(own.budget)
        and list.filter(approved, function(x) return x.year == own.year and same_project(x, own, key) end)[1]
      if set and comparable(set.budget, own.budget) and set.budget ~= own.budget
        and not (is_number(own.initial) and own.initial == set.budget) then
        table.insert(faults, fail { at = own, field = "budget_total", related = { { at = set, field = "budget_total" } },
          message = "自评预算数 {own} 与批复的 {approved} 不同",
          message_en = "the budget is {own}, {approved} was approved", own = own.budget.text, approved = set.budget.text,
          suggestion = "有年中调整的填写年初预算数和调整数，没有的改正" })
      end
    end
    return faults
  end,
  bad = {
    { { form = "target", year = 2024, budget_total = "150" },
      { form = "self_evaluation", year = 2024, budget_total = "170", budget_initial = "", executed = "150", execution_rate = "" } },
  },
  good = {
    { { form = "target", year = 2024, budget_total = "150" },
      { form = "self_evaluation", year = 2024, budget_total = "150.00", budget_initial = "" } },
    { { form = "target", year = 2024, budget_total = "150" },
      { form = "self_evaluation", year = 2024, budget_total = "170", budget_initial = "150" } },
    { { form = "target", year = 2023, budget_total = "150" }, { form = "self_evaluation", year = 2024, budget_total = "170" } },
  },
}
