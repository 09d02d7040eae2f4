-- 执行率、执行率得分、总分是算出来的，前面的数都有了就不能空着，也不能写成文字。
local function unset(p, field)
  return has(p, field) and number(p[field]) == nil and p[field].kind ~= "withheld"
end

local labels = { execution_rate = "执行率", execution_weight = "执行率分值", execution_score = "执行率得分", total_score = "总分" }

rule "SEV-041" {
  title    = "执行率、得分没有计算",
  title_en = "Rate or score were left out",
  suggestion_en = "calculate and enter it",
  severity = "warning",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "project",
  where    = { form = { "self_evaluation", "monitoring" } },
  check = function(p)
    local missing = {}
    if p.executed / p.budget_total ~= nil and unset(p, "execution_rate") then table.insert(missing, "execution_rate") end
    local rows = list.filter(p.indicators, function(i) return i.term ~= "long" and i.filled end)
    local scored = #rows > 0 and list.all(rows, function(i) return is_number(i.score) end)
    if scored and p.form == "self_evaluation" then
      for _, field in ipairs { "execution_weight", "execution_score", "total_score" } do
        if unset(p, field) then table.insert(missing, field) end
      end
    end
    if #missing == 0 and has(p, "budget_initial") and p.budget_initial.kind == "empty" and is_number(p.budget_total) then
      return fail { field = "budget_initial", severity = "note", message = "没有填写年初预算数", message_en = "the initial budget is blank",
        suggestion = "填写批复的年初预算数，没有调整的与预算数相同" }
    end
    if #missing == 0 then return end
    return fail { field = missing[1], names = list.join(list.map(missing, function(field) return labels[field] end), "、"),
      message = "{names}没有填写数值", message_en = "{names}: no figure", suggestion = "按预算数、执行数和各项得分计算填写" }
  end,
  bad  = { { execution_rate = "" }, { budget_initial = "", expect = { severity = "note" } }, { form = "self_evaluation", total_score = "若干" } },
  good = { { execution_rate = false }, { form = "self_evaluation", total_score = false, execution_score = false, execution_weight = false },
           { budget_total = "涉密", executed = "涉密", execution_rate = "" } },
}
