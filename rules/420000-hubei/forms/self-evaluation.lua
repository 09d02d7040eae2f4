-- 湖北的项目自评表，一份文件常有多张。行有整体左移、右移的，合并的一级名称有落到下一行的，都按本行有字的格子认。
form "hubei-self-evaluation" {
  title     = "湖北项目自评表",
  title_en  = "Hubei self-evaluation",
  kind      = "self_evaluation",
  looks_for = "有“年初目标值（A）”“实际完成值（B）”的自评表",
  looks_for_en = "self-evaluation with 年初目标值（A） and 实际完成值（B）",
  replaces  = { "self-evaluation" },
  unwrap    = true,

  match = function(doc) return doc:has("项目名称", "三级指标", "年初目标值", "实际完成值*", "偏差大或目标未完成原因分析") end,
  parts = function(doc) return doc:parts("*自评表", "项目名称") end,

  read = function(part, doc)
    local p = part:values {
      project_name     = "项目名称",  department  = "主管部门", implementing_unit = { "项目实施单位", "实施单位" },
      category         = "项目类别",  attribute   = "项目属性", type              = "项目类型",
      deviation_reason = "偏差大或目标未完成原因分析", improvement = "改进措施及结果应用方案",
    }
    local unit, budget, total = part:find({ "项目实施单位", "实施单位" }), part:find("预算数"), part:find({ "总分", "合计得分" })
    if not unit then                                     -- 标签和内容挤在一格
      p.implementing_unit = part:search([[^\s*(?:项目)?实施单位[:：\s]\s*(.+)$]])
    elseif p.implementing_unit.blank and unit:below() and unit:below():line():cells()[1].blank then
      p.implementing_unit = unit:below():line():first() or p.implementing_unit   -- 内容掉到下一行
    end
    p.year, p.currency_unit = part:first():year(), part:money_unit()
    p.unit_name     = part:search([[(?:单位名称|填报单位)\s*[:：]\s*(.*?)\s*(?:填报日期|$)]])
    local day       = part:search([[填报日期\s*[:：]?\s*(\S.*)]])
    p.reported_on   = day and (day:match([[^\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?\s*$]]) and day:date() or day)   -- “年年”照录
    p.execution_weight = part:search([[^\s*预算执行情况.*?[（(]\s*(\d+)\s*分]])   -- “预算执行情况（20分）”
    p.region        = (p.unit_name or part):region() or part:region()
    local sums = budget and budget:below() and budget:below():line():search_all([[^[\d.,，\s]+[%％]?$]]) or {}
    p.budget_total, p.executed, p.execution_rate, p.execution_score = sums[1], sums[2], sums[3], sums[4]
    p.total_score = total and total:value()
    p.indicators = part:rows({
      level1 = "一级指标", level2 = "二级指标", level3 = "三级指标", target = "年初目标值", actual = "实际完成值*",
      weight = { "分值?", "权重?" }, score = "得分?",
    }, { term = "annual", stop = { "偏差大或*", "改进措施*", "备注*", "总分" } })
    local scored = part:search([[实际完成值.*得分]])     -- 得分没有自己的格子
    for _, i in ipairs(p.indicators) do
      local row, head = i.at:filled(), i.at:cells()[1]   -- 合并格从上一行延下来的，本行第一格不在第 1 列
      local last, n = i.score or i.actual, #row - (i.score and 1 or 0)   -- 最右一栏；实际完成值是第几个有字的格
      local shifted = head.column == 1 and not head.blank or row[#row].column > last.column
      if shifted and n >= 4 and not row[1]:is("*绩效目标*") then
        i.level2, i.level3, i.target, i.actual, i.score = row[n - 3], row[n - 2], row[n - 1], row[n], row[n + 1]
      end
      if i.level2:is("*满意度*") and not i.level1:is("*满意度*") then i.level1 = part:after(row[#row]):find("满意度指标") or i.level1 end
      i.score = i.score or scored and i.actual:with("")
    end
    part:ignore("附件*", "年度绩效*", "年度财政资金总额", "执行数", "执行率", "得分*")
    p.extra = { ["表名"] = part:search([[^\s*(\S.*自评表)\s*$]]),
      ["绩效目标标题"] = part:search([[^\s*年\s*度\s*绩\s*效\s*目\s*标[^（(]*[（(].*分.*$]]) }   -- “年度绩效目标1（XX分）”
    for _, label in ipairs({ "项目类别", "项目属性", "项目类型" }) do   -- 同一项前后各印一个勾
      local boxes = part:find(label) and part:find(label):value()
      local marks = boxes and text.matches(boxes.text, "☑") or {}
      if boxes and #marks > #boxes:ticked() then remark("“" .. label .. "”印了 " .. #marks .. " 个勾，请对照原件确认只选了一项", boxes,
        #marks .. " boxes of " .. label .. " are ticked: make sure that only one is meant") end
    end
    local notes = part:from("备注*")                      -- 填表说明
    if notes then notes:ignore() end
    p.truncated = part:cut(doc)
    return p
  end,

  examples = {
    { document = { "2023年度普法经费项目自评表", "单位名称：某市司法局 填报日期：2024年4月23日", { { "项目名称", "", "普法经费" }, { "预算执行情况（万元）", "", "预算数（A）", "执行数（B）", "执行率（B/A）" },
        { "", "年度财政资金总额", "6", "3", "50%" }, { "年度绩效目标1（XX分）", "一级指标", "二级指标", "三级指标", "年初目标值（A）", "实际完成值（B）" },
        { "", "产出 指标", "数量指标", "讲座", "2场", "1场" }, { "同级认可", "", "兄弟单位评价", "认可", "好", "" }, { "偏差大或目标未完成原因分析", "经费下达晚" } } },
      gives = { { reported_on = "2024-04-23", budget_total = "6", execution_rate = "50%", deviation_reason = "经费下达晚", extra = { ["绩效目标标题"] = "年度绩效目标1（XX分）" },
        indicators = { { level1 = "产出指标", actual = "1场" }, { level2 = "同级认可", level3 = "兄弟单位评价", target = "认可", actual = "好" } } } } },
  },
}
