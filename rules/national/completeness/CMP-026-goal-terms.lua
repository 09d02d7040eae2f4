-- 持续性、跨年度的项目既要有长期目标，也要有年度目标；一次性项目，和起止都在预算年度之内、一年一报的经常性
-- 项目，只填年度目标即可。
local function has_term(p, term)
  return list.any(p.goals, function(g) return g.term == term and not text.is_blank(g.text) end)
    or list.any(p.indicators, function(i) return i.term == term end)
end

-- 指标分了长期、年度，目标也分了，却缺其中一种。
local function lacks_goal(p, term)
  if not list.any(p.indicators, function(i) return i.term == term and i.filled end) then return false end
  if not list.any(p.goals, function(g) return g.term ~= "" end) then return false end
  return not list.any(p.goals, function(g) return g.term == term and not text.is_blank(g.text) end)
end

local function within_year(p)
  return p.start.kind == "date" and p.end_.kind == "date" and p.year ~= nil and p.start.year == p.year and p.end_.year == p.year
end

rule "CMP-026" {
  title    = "长期目标与年度目标缺一",
  title_en = "Long-term or annual goal is missing",
  suggestion_en = "add the missing goal with its results by stage",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "mof-2015-88" },
  each     = "project",
  where    = { form = "declaration" },
  needs    = { "CMP-008" },
  check = function(p)
    for _, term in ipairs { "long", "annual" } do
      if lacks_goal(p, term) then
        local which = term == "long" and "长期" or "年度"
        return fail { field = "goals", missing = which, message = "有{missing}指标，没有{missing}绩效目标",
          message_en = "there are " .. (term == "long" and "long-term" or "annual") .. " indicators, but no such goal",
          suggestion = "补充" .. which .. "绩效目标" }
      end
    end
    local kinds = list.join(p.attribute, "，") .. "，" .. list.join(p.type, "，")
    if text.contains(kinds, words.lasting_projects) == nil then return skip("不是持续性或跨年度项目") end
    local long, annual = has_term(p, "long"), has_term(p, "annual")
    if long == annual then
      if long then return end
      return undecided("目标没有分长期和年度", "long-term and annual goals are not told apart")
    end
    if annual and within_year(p) and text.contains(text.remove(kinds, words.one_year_projects), words.lasting_projects) == nil then return end
    local missing = long and "年度" or "长期"
    return fail { field = "goals", missing = missing, message = "持续性项目没有{missing}绩效目标",
      message_en = long and "the annual goal is missing" or "the long-term goal is missing",
      suggestion = "补充" .. missing .. "绩效目标，写明阶段性成果" }
  end,
  bad = {
    { goals = { { term = "annual", text = "维修农村供水站点50处，验收合格率100%。" } } },
    { attribute = { "持续性项目" }, goals = { { term = "annual", text = "维修农村供水站点50处，验收合格率100%。" } },
      indicators = { { term = "annual", level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" } } },
  },
  good = {
    { attribute = { "持续性项目" } },
    { attribute = { "经常性项目" }, year = 2025, start = "2025-01-01", ["end"] = "2025-12-31",
      goals = { { term = "annual", text = "维修农村供水站点50处，验收合格率100%。" } },
      indicators = { { term = "annual", level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" } } },
    { attribute = { "新增性项目" }, type = { "一次性项目" },
      goals = { { term = "annual", text = "维修农村供水站点50处，验收合格率100%。" } },
      indicators = { { term = "annual", level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" } } },
    { attribute = { "持续性项目" }, goals = { { text = "维修农村供水站点50处，验收合格率100%。" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" } }, expect = "undecided" },
  },
}
