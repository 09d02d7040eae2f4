-- 项目支出绩效目标申报表、绩效目标表：财政部的样式（只有年度目标），以及列名相近的各地样式（湖南、陕西分长期、年度两段，三级
-- 指标写作“指标内容”）。题目里有“申报”的是申报表，有“公开”的是公开表，其余算绩效目标表。
local NAMED  = { "三级指标", "三级指标名称", "三级绩效指标", "指标名称", "三级" }
local STANDARD = { "绩效标准", "标准值" }                              -- 没有指标值一栏的，标准就是指标值
local LEVEL3 = { "三级指标", "三级指标名称", "三级绩效指标", "指标名称", "三级", "指标内容" }

local FISCAL = { "其中：财政拨款", "财政拨款", "其中：财政资金", "其中：当年财政拨款", "当年财政拨款", "其中：中央补助", "中央补助", "其中：省级财政资金", "其中：省级补助", "其中：市级财政资金" }
-- 转移支付表的资金来源写“中央补助”“地方资金”
local CENTRAL = { "其中：中央财政补助", "中央财政补助", "其中：中央资金", "中央资金", "其中：中央财政资金", "中央财政资金", "其中：上级资金", "上级资金" }
local LOCAL = { "地方资金", "地方财政资金", "地方配套资金", "地方配套", "本级资金" }
local GOALS_ANNUAL = { "年度目标", "年度绩效目标", "年度总体目标", "本年度绩效目标", "绩效目标", "年度绩效总目标", "年度主要目标和成果", "当年绩效目标", "项目绩效目标", "项目绩效总目标", "绩效总目标" }
local GOALS_LONG = { "总体目标", "项目总目标", "项目总体目标", "项目总体绩效目标", "中期目标", "长期目标", "长期绩效目标", "总体绩效目标", "实施期目标", "实施期绩效目标", "专项实施期绩效目标" }

local function both_below(left, right)
  local a, b = left:below(), right:below()
  return a and b and not a.blank and not b.blank and a.column ~= b.column
end

-- 目标在标签的右边或下面；合并的格子丢了，下一行就从第一格写起
local function beside(name)
  if name:line():has(words.form_level1) then return nil end            -- 指标表左边的“绩效目标”
  local cell = name:value(words.form_level1, LEVEL3) or name:below()
  if cell and (cell:is(GOALS_ANNUAL) or cell:is(GOALS_LONG)) and cell.row == name.row and both_below(name, cell) then
    cell = name:below()                                     -- 两个目标并排，各自写在下面
  end
  if cell and (cell:is(GOALS_ANNUAL) or cell:is(GOALS_LONG) or cell:is({ "一级指标", "*绩效指标" })) then return nil end
  if cell and cell:is("*目标完成情况*") then cell = name:below() or cell end       -- 右边是另一栏的表头
  if cell and not cell.blank then return cell end
  local under = name:below()
  local twins = list.filter(name:line():filled(), function(c) return c:is(GOALS_ANNUAL) or c:is(GOALS_LONG) end)
  if #twins > 1 and under and not under.blank then return under end
  local line = under and under:line():filled()
  local said = line and #line == 1 and not line[1]:is({ "*指标", "*目标", "*情况" }) and line[1]
  return said and text.match(said.text, "[，。；,;]|\\p{Lo}{6}") and said or cell
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

-- “绩效目标：……”写在一格里
local function goal_in_line(part)
  return part:search([[^(?:年度|总体|项目|年度总体)?(?:绩效)?(?:总体)?目标\s*[:：]\s*(\S.{5,})$]])
end

-- 实施期、年度两段资金并排，各有“其中：中央补助”：空的一段不算
local function filled_value(part, labels)
  for _, label in ipairs(part:find_all(labels)) do
    local cell = label:value(labels, words.form_target_budget, "地方资金", "其他资金")
    if cell and not cell.blank then return cell end
  end
end

-- 一栏指标值下面（或旁边）分几栏的：按区域填的，第一栏是指标值，其余各栏按区域名称另记；分半年、全年的取全年；分上年、本年的取本年
local function areas_right_of(first)
  local areas = {}
  local cell = first
  while cell and not cell.blank do
    areas[#areas + 1] = cell
    cell = cell:beside()
  end
  return areas
end

local function target_column(part, level3)
  local aim, whole, shared = part:find("预期*"), part:find(words.form_whole_year), part:find(words.form_area_target)
  if aim and aim:is("*实现值") then return { "预期*" }, { "上年指标值?", "*实际实现值?" }, {} end
  if whole then return words.form_whole_year, { "上年指标值?" }, {} end
  local sign = part:find({ "运算符号", "计算符号" })
  local number = sign and sign:beside()
  if number and number:is("内容") then return { "内容" }, { "上年指标值?" }, {} end
  local twofold = part:find({ "实施期指标值", "实施期", "实施期目标值", "总体指标值" })
  local year = twofold and twofold:beside()
  if year and year:is(words.form_year_target) then return words.form_year_target, { "上年指标值?" }, {} end
  local first = shared and shared:below()
  if first and not first.blank and first:line():filled()[1].column >= shared.column then
    return { first.text }, { "上年指标值?" }, areas_right_of(first)
  end
  local name = part:find(level3)
  if name and not part:has(words.form_target) and name:line():has(STANDARD) then return STANDARD, { "上年指标值?" }, {} end
  if name and not part:has(words.form_target) then
    first = name:beside()
    while first and first:is({ "指标解释", "指标说明", "指标方向", "指标性质", "备注" }) do first = first:beside() end
    if first and not first.blank then return { first.text }, { "上年指标值?" }, areas_right_of(first) end
  end
  return words.form_target, { "上年指标值?" }, {}
end

-- 只有中央、地方两个来源的，地方的算其他资金，合计才平；来源再多就不猜
local function by_source(part, p)
  local central, own = part:values({ x = CENTRAL }).x, part:values({ x = LOCAL }).x
  if p.budget_fiscal and not p.budget_fiscal.blank then central = part:has({ "其中：中央补助", "中央补助" }) and p.budget_fiscal or nil end
  if not central or central.blank or part:has({ "*省级*资金", "*市级*资金", "*县级*资金", "*自筹*" }) then return end
  p.budget_fiscal = central
  if own and not own.blank and (p.budget_other == nil or p.budget_other.blank) then p.budget_other = own end
end

-- “2022年3月-2023年11月”“2022-03-01至2023-11-30”；“3年”不是起止
local function from_to(span)
  local first, last = span:match([[^(.*\d.*?)\s*[至到—～~]+\s*(.*\d.*)$]])
  if first then return first, last end
  return span:match([[^((?:19|20)\d\d[^-]*?)\s*-+\s*((?:19|20)\d\d[^-]*|\d{1,2}\s*月[^-]*)$]])
end

-- 上海：项目资金总额是各年合计，预算数是年度资金申请总额
local function by_year(part, p)
  local year = part:values({ x = "年度资金申请总额" }).x
  if not year or year.blank then return end
  local fiscal, whole = part:values({ x = { "其中：当年财政拨款", "当年财政拨款" } }).x, part:values({ x = "项目资金总额" }).x
  p.budget_total, p.budget_fiscal = year, fiscal or p.budget_fiscal
  p.extra = whole and { ["项目资金总额"] = whole } or nil
end

local function of_areas(indicator, areas)
  local extra
  for n = 2, #areas do
    for _, cell in ipairs(indicator.at:cells()) do
      if cell.column == areas[n].column then
        extra = extra or {}
        extra[areas[n].text] = cell
      end
    end
  end
  return extra
end

form "target" {
  title     = "项目支出绩效目标申报表、绩效目标表",
  title_en  = "declaration or target form",
  kind      = "target",
  looks_for = "有“项目名称”“三级指标”“指标值”的绩效目标表或申报表",
  looks_for_en = "declaration or target form with 项目名称, 三级指标, 指标值",

  match = function(doc)
    local valued = doc:has(words.form_target) or doc:has(words.form_whole_year) or doc:table(words.form_level1, LEVEL3, { "指标解释", "指标方向" })
      or doc:table(NAMED, STANDARD)
    local named = doc:has(words.form_project) or doc:search([[项目名称\s*[:：]\s*\S]])
    local levels = doc:has(words.form_level1, LEVEL3) or doc:table(words.form_kind, NAMED) ~= nil
    return valued and named and levels and not (doc:has(words.form_actual) or doc:has(words.form_progress))
       and not doc:has({ "全年预计完成*", "得分", "自评得分", "完成目标可能性" })
  end,
  parts = function(doc) return doc:parts({ "*目标申报表", "*绩效目标表", "*目标公开表", "*目标审批表", "*目标批复表" }, LEVEL3) end,

  read = function(part, doc)
    local p = part:values {
      project_name = words.form_project, project_code = { "项目代码", "项目编码" }, unit_name = { "单位名称", "填报单位", "申报单位", "预算单位", "预算部门", "部门（单位）名称", "编制单位" },
      unit_code = "单位编码", department = { "主管部门", "主管部门及代码", "主管部门及编码", "主管部门及其编码", "业务主管部门", "项目主管部门", "区级主管部门", "县级主管部门", "区县主管部门", "主管部门（单位）名称", "主管部门（单位）名称及部门预算编码", "主管预算部门", "市级主管部门" },
      implementing_unit = { "实施单位", "项目实施单位", "项目单位", "项目执行单位", "下达地方或单位" }, category = { "项目类别", "支出项目类别" },
      attribute = { "项目属性", "项目性质" }, type = "项目类型", budget_total = words.form_target_budget,
      budget_fiscal = FISCAL, budget_other = { "其他资金", "其它资金", "其中：其他资金", "其中：其它资金" }, budget_carryover = { "上年结转资金", "上年结转" },
      content = { "项目内容", "项目概况", "项目总体概况", "项目总体情况" }, purpose = { "资金用途", "项目用途" }, legal_basis = { "立项依据", "项目立项依据" },
      _area = "补助区域", _points = { "执行率分值", "执行率权重", "预算执行率权重" },      -- 不是它左边空着的金额
      _span = { "项目起止时间", "项目起止年限", "起止时间", "项目支出实施期", "建设周期", "项目期", "实施周期", "项目实施周期", "项目周期" }, start = { "计划开始日期", "项目开始时间", "开始日期" }, ["end"] = { "计划完成日期", "项目结束时间", "结束日期" },
    }
    if p.budget_fiscal and p.budget_fiscal.blank then p.budget_fiscal = filled_value(part, FISCAL) or p.budget_fiscal end
    if not (p.unit_name or p.department or p.implementing_unit) then p.department = part:values({ x = "省级主管部门" }).x or part:values({ x = "中央主管部门" }).x end
    local sums = part:find("资金总额及构成")
    sums = sums and sums:beside()
    if sums and not p.budget_total then p.budget_total = sums:match([[总额\s*[:：]?\s*([\d.,]+\s*万?元)]]) end
    local lump = not p.budget_total and part:values({ x = { "项目资金", "资金规模", "项目资金额" } }).x
    if lump and text.match(lump.text, "^\\s*[\\d.,]+\\s*(?:万?元)?\\s*$") then p.budget_total = lump end
    by_source(part, p)
    by_year(part, p)
    if p._span and not p.start then p.start, p["end"] = from_to(p._span) end
    local title = part:first()
    p.form = title:is("*申报*") and "declaration" or title:is("*公开*") and "disclosure" or "target"
    local year = part:before(words.form_project) and part:before(words.form_project):search([[(?:19|20)\d\d\s*年]])
    local budget_year = part:search([[预算年度\s*[:：]?\s*((?:19|20)\d\d)]]) or doc:search([[预算年度\s*[:：]\s*((?:19|20)\d\d)]])
    p.year = title:year() or year and year:year() or budget_year
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
    local inline = #p.goals == 0 and goal_in_line(part)
    if inline then p.goals[1] = { term = "annual", text = inline } end

    local named = part:has(NAMED)                              -- 另有名称的，“指标内容”是说明
    local target, last, areas = target_column(part, named and NAMED or LEVEL3)
    p.indicators = part:rows({
      level1 = part:has(words.form_level1) and words.form_level1 or words.form_kind, level2 = words.form_level2, level3 = named and NAMED or LEVEL3, nature = words.form_nature, target_op = { "计算符号?", "运算符号?", "符号?" },
      description = { "绩效指标描述?", named and "指标内容?" or "指标描述?", "指标说明?", "指标解释?", "指标值说明?" }, weight = words.form_weight,
      target = target, target_unit = words.form_target_unit, target_basis = { "指标值确定依据?", "设定依据?" }, last_year = last, remark = "备注?",
      _whole = { "实施期指标值?", "实施期?", "实施期目标值?", "总体指标值?" }, _half = { "半年（程）指标值?", "半年（程）目标值?", "半年指标值?", "半年目标值?" },
    }, { stop = { "*审核意见", "*审批意见", "*初审意见", "说明*", "注*", "填表人*" }, tables = "all",
      term = { long = { "长期绩效指标", "长期指标", "中期绩效指标" }, annual = { "年度绩效指标", "年度指标" } } })
    for _, i in ipairs(p.indicators) do
      i.extra = of_areas(i, areas) or i._half and { ["半年指标值"] = i._half } or i._whole and { ["实施期指标值"] = i._whole }
    end
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
    { document = { "绩效目标表（2022年度）", { { "项目名称", "造林", "", "" }, { "项目期", "2022年3月-2023年11月", "", "" }, { "资金总额", "60", "", "" }, { "一级指标", "二级指标", "三级指标", "指标值" }, { "产出指标", "时效指标", "完成时间", "2023年底" } } },
      gives = { { start = "2022年3月", ["end"] = "2023年11月" } } },
    { document = { "绩效目标表（2025年度）", { { "项目名称", "造林", "", "" }, { "项目期", "2025-03-01至2025-11-30", "", "" }, { "资金总额", "60", "", "" }, { "一级指标", "二级指标", "三级指标", "指标值" }, { "产出指标", "数量指标", "面积", "3亩" } } },
      gives = { { start = "2025-03-01", ["end"] = "2025-11-30" } } },
    { document = { "项目支出绩效目标表（2024年度）", { { "项目名称", "公厕保洁", "" }, { "项目资金（万元）", "50", "" }, { "年度目标", "保洁公厕68座。", "" },
        { "指标类型", "指标名称", "绩效标准" }, { "产出指标-数量指标", "保洁座数", "≥68座" }, { "质量指标", "保洁合格率", "≥95%" } } },
      gives = { { project_name = "公厕保洁", budget_total = "50", indicators = { { level1 = "产出指标-数量指标", level3 = "保洁座数", target = "≥68座" }, { level1 = "质量指标", target = "≥95%" } } } } },
    { document = { "转移支付绩效目标表（2024年度）", { { "项目名称", "危房改造", "", "" }, { "资金情况（万元）", "资金总额", "100", "" }, { "", "其中：中央财政补助", "60", "" }, { "", "地方资金", "40", "" },
        { "一级指标", "二级指标", "三级指标", "指标值" }, { "产出指标", "数量指标", "改造户数", "≥50户" } } },
      gives = { { budget_total = "100", budget_fiscal = "60", budget_other = "40" } } },
    { document = { "财政项目支出绩效目标申报表（2024年度）", { { "项目名称", "泵闸养护", "", "" }, { "项目资金（元）", "项目资金总额", "28000000", "" }, { "", "其中：财政资金", "28000000", "" },
        { "", "年度资金申请总额", "5600000", "" }, { "", "其中：当年财政拨款", "5600000", "" }, { "一级指标", "二级指标", "三级指标", "指标值" }, { "产出指标", "数量指标", "养护座数", "≥126座" } } },
      gives = { { budget_total = "5600000", budget_fiscal = "5600000", extra = { ["项目资金总额"] = "28000000" } } } },
    { document = { "水利专项资金绩效目标表", { { "项目名称", "水利专项", "", "", "", "", "" }, { "绩效指标", "一级指标", "二级指标", "三级指标", "指标解释", "指标方向", "甲镇", "乙镇" },
        { "", "产出指标", "数量指标", "修复工程（个）", "完工数", "≥", "1", "2" } } },
      gives = { { project_name = "水利专项", indicators = { { target_op = "≥", target_value = "1", extra = { ["乙镇"] = "2" } } } } } },
    { document = { "项目绩效目标表", { { "项目名称：会展奖励", "", "", "资金总额：30", "", "" }, { "一级指标*", "二级指标*", "三级指标*", "绩效指标性质*", "绩效指标值*", "绩效度量单位" },
        { "产出指标", "数量指标", "会展数量", "≥", "5", "个" } } },
      gives = { { project_name = "会展奖励", budget_total = "30", indicators = { { target_op = "≥", target_value = "5", target_unit = "个" } } } } },
    { document = { "区域绩效目标表（2024年度）", { { "专项名称", "灌区改造", "", "", "", "" }, { "省级主管部门", "某省水利厅", "", "", "", "" },
        { "资金情况（万元）", "实施期金额：", "", "年度金额：", "520", "" }, { "", "其中：中央补助", "", "其中：中央补助", "460", "" },
        { "总体目标", "实施期目标", "", "年度目标", "", "" }, { "", "改造6处灌区。", "", "改造2处灌区。", "", "" },
        { "绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "" }, { "", "", "", "", "实施期", "年度" }, { "", "产出指标", "数量指标", "改造灌区", "6处", "2处" } } },
      gives = { { department = "某省水利厅", budget_total = "520", budget_fiscal = "460", goals = { { term = "annual", text = "改造2处灌区。" }, { term = "long", text = "改造6处灌区。" } },
        indicators = { { target = "2处", extra = { ["实施期指标值"] = "6处" } } } } } },
    { document = { "2023年度项目支出绩效目标表", { { "项目名称：学校取暖", "", "项目主管部门：某县教育局", "" }, { "资金总额：175万元", "", "财政拨款：175万元", "" },
        { "绩效目标：保障26所学校冬季取暖。", "", "", "" }, { "一级指标", "二级指标", "三级指标", "年度指标值" }, { "产出指标", "数量指标", "学校数量", "26所" } } },
      gives = { { project_name = "学校取暖", department = "某县教育局", goals = { { text = "保障26所学校冬季取暖。" } }, indicators = { { target = "26所" } } } } },
    { document = { "兵团资金绩效目标申报表", { { "项目名称", "保鲜库", "", "" }, { "项目绩效目标", "项目总目标", "年度总体目标", "" }, { "", "建成保鲜库1座。", "完成主体封顶。", "" },
        { "一级指标", "二级指标", "三级指标", "年度指标值" }, { "产出指标", "数量指标", "保鲜库", "1座" } } },
      gives = { { goals = { { term = "annual", text = "完成主体封顶。" }, { term = "long", text = "建成保鲜库1座。" } } } } },
    { document = { "项目支出绩效目标表（2024年度）", { { "项目名称", "种质资源保护", "", "" }, { "项目资金（万元）", "年度资金总额：", "420", "执行率分值（10）" }, { "", "其他资金", "", "" },
        { "一级指标", "二级指标", "三级指标", "指标值", "分值权重（90分）" }, { "产出指标（40-50）分", "数量指标", "收集资源", "≥800份", "10" } } },
      gives = { { budget_total = "420", budget_other = "", indicators = { { target = "≥800份", weight = "10" } } } } },
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
