-- 资金支出计划按表上的月份累计填写，各地分期不同（3、6、9、12月，或逐月）；规定了月份的地区按规定。
-- 首个月份没有支出的习惯留空，应当填0，只作提示；以后的月份空着，执行进度就没有考核依据。
local function entry(p, month)
  for _, e in ipairs(p.payment_plan) do
    if e.month == month then return e end
  end
end

local function months(p)
  if #param.plan_months > 0 then return param.plan_months end
  return list.map(p.payment_plan, function(e) return e.month end)
end

rule "CMP-025" {
  title    = "资金支出计划不完整",
  title_en = "The payment plan has gaps",
  suggestion_en = "give cumulative shares, 0 where nothing is spent, 100% in December",
  severity = "warning",
  aspect   = "完整性",
  basis    = {},
  each     = "project",
  unitwide = true,
  where    = { form = { "target", "declaration" } },
  check = function(p)
    if not has(p, "payment_plan") or #p.payment_plan == 0 then return skip("表中没有资金支出计划") end
    local first, later = nil, {}
    for n, month in ipairs(months(p)) do
      local e = entry(p, math.tointeger(month) or month)
      if e == nil or text.is_blank(text.replace(text.fold(e.text), "%", "")) then
        if n == 1 then first = month else table.insert(later, tostring(month)) end
      end
    end
    if #later > 0 then
      return fail { field = "payment_plan", months = list.join(later, "、"), english = list.join(later, ", "),
        message = "资金支出计划{months}月底未填", message_en = "the payment plan lacks month {english}",
        suggestion = "填写累计支出比例，12月底为100%" }
    end
    if first ~= nil then
      return fail { field = "payment_plan", severity = "note", month = tostring(first),
        message = "资金支出计划{month}月底未填", message_en = "the payment plan lacks month {month}",
        suggestion = "没有支出的填“0”" }
    end
  end,
  bad = {
    { payment_plan = { ["03"] = "", ["06"] = "50.00%", ["10"] = "75.00%", ["12"] = "100.00%" }, expect = { severity = "note" } },
    { payment_plan = { ["03"] = "30%", ["06"] = "60%", ["10"] = "", ["12"] = "100%" } },
    { payment_plan = { ["03"] = "30%", ["06"] = "％", ["10"] = "85%", ["12"] = "100%" } },
  },
  good = { { payment_plan = { ["03"] = "0%", ["06"] = "50%", ["10"] = "75%", ["12"] = "100%" } },
           { payment_plan = { ["03"] = "0", ["06"] = "30", ["09"] = "80", ["12"] = "100" } },
           { payment_plan = { ["01"] = "0%", ["06"] = "50%", ["12"] = "100%" } } },
}
