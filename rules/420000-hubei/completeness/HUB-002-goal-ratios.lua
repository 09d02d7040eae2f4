-- 湖北的项目可以有几个目标，系统要求年度目标（长期目标）的权重比例合计为100%。
local function ratio_of(goal)
  for _, heading in ipairs(words.ratio_headings) do
    local said = text.trim(goal.extra[heading] or "")
    if said ~= "" then return number(quantity(text.replace(text.replace(said, "%", ""), "％", ""))) end
  end
end

local function total(goals)
  local all = quantity("0")
  for _, goal in ipairs(goals) do
    local share = ratio_of(goal)
    if share == nil then return nil end
    all = all + share
  end
  return number(all)
end

rule "HUB-002" {
  title    = "目标权重比例合计不是100%",
  title_en = "The goals' shares do not add up to 100%",
  suggestion_en = "adjust the shares of the goals so that they add up to 100%",
  severity = "error",
  aspect   = "完整性",
  basis    = { "hubei-form" },
  each     = "project",
  where    = { form = { "declaration", "target" } },
  check = function(p)
    for _, kind in ipairs { { "annual", "年度" }, { "long", "长期" } } do
      local goals = list.filter(p.goals, function(g) return g.term == kind[1] or kind[1] == "annual" and g.term == "" end)
      local all = #goals > 0 and total(goals) or nil
      if all ~= nil and abs(all - 100) > number(param.score_tolerance) then
        return fail { field = "goals", kind = kind[2], total = tostring(all), message = "{kind}目标的权重比例合计 {total}%，应为100%",
          message_en = "the shares of the goals add up to {total}%, not 100%", suggestion = "调整各目标的权重比例，合计100%" }
      end
    end
  end,
  bad  = { { goals = { { term = "annual", text = "维修站点50处", extra = { ratio = "60" } }, { term = "annual", text = "培训200人", extra = { ratio = "30" } } } },
           { goals = { { term = "long", text = "站点全部达标", extra = { ["权重比例"] = "90%" } } } } },
  good = { { goals = { { term = "annual", text = "维修站点50处", extra = { ratio = "60%" } }, { term = "annual", text = "培训200人", extra = { ratio = "40%" } } } },
           { goals = { { term = "annual", text = "维修站点50处", extra = { ratio = "60" } }, { term = "annual", text = "培训200人" } } },
           { goals = { { term = "annual", text = "维修站点50处" } } } },
}
