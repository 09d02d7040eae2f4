-- 目标里和指标里说的是同一笔钱，换算后却对不上：相差很小（不到 1%）而又超过末位的四舍五入，
-- 就是抄错或进位错了。相差大的多半是两笔钱，不比。
local function rounding(v)
  local decimals = text.match(v.span, "\\.(\\d+)")
  return quantity((decimals and "0." .. string.rep("0", #decimals) or "0.") .. "5" .. v.unit)
end

local function near_miss(a, b)
  if not comparable(a, b) then return false end
  local gap = abs(a - b)
  if gap > abs(a) * param.goal_number_tolerance then return false end
  local slack = max(rounding(a), rounding(b))
  return slack ~= nil and gap > slack
end

-- 换成指标值的单位，保留它的小数位；写着的符号照旧
local function rewritten(v, other)
  local figure = text.match(v.span, "\\d[\\d,.]*")
  if not figure then return tostring(other.span) end
  local decimals = text.match(v.span, "\\.(\\d+)")
  local rate = quantity("1" .. v.unit)
  return text.replace(v.span, figure, tostring(round(other / rate, decimals and #decimals or 0)))
end

local function amounts(s)
  return list.filter(text.numbers(s), function(v)
    return v.dimension == "money" and not v.approximate and v.kind == "number" and number(v) > 0
  end)
end

rule "REL-024" {
  title    = "目标与指标的金额不一致",
  title_en = "The goal and an indicator give different amounts",
  suggestion_en = "check the amounts and use one unit",
  severity = "warning",
  aspect   = "适当性",
  basis    = {},
  each     = "project",
  where    = { form = { "declaration", "target", "disclosure" } },
  check = function(p)
    local told = {}
    for _, goal in ipairs(p.goals) do
      for _, v in ipairs(amounts(goal.text)) do table.insert(told, v) end
    end
    for _, v in ipairs(amounts(p.purpose)) do table.insert(told, v) end
    for _, i in ipairs(p.indicators) do
      for _, v in ipairs(i.withheld and {} or amounts(i.target.text)) do
        local other = list.filter(told, function(x) return near_miss(x, v) end)[1]
        if other then
          return fail { at = i, field = "target", message = "指标的 {here} 与目标（用途）的 {there} 不一致",
            message_en = "{here} here, {there} in the goal or purpose", here = v.span, there = other.span,
            suggestion = "核对金额；" .. other.span .. "正确的，指标值写“" .. rewritten(v, other) .. "”" }
        end
      end
    end
  end,
  bad = {
    { goals = { { text = "工资及奖金12050000元" } }, purpose = "",
      indicators = { { level1 = "成本指标", level2 = "经济成本指标", level3 = "工资及奖金", target = "一千二百万元" } } },
    { goals = { { text = "4名见习岗位人员工资及奖金129120元" } }, purpose = "",
      indicators = { { level1 = "成本指标", level2 = "经济成本指标", level3 = "工资及奖金", target = "12.92万元" } } },
  },
  good = {
    { goals = { { text = "工资及奖金十二万元" } }, purpose = "",
      indicators = { { level1 = "成本指标", level2 = "经济成本指标", level3 = "工资及奖金", target = "12万元" } } },
    { goals = { { text = "4名见习岗位人员工资及奖金129120元" } }, purpose = "",
      indicators = { { level1 = "成本指标", level2 = "经济成本指标", level3 = "工资及奖金", target = "12.91万元" } } },
    { goals = { { text = "支付租赁费10万元" } }, purpose = "预算数10万元。其中：财政资金10万元。",
      indicators = { { level1 = "产出指标", level2 = "成本指标", level3 = "维护成本", target = "≤10万元" } } },
    { goals = { { text = "救助金20万元" } }, purpose = "",
      indicators = { { level1 = "产出指标", level2 = "成本指标", level3 = "工作经费", target = "≤5万元" } } },
  },
}
