-- 河北预算项目绩效自评表：“一、基本情况”到“四、年度绩效指标完成情况”四段，预期指标值分符号、值、单位，得分按权重折算。
local actual = "单项指标实际完成值"

-- “314002-某县民政局机关”
local function unit_of(p)
  local code, name
  if p.implementing_unit then code, name = p.implementing_unit:match([[^(\d{3,})\s*[-－—]\s*(\S.*)$]]) end
  if code then p.unit_code, p.unit_name, p.implementing_unit = code, name, nil end
end

-- 目标一行一条，到下一段为止
local function goals_of(part)
  local goal, done = part:find("年度预期目标"), part:find("具体完成情况")
  local list, text_, told = {}, goal and goal:below(), done and done:below()
  while text_ and not text_.blank and not text_:match([[^[一二三四五]、]]) do
    list[#list + 1] = { term = "annual", text = text_, done = told }
    text_, told = text_:below(), told and told:below()
  end
  return list
end

form "hebei-self-evaluation" {
  title     = "河北预算项目绩效自评表",
  title_en  = "Hebei self-evaluation",
  kind      = "self_evaluation",
  looks_for = "有“单项指标实际完成值”“权重占比”等列的预算项目绩效自评表",
  looks_for_en = "self-evaluation with 单项指标实际完成值 and 权重占比",

  match = function(doc) return doc:has("项目名称", words.form_level3, actual) end,
  parts = function(doc) return doc:parts("*绩效自评表", actual) end,

  read = function(part, doc)
    local p = part:values {
      project_name = "项目名称", implementing_unit = { "实施（主管）单位", "实施单位", "主管单位" }, budget_total = "预算数", executed = "执行数",
      budget_fiscal = { "其中：财政资金", "财政资金" }, budget_other = { "其他", "其他资金" }, execution_rate = { below = "预算执行进度" },
    }
    p.extra = part:values { ["是否为专项资金"] = "是否为专项资金", ["到位数"] = "到位数", ["总体完成率"] = { below = "总体完成率" } }
    unit_of(p)
    local rate = part:find("预算执行进度")
    rate = rate and rate:below()
    if rate then p.execution_rate = rate:match([[^\s*\d[\d.]*\s*$]]) and rate:with(rate.text .. "%") or rate end     -- 表头写着（%）
    local year, unit = part:search([[(?:19|20)\d\d\s*年]]), part:values({ unit = "金额单位" }).unit
    p.year = year and year:year()
    p.currency_unit = unit or part:money_unit() or doc:money_unit()
    p.region = (p.unit_name or p.implementing_unit or part):region() or part:region() or doc:region()
    p.goals = goals_of(part)
    p.indicators = part:rows({
      level1 = "一级指标", level2 = "二级指标?", level3 = words.form_level3, description = { "绩效指标描述?", "指标描述?", "指标解释?", "指标分值?" },
      target_op = { "符号?", "计算符号?" }, target = part:has("符号") and { "值", "指标值", "数值" } or "预期指标值", target_unit = { "单位*?", "计量单位?" },
      actual = actual, weight = "权重占比*?", score = { "单项指标折算得分?", "折算得分?" }, reason = { "偏差原因*?", "未完成原因*?" },
    }, { term = "annual", stop = { "五、*", "说明*", "注*", table.unpack(words.form_total_score) } })
    for _, i in ipairs(p.indicators) do
      local unit_said = i.target_unit and i.target_unit:match([[^\s*(%|％)\s*[（(]百分比[）)]\s*$]])
      i.target_unit = unit_said or i.target_unit
    end
    p.total_score = part:total(words.form_total_score)
    p.truncated = part:cut(doc)
    return p
  end,

  examples = {
    { document = { "某县民政局2021年度预算项目绩效自评表", { { "一、基本情况" }, { "项目名称：", "高龄津贴", "是否为专项资金：", "否" }, { "实施（主管）单位", "314002-某县民政局机关", "金额单位：", "万元" },
        { "预算安排情况（调整后）", "", "资金执行情况", "", "预算执行进度（%）" }, { "预算数", "6.84", "执行数", "6.8", "99.42" },
        { "三、目标完成情况" }, { "年度预期目标", "具体完成情况", "总体完成率（%）" }, { "按月发放津贴", "已按月发放", "100.00" }, { "老年人得到照顾", "老年人得到照顾", "100.00" }, { "四、年度绩效指标完成情况" },
        { "一级指标", "二级指标", "三级指标", "预期指标值", "", "", "单项指标实际完成值", "自评得分", "" },
        { "", "", "", "符号", "值", "单位（文字描述）", "", "权重占比（%）", "单项指标折算得分" },
        { "产出指标", "质量指标", "申报对象覆盖率", ">=", "98", "%(百分比)", "100%", "25.00", "25.00" } } },
      gives = { { project_name = "高龄津贴", unit_code = "314002", unit_name = "某县民政局机关", year = "2021", budget_total = "6.84", executed = "6.8", execution_rate = "99.42%", currency_unit = "万元",
        goals = { { text = "按月发放津贴", done = "已按月发放" }, { text = "老年人得到照顾" } },
        indicators = { { target_op = ">=", target_value = "98", target_unit = "%", actual = "100%", weight = "25.00", score = "25.00" } } } } },
    { document = { { { "项目名称", "高龄津贴" }, { "三级指标", "指标值", "实际完成值" } } }, gives = false },
  },
}
