-- 鄂州等地的市直部门预算项目支出绩效目标表：一级指标一栏写“数量指标”，二级指标一栏写指标名称，绩效标准说的是反映什么，
-- 当年预期实现值才是指标值。上面有“项目预算成本构成”的，合计是预算数。
form "hubei-standard-target" {
  title     = "湖北市直部门预算项目支出绩效目标表",
  title_en  = "Hubei target form with 绩效标准",
  kind      = "target",
  looks_for = "有“项目名称”“二级指标”“绩效标准”“当年预期实现值”，没有“三级指标”的绩效目标表",
  looks_for_en = "target form with 二级指标, 绩效标准 and 当年预期实现值, without 三级指标",

  match = function(doc)
    return doc:has("项目名称") and doc:table("一级指标", "二级指标", "绩效标准", { "当年预期实现值", "预期实现值" }) ~= nil
      and not doc:has(words.form_level3) and not doc:has(words.form_actual)
  end,
  parts = function(doc) return doc:parts("*绩效目标表", "绩效标准") end,

  read = function(part, doc)
    local p = part:values {
      project_name = "项目名称", unit_name = { "填报单位", "申报单位", "单位名称" }, department = { "主管部门", "项目主管部门" }, implementing_unit = { "项目实施单位", "项目执行单位", "项目单位", "实施单位" },
      category = "项目类别", attribute = { "项目性质", "项目属性" }, type = "项目类型", legal_basis = { "立项依据", "项目立项依据" },
      budget_total = { "项目预算", "项目当年预算", "年度资金总额", "预算数" }, _goal = { "绩效目标", "年度绩效目标", "项目绩效目标" },
    }
    local sum = not p.budget_total and part:before("绩效标准") and part:before("绩效标准"):find("合计")
    if sum then p.budget_total = sum:value() end
    local title = part:first()
    p.year, p.currency_unit = title:year(), part:money_unit() or doc:money_unit()
    p.region = (p.unit_name or p.department or part):region() or part:region() or doc:region()
    p.goals = p._goal and { { term = "annual", text = p._goal } } or {}
    p.indicators = part:rows({ level2 = "一级指标", level3 = "二级指标", description = "绩效标准", target = { "当年预期实现值", "预期实现值" } },
      { carry = { "level2" }, term = "annual", stop = { "保障绩效目标实现措施*", "*审核意见", "备注*", "说明*" } })
    p.truncated = part:cut(doc)
    return p
  end,

  examples = {
    { document = { "鄂州市2022年市直部门预算项目支出绩效目标表", { { "项目名称", "办公楼运行", "", "", "" }, { "项目预算成本构成", "金额", "", "", "" }, { "保洁服务费", "99", "", "", "" }, { "合计", "814", "", "", "" },
        { "绩效目标", "服务对象满意。", "", "", "" }, { "绩效指标", "一级指标", "二级指标", "绩效标准", "当年预期实现值" }, { "", "数量指标", "安检巡察次数", "反映巡检情况", "200次" }, { "", "", "维修次数", "反映维修情况", "280次" } } },
      gives = { { project_name = "办公楼运行", year = "2022", budget_total = "814", goals = { { text = "服务对象满意。" } }, indicators = { { level2 = "数量指标", level3 = "安检巡察次数", description = "反映巡检情况", target = "200次" }, { level2 = "数量指标", level3 = "维修次数" } } } } },
  },
}
