-- 指标值是数，完成值和全年预计也要是数；指标值只有文字而完成值是数，多半是改动了批复的指标值。
-- 三档用语、“未发生”一类否定、日期对时限，都可以比较。
local figures = { number = true, range = true, compound = true, duration = true }

local function answers(v)
  -- “46路”一类：单位认不出，数还是数
  if text.match(v.text, "^\\s*\\d[\\d,.，]*\\s*[万千亿]?\\p{Lo}{1,4}\\s*$") then return true end
  return figures[v.kind] or v.kind == "date" or v.kind == "period" or v.kind == "empty" or v.kind == "na" or v.kind == "withheld" or v.kind == "symbol"
end

local function in_words(v)
  return text.contains(v.text, words.completion) or text.contains(v.text, words.denials) or text.contains(v.text, words.not_due)
end

-- 数量只说“正在推进”，看不出做了多少；“正在采购”说的是到了哪一步，可以
local function moves_on(i, v)
  return i.level2_name == "数量指标" and text.match(v.text, "^\\s*(?:正在|正|有序|稳步|按计划)\\p{Lo}{0,4}(?:推进|进行|实施|开展)(?:中|之中)?[。.]?\\s*$") ~= nil
end

-- 预计远超指标值，或者比率超过100%，多是多写了一位。
local function overshoots(i)
  local target, v = i.target, i.forecast
  if target.kind ~= "number" or v.kind ~= "number" or target.change or not comparable(target, v) or number(target) <= 0 then return false end
  if target.dimension == "ratio" then
    return v > 1 and target <= 1 and (i.level2_name == "时效指标" or not text.contains(i.level3, words.over_100))
  end
  if i.level1_name == "成本指标" then
    return target.op == "<=" and cost_of(target, 1) ~= nil and same_unit(v, target) and v / target < param.cost_far_below
  end
  if target.op == "<=" or target.op == "<" then return false end
  return v.dimension == target.dimension and v / target >= param.over_ratio_capped
end

-- 定性的指标，填的只是一个数；“月均减轻负担860元”是在说情况
local function bare_figure(v)
  return v.kind == "number" and v.unit ~= "" and text.match(v.text, "^\\s*(?:已完成|完成|达到|已|共|约|达)?\\s*[≥≤<>=]?\\s*\\d[\\d.,]*\\s*\\S{0,6}\\s*$") ~= nil
end

-- 合格率填了亩数，人数填了期数
local function other_unit(i, v)
  local target = i.target
  return target.kind == "number" and v.kind == "number" and target.unit ~= "" and v.unit ~= "" and not comparable(target, v)
end

-- 监控月份以后的日期，不会是已完成的
local function ahead(i)
  local v, p = i.actual, i.project
  if v.kind ~= "date" or p.year == nil or p.month == nil or v.start == nil then return false end
  local year, month = text.match(v.start, "^\\d{4}"), text.match(v.start, "^\\d{4}-(\\d{2})")
  if year == nil or month == nil then return false end
  local gap = (tonumber(year) - p.year) * 12 + tonumber(month) - p.month
  return gap > 0 and not text.contains(v.text, words.not_due) and not text.contains(v.text, words.foreseen)
end

-- 累计数只增不减：已发生的比全年预计的还多。成本、人均一类可以回落，不比。
local function shrinks(i)
  local v, f = i.actual, i.forecast
  if v.kind ~= "number" or f.kind ~= "number" or v.dimension ~= f.dimension or v.change then return false end
  if not list.contains({ "count", "people", "measure" }, v.dimension) or not comparable(v, f) then return false end
  if text.contains(v.unit, "/") or text.contains(i.level3, words.not_cumulative) then return false end
  return (i.level2_name == "数量指标" or equal(number(i.target), 0)) and f < v
end

rule "MON-015" {
  title    = "完成值、预计值与指标值不能比较",
  title_en = "Value, forecast and target cannot be compared",
  suggestion_en = "answer in the terms of the target",
  severity = "warning",
  aspect   = "运行监控",
  basis    = { "platform" },
  each     = "indicator",
  fold     = true,
  where    = { form = "monitoring" },
  needs    = { "CMP-020", "CMP-021", "MON-007", "MON-014" },
  check = function(i)
    local target = i.target
    if overshoots(i) and not text.is_substantive(i.reason) and not text.is_substantive(i.remark) then
      return fail { upto = i.project.month or "N", field = "forecast", severity = "note", message = "1—{upto}月监控：全年预计 {forecast} 与指标值 {target} 相差悬殊，请核对",
        message_en = "to month {upto}: {forecast} is forecast against {target}: check it", suggestion = "核对预计数；指标值定低了的，申请调整" }
    end
    if ahead(i) then
      return fail { field = "actual", severity = "error", upto = i.project.month, message = "完成值“{actual}”在监控的1—{upto}月以后，不会是已完成的",
        message_en = "'{actual}' lies after month {upto}: it cannot have been done", suggestion = "没有完成的写进展，预计的日期填在全年预计栏" }
    end
    if shrinks(i) then
      return fail { upto = i.project.month or "N", field = "forecast", severity = "error", message = "1—{upto}月监控：全年预计 {forecast} 比已发生的 {actual} 还少",
        message_en = "to month {upto}: {forecast} is forecast for the year, {actual} have come already", suggestion = "核对完成值和预计数" }
    end
    for _, field in ipairs { "actual", "forecast" } do
      local v = field == "actual" and i.actual or i.forecast
      if (target.kind == "date" or target.kind == "period") and v.kind == "text" and text.only(v.text, words.bare_grades) then
        return fail { upto = i.project.month or "N", field = field, said = v.text, message = "1—{upto}月监控：时限“{target}”，却填“{said}”，没有说进展",
          message_en = "to month {upto}: the time limit is '{target}', '{said}' says nothing of when", suggestion = "填写完成的日期，没有完成的写到了哪一步" }
      end
      local in_time = field == "forecast" and i.level2_name == "时效指标" and text.contains(v.text, words.timely) ~= nil      -- “两学期末各拨付一次”答“按期拨付”
      if figures[target.kind] and not answers(v) and not in_time and (not in_words(v) or moves_on(i, v)) then
        return fail { upto = i.project.month or "N", field = field, said = v.text, message = "1—{upto}月监控：指标值 {target} 是数值，却填“{said}”，无法比较",
          message_en = "to month {upto}: the target {target} is a figure, '{said}' is not", suggestion = "填写与指标值同口径的数" }
      end
      if field == "forecast" and other_unit(i, v) then
        return fail { upto = i.project.month or "N", field = field, said = v.text, message = "1—{upto}月监控：指标值 {target} 与“{said}”的计量单位不同，无法比较",
          message_en = "to month {upto}: {target} and '{said}' are in different units", suggestion = "按指标值的计量单位填写" }
      end
      if target.kind == "text" and (v.kind == "duration" or v.kind == "date") and text.contains(target.text, words.vague) and not text.contains(target.text, words.timely)
        or target.kind == "text" and bare_figure(v) and not text.contains(target.text, words.absence) then
        return fail { field = field, said = v.text, severity = v.unit == "%" and not text.match(i.level3, "(?:率|比例|占比|比重|度)$") and "note" or "warning",
          upto = i.project.month or "N",
          message = "1—{upto}月监控：指标值“{target}”没有数，却填 {said}，无法比较", message_en = "to month {upto}: the target '{target}' has no figure, {said} has",
          suggestion = "与批复的指标值核对；定性指标按三档填写" }
      end
    end
  end,
  bad  = { { level1 = "产出指标", level2 = "质量指标", level3 = "设备在线率", target = "进一步提升", actual = "97.5%", forecast = "97%" },
           { level1 = "产出指标", level2 = "时效指标", level3 = "设备安装完成时间", target = "进一步提升", actual = "2024年6月18日", forecast = "2024年6月18日" },
           { level1 = "产出指标", level2 = "质量指标", level3 = "作业合格率", target = "≥90%", actual = "80%", forecast = "80万亩" },
           { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "2024年12月底前", actual = "2025年3月", forecast = "2024年12月底前", project = { year = 2024, month = 10 }, expect = { severity = "error" } },
           { level1 = "效益指标", level2 = "社会效益指标", level3 = "设施引发事故", target = "0起", actual = "2起", forecast = "0起", expect = { severity = "error", field = "forecast" } },
           { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "30处", forecast = "520处", expect = { severity = "note" } },
           { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "2024年12月底前", actual = "较好", forecast = "2024年12月底前", project = { year = 2024, month = 10 } },
           { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "进展顺利", forecast = "52处" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "正在推进", forecast = "52处" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "30处", forecast = "能完成" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "显著提升", actual = "30处", forecast = "52处" } },
  good = { { level1 = "效益指标", level2 = "社会效益指标", level3 = "减轻失能家庭负担", target = "有效减轻", actual = "月均减轻负担860元", forecast = "有效减轻" },
           { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "满意度", target = "≥85%", actual = "平台上线后调查", forecast = "85%" },
           { level1 = "效益指标", level2 = "社会效益指标", level3 = "群众出行便利程度", target = "显著改善", actual = "班车通达率100%，出行便利", forecast = "显著改善" },
           { level1 = "产出指标", level2 = "质量指标", level3 = "造林成活率", target = "≥85%", actual = "秋季验收时测定", forecast = "85%" },
           { level1 = "产出指标", level2 = "质量指标", level3 = "报酬足额发放率", target = "≥95%", target_op = "≥", target_value = "95", target_unit = "%", actual = "100", forecast = "100" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "布设高空瞭望监控", target = "≥45路", actual = "46路", forecast = "46路" },
           { level1 = "产出指标", level2 = "时效指标", level3 = "安装时间", target = "2024年6月底前", actual = "2024年6月18日", forecast = "已于6月完成", project = { year = 2024, month = 7 } },
           { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "2024年12月底前", actual = "预计2024年11月完成", forecast = "2024年11月", project = { year = 2024, month = 7 } },
           { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "未开展", forecast = "52处" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "购置设备", target = "≥22台", actual = "正在采购", forecast = "22台" },
           { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "2025年11月底前", actual = "未到期", forecast = "2025年11月底前" },
           { level1 = "效益指标", level2 = "社会效益指标", level3 = "安全事故", target = "不发生", actual = "0起", forecast = "0起" } },
}
