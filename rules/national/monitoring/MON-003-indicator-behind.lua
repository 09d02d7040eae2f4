-- 指标完成进度：完成值 ÷（指标值 × 月份 ÷ 12）低于 60% 为红灯，低于 80% 为黄灯。比率、满意度不按月折算，
-- 除非地区参数要求；质量、时效、成本只看是否在范围内。说明了年底集中完成等原因的只提示。
-- 走在序时前面的不是问题，蓝灯只看是否已经超过全年指标值的 120%。
local function by_calendar(i)                  -- “截至年底项目完成率”随进度走
  return i.level2_name == "时效指标" and text.match(i.level3, "(?:完成率|完工率|开工率|支付率|进度)[（(%）)]*\\s*$") ~= nil and text.contains(i.level3, words.in_time_rates) == nil
end

local function scaled(i)
  local v = i.target
  if v.kind ~= "number" or v.op == "<" or v.op == "<=" or v.change or number(v) <= 0 then return false end
  if by_calendar(i) then return v.dimension == "ratio" or v.dimension == "none" end
  if i.level1_name == "成本指标" or list.contains({ "质量指标", "时效指标", "成本指标" }, i.level2_name) then return false end
  if param.monitor_all_rows then return true end
  if v.dimension == "none" then      -- 单位写在名称里
    return i.level2_name == "数量指标" or text.match(i.level3, "[（(][^（()）%％\\d]{1,6}[)）]\\s*$") ~= nil and i.level1_name == "效益指标"
  end
  return i.level1_name ~= "满意度指标" and v.dimension ~= "ratio" and v.dimension ~= "score"
end

-- 效益、满意度一类的比率年底才见结果，全年预计达到的不算滞后。
local function year_end(i)
  if i.level1_name ~= "效益指标" and i.level1_name ~= "满意度指标" then return false end
  local v, f = i.target, i.forecast
  if v.kind ~= "number" or f.kind ~= "number" or not comparable(v, f) then return false end
  if v.op == "<" or v.op == "<=" or equal(number(v), 0) then return f <= v and i.actual * number(param.light_red) / 100 <= v end
  local enough = i.level1_name == "满意度指标" and param.light_yellow or param.light_red
  return f >= v and i.actual >= v * number(enough) / 100
end

-- 项目栏的说明多半讲资金和进度；质量、成本没有达到的，要说到它才算
local function accounted(i)
  if text.is_substantive(i.reason) or text.is_substantive(i.remark) then return true end
  local month = i.project.month      -- “秋防9月开始”
  local later = month and list.any(text.matches(i.reason, "\\d{1,2}(?=月)"), function(m) return tonumber(m) > month end)
  if scaled(i) and (later or text.contains(i.reason, words.not_due) ~= nil) then return true end
  local why = i.project.deviation_reason
  if not text.is_substantive(why) then return false end
  return scaled(i) or text.contains(why, words.general_causes) ~= nil or text.shared(i.level3 .. "。" .. i.actual.text, why) >= param.reason_overlap
end

-- 全年两次的活动，到 8 月做了一次就跟上了：次数、件数、人数没有一又三分之一
local function on_schedule(target, actual, month)
  if target.dimension ~= "count" and target.dimension ~= "people" then return false end
  local due = number(target) * month / 12
  return number(target) <= 12 and equal(number(actual), round(number(actual), 0)) and number(actual) > due - 1
end

-- 期限已过而还在做：“2024年6月底前”到7月“正在施工”
local function overdue(i)
  local v, p = i.target, i.project
  if i.level2_name ~= "时效指标" or v.kind ~= "date" or p.year == nil or p.month == nil or v.op == ">=" then return false end
  local year, month = text.match(v.start or "", "^\\d{4}"), text.match(v.start or "", "^\\d{4}-(\\d{2})")
  if year == "0000" then year = p.year end     -- “11月底前”没有写年份
  if month == nil or tonumber(year) * 12 + tonumber(month) > p.year * 12 + p.month then return false end
  return i.actual.kind ~= "date" and text.contains(i.actual.text, words.not_done_yet) ~= nil
end

rule "MON-003" {
  title    = "指标完成进度滞后",
  title_en = "An indicator is behind the calendar",
  suggestion_en = "say why it is late and what comes next; name the date where the work falls at the year's end",
  severity = "warning",
  aspect   = "运行监控",
  basis    = { "mof-2019-136", "platform" },
  each     = "indicator",
  fold     = true,
  where    = { form = "monitoring" },
  needs    = { "MON-012", "MON-015", "SEV-015", "SEV-038" },
  check = function(i)
    local month, target, actual = i.project.month, i.target, i.actual
    local timed = target.kind == "duration" and actual.kind == "duration" and target.op ~= ">=" and target.op ~= ">"
    local dated = (target.kind == "date" or target.kind == "period") and actual.kind == "date"
    if dated and unmet(i) == true and not accounted(i) then
      return fail { field = "actual", upto = month or "N", name = text.brief(i.level3, 20), message = "“{name}”应在 {target} 完成，实际 {actual}",
        message_en = "'{name}' was due {target} and was done {actual}", suggestion = "写明推迟的原因和下一步措施" }
    end
    if overdue(i) then
      return fail { field = "actual", severity = accounted(i) and "note" or "warning", upto = month, name = text.brief(i.level3, 20),
        message = "“{name}”应在 {target} 完成，到{upto}月底“{actual}”", message_en = "'{name}' was due {target}; at the end of month {upto} it reads '{actual}'",
        suggestion = "写明推迟的原因和下一步措施" }
    end
    if not timed and (target.kind ~= "number" or actual.kind ~= "number") then return skip("不是数值对数值") end
    if not comparable(target, actual) and (i.level1_name == "成本指标" or i.level2_name == "成本指标") then return skip("成本用了几成，看执行率") end
    if not comparable(target, actual) then return undecided("指标值与完成值口径不同", "target and actual value measure different things") end
    local late, said = unmet(i) == true, "没有达到指标值 " .. target.text
    if scaled(i) then
      if month == nil then return undecided("没有监控月份", "no month of monitoring") end
      local none = equal(number(actual), 0)
      if target.dimension ~= actual.dimension and not none then return undecided("完成值没有单位", "the actual value has no unit") end
      local pace = none and quantity("0") or actual / target * 12 / month
      late, said = pace < param.light_yellow and not on_schedule(target, actual, month), "为序时进度的 " .. percent(pace)
      if late and pace < param.light_red then said = said .. "（红灯）" elseif late then said = said .. "（黄灯）" end
    end
    if not late and scaled(i) and not equal(number(actual), 0) and actual / target >= param.light_blue and not accounted(i) then
      return fail { field = "actual", severity = "note", upto = month or "N", name = text.brief(i.level3, 20), share = percent(actual / target),
        message = "1—{upto}月“{name}”已完成全年指标值的 {share}（蓝灯），指标值可能偏低",
        message_en = "to month {upto}, '{name}' stands at {share} of the year's target, which may be too low", suggestion = "说明原因；指标值定低了的，申请调整" }
    end
    if not late then return end
    if not scaled(i) and year_end(i) then return skip("全年预计达到，年底才见结果") end
    return fail { field = "actual", severity = accounted(i) and "note" or "warning",
      message = "1—{upto}月“{name}”完成 {actual}，{said}", message_en = "to month {upto}, '{name}' stands at {actual}, behind {target}",
      upto = month or "N", name = text.brief(i.level3, 20), said = said,
      suggestion = "写明滞后原因和下一步措施；年底集中完成的写明时间安排" }
  end,
  bad = {
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥2.4万人", actual = "0.35万人", forecast = "2.4万人", likelihood = "确定能", reason = "随工程进度", expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "秸秆还田面积", target = "≥60万亩", actual = "18万亩", forecast = "60万亩", likelihood = "确定能", reason = "其余在秋收后作业", expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "质量指标", level3 = "故障修复合格率", target = "100%", actual = "80%", forecast = "100%", likelihood = "确定能", project = { deviation_reason = "两处站点故障修复合格与否，厂家更换配件后复检" }, expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "跟岗研修", target = "≥20批次", actual = "0批次", forecast = "20批次", likelihood = "确定能", reason = "安排在9月、11月", expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "免疫生猪", target = "≥32万头", actual = "14万头", forecast = "32万头", likelihood = "确定能", reason = "秋防9月开始", project = { month = 8 }, expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "采购完成时间", target = "7月底之前", actual = "正在采购", forecast = "9月", likelihood = "确定能", project = { year = 2024, month = 8 } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "更换完成时间", target = "2024年6月底前", actual = "正在施工", forecast = "10月底", likelihood = "确定能", project = { year = 2024, month = 7 } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "方案下发时间", target = "2024年4月底前", actual = "尚未下发", forecast = "9月", reason = "培训对象名单由省厅在8月下达", project = { year = 2024, month = 8 }, expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "任务按期完成率", target = "100%", actual = "80%", forecast = "100%", likelihood = "确定能" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "截至年底工程完工率", target = "80%", actual = "20%", forecast = "80%", likelihood = "确定能" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "带动消费", target = "≥500万元", actual = "0", forecast = "500万元", likelihood = "确定能", reason = "赛事尚未举办", expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "营造林总面积（亩）", target = "80000", actual = "10000", forecast = "80000", likelihood = "确定能" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "0", forecast = "50处", likelihood = "确定能" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", target_op = "≥", target_value = "50", target_unit = "处", actual = "10", forecast = "50", likelihood = "确定能" },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "乘客满意度", target = "≥85%", actual = "59.5%", forecast = "86%", likelihood = "确定能" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "建成时间", target = "2025年5月底前", actual = "2025年6月20日", forecast = "2025年6月20日", likelihood = "有可能" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "故障修复时间", target = "≤24小时", actual = "36小时", forecast = "24小时", likelihood = "确定能" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "设施故障引发事故", target = "0起", actual = "2起", forecast = "2起", likelihood = "确定能" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "61处", expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "10处", forecast = "50处", likelihood = "确定能" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "验收合格率", target = "100%", actual = "80%", forecast = "100%", likelihood = "确定能" },
  },
  good = {
    { level1 = "产出指标", level2 = "成本指标", level3 = "项目总成本", target = "年度预算220万元", actual = "已使用约40%", forecast = "220万元", likelihood = "确定能" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "完工时间", target = "2024年11月底前", actual = "施工中", forecast = "2024年11月", likelihood = "确定能", project = { year = 2024, month = 7 } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "采购完成时间", target = "11月底之前", actual = "正在采购", forecast = "11月底之前", likelihood = "确定能", project = { year = 2024, month = 8 } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "春季造林完成时间", target = "2024年5月底前", actual = "已全部完成", forecast = "已完成", likelihood = "确定能", project = { year = 2024, month = 7 } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "截至年底项目完成率（%）", target = "≥80", actual = "50", forecast = "85", likelihood = "确定能" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益自然村（个）", target = "≥24", actual = "14", forecast = "24", likelihood = "确定能" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "营造林总面积（亩）", target = "80000", actual = "50000", forecast = "80000", likelihood = "确定能" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "开展宣传活动", target = "≥2次", actual = "1次", forecast = "2次", likelihood = "确定能" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", target_op = "≥", target_value = "50", target_unit = "处", actual = "30", forecast = "50", likelihood = "确定能" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "合格率", target = "≥95%", target_op = "≥", target_value = "95", target_unit = "%", actual = "100", forecast = "100", likelihood = "确定能" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "每个中心年补贴", target = "10万元/个", actual = "6万元/个", forecast = "10万元/个", likelihood = "确定能" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "设施故障引发事故", target = "0起", actual = "0起", forecast = "0起", likelihood = "确定能" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "故障修复时间", target = "≤24小时", actual = "20小时", forecast = "24小时", likelihood = "确定能" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "30处" },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "满意度", target = "≥90%", actual = "92%" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "森林覆盖率", target = "≥35%", actual = "34.2%", forecast = "35%", likelihood = "确定能" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "单处成本", target = "≤3万元", actual = "2万元" },
  },
}
