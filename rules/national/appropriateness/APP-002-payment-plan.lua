-- 支出计划按累计比例填写：不减少、在0到100之间、年末为100。
-- 有的单位按各期比例填，合计正好100，不算错，提示改为累计口径。
local function values(p)
  return list.map(list.filter(p.payment_plan, function(e) return is_number(e.value) end),
    function(e) return e.value end)
end

rule "APP-002" {
  title    = "资金支出计划不递增或年末不为100%",
  title_en = "The payment plan falls or does not end at 100%",
  suggestion_en = "give cumulative shares that never fall and reach 100% in December",
  severity = "error",
  aspect   = "适当性",
  basis    = {},
  each     = "project",
  where    = { form = { "target", "declaration" } },
  check = function(p)
    if not has(p, "payment_plan") then return skip("表中没有资金支出计划") end
    local plan = list.map(values(p), number)
    -- 表格软件导出的百分数：0.3、0.6、0.85、1
    if #plan > 1 and equal(plan[#plan], 1) and list.all(values(p), function(v) return text.match(v.text, "[%％]") == nil end) then
      plan = list.map(plan, function(x) return x * 100 end)
    end
    if #plan == 0 then return skip("资金支出计划未填") end
    local function wrong(message, en)
      if #plan > 1 and equal(sum(plan), 100) then
        return fail { field = "payment_plan", severity = "note", message = "资金支出计划是各期比例，合计100%",
          message_en = "the payment plan gives shares, not cumulative percentages", suggestion = "改填累计比例" }
      end
      return fail { field = "payment_plan", message = message, message_en = en,
        suggestion = "按累计比例填写，逐期不减少，12月底为100%" }
    end
    for n, x in ipairs(plan) do
      if x < 0 or x > 100 then
        return wrong("资金支出计划有超出0至100%的比例", "a share of the payment plan is outside 0 to 100%")
      end
      if n > 1 and x < plan[n - 1] then
        return wrong("资金支出计划后期小于前期", "the payment plan falls")
      end
    end
    local last = p.payment_plan[#p.payment_plan]
    if last.month == 12 and is_number(last.value) and not equal(plan[#plan], 100) then
      return wrong("资金支出计划12月底不是100%", "the payment plan does not end at 100%")
    end
  end,
  bad = {
    { payment_plan = { ["03"] = "30%", ["06"] = "60%", ["10"] = "850%", ["12"] = "100%" } },
    { payment_plan = { ["03"] = "30%", ["06"] = "20%", ["10"] = "85%", ["12"] = "100%" } },
    { payment_plan = { ["03"] = "30%", ["06"] = "60%", ["10"] = "85%", ["12"] = "95%" } },
    { payment_plan = { ["03"] = "25%", ["06"] = "25%", ["10"] = "30%", ["12"] = "20%" }, expect = { severity = "note" } },
  },
  good = {
    { payment_plan = { ["03"] = "30%", ["06"] = "60%", ["10"] = "85%", ["12"] = "100%" } },
    { payment_plan = { ["03"] = "0.3", ["06"] = "0.6", ["10"] = "0.85", ["12"] = "1" } },
    { payment_plan = { ["03"] = "", ["06"] = "50.00%", ["10"] = "75.00%", ["12"] = "100.00%" } },
  },
}
