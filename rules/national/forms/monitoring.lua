-- 项目支出绩效目标执行监控表：财预〔2019〕136号的样式，以及安徽、合肥等地由系统导出的样式。偏差原因、完成目标可能性
-- 有的是一列，有的在第二行表头分成几列、在相应的一列打勾。
local TARGET   = { "年度指标值", "指标值", "年初指标值", "年度目标值" }
local ACTUAL   = { "*月执行情况", "*月完成情况", "*月完成值", "*月底完成情况", "*月底完成值", "当前完成值", "绩效指标完成情况", "监控完成值" }
local LEVEL3   = { "三级指标", "三级指标名称" }
local TOTAL    = { "*资金总额", "合计", "总额" }
local FISCAL   = { "*财政拨款", "*公共预算*" }
local LIKELY   = { "完成目标可能性", "完成可能性分析", "完成可能性" }
local BUDGET   = { "调整预算数", "调整后预算数", "变动后预算数", "全年预算数", "预算数" }
local EXECUTED = { "*月执行数", "*月底执行数", "*月底支出数", "*月支出数", "执行数", "支出数" }
local KINDS    = { "经费保障", "制度保障", "人员保障", "硬件条件保障", "其他" }

form "monitoring" {
  title     = "项目支出绩效运行监控表",
  kind      = "monitoring",
  looks_for = "有“年度指标值”“1-7月执行情况”“完成目标可能性”等列的监控表",

  match = function(doc)
    return doc:has("项目名称", LEVEL3, TARGET, ACTUAL) and (doc:has(LIKELY) or doc:has("全年预计完成*"))
  end,

  parts = function(doc)
    local titled, named = doc:split("*监控表", { having = LEVEL3 }), doc:split("项目名称", { having = LEVEL3 })
    return #titled > 0 and #titled >= #named and titled or #named > 1 and named or { doc }
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

    local money = part:find(EXECUTED) and part:from(EXECUTED):before(LEVEL3)
    if money then
      p.budget_initial = money:cross(TOTAL, "年初预算数")
      p.budget_total   = money:cross(TOTAL, BUDGET) or p.budget_initial
      p.budget_fiscal  = money:cross(FISCAL, BUDGET) or money:cross(FISCAL, "年初预算数")
      p.budget_other   = money:cross("*其他资金", BUDGET) or money:cross("*其他资金", "年初预算数")
      p.executed, p.execution_rate = money:cross(TOTAL, EXECUTED), money:cross(TOTAL, "*执行率")
      p.extra = {
        ["全年预计执行数"] = money:cross(TOTAL, "全年预计*"), ["追加数"] = money:cross(TOTAL, "追加数"), ["追减数"] = money:cross(TOTAL, "追减数"),
      }
    end

    local goal = part:find({ "年度绩效目标", "年度总体目标", "年度目标" })
    if goal then
      local result = goal:line():find({ "*目标执行情况", "*目标完成情况", "*实际完成情况" })
      p.goals = { { term = "annual", text = result and goal:below() or goal:value(), done = result and result:below() } }
    end

    local columns = {
      level1 = "一级指标", level2 = "二级指标?", level3 = LEVEL3, target_op = "计算符号?", target_unit = "计量单位?",
      target = TARGET, actual = ACTUAL, forecast = { "全年预计完成情况?", "全年预计完成值?", "绩效指标全年预计完成情况?", "预计完成情况?" }, remark = "备注?",
    }
    local sure  = part:find("确定能")
    local ticks = sure and sure:line():has({ "有可能", "可能" }, { "完全不可能", "不可能" })
    if ticks then columns._1, columns._2, columns._3 = "确定能", { "有可能", "可能" }, { "完全不可能", "不可能" }
    elseif part:has(LIKELY) then columns.likelihood = LIKELY end
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

  examples = {
    { document = { { { "2023年度绩效监控表" }, { "项目名称", "道路养护" }, { "资金（万元）", "年初预算数", "1-7月执行数" }, { "年度资金总额", "10", "6" },
        { "一级指标", "二级指标", "三级指标", "年度指标值", "1-7月执行情况", "完成目标可能性", "" }, { "", "", "", "", "", "确定能", "有可能", "不可能" },
        { "产出指标", "数量指标", "养护里程", "≥30公里", "12公里", "", "√", "" } } },
      gives = { { project_name = "道路养护", year = "2023", month = "7", executed = "6", indicators = { { actual = "12公里", likelihood = "有可能" } } } } },
  },
}
