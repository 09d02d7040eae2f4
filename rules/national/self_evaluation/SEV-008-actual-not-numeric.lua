-- 定量指标填数字，定性指标填文字。没有评分的表各项都填同一句话的，SEV-012 一并说了；评了分的这是错误，仍要说。
-- “未开展”“未发生”等于 0，可以比较；完成日期对时限也可以比较。
local function comparable_kind(kind)
  return kind == "number" or kind == "range" or kind == "compound" or kind == "duration"
end

-- “不发生事故”“零死亡”用文字回答也说得清，口径由 SEV-038 核对。
local function verbal_zero(v)
  return v.kind == "number" and number(v) <= 0 and text.match(v.text, "\\d") == nil
end

local function denied(s)
  local word = text.find_all(s, words.denials)[1]
  return word ~= nil and text.starts(text.trim(s), word)
end

local function same_words(p, said)
  local rows = list.filter(p.indicators, function(x) return not x.withheld and x.filled and x.actual.kind ~= "empty" end)
  return #rows >= param.uniform_actuals and list.all(rows, function(x) return text.fold(x.actual.text) == text.fold(said) end)
end

-- “2023年4月底前”答“较好”；“已完成”“按时完成”是回答
local function undated(i)
  return (i.target.kind == "date" or i.target.kind == "period") and i.actual.kind == "text" and text.only(i.actual.text, words.bare_grades)
    and not same_words(i.project, i.actual.text)
end

rule "SEV-008" {
  title    = "定量指标的实际完成值不是数值",
  title_en = "A quantitative target answered without a number",
  suggestion_en = "enter the figure reached, in the unit of the target",
  severity = "error",
  aspect   = "自评质量",
  basis    = { "mof-2020-10", "platform" },
  each     = "indicator",
  fold     = true,
  where    = { form = "self_evaluation" },
  needs    = { "SEV-039" },
  check = function(i)
    if undated(i) then
      return fail { field = "actual", severity = "warning", message = "时限“{target}”，完成值“{actual}”没有说什么时候完成",
        message_en = "the time limit is '{target}', '{actual}' says nothing of when", suggestion = "填写完成的日期，没有日期的写按时完成或者推迟了多久" }
    end
    if not comparable_kind(i.target.kind) then return skip("指标值不是数值") end
    local actual = i.actual
    if comparable_kind(actual.kind) or actual.kind == "date" or actual.kind == "period" then return end
    if actual.kind == "empty" or actual.kind == "withheld" or actual.kind == "na" then return skip("没有实际完成值") end
    -- “500幢楼宇”一类：单位认不出，数还是数
    if text.match(actual.text, "^\\s*\\d[\\d,.，]*\\s*[万千亿]?\\p{Lo}{1,4}\\s*$") then return skip("计量单位认不出") end
    if text.match(actual.text, "^\\s*[一二三四五六七八九十百两]+\\p{Han}{1,3}\\s*$") then return skip("汉字写的数") end
    if i.target.kind == "duration" and text.match(actual.text, "当[日天场]|即[时刻办]|立即|随时|实时") then return end      -- “1个工作日内”答“当日答复”
    if i.target.kind == "duration" and text.match(actual.text, "第\\s*\\d+\\s*个?(?:工作日|日|天|周|月)") then return end
    if denied(actual.text) or verbal_zero(i.target) then return end
    local scored = is_number(i.score) or is_number(i.weight)
    if not scored and same_words(i.project, actual.text) then return skip("各项都填同一句话，由 SEV-012 指出") end
    return fail { field = "actual", severity = scored and "error" or "warning",
      message = "指标值“{target}”有数，实际完成值“{actual}”没有数，无法核对是否完成",
      message_en = "the target '{target}' has a figure, the actual value '{actual}' has none",
      suggestion = "填写实际完成的数，单位与指标值“" .. (i.target.span ~= "" and i.target.span or i.target.text) .. "”相同" }
  end,
  bad = {
    { level2 = "时效指标", level3 = "完工时间", target = "2023年4月底前", actual = "较好", expect = { severity = "warning" } },
    { level2 = "数量指标", level3 = "调解各类民事纠纷", target = "不少于1500起", actual = "已完成", weight = "", score = "", expect = { severity = "warning" } },
    { level2 = "满意度指标", level3 = "满意率", target = "不低于90%", actual = "已完成" },
    { level2 = "数量指标", level3 = "宣传、专栏", target = "100万人次、专栏不少于10个", actual = "宣传还不够" },
  },
  good = {
    { level2 = "时效指标", level3 = "查档答复时限", target = "1个工作日内", actual = "当日答复" },
    { level2 = "时效指标", level3 = "完工时间", target = "2023年4月底前", actual = "按时完成" },
    { level1 = "项目管理", level2 = "财务管理", level3 = "财务管理制度有效性", target = "一", actual = "制度健全，核算规范" },
    { level2 = "时效指标", level3 = "资金拨付时间", target = "收到资金后30日内", actual = "收到资金后第20日" },
    { level2 = "数量指标", level3 = "举办培训", target = "3-5期", actual = "六期" },
    { level2 = "数量指标", level3 = "储备棉纱", target = "≥500锭", actual = "480锭" },
    { level2 = "数量指标", level3 = "督查整改次数", target = "不少于10次", actual = "开展督导13次" },
    { level2 = "质量指标", level3 = "挂牌整治", target = "不少于5个地区", actual = "未挂牌整治" },
    { level2 = "质量指标", level3 = "社会稳定", target = "保持稳定", actual = "完成较好" },
    { level2 = "成本指标", level3 = "预算控制", target = "≤60万元", actual = "60 万元" },
    { level2 = "质量指标", level3 = "铁路运输安全", target = "不发生涉铁安全事故", actual = "发生企业铁路安全事故" },
    { level2 = "时效指标", level3 = "审批时限", target = "5个工作日内", actual = "3个工作日" },
  },
}
