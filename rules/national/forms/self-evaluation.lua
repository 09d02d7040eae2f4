-- 项目支出绩效自评表：财预〔2020〕10号的样式，以及列名相近的各地样式（安徽；四川分列计算符号、指标值、计量单位；北京、宁夏
-- 分值在前，叫“全年实际值”），部门整体支出自评表（没有项目名称），转移支付区域绩效目标自评表（没有评分）。列的先后不论。
local whole_labels = { "部门名称", "部门（单位）名称", "部门单位名称", "单位名称", "预算单位", "部门", "单位", "填报单位" }

-- “*整体支出*”是表名，不是哪一格里提到
local function whole(area) return area:find("*整体支出绩效自评表") or area:find("*整体支出绩效自评表*") or area:find("*整体绩效自评表") end

-- 资金写成一行“年初预算数 180 执行数 76.4”的
local function beside(area, label)
  local cell = area:find(label)
  local value = cell and cell:value()
  return value and value:match([[^\s*[\d,.，]+\s*(?:%|％|万元|元)?\s*$]])
end

-- 三级指标；湖南有的叫“指标内容”，旁边是“指标（目标）值”
local function third(area) return area:has(words.form_level3) and words.form_level3 or { "指标内容", "指标名称" } end

form "self-evaluation" {
  title     = "项目支出绩效自评表",
  title_en  = "self-evaluation",
  kind      = "self_evaluation",
  looks_for = "有“三级指标”“年度指标值”“实际完成值”等列的自评表",
  looks_for_en = "self-evaluation with 三级指标, 年度指标值, 实际完成值",

  match = function(doc)
    return doc:has(third(doc), words.form_target, words.form_actual) and (doc:has(words.form_project) or doc:has(whole_labels) and whole(doc) ~= nil)
       and not doc:has({ "完成目标可能性", "完成可能性分析", "全年预计完成情况", "复核得分" })
  end,
  parts = function(doc) return doc:parts({ "*自评表", "*自评报告", "*目标完成情况表" }, third(doc)) end,

  read = function(part, doc)
    local p = part:values {
      project_name = words.form_project, project_code = { "项目代码", "项目编码" }, unit_name = { "单位名称", "填报单位", "预算单位" },
      department = { "主管部门", "主管部门及代码", "主管预算部门", "市级主管部门", "部门名称", "部门（单位）名称", "中央主管部门", "地方主管部门", "*级主管部门", "自治区主管部门" },
      implementing_unit = { "实施单位", "项目实施单位", "项目单位", "资金使用单位" }, improvement = "改进措施", content = "*实施内容及过程概述",
    }
    p.extra = part:values { ["评价结论"] = "评价结论", ["存在问题"] = "存在问题", ["分配科学性"] = "分配科学性", ["下达及时性"] = "下达及时性", ["拨付合规性"] = "拨付合规性",
      ["使用规范性"] = "使用规范性", ["执行准确性"] = "执行准确性", ["预算绩效管理情况"] = "预算绩效管理情况", ["支出责任履行情况"] = "支出责任履行情况" }
    local body = whole(part)
    if body and not p.project_name then
      p.unit_name = p.unit_name or part:values({ unit_name = whole_labels }).unit_name
      p.project_name = body:with("部门整体支出")
    end
    if p.project_name and p.project_name:match([[^\d{6}[0-9A-Z]{8,}(?:-|－)]]) then   -- 编码和名称在一格
      p.project_code, p.project_name = p.project_name:match([[^(\d{6}[0-9A-Z]{8,})[-－](.+)$]])
    end
    local above     = part:before(words.form_project) or part:before(whole_labels)
    local year      = above and above:search([[(?:19|20)\d\d\s*年]]) or part:first()
    local day       = part:search([[填(?:报|表)(?:日期|时间)\s*[:：]?\s*(\S.*)]])
    p.year, p.reported_on = year and year:year(), day and day:date()
    p.region        = (p.unit_name or p.implementing_unit or part):region() or part:region() or doc:region()
    p.currency_unit = part:money_unit() or doc:money_unit()

    local money, total, budget = part:between(words.form_executed, third(part)), words.form_sums, words.form_budget
    local sums = money:find(total)
    p.budget_initial = money:cross(total, { "年初预算数", "年初批复数", "年初预算" })
    p.budget_total   = money:cross(total, budget) or p.budget_initial
    p.budget_fiscal  = money:cross({ "*财政拨款", "*财政资金", "*公共预算*" }, budget)
    p.budget_other, p.budget_carryover    = money:cross("*其他资金", budget), money:cross("*结转*", budget)
    p.executed, p.execution_rate          = money:cross(total, words.form_executed), money:cross(total, "*执行率")
    p.execution_weight, p.execution_score = money:cross(total, { "分值", "权重" }), money:cross(total, { "得分", "自评得分" })

    if not sums then
      p.budget_initial = p.budget_initial or beside(part, { "年初预算数", "年初批复数", "年初预算" })
      p.budget_total = p.budget_total or beside(part, budget) or p.budget_initial
      p.executed, p.execution_rate = p.executed or beside(part, words.form_executed), p.execution_rate or beside(part, "*执行率")
    end

    local goal = part:find({ "预期目标", "年初预期目标", "年度预期目标", "年初设定目标", "项目年度目标" }) or part:find({ "总体目标", "全年总体目标", "年度总体目标" })
    local done = goal and (goal:line():find({ "*实际完成情况", "实际完成目标" }) or goal:line():find("年度目标完成情况"))
    if goal and goal:below() then
      local said = goal:below():line():filled()            -- 丢了合并格的文本，这一行从左边第一格写起
      local answered = done and done:below() and not done:below().blank
      local label = said[1] and said[1]:match([[^(?:年度|总体|绩效|目标|\s)+$]])
      local moved = #said > 0 and (goal:below().blank or #said == 2 and not answered and not label)
      p.goals = { { term = "annual", text = moved and said[1] or goal:below(), done = done and (moved and said[2] or done:below()) } }
    end
    -- “年初设定目标：……”“全年实际完成情况：……”标签和内容在一格
    local said = part:search([[^(?:年初设定目标|年初预期目标|年度预期目标|预期目标|年度目标)\s*[:：]\s*(\S.*)]])
    if said then
      p.goals = { { term = "annual", text = said, done = part:search([[^(?:年度|全年)?(?:总体)?(?:目标)?(?:实际)?完成情况\s*[:：]\s*(\S.*)]]) } }
    end
    p.indicators = part:rows({
      level1 = "一级指标", level2 = "二级指标?", level3 = third(part), nature = "指标性质?", target_op = { "计算符号?", "运算符号?" },
      target = words.form_target, target_unit = { "计量单位?", "度量单位?" }, actual = words.form_actual, remark = "备注?",
      weight = { "分值?", "指标分值?", "权重?" }, score = { "得分?", "自评得分?", "指标得分?" }, reason = { "偏差原因*?", "偏差分析*?", "未完成原因*?" },
    }, { term = "annual", stop = { "说明*", "注*", "其他需要说明*", "其他说明*", table.unpack(words.form_total_score) } })
    -- “合计 100”之后的得分一格空着：100 是权重之和
    local heading = part:find(third(part))
    local over = heading and not heading:line():has({ "分值", "指标分值", "权重" }) and heading:below(-1)      -- 云南：表头两层，分值在上一层
    local sum, scores = part:total(words.form_total_score), over and part:from(over) or part:from(third(part))
    local weight = scores and scores:cross(words.form_total_score, { "分值", "指标分值", "权重" })
    local score = scores and scores:cross(words.form_total_score, { "得分", "自评得分", "指标得分" })
    local unscored = sum and weight and score and score.blank and weight.text == sum.text
    p.total_score = unscored and score or sum
    if not p.total_score then                              -- 总分写在表头：“自评得分 98”“项目总得分 99分”
      local head = part:before(third(part))
      local cell = head and head:find({ "自评得分", "项目总得分", "自评总分", "总得分" })
      local value = cell and cell:value()
      p.total_score = value and value:match([[^\s*(\d{1,3}(?:\.\d+)?)\s*分?\s*$]])
    end
    p.truncated = part:cut(doc)
    return p
  end,

  examples = {
    { document = { "2023年度项目支出绩效自评表", { { "项目名称", "道路养护" }, { "项目资金（万元）", "全年预算数", "全年执行数", "执行率" }, { "", "年度资金总额", "10", "8", "80%" },
        { "一级指标", "二级指标", "三级指标", "计算符号", "指标值", "计量单位", "实际完成值" }, { "产出指标", "数量指标", "养护里程", "≥", "30", "公里", "31" } } },
      gives = { { project_name = "道路养护", year = "2023", executed = "8", indicators = { { target_op = "≥", target_value = "30", target_unit = "公里", actual = "31" } } } } },
    { document = { "2022年度项目支出绩效自评表", { { "项目名称", "营养改善" },        -- 云南公开14表：表头两层
        { "绩效指标", "", "", "年度指标值", "", "", "实际完成值", "分值", "得分", "偏差原因分析及改进措施" },
        { "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "", "", "", "" },
        { "产出指标", "数量指标", "受资助人数", "≧", "735", "人次", "735", "10", "10", "" }, { "其他需要说明事项", "无" } } },
      gives = { { project_name = "营养改善", indicators = { { target_op = "≧", target_value = "735", target_unit = "人次", actual = "735", weight = "10" } } } } },
    { document = { "部门预算项目支出绩效自评表（2023年度）", { { "项目名称", "道路养护" },           -- 四川：合计是权重之和，得分空着
        { "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "权重", "得分" },
        { "产出指标", "数量指标", "养护里程", "≥", "30", "公里", "31", "90", "" }, { "合计", "", "", "", "", "", "", "100", "" } } },
      gives = { { project_name = "道路养护", total_score = "" } } },
    { document = { "部门整体支出绩效自评表", "(2023年度)", { { "部门名称", "某县林业局" }, { "预算资金", "年初预算数", "全年预算数", "全年执行数" }, { "年度资金总额", "10", "9", "8" },
        { "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值" }, { "产出指标", "数量指标", "造林面积", "≥30亩", "31亩" } } },
      gives = { { project_name = "部门整体支出", unit_name = "某县林业局", year = "2023", budget_total = "9", executed = "8" } } },
    { document = { "中央对地方转移支付区域绩效目标自评表", "（2022年度）", { { "转移支付（项目）名称", "农田建设补助" }, { "中央主管部门", "农业农村部" },
        { "资金情况（万元）", "", "全年预算数（A）", "全年执行数（B）", "预算执行率" }, { "", "年度资金总额：", "100", "80", "80%" }, { "", "情况说明" }, { "分配科学性", "按因素法分配" },
        { "总体目标", "全年实际完成情况" }, { "建成10万亩", "建成9万亩" },
        { "一级指标", "二级指标", "三级指标", "指标值", "全年实际完成值", "未完成原因和改进措施" }, { "产出指标", "数量指标", "建设面积", "≥10万亩", "9万亩", "征地滞后" } } },
      gives = { { project_name = "农田建设补助", department = "农业农村部", executed = "80", goals = { { text = "建成10万亩", done = "建成9万亩" } }, indicators = { { actual = "9万亩", reason = "征地滞后" } } } } },
    { document = { "2022年度项目支出绩效自评表", { { "项目名称", "河道管护" }, { "年度总体目标", "年初设定目标：管护12条", "全年实际完成情况：管护12条" },   -- 北京、宁夏
        { "一级指标", "二级指标", "三级指标", "分值", "年度指标值（A）", "全年实际值（B）", "得分计算方法", "得分", "未完成原因分析" },
        { "产出指标", "数量指标", "管护河道", "10", "12条", "12条", "按比例计分", "10", "" } } },
      gives = { { project_name = "河道管护", goals = { { text = "管护12条", done = "管护12条" } }, indicators = { { target = "12条", actual = "12条", weight = "10", score = "10" } } } } },
    { document = { "2022年度项目支出绩效自评表", { { "项目名称", "河道管护", "年初预算数", "20", "全年预算数", "18", "全年执行数", "9", "执行率", "50%" },   -- 资金写成一行
        { "一级指标", "二级指标", "三级指标", "指标值", "完成值" }, { "产出指标", "数量指标", "管护河道", "12条", "12条" } } },
      gives = { { project_name = "河道管护", budget_initial = "20", budget_total = "18", executed = "9", execution_rate = "50%" } } },
    { document = { "2021年度项目绩效目标自评表", { { "项目名称", "种薯繁育", "项目总得分", "99分" }, { "一级指标", "二级指标", "三级指标", "分值", "年度指标值", "全年实际值", "得分" },   -- 宁夏
        { "产出指标", "数量指标", "发放原原种", "8", "550万粒", "550万粒", "8" } } },
      gives = { { project_name = "种薯繁育", total_score = "99" } } },
    { document = { "财政支出项目绩效评价自评报告（2021年度）", { { "项目名称", "优抚", "项目单位", "某区民政局" }, { "计划安排资金（万元）", "170", "实际支出（万元）", "166.4" },   -- 湖南岳阳
        { "一级指标", "二级指标", "指标内容", "指标（目标）值", "实际完成值" }, { "产出指标", "数量指标", "补助人数", "126人", "126人" } } },
      gives = { { project_name = "优抚", implementing_unit = "某区民政局", budget_total = "170", executed = "166.4", indicators = { { level3 = "补助人数", target = "126人", actual = "126人" } } } } },
    { document = { "项目绩效目标完成情况表（2020年度）", { { "项目名称", "养老服务" }, { "预算单位", "某县民政局" }, { "预算执行情况（万元）", "预算数：", "100", "执行数：", "90" },   -- 四川2021年以前
        { "预期目标", "实际完成目标" }, { "改善养老条件", "完成" },
        { "一级指标", "二级指标", "三级指标", "预期指标值（包含数字及文字描述）", "实际完成指标值（包含数字及文字描述）" }, { "项目完成指标", "数量指标", "新增床位", "50张", "52张" } } },
      gives = { { project_name = "养老服务", unit_name = "某县民政局", year = "2020", budget_total = "100", executed = "90", goals = { { text = "改善养老条件", done = "完成" } }, indicators = { { target = "50张", actual = "52张" } } } } },
    { document = { { { "项目名称", "道路养护" }, { "三级指标", "指标值" } } }, gives = false },
  },
}
