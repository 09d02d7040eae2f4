-- 财政支出项目绩效目标表（福建2018年以前等）：一级写“投入、产出、效益”，二级写“成本目标、数量目标”等，后面是“评价指标”（目标1、目标2）、
-- “绩效内容”“绩效标准”和“全年绩效目标”。
form "input-output" {
  title     = "财政支出项目绩效目标表（投入、产出、效益）",
  title_en  = "targets by input, output and benefit",
  kind      = "target",
  looks_for = "有“绩效内容”“绩效标准”“全年绩效目标”的绩效目标表",
  looks_for_en = "targets with 绩效内容, 绩效标准, 全年绩效目标",
  replaces  = { "target" },

  match = function(doc)
    return doc:has("绩效内容", words.form_target) and doc:has({ "投入", "产出" })
  end,
  read = function(part, doc)
    local p = part:values { project_name = words.form_project, unit_name = { "主管部门名称", "单位名称", "部门名称", "填报单位" }, department = "主管部门",
      content = { "概况", "项目概况" }, _goal = { "总体绩效目标", "总体目标", "年度绩效目标" }, budget_total = words.form_target_budget }
    local title = part:first()
    p.year, p.region, p.currency_unit = title:year(), (p.unit_name or part):region() or doc:region(), part:money_unit()
    p.goals = p._goal and { { term = "annual", text = p._goal } } or {}
    p.indicators = part:rows({ level1 = { "绩效目标", "一级指标", "一级目标" }, _number = "评价指标?", level3 = "绩效内容", target_basis = "绩效标准?", target = words.form_target },
      { stop = { "说明*", "注*" } })
    local level1, level2, head
    for _, i in ipairs(p.indicators) do head = math.min(head or i.level1.column, i.level1.column) end
    for _, i in ipairs(p.indicators) do
      local left = list.filter(i.at:cells(), function(c) return c.column < (i._number or i.level3).column end)
      for _, cell in ipairs(left) do
        if not cell.blank and cell.column == head then
          if not level1 or cell.text ~= level1.text then level2 = nil end
          level1 = cell
        elseif not cell.blank then
          level2 = cell
        end
      end
      i.level1, i.level2 = level1, level2
    end
    return p
  end,

  examples = {
    { document = { "2017年财政支出项目绩效目标表", { { "专项名称", "台胞补助", "", "", "", "" }, { "总体绩效目标", "帮助困难台胞。", "", "", "", "" },
        { "绩效目标", "", "评价指标", "绩效内容", "绩效标准", "全年绩效目标" }, { "投入", "成本目标", "目标1", "人均补助", "按月", "≤200元/月" },
        { "产出", "数量目标", "目标1", "补助人数", "全省", "432人" }, { "", "", "目标2", "助学人数", "全省", "95人" } } },
      gives = { { project_name = "台胞补助", year = "2017", goals = { { text = "帮助困难台胞。" } }, indicators = { { level1 = "投入", level2 = "成本目标", target = "≤200元/月" },
        { level1 = "产出", level2 = "数量目标", level3 = "补助人数" }, { level1 = "产出", level2 = "数量目标", target = "95人" } } } } },
  },
}
