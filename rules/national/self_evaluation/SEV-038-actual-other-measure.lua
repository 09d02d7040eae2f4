-- 完成值要与指标值同一口径：一个说比例、一个说人数，对不上；“零死亡”要回答死亡人数，
-- “未发生较大事故”不能证明没有人死亡。满意率与百分制得分常常混写，只提示。“60万”与“60万元”说的是一回事，不提。
local function bare_denial(s)
  return text.only(s, words.bare_denials)
end

-- 一个是时间、一个不是：“2024年10月底前”答“600人”，“≥98%”答“45天”。“5个工作日内”答“100%”多是说按时办结的比率。
-- 监控时还没有到期的，写进展即可：“24座已完工，其余施工中”“8月服务期满后统计”
local function in_progress(i)
  if i.project.form ~= "monitoring" then return false end
  local month, said = i.project.month, i.actual.text
  local later = month and not text.match(said, "已") and list.any(text.matches(said, "\\d{1,2}(?=月)"), function(m) return tonumber(m) > month end)   -- 8月监控写“9月验收”
  return later or text.contains(said, words.not_due) ~= nil or i.level2_name == "时效指标" and text.match(said, "已|完成|完工|按期|施工|进行|推进|发放") ~= nil
end

-- “年度预算220万元”到6月“已使用约40%”
local function spent_so_far(i)
  return i.project.form == "monitoring" and (i.level1_name == "成本指标" or i.level2_name == "成本指标")
    and text.match(i.actual.text, "已(?:使用|支付|支出|执行|拨付)") ~= nil
end

local function time_mixed(a, b)
  local dated = a.kind == "date" or a.kind == "period"
  if (dated or a.kind == "duration") and b.kind == "number" and b.unit ~= "" then return b.dimension == "ratio" and "note" or "warning" end
  if dated and b.kind == "duration" then return not text.contains(b.text, words.ahead_of_time) and "warning" or nil end
  local timed = b.kind == "date" or b.kind == "period" or b.kind == "duration"
  return a.kind == "number" and a.unit ~= "" and timed and text.match(b.text, "\\d") and "warning" or nil
end

-- 同是个数、同是金额，单位却不能换算：14个与271场次，7000元/公里与7000元/米
local function other_things(a, b)
  if a.change or b.change or comparable(a, b) then return nil end
  if a.dimension == "people" then return "warning" end
  if a.dimension == "count" then
    local ratio = number(a) > 0 and number(b) / number(a)
    return ratio and (ratio > 1.5 or ratio * 1.5 < 1) and "warning" or nil
  end
  if a.dimension == "money" then return text.contains(a.unit, "/") and text.contains(b.unit, "/") and "warning" or nil end
  if a.dimension ~= "measure" then return nil end
  if text.match(a.unit, "亩|公顷|平方") and text.match(b.unit, "亩|公顷|平方") then return "note" end      -- 都是面积，换算得来
  local water = text.contains(a.unit .. b.unit, "立方米") and text.contains(a.unit .. b.unit, "吨")
  return water and "note" or not text.contains(a.unit .. b.unit, "/") and "warning" or nil
end

-- “购置设备（台）15”答“100%”：百分之百是完成率，不是台数
local function share_of_count(i, a, b)
  if a.unit ~= "" or a.change or b.dimension ~= "ratio" or text.match(i.level3, "[率度比]|[%％]") then return false end
  return number(a) > 100 or i.level2_name == "数量指标" and number(a) > 1 and not equal(number(a), 100)
end

local function mixed(i)
  local a, b = i.target, i.actual
  if a.kind ~= "number" or b.kind ~= "number" then return not in_progress(i) and time_mixed(a, b) or nil end
  if share_of_count(i, a, b) then return "warning" end
  if a.unit == "" or b.unit == "" or text.starts(b.unit, a.unit) or text.starts(a.unit, b.unit) then return nil end
  if a.dimension == b.dimension then return other_things(a, b) end
  if spent_so_far(i) then return nil end
  local score_for_rate = (a.dimension == "ratio" and b.dimension == "score") or (a.dimension == "score" and b.dimension == "ratio")
  return score_for_rate and "note" or "warning"
end

-- 合格率、满意度不会超过100%
local function over_whole(i)
  local a, b = i.target, i.actual
  if a.kind ~= "number" or b.kind ~= "number" or b.unit ~= "%" or a.change or b.change or a.op == "<=" or a.op == "<" then return false end
  return a.dimension == "ratio" and a <= 1 and b > 1 and not text.contains(i.level3, words.over_100)
end

-- “元”填成“万元”、“万人”填成“人”：数字相近而单位差成千上万倍。
local function wrong_scale(i)
  local a, b = i.target, i.actual
  if a.kind ~= "number" or b.kind ~= "number" or a.unit == b.unit or not comparable(a, b) then return false end
  if a.dimension ~= b.dimension or a.dimension == "ratio" or a.change or number(a) <= 0 or number(b) <= 0 then return false end
  local by_unit, by_number = b / a, number(b) / number(a)
  return (by_unit >= 1000 or by_unit * 1000 <= 1) and by_number < 2 and by_number * 2 > 1
end

-- “每季度不少于1次”答“3次”：是每季度还是全年，说不清
local rhythm = { ["月"] = 12, ["季"] = 4, ["半"] = 2, ["周"] = 52 }

local function without_rhythm(i)
  local a, b = i.target, i.actual
  local beat = text.match(a.text, "每个?(月|季|半年|周)")
  if beat == nil or a.kind ~= "number" or b.kind ~= "number" or a.change or text.match(b.text, "每|年") then return false end
  return comparable(a, b) and a.op ~= "<=" and a.op ~= "<" and b < a * rhythm[text.head(beat, 1)]
end

local function dodges_cost(i)
  local s = i.actual.text
  if i.level1_name ~= "成本指标" and i.level2_name ~= "成本指标" or i.actual.kind ~= "text" then return false end
  if i.level2_name == "社会成本指标" or i.level2_name == "生态环境成本指标" then return false end
  if text.match(s, "[未没不]\\P{P}{0,2}(?:超|突破)|(?:预算|标准|限额|定额|控制数)\\P{P}{0,2}(?:之内|以内|内)") then return false end
  return not text.contains(s, words.cost_terms) and not text.contains(s, words.completion)
    and not text.only(s, words.stock_results)
end

rule "SEV-038" {
  title    = "实际完成值与指标值口径不一致",
  title_en = "The actual value measures something else than the target",
  suggestion_en = "answer in the unit of the target",
  severity = "warning",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "indicator",
  where    = { form = { "self_evaluation", "monitoring" } },
  check = function(i)
    local severity = mixed(i)
    if severity then
      return fail { field = "actual", severity = severity,
        message = "指标值“{target}”与完成值“{actual}”的计量单位不同，无法比较",
        message_en = "target '{target}' and actual '{actual}' are in different units",
        suggestion = "按指标值的单位填写完成值" }
    end
    if over_whole(i) then
      return fail { field = "actual", message = "“{name}”完成 {actual}，比率不会超过100%", message_en = "'{name}' cannot be {actual}",
        name = text.brief(i.level3, 20), suggestion = "核对数位" }
    end
    local yearly = i.project.form == "self_evaluation"
    if yearly and without_rhythm(i) then
      return fail { field = "actual", message = "指标值“{target}”，完成值“{actual}”没有说明是每期还是全年",
        message_en = "the target is '{target}'; whether '{actual}' is for each period or the year is not said", suggestion = "写明全年共完成多少，或每期完成多少" }
    end
    if wrong_scale(i) then
      return fail { field = "actual", message = "指标值“{target}”与完成值“{actual}”数字相近，单位却相差千倍以上，多半是单位填错",
        message_en = "target '{target}' and actual '{actual}' have like figures and very different units", suggestion = "核对完成值的计量单位" }
    end
    if not yearly then return end
    if dodges_cost(i) then
      return fail { field = "actual", message = "成本指标的完成值“{actual}”没有说花了多少",
        message_en = "'{actual}' does not tell the cost", suggestion = "填写实际成本，如“实际支出12万元”" }
    end
    local zero = text.match(i.target.text, "零([\\p{Lo}]{2,4})$")
    if zero == nil or text.fold(i.actual.text) == "" or bare_denial(i.actual.text) then return end
    if text.match(i.actual.text, "\\d") or text.contains(i.actual.text, zero) then return end
    return fail { field = "actual",
      message = "指标值为“零{zero}”，完成值“{actual}”没有写明{zero}的数量",
      message_en = "the target is zero {zero}; '{actual}' does not answer it", zero = zero,
      suggestion = "填写" .. zero .. "的实际数，没有的填 0" }
  end,
  bad = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "购置设备（台）", target = "15", actual = "100%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益居民", target = "≥8600户", actual = "8652人" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "设备验收合格率", target = "100%", actual = "45天" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "应急抢通响应时间", target = "≤2小时", actual = "7000元/公里" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "资金拨付时间", target = "2024年11月底前", actual = "1.5小时" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "免费开放场馆", target = "14个", actual = "271场次" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "养护补助标准", target = "≤7000元/公里", actual = "7000元/米" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "适龄居民参保率", target = "≥95%", actual = "952%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "作业合格率", target = "≥90%", actual = "80万亩", project = { form = "monitoring" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "召开联席会议", target = "每季度不少于1次", actual = "3次", project = { form = "self_evaluation" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "绿化面积", target = "≥500亩", actual = "500公里" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "培训完成时间", target = "2024年10月底前", actual = "600人" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "百岁老人补助", target = "≥300元", actual = "300万元" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "新增供水人口", target = "≥3.6万人", actual = "3.7人" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "投保覆盖率", target = "≥95%", actual = "2000人" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "涉铁路事故", target = "涉铁路事故零死亡", actual = "未发生较大以上安全事故", project = { form = "self_evaluation" } },
    { level1 = "产出指标", level2 = "成本指标", level3 = "探头运行成本", target = "探头运行成本保障到位", actual = "探头均正常使用", project = { form = "self_evaluation" } },
  },
  good = {
    { level1 = "产出指标", level2 = "成本指标", level3 = "校舍单方造价", target = "≤2600元/平方米", actual = "2480元/㎡" },
    { level1 = "投入", level2 = "财务管理", level3 = "财务制度健全性", target = "健全", actual = "健全", project = { form = "self_evaluation" } },
    { form = "monitoring", level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "家长满意度", target = "≥85%", actual = "9月随机调查", project = { month = 7 } },
    { form = "monitoring", level1 = "产出指标", level2 = "时效指标", level3 = "成果报批时间", target = "2024年12月底前", actual = "30个村已报批", project = { month = 10 } },
    { form = "monitoring", level1 = "产出指标", level2 = "成本指标", level3 = "项目总成本", target = "年度预算220万元", actual = "按进度执行，已使用约40%" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "受益人数（人）", target = "1200", actual = "实际完成1200，占计划的100%" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "灌溉覆盖率", target = "95", actual = "96.5%" },
    { form = "monitoring", level1 = "产出指标", level2 = "时效指标", level3 = "建设完成时间", target = "2024年10月底前", actual = "24座已完工，其余施工中" },
    { form = "monitoring", level1 = "效益指标", level2 = "社会效益指标", level3 = "服务期满就业率", target = "≥90%", actual = "8月服务期满后统计" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "人均培训费", target = "不超过400元/天", actual = "未超标", project = { form = "self_evaluation" } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "资金拨付时限", target = "资金下达后30日内", actual = "2024年3月5日" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "任务完成率", target = "100%", actual = "108%" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "配置设备", target = "≥20台", actual = "21套" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "人均培训成本", target = "≤1800元/人", actual = "1682元" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "召开联席会议", target = "每季度不少于1次", actual = "4次" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "召开联席会议", target = "每季度不少于1次", actual = "全年共4次" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "新增供水人口", target = "≥3.6万人", actual = "36000人" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "人均培训成本", target = "≤4000元", actual = "0.392万元" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "预算控制", target = "≤60 万", actual = "60 万元" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "涉铁路事故", target = "涉铁路事故零死亡", actual = "死亡0人" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "涉铁路事故", target = "涉铁路事故零死亡", actual = "未发生" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "护路宣传", target = "50万人次", actual = "宣传57万人次" },
  },
}
