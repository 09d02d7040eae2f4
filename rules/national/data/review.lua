-- 项目支出绩效目标审核表：审核内容、分值，哪些规则的结果归入哪一项，等级怎样建议。
-- 分值与四个等级出自财预〔2015〕88号附表，凭记忆登记，待核对原件；由问题数推定等级的办法是本程序的建议，
-- 不是官方规定。地方可以在自己的包里用同名列表改写。

-- rules 里写编号的优先于写“*”的；一条规则只归入一项。least：至少有这么多条规则作出了判断，这一项才算核验过；
-- by_person：规则只能提供线索，总要由人审核。
codes "review_items" {
  { aspect = "完整性", name = "规范完整性", points = 10, least = 10,
    asks = "绩效目标填报格式是否规范，内容是否完整、准确、详实，是否无缺项、错项",
    rules = { "CMP-*", "FMT-*", "QNT-011", "REL-031", "APP-008", "FEA-004" } },
  { aspect = "完整性", name = "明确清晰性", points = 10, least = 2,
    asks = "绩效目标是否明确、清晰，是否能够反映项目主要情况，是否对项目预期产出和效果进行了充分、恰当的描述",
    rules = { "CMP-008", "CMP-009", "CMP-010", "FEA-009", "QNT-013", "QNT-013G" } },
  { aspect = "相关性", name = "目标相关性", points = 15, least = 2,
    asks = "总体目标是否符合国家法律法规、国民经济和社会发展规划要求，与本部门（单位）职能、发展规划和工作计划是否密切相关",
    rules = { "REL-022", "REL-023", "REL-030", "FEA-010" } },
  { aspect = "相关性", name = "指标科学性", points = 15, least = 8,
    asks = "绩效指标是否全面、充分，是否选取了最能体现总体目标实现程度的关键指标并明确了具体指标值；是否细化、量化，难以量化的，定性描述是否充分、具体",
    rules = { "QNT-*", "REL-*" } },
  { aspect = "适当性", name = "绩效合理性", points = 15, least = 3,
    asks = "预期绩效是否显著，是否能够体现财政支出的明显效果；是否符合行业正常水平或事业发展规律；与其他同类项目相比，预期绩效是否合理",
    rules = { "APP-010", "APP-011", "APP-012", "APP-012U", "APP-013", "APP-014", "APP-015", "APP-018", "APP-018A", "APP-019",
              "REL-017", "REL-018", "REL-019" } },
  { aspect = "适当性", name = "资金匹配性", points = 15, least = 3,
    asks = "绩效目标与项目资金量、使用方向等是否匹配，在既定资金规模下，绩效目标是否过高或过低；或者要完成既定绩效目标，资金规模是否过大或过小",
    rules = { "APP-*", "REL-016", "REL-024", "CMP-045" } },
  { aspect = "可行性", name = "实现可能性", points = 10, least = 2,
    asks = "绩效目标是否经过充分调查研究、论证和合理测算，实现的可能性是否充分",
    rules = { "FEA-*", "QNT-007", "CMP-028" } },
  { aspect = "可行性", name = "条件充分性", points = 10, by_person = true,
    asks = "项目实施方案是否合理，项目实施单位的组织实施能力和条件是否充分，内部控制是否规范，管理制度是否健全",
    rules = { "CMP-034" } },
}

codes "review_grades" {
  form = "项目支出绩效目标审核表",
  forms = { "declaration", "target", "disclosure" }, -- 只对这些表建议总评等级
  basis = "mof-2015-88",
  note = "本表由程序按规则核验结果推算，等级和得分均为建议，须由审核人逐项确认；标“未能核验”的内容须人工审核。",
  -- 一个原因折合几个百分点的“一次核验不合格”，同一原因在许多行出现只算一次
  weights = { error = 100, warning = 50, note = 10 },
  -- 不合格的份额以核验次数为分母，核验多于此数按此数算
  checks_most = 6,
  -- 分项：share 不合格份额（%）至多为此，得分在 low～high（分值的 %）之间
  item = {
    { grade = "优", share = 0, low = 90, high = 100 },
    { grade = "良", share = 20, low = 80, high = 90 },
    { grade = "中", share = 60, low = 60, high = 80 },
    { grade = "差", share = 100, low = 0, high = 60 },
  },
  -- 总评：得分率至少 low，须修改、须说明的问题（错误和警告，一个原因算一个）至多 causes_most。
  -- 优是内容完全符合要求，良是只须对个别内容修改
  total = {
    { grade = "优", low = 90, causes_most = 0, consequence = "可以进入下一步预算安排流程" },
    { grade = "良", low = 80, causes_most = 5, consequence = "与申报单位协商，直接完善后进入下一步预算安排流程" },
    { grade = "中", low = 60, consequence = "退回修改完善，重新报审" },
    { grade = "差", low = 0, consequence = "不得进入下一步预算安排流程" },
  },
  -- 一般性项目只评等级、不计分：至少 least 个分项属于 among，且没有 without，从好到差取第一个符合的
  general = {
    { grade = "优", least = 6, among = { "优" }, without = { "中", "差" } },
    { grade = "良", least = 6, among = { "优", "良" }, without = { "差" } },
    { grade = "中", least = 6, among = { "优", "良", "中" } },
    { grade = "差" },
  },
  -- 这些规则报出错误的，总评至多为中
  at_best = {
    grade = "中",
    rules = { "CMP-008", "CMP-011", "CMP-012", "CMP-020", "QNT-001", "APP-001", "APP-009", "FEA-005", "REL-012",
              "REL-026" },
  },
  -- 这么多个方面有评为差的分项，总评为差
  poor_aspects = 3,
  -- 能够核验的分值少于此数，不建议总评等级
  verified_least = 60,
  -- 这些分项没有核验的（如指标涉密），也不建议
  verified_items = { "指标科学性" },
}
