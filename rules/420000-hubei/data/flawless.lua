-- 湖北的自评表：预算执行20分，产出40分，效益和满意度40分。

codes "flawless" {
  self_evaluation = {
    form = "self_evaluation", year = 2024,
    unit_code = "312001", unit_name = "清河县水利局", department = "清河县水利局",
    implementing_unit = "清河县农村供水站",
    project_code = "13053424A7KQ2M9X4R5T8", project_name = "农村供水工程维修养护",
    category = { "部门预算项目" }, attribute = { "持续性项目" }, type = { "常年性项目" },
    currency_unit = "万元",
    budget_initial = "150.00", budget_total = "150.00", budget_fiscal = "150.00", budget_other = "0.00",
    executed = "147.00", execution_rate = "98.00%",
    execution_weight = "20", execution_score = "19.6", total_score = "99.6",
    reported_on = "2025-03-20",
    goals = {
      { term = "annual", text = "维修农村供水站点50处，受益农村人口12000人以上，工程验收合格率100%，减少群众购水支出20万元，年节水3万立方米。",
        done = "维修站点52处，受益农村人口12300人，验收全部合格，减少群众购水支出21万元，节水3.1万立方米。" },
    },
    deviation_reason = "执行率98%，未支出的3万元为合同约定的质保金，次年质保期满支付。",
    improvement = "将质保金3万元列入次年支付计划，按合同约定的时间支付。",
    indicators = {
      { level1 = "产出指标", level2 = "成本指标", level3 = "单处维修平均成本", target = "≤3万元/处",
        actual = "2.83万元/处", weight = "10", score = "10" },
      { level1 = "产出指标", level2 = "数量指标", level3 = "维修供水站点", target = "≥50处",
        actual = "52处", weight = "10", score = "10" },
      { level1 = "产出指标", level2 = "质量指标", level3 = "工程验收合格率", target = "=100%",
        actual = "100%", weight = "10", score = "10" },
      { level1 = "产出指标", level2 = "时效指标", level3 = "维修任务按时完成率", target = "≥97%",
        actual = "98.1%", weight = "10", score = "10" },
      { level1 = "效益指标", level2 = "经济效益指标", level3 = "减少群众购水费用", target = "≥20万元",
        actual = "21万元", weight = "10", score = "10" },
      { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益农村人口", target = "≥12000人",
        actual = "12300人", weight = "15", score = "15" },
      { level1 = "效益指标", level2 = "生态效益指标", level3 = "年节水量", target = "≥3万立方米",
        actual = "3.1万立方米", weight = "5", score = "5" },
      { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "受益群众满意度", target = "≥90%",
        actual = "93.5%", weight = "10", score = "10" },
    },
  },}
