-- 记录里没有固定键的栏目在各地表上的叫法，规则按它们在表外的栏目（extra）里找；另有叫法的，地方用 extend 添上。

words "goal_title_headings" {
  title = "读入的表里记绩效目标标题的栏目",
  "绩效目标标题",
}

words "subtotal_headings" {
  title = "读入的表里记所属单位小计金额的栏目",
  "单位小计", "单位合计",
}

words "end_total_headings" {
  title = "读入的表里记表末合计金额的栏目",
  "表末合计",
}

words "end_count_headings" {
  title = "读入的表里记表末合计以上有几个项目的栏目",
  "表内项目数",
}

words "title_headings" {
  title = "读入的表里记表名的栏目",
  "表名", "标题", "title",
}

words "contents_headings" {
  title = "读入的表里记文本目录的栏目",
  "目录", "文本目录", "项目目录",
}

words "overall_headings" {
  title = "读入的表里记部门总体目标的栏目",
  "部门总体绩效目标", "部门总体目标", "总体绩效目标（部门）",
}

words "part_headings" {
  title = "读入的表里记部门分项目标的栏目",
  "分项绩效目标", "部门分项绩效目标",
}

words "part_indicator_headings" {
  title = "读入的表里记部门分项指标的栏目",
  "分项绩效指标", "部门分项绩效指标",
}

words "score_standard_headings" {
  title = "读入的表里记评（扣）分标准的栏目",
  "评（扣）分标准", "评分标准", "kpi_evalstd",
}

words "rectify_advice_headings" {
  title = "监控表里记整改意见的栏目",
  "整改意见", "整改建议", "整改要求", "整改措施", "rectify_advise",
}

words "rectify_yes" {
  title = "是否需要整改填“是”的写法",
  "是", "1", "需要",
}

words "money_units" {
  title = "表头金额单位的写法",
  "元", "千元", "万元", "百万元", "亿元",
}

words "grade_headings" {
  title = "读入的表里记自评等级的栏目",
  "自评等级", "评价等级", "等级", "评级", "自评等次",
}

words "forecast_headings" {
  title = "监控表里记全年预计执行数的栏目",
  "全年预计执行数", "全年预计执行", "est_pro_bgt_annual",
}

words "rectify_headings" {
  title = "监控表里记是否需要整改的栏目",
  "是否需要整改", "is_perf_rectify",
}
