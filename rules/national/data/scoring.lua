-- 自评计分与监控亮灯的表。

-- 一级指标权重。execution 执行率，cost 成本，output 产出，benefit 效益，satisfaction 满意度；
-- with_cost 设成本指标时，without_cost 不设成本指标时。不设满意度指标的，其分值加到效益。地方还有别的模板的：also 是另外几种
-- （分值可以写成 { low = 0, high = 20 }），even 表示按指标个数平分，fixed 表示表上印定，不作调整。
codes "weight_profiles" {
  national = {
    title = "财预〔2020〕10号、财预〔2021〕101号",
    with_cost = { execution = 10, cost = 20, output = 40, benefit = 20, satisfaction = 10 },
    without_cost = { execution = 10, output = 50, benefit = 30, satisfaction = 10 },
  },
  hubei = {
    title = "湖北省：预算执行20、产出40、效益和满意度40",
    without_cost = { execution = 20, output = 40, benefit_and_satisfaction = 40 },
    fixed = true,
  },
}

-- 定性指标三档的得分区间（占分值的百分比）：下限含，上限达成档含、其余不含。
codes "qualitative_bands" {
  national = {
    title = "财预〔2020〕10号",
    full = { low = 80, high = 100 },
    part = { low = 60, high = 80 },
    none = { low = 0, high = 60 },
  },
  hubei = {
    title = "湖北省",
    full = { low = 80, high = 100 },
    part = { low = 50, high = 80 },
    none = { low = 0, high = 50 },
  },
}

-- 自评等级的分数线，含下限。
codes "grade_bands" {
  national = { title = "财预〔2020〕10号", { "优", 90 }, { "良", 80 }, { "中", 60 }, { "差", 0 } },
  platform = { title = "部分一体化系统", { "优", 80 }, { "良", 70 }, { "中", 60 }, { "差", 0 } },
}

-- 定性完成情况的三档及其写法。
codes "completion_grades" {
  full = {
    "达成年度指标", "达成预期指标", "达到预期目标", "达到预期指标", "达成目标", "达成预期目标", "达成",
  },
  part = {
    "部分达成年度指标并具有一定效果", "部分达成预期指标并具有一定效果", "部分达成目标并具有一定效果",
    "部分达到预期目标,并且具备一定效果", "部分达到预期目标，并且具备一定效果", "部分达成",
  },
  none = {
    "未达成年度指标且效果较差", "未达成预期指标且效果较差", "未完成预期指标且效果较差",
    "未达成目标且效果较差", "未达到预期目标", "未达成", "未完成",
  },
}

-- 完成目标可能性的取值。
codes "likelihood" {
  certain = { "确定能", "确定能完成" },
  maybe = { "有可能", "可能" },
  never = { "完全不可能", "不可能" },
}

-- 按月的最低执行进度（百分比），四川口径；没有采用的地区为空表。
codes "execution_schedule" {
}

-- 同一项工作常见的两种计数，并列出现不算几个测度。
codes "case_units" { "件", "起", "人", "人次", "名", "户", "户次", "场", "场次", "次", "期", "批", "批次", "届" }

-- 建议里举的指标值的例子，按二级指标；没有的按“其他”。
codes "target_examples" {
  ["数量指标"] = "≥50件", ["质量指标"] = "≥95%", ["时效指标"] = "11月底前完成", ["成本指标"] = "≤20万元", ["经济成本指标"] = "≤20万元",
  ["服务对象满意度指标"] = "≥90%", ["其他"] = "≥90%",
}

-- 项目编码的式样（正则）。各地不同，由地方规则包填写。
codes "code_patterns" {
}
