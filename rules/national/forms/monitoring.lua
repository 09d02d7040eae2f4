-- 项目支出绩效目标执行监控表：财预〔2019〕136号的样式，以及安徽、合肥等地由系统导出的样式。偏差原因、完成目标可能性
-- 有的是一列，有的在第二行表头分成几列、在相应的一列打勾。
-- 资金写成一行“年初预算数 180 1-6月执行数 76.4”的
local function beside(area, label)
  local cell = area:find(label)
  local value = cell and cell:value()
  return value and value:match([[^\s*[\d,.，]+\s*(?:%|％|万元|元)?\s*$]])
end

form "monitoring" {
  title     = "项目支出绩效运行监控表",
  title_en  = "monitoring form",
  kind      = "monitoring",
  looks_for = "有“年度指标值”“1-7月执行情况”“完成目标可能性”等列的监控表",
  looks_for_en = "monitoring form with 年度指标值, 1-7月执行情况, 完成目标可能性",

  match = function(doc)
    return doc:has("项目名称", words.form_level3, words.form_target, words.form_progress) and (doc:has(words.form_likely) or doc:has("全年预计完成*"))
  end,
  parts = function(doc) return doc:parts("*监控表", words.form_level3) end,

  read = function(part, doc)
    local p = part:values {
      project_name = "项目名称", project_code = { "项目代码", "项目编码" }, department = { "主管部门", "主管部门及代码", "主管预算部门" },
      implementing_unit = { "实施单位", "项目实施单位", "项目单位" }, unit_name = { "单位名称", "填报单位", "预算单位" },
    }
    local year, month = part:search([[(?:19|20)\d\d\s*年]]), part:search([[(\d{1,2})\s*月底?(?:执行|支出|完成)]])
    p.year, p.month = part:first():year() or year and year:year(), month and tonumber(text.fold(month.text))
    p.region = (p.unit_name or p.implementing_unit or part):region() or part:region() or doc:region()
    p.currency_unit = part:money_unit() or doc:money_unit()

    local money, total, fiscal, other = part:between(words.form_executed, words.form_level3), words.form_sums, { "*财政拨款", "*公共预算*" }, "*其他资金"
    p.budget_initial, p.budget_total = money:cross(total, "年初预算数"), money:cross(total, words.form_budget) or money:cross(total, "年初预算数")
    p.budget_fiscal = money:cross(fiscal, words.form_budget) or money:cross(fiscal, "年初预算数")
    p.budget_other  = money:cross(other, words.form_budget) or money:cross(other, "年初预算数")
    p.executed, p.execution_rate = money:cross(total, words.form_executed), money:cross(total, "*执行率")
    if not money:find(total) then
      p.budget_initial = p.budget_initial or beside(part, "年初预算数")
      p.budget_total = p.budget_total or beside(part, words.form_budget) or p.budget_initial
      p.executed, p.execution_rate = p.executed or beside(part, words.form_executed), p.execution_rate or beside(part, "*执行率")
    end
    p.extra = { ["全年预计执行数"] = money:cross(total, "全年预计*"), ["追加数"] = money:cross(total, "追加数"), ["追减数"] = money:cross(total, "追减数") }

    local goal = part:find({ "年度绩效目标", "年度总体目标", "年度目标" })
    local result = goal and goal:line():find({ "*目标执行情况", "*目标完成情况", "*实际完成情况" })
    p.goals = goal and { { term = "annual", text = result and goal:below() or goal:value(), done = result and result:below() } }

    local columns = {
      level1 = "一级指标", level2 = "二级指标?", level3 = words.form_level3, target_op = "计算符号?", target_unit = "计量单位?",
      target = words.form_target, actual = words.form_progress, forecast = words.form_forecast, remark = "备注?", reason = { "偏差原因分析?", "偏差原因?" },
    }
    if part:has(words.form_likely) then columns.likelihood = words.form_likely end
    if part:has({ "原因说明", "偏差原因说明" }) then columns.reason, columns._kind = { "原因说明", "偏差原因说明" }, "偏差原因?" end
    p.indicators = part:rows(columns, { term = "annual", stop = { "说明*", "注*", "*建议*" }, ticked = {
      likelihood = { "确定能", { "有可能", "可能" }, { "完全不可能", "不可能" } }, _kinds = { "经费保障", "制度保障", "人员保障", "硬件条件保障", "其他" },
    } })
    for _, i in ipairs(p.indicators) do
      local kind = i._kinds or i._kind
      if kind and not kind.blank then i.extra = { ["偏差原因"] = kind } end
    end
    p.truncated = part:cut(doc)
    return p
  end,

  examples = {
    { document = { { { "2023年度绩效监控表" }, { "项目名称", "送戏下乡" }, { "资金（万元）", "年初预算数", "180", "1-6月执行数", "76.4", "执行率", "42.44%" },
        { "一级指标", "二级指标", "三级指标", "年度指标值", "1-6月完成值", "完成目标可能性" }, { "产出指标", "数量指标", "演出场次", "≥120场", "58场", "确定能" } } },
      gives = { { project_name = "送戏下乡", month = "6", budget_total = "180", executed = "76.4", execution_rate = "42.44%", indicators = { { actual = "58场" } } } } },
    { document = { { { "2023年度绩效监控表" }, { "项目名称", "道路养护" }, { "资金（万元）", "年初预算数", "1-7月执行数" }, { "年度资金总额", "10", "6" },
        { "一级指标", "二级指标", "三级指标", "年度指标值", "1-7月执行情况", "完成目标可能性", "" }, { "", "", "", "", "", "确定能", "有可能", "不可能" },
        { "产出指标", "数量指标", "养护里程", "≥30公里", "12公里", "", "√", "" } } },
      gives = { { project_name = "道路养护", year = "2023", month = "7", executed = "6", indicators = { { actual = "12公里", likelihood = "有可能" } } } } },
  },
}
