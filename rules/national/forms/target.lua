-- 项目支出绩效目标申报表、绩效目标表：财政部的样式（只有年度目标），以及列名相近的各地样式（湖南、陕西分长期、年度两段，三级
-- 指标写作“指标内容”）。题目里有“申报”的是申报表，有“公开”的是公开表，其余算绩效目标表。
local LEVEL1 = { "一级指标", "一级" }
local NAMED  = { "三级指标", "三级指标名称", "指标名称", "三级" }
local LEVEL3 = { "三级指标", "三级指标名称", "指标名称", "三级", "指标内容" }

local GOALS_ANNUAL = { "年度目标", "年度绩效目标", "年度总体目标", "本年度绩效目标", "绩效目标", "年度绩效总目标", "年度主要目标和成果" }
local GOALS_LONG = { "总体目标", "项目总目标", "中期目标", "长期目标", "长期绩效目标", "总体绩效目标", "实施期绩效目标" }

-- 目标在标签的右边或下面；合并的格子丢了，下一行就从第一格写起
local function beside(name)
  if name:line():has(LEVEL1) then return nil end            -- 指标表左边的“绩效目标”
  local cell = name:value(LEVEL1, LEVEL3) or name:below()
  if cell and cell:is({ "年度目标", "中期目标", "一级指标" }) then return nil end
  if cell and cell:is("*目标完成情况*") then cell = name:below() or cell end       -- 右边是另一栏的表头
  if cell and not cell.blank then return cell end
  local under = name:below()
  local line = under and under:line():filled()
  return line and #line == 1 and text.match(line[1].text, "[，。；,;]|\\p{Lo}{12}") and line[1] or cell
end

local function goal_of(part, labels)
  local blank
  for _, label in ipairs(labels) do
    local name = part:find(label)
    local cell = name and beside(name)
    if cell and not cell.blank then return cell end
    blank = blank or cell
  end
  return blank
end

form "target" {
  title     = "项目支出绩效目标申报表、绩效目标表",
  title_en  = "declaration or target form",
  kind      = "target",
  looks_for = "有“项目名称”“三级指标”“指标值”的绩效目标表或申报表",
  looks_for_en = "declaration or target form with 项目名称, 三级指标, 指标值",

  match = function(doc)
    return doc:has(words.form_project, LEVEL1, LEVEL3, words.form_target) and not (doc:has(words.form_actual) or doc:has(words.form_progress))
       and not doc:has({ "全年预计完成*", "得分", "自评得分", "完成目标可能性" })
  end,
  parts = function(doc) return doc:parts({ "*目标申报表", "*绩效目标表", "*目标公开表", "*目标审批表", "*目标批复表" }, LEVEL3) end,

  read = function(part, doc)
    local p = part:values {
      project_name = words.form_project, project_code = { "项目代码", "项目编码" }, unit_name = { "单位名称", "填报单位", "申报单位", "预算单位", "预算部门" },
      unit_code = "单位编码", department = { "主管部门", "主管部门及代码", "主管部门及编码", "主管部门及其编码", "业务主管部门", "项目主管部门", "区级主管部门", "县级主管部门", "主管预算部门", "市级主管部门" },
      implementing_unit = { "实施单位", "项目实施单位", "项目单位", "项目执行单位" }, category = { "项目类别", "支出项目类别" },
      attribute = { "项目属性", "项目性质" }, type = "项目类型", budget_total = words.form_target_budget,
      budget_fiscal = { "其中：财政拨款", "财政拨款", "其中：财政资金", "其中：当年财政拨款", "当年财政拨款" }, budget_other = { "其他资金", "其它资金", "其中：其他资金", "其中：其它资金" }, budget_carryover = { "上年结转资金", "上年结转" },
      content = { "项目内容", "项目概况", "项目总体概况", "项目总体情况" }, purpose = { "资金用途", "项目用途" }, legal_basis = { "立项依据", "项目立项依据" },
      _span = { "项目起止时间", "项目起止年限", "起止时间", "项目支出实施期", "建设周期" }, start = { "计划开始日期", "项目开始时间", "开始日期" }, ["end"] = { "计划完成日期", "项目结束时间", "结束日期" },
    }
    if p._span and not p.start then p.start, p["end"] = p._span:match([[^(.+?)\s*[至到—～~-]+\s*(.+)$]]) end
    local title = part:first()
    p.form = title:is("*申报*") and "declaration" or title:is("*公开*") and "disclosure" or "target"
    local year = part:before(words.form_project) and part:before(words.form_project):search([[(?:19|20)\d\d\s*年]])
    p.year = title:year() or year and year:year()
    p.region = (p.unit_name or p.implementing_unit or part):region() or part:region() or doc:region()
    p.currency_unit = part:money_unit() or doc:money_unit()

    -- 一行里印着“预算单位：某局 金额单位：万元”的，单位名称到空格为止
    local own = p.unit_name and p.unit_name:match([[^(\S+)\s+(?:金额)?单位\s*(?::|：)]])
    if own then p.unit_name = own end

    p.goals = {}
    for term, labels in pairs { annual = GOALS_ANNUAL, long = GOALS_LONG } do
      local cell = goal_of(part, labels)
      if cell then p.goals[#p.goals + 1] = { term = term, text = cell } end
    end

    local aim = part:find("预期*")                             -- “指标值”下分“2021年实际实现值”“预期2022年实现值”的
    local target, last = words.form_target, { "上年指标值?" }
    if aim and aim:is("*实现值") then target, last = { "预期*" }, { "上年指标值?", "*实际实现值?" } end
    local named = part:has(NAMED)                              -- 另有名称的，“指标内容”是说明
    p.indicators = part:rows({
      level1 = LEVEL1, level2 = { "二级指标?", "二级?" }, level3 = named and NAMED or LEVEL3, nature = "指标性质?", target_op = { "计算符号?", "运算符号?", "符号?" },
      description = { "绩效指标描述?", named and "指标内容?" or "指标描述?", "指标说明?", "指标解释?" }, weight = { "权重?", "分值?" },
      target = target, target_unit = { "计量单位?", "度量单位?" }, target_basis = { "指标值确定依据?", "设定依据?" }, last_year = last, remark = "备注?",
    }, { stop = { "*审核意见", "*审批意见", "说明*", "注*", "填表人*" }, tables = "all",
      term = { long = { "长期绩效指标", "长期指标", "中期绩效指标" }, annual = { "年度绩效指标", "年度指标" } } })
    local typed = p.project_name and not p.project_name.blank
    for _, i in ipairs(p.indicators) do typed = typed or not (i.target or i.target_value).blank end
    if not typed then
      local rows = list.any(part:lines(), function(line) return #line:filled() > 1 end)
      if not rows then
        return reject("每行只有一格，认不出哪个值属于哪一栏；请用原来的文件（Word、Excel、网页），或从表格里整行复制", title,
          "one cell a line: which value belongs to which label cannot be told; use the file it came from, or copy whole rows")
      end
      return reject("空表：项目名称和指标值都没有填写（未填的模板？）", title,
        "an empty form: neither name nor targets are filled in (a template?)")
    end
    p.truncated = part:cut(doc)
    return p
  end,

  examples = {
    { document = { "专项资金绩效目标表（2023年度）", { { "项目名称", "基础教育" }, { "总体目标", "推进实验区建设。" },
        { "绩效目标", "一级指标", "二级指标", "三级指标", "指标解释", "区域目标值" }, { "", "产出指标", "数量指标", "支持学校", "学校数量", "1所" } } },
      gives = { { project_name = "基础教育", goals = { { term = "long", text = "推进实验区建设。" } }, indicators = { { target = "1所", description = "学校数量" } } } } },
    { document = { "绩效目标表", { { "（2020年度）", "", "", "" }, { "项目名称", "校舍改造", "", "" }, { "资金情况（万元）", "年度资金总额：", "16", "" },
        { "总体目标", "年度目标", "年度总体目标完成情况", "" }, { "", "改造校舍3处。", "", "" },
        { "一级指标", "二级指标", "指标内容", "指标值" }, { "产出指标", "数量指标", "改造校舍", "3处" } } },
      gives = { { project_name = "校舍改造", goals = { { text = "改造校舍3处。" } } } } },
    { document = { "项目支出绩效目标批复表（2022年度）", { { "项目名称", "主体班" }, { "项目金额", "164万元" },
        { "一级指标", "二级指标", "三级指标", "指标值", "" }, { "", "", "", "2021年实际实现值", "预期2022年实现值" }, { "产出指标", "数量指标", "培训人次", "270人次", "280人次" } } },
      gives = { { project_name = "主体班", budget_total = "164万元", indicators = { { target = "280人次", last_year = "270人次" } } } } },
    { document = { "项目支出目标申报表（2025年度）", { { "项目名称", "小学公用经费" }, { "项目主管部门", "实验小学" }, { "项目资金申请（万元）", "资金总额:", "438.768" },
        { "项目总体情况", "用于教学与管理。" }, { "一级", "二级", "三级", "年度数值" }, { "产出值", "数量值", "就读人数", "6962人" }, { "", "成本值", "生均公用经费", "780元/生/年" } } },
      gives = { { form = "declaration", project_name = "小学公用经费", department = "实验小学", budget_total = "438.768", content = "用于教学与管理。",
        indicators = { { level1 = "产出值", level2 = "数量值", target = "6962人" }, { level1 = "产出值", target = "780元/生/年" } } } } },
    { document = { "晾晒房建设绩效目标审批表", "预算单位：某镇人民政府 金额单位：万元", { { "专项（项目）名称", "晾晒房" }, { "建设周期", "2023年4月-2024年2月" },
        { "年度主要目标和成果", "新建晾晒房一座。" }, { "当年年度预算", "65" }, { "年度绩效目标（90分）", "一级指标", "二级指标", "三级指标", "指标值" },
        { "", "成本指标（0-20）分", "经济成本指标", "建设成本", "≤65万元" } } },
      gives = { { project_name = "晾晒房", unit_name = "某镇人民政府", budget_total = "65", start = "2023年4月", ["end"] = "2024年2月",
        goals = { { text = "新建晾晒房一座。" } }, indicators = { { target = "≤65万元" } } } } },
    { document = { "绩效目标申报表", { { "项目名称", "养殖场" }, { "总体目标", "年度目标", "" }, { "新建养殖场6500平方米，建棚圈一栋。", "", "" },
        { "绩效指标", "一级指标", "二级指标", "三级指标", "指标值" }, { "", "产出指标", "数量指标", "养殖场", "1个" } } },
      gives = { { project_name = "养殖场", goals = { { text = "新建养殖场6500平方米，建棚圈一栋。" } }, indicators = { { target = "1个" } } } } },
    { document = { "2025年度项目支出绩效目标申报表", { { "项目名称", "道路养护" }, { "项目资金（万元）", "年度资金总额", "10" }, { "年度目标", "路面完好。" },
        { "一级指标", "二级指标", "三级指标", "指标值" }, { "产出指标", "数量指标", "养护里程", "≥30公里" }, { "", "质量指标", "路面完好率", "≥90%" } } },
      gives = { { form = "declaration", project_name = "道路养护", year = "2025", budget_total = "10", indicators = { { level1 = "产出指标" }, { level1 = "产出指标", target = "≥90%" } } } } },
  },
}
