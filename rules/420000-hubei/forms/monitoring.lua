-- 黄石等地的项目支出绩效监控表（半年）：没有三级指标一栏，“指标名称”下印着数量、质量、时效、成本或几类效益，内容写在指标值里；
-- 原因和举措各写一栏。二级名称不在“指标名称”而另有一栏的，也认。
form "hubei-monitoring" {
  title     = "湖北项目支出绩效监控表",
  title_en  = "Hubei monitoring form",
  kind      = "monitoring",
  looks_for = "有“指标名称”“指标值”“半年度指标执行情况”“完成目标可能性”等列的监控表",
  looks_for_en = "monitoring form with 指标名称, 指标值, 半年度指标执行情况, 完成目标可能性",

  match = function(doc)
    return doc:has("项目名称", "指标名称", "指标值", "*执行情况", "完成目标可能性*") and not doc:has(words.form_level3)
  end,
  parts = function(doc) return doc:parts("*监控表*", "指标名称") end,

  read = function(part, doc)
    local head = part:find("指标名称")
    if not head:line():find("完成目标可能性*") then
      return reject("表头“指标名称……完成目标可能性”断成了几行，认不出各列；请用原来的网页、Word 或 Excel 文件", head,
        "the heading is broken over several lines: give the page or document that the text was taken from")
    end
    local p = part:values {
      project_name = "项目名称", department = "主管部门", implementing_unit = { "项目执行单位", "项目实施单位", "实施单位" },
      attribute = "项目属性", type = "项目类型", deviation_reason = "偏差或不能完成目标原因分析", improvement = { "相关建议或举措", "改进措施" },
    }
    local kind = part:search([[^\s*(1、部门预算项目.*)]])      -- “项目类型”的第二行
    p.category = kind and kind:ticked()
    p.unit_name = part:search([[项目单位(?:[（(]盖章[）)])?\s*[:：]\s*(?!单位[:：])(\S.*?)\s*(?:单位[:：]|$)]])
    local year, month = part:search([[(?:19|20)\d\d\s*年]]), part:search([[(\d{1,2})\s*月底?(?:执行|支出)]])
    p.year, p.month = year and year:year(), month and tonumber(text.fold(month.text))
    p.region = (p.unit_name or part):region() or part:region() or doc:region()
    p.currency_unit = part:money_unit() or doc:money_unit()

    local money = part:between(words.form_executed, "指标名称")
    p.budget_total, p.budget_initial = money:cross(words.form_sums, "年初预算数"), money:cross(words.form_sums, "年初预算数")
    p.budget_fiscal, p.budget_other = money:cross({ "*财政拨款", "*预算拨款" }, "年初预算数"), money:cross("*其他资金", "年初预算数")
    p.executed = money:cross(words.form_sums, words.form_executed)
    p.extra = { ["全年预计执行数"] = money:cross(words.form_sums, "全年预计*") }

    local named = part:has("二级指标")
    p.indicators = part:rows({
      level1 = "一级指标", level2 = named and "二级指标" or "指标名称", level3 = named and "指标名称" or nil, target = "指标值",
      actual = "*执行情况", forecast = "全年预计完成*?", likelihood = "完成目标可能性*", remark = "备注?",
    }, { term = "annual", stop = { "偏差或*", "相关建议*", "注*" }, ticked = { likelihood = { "确定能", { "有可能", "可能" }, { "完全不可能", "不可能" } } } })
    p.truncated = part:cut(doc)
    return p
  end,

  examples = {
    { document = { { { "黄石市项目支出绩效监控表" }, { "（2019年度）" }, { "项目名称", "文物保护经费" }, { "项目资金（万元）", "年初预算数", "1-6月执行数", "全年预计执行数" },
        { "年度资金总额：", "22", "8.7", "22" }, { "一级指标", "指标名称", "指标值", "半年度指标执行情况", "完成目标可能性（确定能、有可能、不可能）", "备注" },
        { "产出指标", "数量", "修缮3处", "修缮1处", "有可能", "" }, { "偏差或不能完成目标原因分析", "一处待批复" }, { "相关建议或举措", "九月开工" } } },
      gives = { { project_name = "文物保护经费", year = "2019", month = "6", executed = "8.7", deviation_reason = "一处待批复", improvement = "九月开工",
        indicators = { { level2 = "数量", target = "修缮3处", actual = "修缮1处", likelihood = "有可能" } } } } },
  },
}
