-- 项目支出绩效目标执行监控表：财预〔2019〕136号的样式，以及安徽、合肥等地由系统导出的样式。偏差原因、完成目标可能性
-- 有的是一列，有的在第二行表头分成几列、在相应的一列打勾。
local TARGET   = { "年度指标值", "指标值", "年初指标值", "年度目标值" }
local ACTUAL   = { "*月执行情况", "*月完成情况", "*月完成值", "*月底完成情况", "*月底完成值", "当前完成值", "绩效指标完成情况", "监控完成值" }
local LIKELY   = { "完成目标可能性", "完成可能性分析", "完成可能性" }
local BUDGET   = { "调整预算数", "调整后预算数", "变动后预算数", "全年预算数", "预算数" }
local EXECUTED = { "*月执行数", "*月底执行数", "*月底支出数", "*月支出数", "执行数", "支出数" }
local KINDS    = { "经费保障", "制度保障", "人员保障", "硬件条件保障", "其他" }

form "monitoring" {
  title     = "项目支出绩效运行监控表",
  kind      = "monitoring",
  looks_for = "有“项目名称”，指标表有“三级指标”“年度指标值”“1-7月执行情况”“全年预计完成情况”“完成目标可能性”等列的监控表",

  match = function(doc)
    return doc:has("项目名称", { "三级指标", "三级指标名称" }, TARGET, ACTUAL, LIKELY)
  end,

  parts = function(doc)
    local named = doc:split("项目名称", { having = LIKELY })
    local titled = doc:split("*监控*表", { having = LIKELY })
    if #titled > 0 and #titled >= #named then return titled end
    return #named > 1 and named or { doc }
  end,

  read = function(part, doc)
    local p = part:values {
      project_name = "项目名称", project_code = { "项目代码", "项目编码" }, department = { "主管部门", "主管部门及代码", "主管预算部门" },
      implementing_unit = { "实施单位", "项目实施单位", "项目单位" }, unit_name = { "单位名称", "填报单位", "预算单位" },
    }
    local year = part:search([[(?:19|20)\d\d\s*年]])
    p.year = part:first():year() or year and year:year()
    local month = part:search([[(\d{1,2})\s*月底?(?:执行|支出|完成)]])
    p.month = month and tonumber(month.text)
    p.region = (p.unit_name or p.implementing_unit or part):region() or part:region() or doc:region()
    p.currency_unit = part:money_unit() or doc:money_unit()

    local done  = part:find(EXECUTED)
    local money = done and part:from(done):before({ "三级指标", "三级指标名称" })
    local first = done and (done:line():find("年初预算数") or done:line():find(BUDGET)) or done
    local function fund(row, column)
      local name, head = money and money:find(row), done and done:line():find(column)
      if not name or not head then return nil end
      local k = math.max(1, first.column - name.column - name.columns + 1)   -- 转换时丢了合并格的，左边少几栏
      for _, cell in ipairs(done:line():filled()) do
        if cell.column == head.column then return name:beside(k) end
        if cell.column >= first.column then k = k + 1 end
      end
    end
    local total = { "年度资金总额", "资金总额", "合计", "总额", "*资金总额" }
    p.budget_initial = fund(total, "年初预算数")
    p.budget_total   = fund(total, BUDGET) or p.budget_initial
    p.budget_fiscal  = fund({ "*财政拨款", "*公共预算*" }, BUDGET) or fund({ "*财政拨款", "*公共预算*" }, "年初预算数")
    p.budget_other   = fund({ "*其他资金" }, BUDGET) or fund({ "*其他资金" }, "年初预算数")
    p.executed, p.execution_rate = fund(total, EXECUTED), fund(total, { "*执行率" })
    p.extra = { ["全年预计执行数"] = fund(total, { "全年预计*" }), ["追加数"] = fund(total, "追加数"), ["追减数"] = fund(total, "追减数") }

    local goal = part:find({ "年度绩效目标", "年度总体目标", "年度目标" })
    if goal then
      local result = goal:line():find({ "*目标执行情况", "*目标完成情况", "*实际完成情况" })
      p.goals = { { term = "annual", text = result and goal:below() or goal:value(), done = result and result:below() } }
    end

    local columns = {
      level1 = "一级指标", level2 = "二级指标?", level3 = { "三级指标", "三级指标名称" }, target_op = "计算符号?", target_unit = "计量单位?",
      target = TARGET, actual = ACTUAL, forecast = { "全年预计完成情况?", "全年预计完成值?", "绩效指标全年预计完成情况?" }, remark = "备注?",
    }
    local ticks = part:has("确定能", { "有可能", "可能" }, { "完全不可能", "不可能" })
    if ticks then columns._1, columns._2, columns._3 = "确定能", { "有可能", "可能" }, { "完全不可能", "不可能" }
    else columns.likelihood = LIKELY end
    if part:has({ "原因说明", "偏差原因说明" }) then columns.reason, columns._kind = { "原因说明", "偏差原因说明" }, "偏差原因?"
    else columns.reason = { "偏差原因分析?", "偏差原因?" } end
    if part:has(KINDS[1], KINDS[2]) then for k, kind in ipairs(KINDS) do columns["_k" .. k] = kind .. "?" end end

    p.indicators = part:rows(columns, { stop = { "说明*", "注*", "*建议*" } })
    for _, i in ipairs(p.indicators) do
      i.term = "annual"
      if i.target_op or i.target_unit then i.target, i.target_value = nil, i.target end
      if ticks then
        i.likelihood = i._1:with("")
        for k, said in ipairs { "确定能", "有可能", "完全不可能" } do
          if i["_" .. k]:match("[√✓✔☑■是1]") then i.likelihood = i["_" .. k]:with(said) end
        end
      end
      local kinds = i._kind and i._kind.text or ""
      for k, kind in ipairs(KINDS) do
        local cell = i["_k" .. k]
        if cell and not cell.blank then kinds = kinds .. (kinds == "" and "" or "、") .. kind end
      end
      if kinds ~= "" then i.extra = { ["偏差原因"] = kinds } end
    end
    return p
  end,
}
