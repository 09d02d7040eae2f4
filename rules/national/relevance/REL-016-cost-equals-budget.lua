-- 唯一的成本指标就是预算总额，起不到控制作用：宜设单位成本或分项成本的控制数。
-- 一份合同就是全部成本的项目也会如此，所以只提示；采购、补助类有单价、有标准，应当写出来。总额除以人数正好是整的，
-- 标准已经看得出来，也只提示，并写出标准。
local function is_cost(i)
  return i.level1_name == "成本指标" or i.level2_name == "成本指标"
end

-- 发给多少人、购置多少台，才有单价；“免费开放补助”补的是运转
local function has_units(p)
  local rows = list.filter(p.indicators, function(x) return x.level2_name == "数量指标" end)
  return #rows == 0 or list.any(rows, function(x) return x.target.dimension == "people" or list.contains(words.goods_units, x.target.unit) end)
end

-- 每人、每台整十元的标准：“1000元/人”
local function plain_standard(i, budget)
  local rows = list.filter(i.project.indicators, function(x)
    return x.level2_name == "数量指标" and x.term == i.term and x.target.kind == "number" and number(x.target) > 0
      and (x.target.dimension == "people" or list.contains(words.goods_units, x.target.unit))
  end)
  if #rows ~= 1 or not comparable(budget, quantity("1元")) then return nil end
  local each = budget / quantity("1元") / number(rows[1].target)
  local tens = round(each / 10, 0)
  return tens * 10 == each and tens > 0 and tostring(round(each, 0)) .. "元/" .. rows[1].target.unit or nil
end

rule "REL-016" {
  title    = "成本指标等于项目预算总额",
  title_en = "The only cost target is the whole budget",
  suggestion_en = "set limits on unit cost or on items of cost",
  severity = "warning",
  aspect   = "适当性",
  basis    = { "mof-2021-101" },
  each     = "indicator",
  where    = { form = { "declaration", "target", "disclosure" } },
  needs    = { "REL-017" },
  check = function(i)
    if not is_cost(i) then return skip("不是成本指标") end
    local budget, v = i.project.budget_total, i.target
    if v.kind ~= "number" or v.dimension ~= "money" or not is_number(budget) then return end
    if not comparable(v, budget) then return skip("单位成本，或金额单位不明") end
    local rows = list.filter(i.project.indicators, function(x) return is_cost(x) and x.term == i.term end)
    local priced_rows = list.count(rows, function(x) return x.target.dimension == "money" or x.target.kind == "compound" end)
    if priced_rows > 1 or abs(v - budget) > budget * param.cost_equals_budget then return end
    local bare = not v.op_written
    local subject = i.project.project_name
    local priced = text.contains(subject, words.unit_priced) and not text.contains(subject, words.one_contract) and has_units(i.project)
    local standard = plain_standard(i, budget)
    return fail { field = "target", severity = priced and not standard and "warning" or "note",
      only = #rows > 1 and "唯一有金额的" or "唯一的",
      message = bare and "{only}成本指标“{target}”就是预算总额，也没有写“≤”" or "{only}成本指标“{target}”就是预算总额",
      message_en = "the only cost target, {target}, is the whole budget",
      suggestion = bare and "写成“≤" .. v.span .. "”，" .. (standard and "另写单位标准，如“≤" .. standard .. "”" or "并细化为单位成本或分项成本")
        or standard and "写明单位标准，如“≤" .. standard .. "”" or "细化为单位成本或分项成本的控制数" }
  end,
  bad = {
    { level1 = "成本指标", level2 = "成本指标", level3 = "全年费用", target = "≤23万元", term = "annual",
      project = { budget_total = "23.00", currency_unit = "万元",
        indicators = { { level1 = "成本指标", level2 = "社会成本指标", level3 = "社会成本", target = "不增加群众负担", term = "annual" } } },
      expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "成本指标", level3 = "保险费", target = "23万元", term = "annual",
      project = { budget_total = "23.00", currency_unit = "万元", indicators = {} }, expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "成本指标", level3 = "机房租金", target = "≤23万元", term = "annual",
      project = { project_name = "机房租赁服务采购", budget_total = "23.00", currency_unit = "万元", indicators = {} }, expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "成本指标", level3 = "开放成本", target = "≤50万元", term = "annual",
      project = { project_name = "博物馆免费开放补助", budget_total = "50.00", currency_unit = "万元",
        indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "免费开放天数", target = "≥300天", term = "annual" } } }, expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "成本指标", level3 = "补贴成本", target = "≤23万元", term = "annual",
      project = { project_name = "人民调解员补贴", budget_total = "23.00", currency_unit = "万元",
        indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "调解员人数", target = "217人", term = "annual" } } } },
    { level1 = "产出指标", level2 = "成本指标", level3 = "补贴成本", target = "≤54.2万元", term = "annual", expect = { severity = "note" },
      project = { project_name = "人民调解员补贴", budget_total = "54.20", currency_unit = "万元",
        indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "调解员人数", target = "542人", term = "annual" } } } },
  },
  good = {
    { level1 = "成本指标", level2 = "成本指标", level3 = "材料费", target = "≤23万元",
      project = { budget_total = "23.00", indicators = { { level1 = "成本指标", level2 = "成本指标", level3 = "人工费", target = "≤3万元" } } } },
    { level1 = "产出指标", level2 = "成本指标", level3 = "人均保险费", target = "≤115元/人", project = { budget_total = "23.00", indicators = {} } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "投保人数", target = "≥2000人", project = { budget_total = "23.00", indicators = {} } },
    { level1 = "产出指标", level2 = "成本指标", level3 = "宣传费", target = "≤8万元",
      project = { budget_total = "23.00", indicators = { { level1 = "产出指标", level2 = "成本指标", level3 = "保险费", target = "≤15万元" } } } },
  },
}
