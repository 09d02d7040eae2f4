-- 湖北的项目绩效目标申报表：先是项目绩效总目标（长期、年度），再是长期和年度的指标表。指标表有两种表头：
-- “指标值｜指标值确定依据”，或“绩效目标分类｜指标内容”。转换时整张表重复一遍的，只取一次。
form "hubei-declaration" {
  title     = "湖北项目绩效目标申报表",
  title_en  = "Hubei declaration",
  kind      = "declaration",
  looks_for = "有“项目绩效总目标”“目标名称”“三级指标”的申报表",
  looks_for_en = "declaration with 项目绩效总目标, 目标名称 and 三级指标",
  replaces  = { "target" },

  match = function(doc) return doc:has("项目名称", "项目绩效总目标", "目标名称", "三级指标") end,
  parts = function(doc)
    local titled = doc:split("*绩效目标申报表", { having = "项目名称" })
    return #titled > 0 and titled or doc:split("项目名称")
  end,

  read = function(part, doc)
    local p = part:values {
      unit_name = { "申报单位", "填报单位", "项目单位" }, department = { "主管部门", "项目主管部门" },
      implementing_unit = { "项目实施单位", "项目执行单位" }, project_name = "项目名称", project_code = { "项目代码", "项目编码" },
      category = { "项目类别", "支出项目类别" }, attribute = { "项目性质", "项目属性" }, type = "项目类型",
      legal_basis = { "立项依据", "项目立项依据" }, content = { "项目内容", "项目实施方案" },
      budget_total = { "项目预算", "项目当年预算", "当年预算", "项目总预算" },
    }
    p.year, p.currency_unit = part:first():year(), part:money_unit()
    p.region = (p.unit_name or part):region() or part:region()
    p.review_opinion = part:search([[审核意见[:：]\s*(\S.*)$]])
    local day = part:search([[(?:公章|日期|时间)[)）]?\s*[:：]?\s*((?:19|20)\d\d\s*[年.-].*)]])
    p.reported_on = day and (day:date() or day)
    p.goals, p.indicators = {}, {}
    for _, name in ipairs(part:before("目标名称"):find_all({ "长期绩效目标*", "年度绩效目标*" })) do
      local said = name:beside()
      if said and not said.blank then p.goals[#p.goals + 1] = { term = name:is("长期*") and "long" or "annual", text = said } end
    end
    local classed = part:has("绩效目标分类", "指标内容")
    local columns = { _name = "目标名称", level1 = "一级指标", level2 = "二级指标", level3 = "三级指标", target = classed and "指标内容" or "指标值",
      goal = classed and "绩效目标分类" or nil, target_basis = not classed and "指标值确定依据?" or nil }
    local seen, repeated = {}, 0
    for _, block in ipairs(part:split("目标名称")) do
      local rows, fresh = block:rows(columns, { carry = { "_name", "level1", "level2" }, stop = "*审核意见" }), false
      for _, i in ipairs(rows) do
        i.term = i._name:is("长期*") and "long" or "annual"
        if classed and part:find("指标值确定依据") then i.target_basis = "" end
        i._key = i._name .. "|" .. i.level3 .. "|" .. i.target
        fresh = fresh or not seen[i._key]
      end
      for _, i in ipairs(rows) do
        seen[i._key] = true
        if fresh then p.indicators[#p.indicators + 1] = i else repeated = repeated + 1 end
      end
    end
    if repeated > 0 then remark("指标表重复印了一遍，相同的 " .. repeated .. " 行只取一次", part:first(),
      "the table of indicators is printed twice; its " .. repeated .. " equal rows are taken once") end
    part:ignore("……", "*审核意见", "名称", "目标说明", "项目绩效总目标", "*绩效目标表", "*级指标", "指标值", "指标值确定依据")
    p.truncated = part:cut(doc)
    return p
  end,

  examples = {
    { document = { "项目绩效目标申报表", { { "项目名称", "普法经费" }, { "项目绩效总目标" }, { "年度绩效目标1", "普法。" }, { "目标名称", "一级指标", "二级指标", "三级指标", "指标值", "指标值确定依据" },
        { "年度绩效目标1", "产出指标", "数量指标", "讲座", "2场", "计划" }, { "", "", "质量指标", "到课率", "≥90%", "" } } },
      gives = { { project_name = "普法经费", goals = { { term = "annual" } }, indicators = { { term = "annual", target = "2场", target_basis = "计划" }, { level1 = "产出指标", target = "≥90%" } } } } },
  },
}
