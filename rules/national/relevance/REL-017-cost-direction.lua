-- 成本是花费的上限，用“≤”。写成“≥60万元”就是花得越多越好。发给对象的最低标准、节约的幅度除外。
local floor = "(?:≥|>=|＞|>|》|⩾|不少于|不低于|至少)\\s*[\\d.,]+\\s*(?:百|千|万|亿)*\\s*元?"

local function written_floor(s)
  local hit = text.match(s, floor)
  return hit and text.match(hit, "[万亿元]") and hit
end

-- “60 万”写成“60万元”
local function amount(hit)
  local said = text.remove(text.match(hit, "[\\d.,]+\\s*(?:百|千|万|亿)*\\s*元?"), { " " })
  return text.match(said, "[万亿]$") and said .. "元" or said
end

local function is_cost(i)
  return i.level2_name == "成本指标" or i.level2_name == "经济成本指标" or i.level2_name == "" and i.level1_name == "成本指标"
end

-- 发给对象的标准不会等于整个项目的预算
local function is_whole_budget(v, budget)
  return is_number(budget) and v.dimension == "money" and comparable(v, budget) and number(budget) > 0 and abs(v - budget) <= budget * number(param.cost_equals_budget) / 100
end

rule "REL-017" {
  title    = "成本指标方向错误",
  title_en = "A cost indicator with a floor instead of a ceiling",
  suggestion_en = "use ≤ with the amount that may not be exceeded",
  severity = "error",
  aspect   = "适当性",
  basis    = {},
  each     = "indicator",
  needs    = { "REL-003" },
  check = function(i)
    if not is_cost(i) then return skip("不是成本指标") end
    local v = i.target
    if v.change or text.contains(i.level3, words.cost_floor_allowed) and not is_whole_budget(v, i.project.budget_total) then return end
    local parsed = v.kind == "number" and v.op_written and (v.op == ">=" or v.op == ">") and v.dimension == "money"
    local hit = written_floor(v.text) or parsed and text.match(v.text, "[≥>＞》⩾]|不少于|不低于|不小于|至少|大于|超过|高于|多于|以上") and v.span
    if hit then
      return fail { field = "target", message = "成本指标“{name}”要求“{hit}”，花得越多越好，方向反了",
        message_en = "the cost indicator '{name}' asks for {hit}: a floor on spending", name = text.brief(i.level3, 30), hit = hit,
        suggestion = "改为“≤" .. amount(hit) .. "”，数额为成本控制数" }
    end
    if parsed and text.match(v.text, "达到?") then
      return fail { field = "target", severity = "note", message = "成本指标的“{target}”是上限还是下限说不清",
        message_en = "whether '{target}' is a ceiling or a floor is not clear", suggestion = "写成“≤”并填写成本控制数" }
    end
    hit = written_floor(i.level3)
    if hit == nil or hit == false then return end
    return fail { field = "level3", message = "成本指标的名称写着“{hit}”，方向反了",
      message_en = "the name of the cost indicator holds '{hit}': a floor on spending", hit = hit,
      suggestion = "名称改为“" .. text.brief(text.trim(text.remove(i.level3, { hit })), 30) .. "”，指标值写“≤" .. amount(hit) .. "”" }
  end,
  bad = {
    { project = { budget_total = "54.20", budget_fiscal = "54.20" }, level1 = "产出指标", level2 = "成本指标", level3 = "调解员补贴成本", target = "≥54.2万元" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "预算控制", target = "≥60 万" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "责任险、收治费用≥120万", target = "120万元" },
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "宣传费用", target = "不少于5万元" },
    { level1 = "成本指标", level2 = "", level3 = "宣传费用", target = "5万元以上" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "项目总成本", target = "达到60万元", expect = { severity = "note" } },
  },
  good = {
    { level1 = "产出指标", level2 = "成本指标", level3 = "人均购书经费", target = "不低于0.6元/人" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "小学生均公用经费", target = "≥720元" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "农村低保月人均补差", target = "≥256元" },
    { project = { budget_total = "6070", budget_fiscal = "6070" }, level1 = "产出指标", level2 = "成本指标", level3 = "最低补助标准（**万元）", target = "6070" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "护路联防成本", target = "≤10万元" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "每人每月最低补助标准", target = "≥300元" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "成本节约率", target = "≥5%" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "果苗种植补助标准", target = "≤28.40/株", project = { budget_total = "50" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "争取资金", target = "≥60万元" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "项目总成本", target = "60万元以内" },
  },
}
