-- 没有完成或执行率低的，要提出改进措施；说明了偏差而没有措施的只提示。没有什么可改进的不要求写。
local function blank(s)
  return text.is_blank(s) or text.only(s, words.boilerplate)
end

local function wanting(p)
  local rate = p.executed / p.budget_total
  if rate ~= nil and rate < param.execution_floor then return "执行率 " .. percent(rate), "execution is " .. percent(rate) end
  local missed = list.count(rows_of(p), function(i) return unmet(i) == true end)
  if missed > 0 then return missed .. " 个指标未完成", missed .. " indicators are not met" end
end

rule "SEV-029" {
  title    = "改进措施缺失",
  title_en = "No improvement measures",
  suggestion_en = "say what will be done about what was missed or not spent, and by when",
  severity = "error",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "project",
  where    = { form = "self_evaluation" },
  check = function(p)
    if not has(p, "improvement") then return skip("表中没有改进措施一栏") end
    if not blank(p.improvement) then return end
    local why, why_en = wanting(p)
    if why then
      return fail { field = "improvement", message = "{why}，没有填写改进措施",
        message_en = "{why_en}, and there are no improvement measures", why = why, why_en = why_en,
        suggestion = "针对未完成的指标和未支出的资金写明下一步怎么做、何时完成" }
    end
    if text.is_substantive(p.deviation_reason) then
      return fail { field = "improvement", severity = "note", message = "说明了偏差原因，没有填写改进措施",
        message_en = "a deviation is explained, but no improvement is given", suggestion = "写明针对偏差原因的改进措施" }
    end
  end,
  bad = {
    { budget_total = "100", executed = "40", improvement = "" },
    { improvement = "无", indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "培训", target = "≥5场", actual = "2场" } } },
    { improvement = "", expect = { severity = "note" } },
  },
  good = {
    { improvement = "", deviation_reason = "" },
    { budget_total = "100", executed = "40", improvement = "提前编制采购计划，六月底前完成招标" },
  },
}
