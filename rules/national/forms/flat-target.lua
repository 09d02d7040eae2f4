-- 从网页、PDF 里复制出来的绩效目标表，一格一行，看不出哪几格是一行：标签后面跟着值，一级、二级指标的名称认得，其余按表头的
-- 栏数一组一组地数。数不齐的（有空格丢了）不猜，照旧请用原来的文件。
local NAMES = { "三级指标", "三级指标名称", "三级绩效指标", "指标名称" }
local FIRST = { "产出指标", "效益指标", "效果指标", "满意度指标", "成本指标" }
local COST = { "经济成本指标", "社会成本指标", "生态环境成本指标" }
local function columns()
  return {
  { NAMES, "level3" }, { { "计量单位", "度量单位" }, "target_unit" }, { { "指标性质", "计算符号", "运算符号" }, "target_op" },
  { words.form_target, "target" }, { { "权重", "分值" }, "weight" }, { { "备注" }, "remark" }, { { "指标解释", "指标说明", "指标值说明" }, "description" },
  }
end

local function labels()
  return {
  project_name = words.form_project, department = { "主管部门", "主管部门及代码", "主管部门及编码" }, implementing_unit = { "实施单位", "具体实施单位", "项目实施单位" },
  unit_name = { "申报单位", "填报单位", "预算单位", "单位名称" }, attribute = { "项目属性", "项目性质" }, budget_total = words.form_target_budget,
  budget_fiscal = { "其中：财政拨款", "财政拨款" }, budget_other = "其他资金", _goal = { "年度目标", "年度绩效目标", "年度总体目标", "项目年度目标", "绩效目标" },
  }
end

local OTHERS = { "项目负责人*", "项目责任人*", "联系电话*", "单位（盖章）*", "单位(盖章)*", "项目期", "项目来源", "项目资金*", "资金情况*", "总体目标", "项目总体目标", "绩效指标", "其中*", "项目概况*", "*.*资金" }

local function standard(cell)
  local name = text.replace(text.match(text.fold(cell.text), "^[^（(]*") or "", " ", "")
  return text.match(name, "指标$") and name or name .. "指标"
end

-- “经济效益”“指标”断成两行的接起来；行尾有“|”的一格到“|”为止，前面没有“|”的几行也是它的
local function tokens(part)
  local out, begun, open = {}, false, false
  local loose = #part:tables() > 0 and list.map(part:texts(), function(cell) return cell.text end) or {}
  for _, cell in ipairs(part:cells()) do
    local last = out[#out]
    if not cell.blank then begun = begun or cell:is(words.form_project) end
    if not cell.blank and open and last then
      out[#out] = last:with(last.text .. cell.text)
    elseif not cell.blank and last and text.match(cell.text, "^(?:指标|目标)$") and text.match(last.text, "^(?:[一二三]级|年度|总体|产出|\\p{Han}{2}效益|效益|可持续影响|(?:服务对象)?满意度)$") then
      out[#out] = last:with(last.text .. cell.text)
    elseif not cell.blank then
      out[#out + 1] = cell
    end
    open = not cell.blank and begun and cell.row == 1 and list.contains(loose, cell.text)
  end
  return out
end

local function column(cell)
  for _, c in ipairs(columns()) do
    if cell and cell:is(c[1]) then return c[2] end
  end
end

-- 表头从第几格到第几格，后面各栏是什么
local function heading(all)
  for n = 1, #all - 3 do
    if all[n]:is(words.form_level1) and all[n + 1]:is({ "二级指标", "二级绩效指标" }) and all[n + 2]:is(NAMES) then
      local fields, last = {}, n + 1
      while column(all[last + 1]) do
        last = last + 1
        fields[#fields + 1] = column(all[last])
      end
      return list.contains(fields, "target") and n or nil, last, fields
    end
  end
end

local function is_label(cell, known)
  if cell:is(OTHERS) then return true end
  for _, label in pairs(known) do
    if cell:is(label) then return true end
  end
  return false
end

local function rows(all, from, fields)
  local out, first, second, group = {}, nil, nil, {}
  local function close()
    if #group % #fields ~= 0 then return false end
    for n = 1, #group, #fields do
      local i = { level1 = first, level2 = second, term = "annual" }
      for k, field in ipairs(fields) do i[field] = group[n + k - 1] end
      if text.match(i.level3.text, "^\\s*[≥≤＞＜><=＝]?\\s*[\\d.,]+\\s*\\S{0,3}\\s*$") then return false end      -- 值在名称的位置上：数错了
      if i.target_op or i.target_unit then i.target_value, i.target = i.target, nil end
      out[#out + 1] = i
    end
    group = {}
    return true
  end
  for n = from, #all do
    local cell, name = all[n], standard(all[n])
    if cell:is({ "注*", "说明*", "填表人*", "附件*", "*审核意见*", "备注：*" }) then break end
    local after = all[n + 1] and standard(all[n + 1])
    local twice = name == "满意度指标" and first ~= nil and standard(first) == name and #group == 0
    local as_first = list.contains(FIRST, name) and not twice and (name ~= "成本指标" or first == nil or list.contains(COST, after))
    if as_first or codes.level_parent[name] or twice then
      if not close() then return nil end
      if as_first then first, second = cell, nil else second = cell end
    else
      group[#group + 1] = cell
    end
  end
  return close() and #out > 0 and out or nil
end

form "flat-target" {
  title     = "绩效目标表（一格一行的文本）",
  title_en  = "a target form, one cell a line",
  kind      = "target",
  looks_for = "一格一行的文本，有“项目名称”“一级指标”“三级指标”“指标值”",
  looks_for_en = "text with one cell a line: 项目名称, 一级指标, 三级指标, 指标值",
  replaces  = { "target" },

  match = function(doc)
    if not doc:has(words.form_project, words.form_level1, NAMES, words.form_target) or doc:has(words.form_actual) then return false end
    return not list.any(doc:lines(), function(line) return #line:filled() > 1 end) and heading(tokens(doc)) ~= nil
  end,
  parts = function(doc) return doc:parts({ "*目标申报表", "*绩效目标表", "*目标公开表" }, NAMES) end,

  read = function(part, doc)
    local all = tokens(part)
    local start, last, fields = heading(all)
    local indicators = start and rows(all, last + 1, fields)
    if not indicators then
      return reject("每行只有一格，认不出哪个值属于哪一栏；请用原来的文件（Word、Excel、网页），或从表格里整行复制", part:first(),
        "one cell a line: which value belongs to which label cannot be told; use the file it came from, or copy whole rows")
    end
    local p, known = { indicators = indicators }, labels()
    for n = 1, start - 1 do
      for field, label in pairs(known) do
        if p[field] == nil and all[n]:is(label) and not is_label(all[n + 1], known) then p[field] = all[n + 1] end
      end
    end
    local year = part:before(words.form_project) and part:before(words.form_project):search([[(?:19|20)\d\d\s*年]])
    p.form = part:has("*申报表") and "declaration" or part:has("*公开表") and "disclosure" or "target"
    p.year, p.currency_unit = year and year:year(), part:money_unit() or doc:money_unit()
    p.region = (p.unit_name or p.implementing_unit or part):region() or part:region()
    p.goals = p._goal and { { term = "annual", text = p._goal } } or {}
    part:ignore("一级指标", "绩效指标")
    return p
  end,

  examples = {
    { document = { { { "项目支出绩效目标表" }, { "（2025年度）" }, { "项目名称" }, { "网球赛" } }, "项目资金", { { "（万元）" }, { "年度资金总额：" }, { "1000" } }, "绩", "效", "指", { { "标" } }, "一级",
        { { "指标" }, { "二级指标" }, { "三级指标" }, { "指标值" }, { "产出指标" }, { "数量指标" } }, "赛事", { { "场次" }, { "1场" } } },
      gives = { { project_name = "网球赛", budget_total = "1000", indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "赛事场次", target = "1场" } } } } },
    { document = { "项目支出绩效目标表", "（2025年度）", "项目名称", "网球赛", "主管部门及代码", "[042]某区体育局", "实施单位", "某区体育局", "项目资金（万元）", "年度资金总额：", "1000", "其中：财政拨款", "1000", "其他资金", "年度", "目标",
        "办好赛事。", "绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "产出指标", "数量指标", "赛事场次", "1场", "参赛人数", "≥90人", "成本指标", "总成本", "≤1000万元", "效益指标", "经济效益", "指标", "拉动消费", "≥80万元",
        "满意度指标", "满意度指标", "观众满意度", "≥95%", "注：按需增减" },
      gives = { { project_name = "网球赛", year = "2025", budget_total = "1000", goals = { { text = "办好赛事。" } }, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "赛事场次", target = "1场" }, { target = "≥90人" },
        { level1 = "产出指标", level2 = "成本指标" }, { level1 = "效益指标", level2 = "经济效益指标", target = "≥80万元" }, { level1 = "满意度指标", level2 = "满意度指标", target = "≥95%" } } } } },
  },
}
