-- 项目绩效目标汇总表，各类指标左右并排（河南等地）：“绩效指标”下分成本、产出、效益、满意度几栏，每栏下面是“三级指标”“指标值”
-- 两列。一个项目占几行，第一行写名称、金额和目标；只有金额的一行是单位。没有二级指标一栏。
local NAME = { "单位（项目名称）", "单位（项目）名称", "单位名称（项目名称）", "单位名称（项目）", "项目名称" }
local CLASSES = { "成本指标", "产出指标", "效益指标", "效果指标", "满意度指标", "社会效益指标", "经济效益指标", "数量指标", "质量指标", "时效指标" }

-- 每一类：名称、它的三级指标在第几列、指标值在第几列
local function classes_of(doc)
  local list_of = {}
  for _, class in ipairs(doc:find_all(CLASSES)) do
    local name = class:below()
    local value = name and name:beside()
    if name and value and name:is(words.form_level3) and value:is(words.form_target) then
      list_of[#list_of + 1] = { class = class, name = name.column, value = value.column, row = name.row }
    end
  end
  return list_of
end

form "class-columns" {
  title     = "项目绩效目标汇总表（各类指标并排）",
  title_en  = "targets of projects, the classes of indicators side by side",
  kind      = "target",
  looks_for = "“产出指标”“效益指标”等并排，下面各有“三级指标”“指标值”两列的汇总表",
  looks_for_en = "classes of indicators side by side, each with 三级指标 and 指标值",
  replaces  = { "target", "wide-disclosure" },

  match = function(doc)
    return doc:table(NAME, words.form_level3, words.form_target) ~= nil and #classes_of(doc) >= 2
  end,
  read = function(doc)
    local first, classes, part = doc:first(), classes_of(doc), doc:table(NAME, words.form_level3, words.form_target)
    local columns = {}
    for key, labels in pairs { project_code = { "单位编码（项目编码）", "项目编码" }, project_name = NAME, budget_total = { "资金总额", "合计" },
      budget_fiscal = { "政府预算资金", "财政拨款" }, budget_other = { "单位资金", "其他资金" }, _goal = { "绩效目标", "年度绩效目标" } } do
      local head = part:find(labels)
      if head then columns[head.column] = key end
    end
    for _, c in ipairs(classes) do columns[c.name], columns[c.value] = c, c end
    part:ignore("绩效指标", "项目金额")

    local records, unit, p = {}, nil, nil
    for _, line in ipairs(part:lines()) do
      local row, values, names = {}, {}, {}
      for _, cell in ipairs(line.row > classes[1].row and line:cells() or {}) do
        local key = columns[cell.column]
        if cell.row < line.row or cell.blank then key = nil end
        if type(key) == "string" then row[key] = cell elseif key then (cell.column == key.name and names or values)[key] = cell end
      end
      local own = list.any(classes, function(c) return names[c] ~= nil end)
      if row.project_name and not own then                    -- 单位一行：只有名称和金额
        if text.only(row.project_name.text, words.total_rows) == false then unit = row.project_name end
        p = nil
      elseif row.project_name then
        p = row
        p.unit_name, p.at, p.currency_unit, p.indicators = unit, line, doc:money_unit(), {}
        p.year = first:year() or doc:search([[(?:19|20)\d\d\s*年度]])
        p.year = p.year and p.year:year()
        p.region = unit and unit:region() or doc:region()
        p.goals = row._goal and { { term = "annual", text = row._goal } } or {}
        records[#records + 1] = p
      end
      for _, c in ipairs(p and classes or {}) do
        if names[c] then p.indicators[#p.indicators + 1] = { level1 = c.class, level3 = names[c], target = values[c] or "" } end
      end
    end
    return records
  end,

  examples = {
    { document = { "部门预算项目绩效目标汇总表", "（2024年度）", { { "单位编码（项目编码）", "单位（项目名称）", "项目金额（万元）", "", "绩效目标", "绩效指标", "", "", "" },
        { "", "", "", "", "", "成本指标", "", "产出指标", "" }, { "", "", "资金总额", "单位资金", "", "三级指标", "指标值", "三级指标", "指标值" },
        { "301", "县计生协", "32", "0", "", "", "", "", "" }, { "4101", "奖励扶助", "32", "0", "扶助320户。", "扶助标准", "960元/人", "扶助户数", "≥320户" },
        { "", "", "", "", "", "", "", "发放准确率", "100%" } } },
      gives = { { project_name = "奖励扶助", project_code = "4101", unit_name = "县计生协", year = "2024", budget_total = "32", goals = { { text = "扶助320户。" } },
        indicators = { { level1 = "成本指标", level3 = "扶助标准", target = "960元/人" }, { level1 = "产出指标", level3 = "扶助户数" }, { level1 = "产出指标", target = "100%" } } } } },
  },
}
