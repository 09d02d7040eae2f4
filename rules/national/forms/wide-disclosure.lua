-- 项目支出绩效目标公开表，一行一个指标、单位和项目同在一栏（“单位（专项）名称”，湖南等地）：单位一行只有金额，下面是它的各个
-- 项目，每个项目占几行。项目名称单独成栏的，按表头读入，不用表样。
local NAME = { "单位（专项）名称", "单位(专项)名称", "单位及项目名称", "单位（项目）名称", "单位（项目名称）", "单位名称（项目）", "单位名称（项目名称）", "单位/项目名称", "单位名称、项目名称",
  "单位、项目名称" }

form "wide-disclosure" {
  title     = "项目支出绩效目标公开表（一行一个指标）",
  title_en  = "disclosure with a row per indicator",
  kind      = "disclosure",
  looks_for = "有“单位（专项）名称”和“三级指标”“指标值”的公开表",
  looks_for_en = "disclosure with 单位（专项）名称, 三级指标 and 指标值",
  replaces  = { "target" },

  match = function(doc)
    return doc:table(NAME, "一级指标", "三级指标", words.form_target) ~= nil and not doc:has(words.form_actual)
  end,
  read = function(doc)
    local records, unit, code, p, first = {}, nil, nil, nil, doc:first()
    local rows = doc:rows({
      _code = { "单位代码?", "单位编码?" }, project_name = NAME, budget_total = { "资金总额?", "金额?", "预算数?", "年度预算安排?" },
      _long = { "实施期绩效目标?", "总体绩效目标?" }, _annual = { "年度绩效目标?", "项目年度绩效目标?", "绩效目标?", "年度目标?" },
      level1 = "一级指标", level2 = "二级指标", level3 = "三级指标", target = words.form_target, description = { "指标值内容?", "指标内容?", "指标解释?", "指标描述?" },
      target_unit = words.form_target_unit, target_op = { "计算符号?", "指标性质?" }, nature = { "指标值类型?", "指标属性?" }, weight = words.form_weight, remark = "备注?",
    }, { carry = {}, tables = "all" })
    local said = function(cell) return cell ~= nil and not cell.blank end
    for _, row in ipairs(rows) do
      local value = row.target or row.target_value
      local own = said(row.level1) or said(row.level2) or said(row.level3) or said(value)
      local another = said(row.project_name) and (p == nil or p.project_name.text ~= row.project_name.text)
      if another and not own then                                       -- 单位一行：只有名称和金额
        if text.only(row.project_name.text, words.total_rows) == false then unit, code = row.project_name, row._code end
        p = nil
      elseif another then
        p = { project_name = row.project_name, budget_total = row.budget_total, unit_name = unit, unit_code = code, at = row.at,
          year = first:year(), region = first:region() or unit and unit:region() or doc:region(), currency_unit = doc:money_unit(), goals = {}, indicators = {} }
        if said(row._annual) then p.goals[#p.goals + 1] = { term = "annual", text = row._annual } end
        if said(row._long) then p.goals[#p.goals + 1] = { term = said(row._annual) and "long" or "annual", text = row._long } end
        records[#records + 1] = p
      end
      if p ~= nil and own then
        local last = p.indicators[#p.indicators]
        p.indicators[#p.indicators + 1] = { level1 = said(row.level1) and row.level1 or last and last.level1 or row.level1,
          level2 = (said(row.level2) or said(row.level1) or not last) and row.level2 or last.level2,
          level3 = row.level3, target = row.target, target_value = row.target_value, target_unit = row.target_unit, target_op = row.target_op,
          nature = row.nature, description = row.description, weight = row.weight, remark = row.remark }
      end
    end
    return records
  end,

  examples = {
    { document = { "2023年某州项目支出绩效目标公开表", "金额单位：万元", { { "单位代码", "单位（专项）名称", "资金总额", "实施期绩效目标", "一级指标", "二级指标", "三级指标", "指标值", "指标值内容" },
        { "505006", "特殊教育学校", "30", "", "", "", "", "", "" },
        { "505006", "学生伙食费", "30", "保障168名学生用餐。", "产出指标", "数量指标", "补助学生", "168人", "享受补助的学生数" },
        { "", "", "", "", "", "时效指标", "发放时间", "2023年12月底前", "" },
        { "505006", "校园维修", "10", "维修校舍3处。", "产出指标", "数量指标", "维修校舍", "3处", "" } } },
      gives = { { unit_name = "特殊教育学校", project_name = "学生伙食费", year = "2023", budget_total = "30", goals = { { text = "保障168名学生用餐。" } },
          indicators = { { level2 = "数量指标", target = "168人" }, { level1 = "产出指标", level2 = "时效指标", target = "2023年12月底前" } } },
        { unit_name = "特殊教育学校", project_name = "校园维修", indicators = { { target = "3处" } } } } },
  },
}
