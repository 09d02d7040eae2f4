-- 河北部门预算绩效文本里的项目绩效目标表：编码和名称一行，预算数之下是资金用途，再下是分月的资金支出计划。
-- 目录里也有各表的题目，没有“项目编码”的不算。
local TARGET = { "指标值", "绩效指标值" }

-- 第一部分（部门总体目标、分项目标）和目录只跟第一个项目走，供核对部门目标和目录的规则用。
local OVERALL, PARTS, MEASURES = "一、总体绩效目标*", "二、分项绩效目标*", "三、工作保障措施*"
local function department(doc)
  return {
    ["部门总体绩效目标"] = doc:has(OVERALL, PARTS) and doc:between(OVERALL, PARTS):rest() or nil,
    ["分项绩效目标"] = doc:has(PARTS, MEASURES) and doc:between(PARTS, MEASURES):rest() or nil,
    ["目录"] = doc:has("目录", OVERALL) and doc:between("目录", OVERALL):rest([[^\s*\d.*绩效目标表\s*\d*\s*$]]) or nil,
  }
end

form "hebei-target" {
  title     = "河北项目绩效目标表",
  title_en  = "Hebei target form",
  kind      = "target",
  looks_for = "有“项目编码”“预算规模及资金用途”的绩效目标表",
  looks_for_en = "target form with 项目编码 and 预算规模及资金用途",
  replaces  = { "target" },

  match = function(doc) return doc:has("项目编码", "项目名称", "预算规模及资金用途", "一级指标", TARGET) end,
  parts = function(doc) return doc:parts("*绩效目标表", "项目编码") end,

  read = function(part, doc)
    local p = part:values {
      project_code  = "项目编码", project_name = "项目名称", budget_total = "预算数",
      budget_fiscal = { "其中：财政资金", "其中:财政拨款", "财政资金", "财政拨款" }, budget_other = "其他资金",
    }
    p.unit_code, p.unit_name = part:search([[^(\d{3,})\s*((?!年)\p{Lo}.*)$]])       -- “2023年10月底前”不是编码和单位
    p.unit_name = p.unit_name or part:search([[^(?:部门|单位|预算单位|部门（单位）)(?:名称)?\s*[:：]\s*(\p{Lo}\S*)]])
    p.currency_unit = part:money_unit() or doc:money_unit()
    p.region = (p.unit_name or doc):region() or doc:region()
    local year = doc:search([[^[^。，]{0,30}20\d\d\s*年度?[^。，]{0,12}(?:预算|绩效)[^。，]{0,12}$]])
    p.year = year and year:year()

    local total = part:find("预算数")                      -- 用途写在预算数的下一行
    p.purpose = part:values({ x = "资金用途" }).x or total and total:below()

    local plan = part:find("资金支出计划*")
    if plan then
      p.payment_plan = {}
      for _, cell in ipairs(plan:line():cells()) do
        local month = cell:match([[(\d{1,2})\s*月]])
        if month then p.payment_plan[tonumber(text.fold(month.text))] = cell:below() or cell:with("") end
      end
    end

    local goal = part:find("绩效目标")
    local cell = goal and goal:value()
    p.goals = cell and { cell.blank and { text = cell } or nil }
    for _, item in ipairs(cell and cell:items() or {}) do
      p.goals[#p.goals + 1] = { text = item.whole }
    end

    p.indicators = part:rows {
      level1 = "一级指标", level2 = "二级指标", level3 = { "三级指标", "指标名称" }, target = TARGET,
      description = { "绩效指标描述?", "指标描述?" }, target_basis = { "指标值确定依据?", "指标确定依据?" },
    }
    if part:first():is(doc:parts("*绩效目标表", "项目编码")[1]:first().text) then p.extra = department(doc) end
    part:ignore("预算规模及资金用途", "*月底")
    p.truncated = part:cut(doc)
    return p
  end,

  examples = {
    { document = { "1、普法经费绩效目标表", { { "210001某县司法局", "单位：万元" }, { "项目编码", "13052223A1", "项目名称", "普法经费" }, { "预算规模及资金用途", "预算数", "6.00", "其他资金", "" },
        { "", "用于普法。" }, { "资金支出计划（%）", "3月底", "6月底" }, { "", "", "50%" }, { "绩效目标", "1.宣传。2.讲座。" } },
        { { "一级指标", "二级指标", "三级指标", "指标值" }, { "产出指标", "数量指标", "讲座", "2场" } } },
      gives = { { project_code = "13052223A1", unit_code = "210001", purpose = "用于普法。", payment_plan = { ["03"] = "", ["06"] = "50%" }, goals = { {}, { text = "2.讲座。" } } } } },
    { document = { "目    录", "51、普法经费绩效目标表", "一、总体绩效目标", "维护稳定。", "二、分项绩效目标", "（一）普法", "讲座2场。", "三、工作保障措施", "完善制度。",
        "1、普法经费绩效目标表", { { "210001某县司法局", "单位：万元" }, { "项目编码", "13052223A1", "项目名称", "普法经费" }, { "预算规模及资金用途", "预算数", "6.00" },
        { "一级指标", "二级指标", "三级指标", "指标值" }, { "产出指标", "数量指标", "讲座", "2场" } } },
      gives = { { project_name = "普法经费", extra = { ["目录"] = "51、普法经费绩效目标表", ["部门总体绩效目标"] = "维护稳定。", ["分项绩效目标"] = "（一）普法\n讲座2场。" } } } },
  },
}
