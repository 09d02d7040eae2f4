-- 唯一的成本指标就是全部预算的，名称说的应当是这笔费用：租赁费项目的成本不会叫维护成本。
-- 保险金额是出险时赔多少，付出去的是保险费。
local function is_cost(i) return i.level1_name == "成本指标" or i.level2_name == "成本指标" end

local function whole_budget(i)
  local budget, v = i.project.budget_total, i.target
  if not is_number(budget) or v.kind ~= "number" or not comparable(v, budget) then return false end
  if abs(v - budget) > budget * param.cost_equals_budget then return false end
  return list.count(i.project.indicators, function(x) return is_cost(x) and x.term == i.term end) == 1
end

-- 项目名称以哪一种费用结尾
local function kind_of_project(p)
  if text.match(p.project_name, "服务(?:购买|采购)|购买服务") then return nil end          -- 采购是方式，买的是什么不知道
  local tail = text.match(p.project_name, "(\\p{Lo}{2,6}?)(?:费|费用|经费|资金|款|金)?$")
  return tail and list.filter(codes.expense_kinds, function(kind) return text.ends(tail, kind) end)[1]
end

rule "REL-015N" {
  title    = "成本指标的名称不是这笔费用",
  title_en = "A cost indicator named after another expense",
  suggestion_en = "name the cost after what the money pays for",
  severity = "note",
  aspect   = "相关性",
  basis    = {},
  each     = "indicator",
  where    = { form = { "declaration", "target", "disclosure" } },
  needs    = { "QNT-005", "REL-015", "REL-017" },
  check = function(i)
    if not is_cost(i) or i.target.dimension ~= "money" then return skip("不是金额的成本指标") end
    local wrong = text.contains(i.level3, list.map(codes.cost_misnomers, function(x) return x.said end))
    if wrong then
      local meant = list.filter(codes.cost_misnomers, function(x) return x.said == wrong end)[1].meant
      return fail { field = "level3", message = "“{wrong}”不是花的钱，花的是{meant}", message_en = "'{wrong}' is not what is spent: {meant} is",
        wrong = wrong, meant = meant, suggestion = "名称改为“" .. text.replace(i.level3, wrong, meant) .. "”" }
    end
    local kind = kind_of_project(i.project)
    if not kind or not whole_budget(i) or text.contains(i.level3, kind) then return end
    local subject = i.project.project_name                       -- “设备采购及维护费”两样都有
    if not list.any(codes.expense_kinds, function(x) return text.contains(i.level3, x) and not text.contains(subject, x) end) then return end
    return fail { field = "level3", related = { { at = i.project, field = "project_name" } }, name = text.brief(i.level3, 20), kind = kind[1],
      message = "项目名称说的是{kind}，全部预算却写成“{name}”", message_en = "the project is named after {kind}, its whole budget stands as '{name}'",
      suggestion = "名称改为“" .. kind[1] .. "成本”，或写明各项费用各多少" }
  end,
  bad = {
    { level1 = "产出指标", level2 = "成本指标", level3 = "网络系统维护成本", target = "10万元", project = { project_name = "政法网光纤租赁费", budget_total = "10.00", currency_unit = "万元", indicators = {} } },
    { level1 = "产出指标", level2 = "成本指标", level3 = "保险金额", target = "23万元", project = { project_name = "干警意外伤害保险" } },
  },
  good = {
    { level1 = "产出指标", level2 = "成本指标", level3 = "环卫设备维护成本", target = "10万元", project = { project_name = "环卫保洁服务采购", budget_total = "10.00", currency_unit = "万元", indicators = {} } },
    { level1 = "产出指标", level2 = "成本指标", level3 = "广告位租金", target = "10万元", project = { project_name = "公益广告宣传", budget_total = "10.00", currency_unit = "万元", indicators = {} } },
    { level1 = "产出指标", level2 = "成本指标", level3 = "设备采购成本", target = "10万元", project = { project_name = "设备采购及维护费", budget_total = "10.00", currency_unit = "万元", indicators = {} } },
    { level1 = "产出指标", level2 = "成本指标", level3 = "光纤租用成本", target = "10万元", project = { project_name = "政法网光纤租赁费", budget_total = "10.00", currency_unit = "万元", indicators = {} } },
    { level1 = "产出指标", level2 = "成本指标", level3 = "网络系统维护成本", target = "4万元", project = { project_name = "政法网光纤租赁费", budget_total = "10.00", currency_unit = "万元", indicators = {} } },
    { level1 = "产出指标", level2 = "成本指标", level3 = "全年成本", target = "10万元", project = { project_name = "政法网光纤租赁费", budget_total = "10.00", currency_unit = "万元", indicators = {} } },
    { level1 = "产出指标", level2 = "成本指标", level3 = "保险费", target = "23万元", project = { project_name = "干警意外伤害保险", budget_total = "23.00", currency_unit = "万元", indicators = {} } },
  },
}
