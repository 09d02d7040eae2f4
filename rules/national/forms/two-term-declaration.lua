-- 项目支出绩效目标申报表，中期目标和年度目标左右并列（财预〔2015〕88号，安徽等地沿用）：左半是中期的二级、三级指标和
-- 指标值，右半是年度的，共用左边的一级指标。先列中期的指标，再列年度的。

form "two-term-declaration" {
  title     = "项目支出绩效目标申报表（中期、年度并列）",
  title_en  = "declaration with both terms side by side",
  kind      = "declaration",
  looks_for = "左边中期、右边年度各有“三级指标”“指标值”的申报表",
  looks_for_en = "declaration with 三级指标 and 指标值 for the term on the left, the year on the right",
  replaces  = { "target" },

  match = function(doc)
    local head = doc:find("三级指标")
    return head ~= nil and doc:has("项目名称") and #head:line():find_all("三级指标") == 2 and not doc:has({ "实际完成值", "完成值" })
  end,

  parts = function(doc) return doc:parts("*申报表", "三级指标") end,

  read = function(part, doc)
    local p = part:values {
      project_name = "项目名称", project_code = { "项目代码", "项目编码" }, department = { "主管部门", "主管部门及代码", "主管部门及编码", "主管预算部门" },
      implementing_unit = { "实施单位", "项目实施单位", "项目单位" }, attribute = { "项目属性", "项目性质" }, budget_total = { "年度资金总额", "当年资金总额" },
      _span = { "项目起止时间", "起止时间" },
    }
    if p._span then p.start, p["end"] = p._span:match([[^(.+?)\s*[至到—～~-]+\s*(.+)$]]) end
    p.extra = part:values { ["项目期"] = "项目期", ["中期资金总额"] = "中期资金总额" }
    p.form = part:has("*申报*") and "declaration" or part:has("*绩效目标表") and "target" or nil
    local year = part:first():year() or part:search([[(?:19|20)\d\d\s*年度]])
    p.year = year and year:year()
    p.region = (p.unit_name or p.implementing_unit or part):region() or part:region() or doc:region()
    p.currency_unit = part:money_unit() or doc:money_unit()
    for field, label in pairs { budget_fiscal = { "其中：财政拨款", "财政拨款", "其中：当年财政拨款", "当年财政拨款" }, budget_other = { "其他资金", "当年其他资金" } } do
      local names = part:find_all(label)                       -- 左边一个是中期的，右边一个是年度的
      p[field] = names[#names] and names[#names]:beside()
    end

    local long, annual = part:find("中期目标*"), part:find({ "年度目标*", "年度绩效目标*" })
    p.goals = {
      long and { term = "long", text = long:below() } or nil, annual and { term = "annual", text = annual:below() } or nil,
    }

    local columns = { level1 = "一级指标", level2 = "二级指标", level3 = "三级指标", target = "*指标值" }
    local stop = { "*审核意见", "说明*", "注*" }
    p.indicators = part:rows(columns, { term = "long", nth = 1, stop = stop })
    for _, i in ipairs(part:rows(columns, { term = "annual", nth = 2, stop = stop })) do p.indicators[#p.indicators + 1] = i end
    p.truncated = part:cut(doc)
    return p
  end,

  examples = {
    { document = { "某区教育局", { { "项目支出绩效目标表", "", "", "", "", "", "" }, { "（2020年度）", "", "", "", "", "", "" }, { "项目名称", "照明改造", "", "", "", "", "" }, { "主管部门及编码", "[015001]某区教育局", "", "", "", "", "" },
        { "项目资金", "资金总额", "460万元", "当年资金总额：", "230万元", "", "" }, { "", "其中：财政拨款", "460万元", "其中：当年财政拨款", "230万元", "", "" },
        { "一级指标", "二级指标（长期）", "三级指标（长期）", "指标值（长期）", "二级指标（年度）", "三级指标（年度）", "指标值（年度）" },
        { "产出指标", "数量指标", "", "", "数量指标", "改造教室", "≥620间" } } },
      gives = { { form = "target", project_name = "照明改造", year = "2020", department = "[015001]某区教育局", budget_total = "230万元", budget_fiscal = "230万元", indicators = { { term = "annual", target = "≥620间" } } } } },
    { document = { { { "项目支出绩效目标申报表" }, { "项目名称", "道路养护" }, { "一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值" },
        { "产出指标", "数量指标", "养护里程", "≥90公里", "数量指标", "养护里程", "≥30公里" } } },
      gives = { { project_name = "道路养护", indicators = { { term = "long", target = "≥90公里" }, { term = "annual", target = "≥30公里" } } } } },
  },
}
