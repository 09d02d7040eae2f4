-- 河北的部门预算绩效文本里，部门分项目标承诺的数，也要在项目的目标、指标里找得到。部门的事有的不由专项资金办，所以一个单位只提一次。
-- 只看分项目标；总体目标写的是方向。项目自己的目标由 REL-022 看。
local kinds = { money = true, people = true, count = true, ratio = true, measure = true }

local function told(p)
  local s = extra(p, words.part_headings)
  return s ~= nil and not text.is_blank(s) and s or nil
end

local function spans(s)
  local found = {}
  for _, v in ipairs(text.numbers(s)) do
    -- “一支队伍”“一个窗口”不是承诺的数
    if kinds[v.dimension] and not list.contains(words.class_units, v.unit) and not text.match(v.span, "^一\\p{Lo}{1,2}$") then table.insert(found, v.span) end
  end
  return found
end

local function of_project(p)
  local said = p.budget_total.text .. p.budget_total.unit .. "；"
  for _, goal in ipairs(p.goals) do said = said .. goal.text .. "；" end
  for _, i in ipairs(p.indicators) do
    if not i.withheld then said = said .. i.level3 .. "；" .. i.target.text .. "；" .. i.description .. "；" end
  end
  return spans(said)
end

local function same(a, b)
  local x, y = quantity(a), quantity(b)
  if not is_number(x) or not is_number(y) then return text.fold(a) == text.fold(b) end
  if comparable(x, y) then return abs(x - y) <= abs(x) * param.goal_number_tolerance end
  return x.dimension == y.dimension and equal(number(x), number(y))
end

rule "REL-022U" {
  title    = "部门分项目标中的数字未落到项目",
  title_en = "A figure of the department's goal is in no project",
  suggestion_en = "set an indicator for it in the project that does it, or say which funds it comes from",
  severity = "warning",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "group",
  where    = { form = "target" },
  by   = function(p) return text.fold(p.unit_name) .. "/" .. tostring(p.year) end,
  keep = function(p) return { parts = told(p), said = of_project(p) } end,
  check = function(items)
    local first = list.filter(items, function(x) return x.parts ~= nil end)[1]
    if first == nil then return skip("没有部门分项目标") end
    local missing = list.filter(spans(first.parts), function(one)
      return not list.any(items, function(x) return list.any(x.said, function(other) return same(one, other) end) end)
    end)
    if #missing == 0 then return end
    -- 前后各带几个字，看得出说的是哪一句
    local wider = list.map(list.distinct(missing), function(one)
      one = text.trim(text.match(one, "^[^。；，、\\s]+") or one)
      local around = text.split(first.parts, one)
      return "“" .. (text.match(around[1], "\\p{Lo}{0,10}$") or "") .. one .. (text.match(around[2] or "", "^\\p{Lo}{0,12}") or "") .. "”"
    end)
    return fail { at = first, said = list.join(wider, ""),
      message = "部门分项目标中的{said}没有对应的项目指标", message_en = "no project has {said} of the department's goal",
      suggestion = "在承担的项目里设对应的指标，或说明由其他资金安排" }
  end,
  bad  = { { { extra = { ["分项绩效目标"] = "（一）基层基础：打造一级基层司法所3个。" } }, expect = { field = false } } },
  good = {
    { { extra = { ["分项绩效目标"] = "（一）队伍：打造一支忠诚担当的队伍。" } } },
    { { extra = { ["分项绩效目标"] = "（一）供水：维修农村供水站点50处。" } } },
    { { extra = { ["分项绩效目标"] = "（一）法律援助：健全三级法律服务团，落实〔2016〕48号文件。" } } },
    { {} },
  },
}
