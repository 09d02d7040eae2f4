-- 率的描述要写清分子分母，说的要是同一个率：合格率不能用成功率来描述；满意度要说到满意。时间除以时间不是及时率；及时率的分子要限定“及时、按时”；没有相除关系、说的又是别的事
-- （“覆盖率”描述“排查无隐患”）的，口径不成立；说的是这件事、只缺算法的，提示补算法。

-- 描述给另一个率定了标准（“成功率在95%以上”）；只写了率名的多半是换一个说法，不算。“合格、达标”一类说的是一回事，
-- “机化率”“机械化率”有一个字相同的也是；写了算法的不看用词。
local function other_rate(s, noun)
  if noun == nil or text.contains(s, noun) or text.match(s, "[/／÷=＝]|占|除以|比上|之比|与\\p{Lo}+的比") then return end
  if list.any(codes.rate_kin, function(group) return list.contains(group, noun) and text.contains(s, group) end) then return end
  if not text.contains(s, words.sure_rates) then s = text.remove(s, words.not_rate) end
  local other = text.match(s, "(\\p{Lo}{2})率(?!先|领)[^，。；\\d]{0,4}\\d")
  if other and not text.match(noun, "[" .. other .. "尽比]") and not text.match(other, "[尽比]") then
    return "说的是“" .. other .. "率”，不是“" .. noun .. "率”", "is about another rate", "warning"
  end
  if text.match(s, "比率|比例|比重") and not text.match(s, "[数额量人天次件户]|面积|时间") then
    return "没有说到“" .. noun .. "”，也没有写分子、分母", "does not say of what it is the rate", "note"
  end
end

local function fault_of(i, noun)
  local s = i.description
  local parts = text.match(s, "^([^/／÷=＝]+?)(?:/|／|÷|比上|除以)([^=＝]+)")
  local above, below = s, ""
  if parts then
    above = text.match(s, "^([^/／÷=＝]+?)(?:/|／|÷|比上|除以)")
    below = text.replace(s, above, "")
  end
  if parts and text.contains(above, words.moments) and text.contains(below, words.moments) then
    return "分子分母都是时间，算出来不是比率", "divides one point in time by another", "warning"
  end
  if text.match(i.level3, "(?:及时|按时|准时|按期)\\p{Lo}{0,3}率") and parts and not text.contains(above, words.in_time) then
    return "分子没有限定“及时、按时”，算出来不是及时率", "has nothing about time in its numerator", "warning"
  end
  local other, other_en, severity = other_rate(s, noun)
  if other then return other, other_en, severity end
  if text.contains(s, words.division_words) then return end
  if noun == "满意" and text.contains(s, words.satisfaction_work) then return "没有写分子、分母", "names no numerator and denominator", "note" end
  -- “反映设备更新验收情况”“项目完成情况”是解释，不是算法
  if text.match(s, "^(?:主要|用于|用以)?(?:反映|考核|考察|体现|衡量)|(?:情况|程度)[。；]?$") then return "没有写分子、分母", "names no numerator and denominator", "note" end
  if noun ~= nil and text.length(text.fold(s)) >= param.repeat_min_length and #text.numbers(s) == 0 and not text.contains(s, words.rate_nouns) and not text.contains(s, noun == "满意" and words.satisfaction or { noun }) then
    return "没有说到“" .. noun .. "”，也没有写分子、分母", "is about something else and names no numerator and denominator", "warning"
  end
  return "没有写分子、分母", "names no numerator and denominator", "note"
end

-- 名称是一件事，描述算的是一个率，指标值又是百分比：名称应当就是那个率。
local function rate_of_description(i)
  local s = i.description
  if not text.contains(s, words.sure_rates) then s = text.remove(s, words.not_rate) end
  local rate = text.match(s, "(\\p{Lo}{2,12}(?:率|占比|比例))")
  if rate == nil or i.target.kind ~= "number" or i.target.change or i.level1_name == "满意度指标" then return skip("不是比率指标") end
  if text.contains(i.level3 .. i.target.text, words.rate_nouns) or text.match(i.level3, "(?:水平|指数|感|度)$") then return end      -- “健康素养水平”是有名的指标
  return fail { field = "level3", severity = "note", related = { { at = i, field = "description" } },
    message = "“{name}”的描述说的是“{rate}”，名称却不是", message_en = "the description of '{name}' is about '{rate}', the name is not",
    name = text.brief(i.level3, 20), rate = rate, suggestion = text.match(rate, "[率比]$") and "名称改为“" .. rate .. "”一类" or "名称直接写成描述里的那个比率" }
end

-- 可以照着填的写法
local function formula(i, noun)
  if noun == "满意" then return "满意人数÷受访人数×100%" end
  if text.contains(i.level3, words.in_time) then
    local act = text.match(i.level3, "(\\p{Lo}{2})(?:及时|按时|准时|按期)\\p{Lo}{0,3}率") or "完成"
    return "按时" .. act .. "数÷应" .. act .. "数×100%"
  end
  return noun and noun .. "数÷总数×100%" or "…数÷…总数×100%"
end

rule "REL-028" {
  title    = "计算口径不成立",
  title_en = "The formula of a rate does not hold",
  suggestion_en = "write it as a number divided by a total",
  severity = "warning",
  aspect   = "相关性",
  basis    = {},
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target" } },
  needs    = { "APP-011", "FEA-008", "REL-018", "REL-020", "REL-025", "REL-028D", "REL-032" },
  check = function(i)
    if text.fold(i.description) == "" or not has(i, "description") then return skip("没有指标描述") end
    local bare = text.fold(i.level3)
    if not text.contains(bare, words.sure_rates) then bare = text.remove(bare, words.not_rate) end
    local name = text.match(bare, "(?:率|比例|比重|占比|满意度?)$")
    if i.target.dimension ~= "ratio" then return skip("不是比率指标") end
    if name == nil then return rate_of_description(i) end
    local noun = name == "满意" and name or text.match(bare, "(\\p{Lo}{2})(?:率|比例|比重|占比|度)$")
    local why, why_en, severity = fault_of(i, noun)
    if why == nil or name == "满意" and severity == "note" then return end      -- “人民群众满意”没有率字，算法由 QNT-002 的百分比说明
    -- 描述与名称对不上的，指标值没有错
    local aside = text.match(why, "^(?:说的是|没有说到)") and "level3" or "target"
    return fail { field = "description", severity = severity, related = { { at = i, field = aside } }, message = "“{name}”的描述“{said}”" .. why,
      message_en = "the description of '{name}' " .. why_en,
      name = text.brief(i.level3, 20), said = text.brief(i.description, 30), suggestion = "写成“" .. formula(i, noun) .. "”" }
  end,
  bad = {
    { level1 = "产出指标", level2 = "质量指标", level3 = "建立人民调解工作制度体系", description = "人民调解纠纷调解成功率在95%以上", target = "≥95%", expect = { severity = "note", field = "level3" } },
    { level1 = "产出指标", level2 = "质量指标", level3 = "案件合格率", description = "调解案件100%，成功率在95%以上", target = "≥95%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "设备验收合格率", description = "设备达标率", target = "≥95%", expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "质量指标", level3 = "故障排除率", description = "设备故障及时修复率", target = "≥95%", expect = { severity = "note" } },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "农机化率", description = "耕种收综合机械化率85%以上", target = "≥85%", expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "质量指标", level3 = "装备使用率", description = "购置装备适用业务需要比率", target = "≥90%", expect = { severity = "note" } },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "人民群众满意", description = "为困难群众提供无偿法律服务，法律面前人人平等", target = "≥90%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "学生贫血率", description = "体检", target = "≤3%", expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "赔付及时率", description = "（赔付时间-发生意外时间）/意外发生时间", target = "≥98%" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "司法救助及时率", description = "当年实际救助次数/司法救助数", target = "≥98%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "隐患排查覆盖率", description = "铁路线路安全隐患排查无隐患", target = "100%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "设备合格率", description = "购置合格装备", target = "≥95%", expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "质量指标", level3 = "办公楼维修验收合格率", description = "反映办公楼全年维修维护质量情况", target = "≥92%", expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "项目完成及时率", description = "年度建设任务进展情况", target = "≥95%", expect = { severity = "note" } },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", description = "问卷调查", target = "≥95%", expect = { severity = "note" } },
  },
  good = {
    { level1 = "产出指标", level2 = "质量指标", level3 = "参保覆盖率", description = "参保人数占应参保人数的比例", target = "≥95%" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "森林覆盖率", description = "森林面积与土地面积的比率", target = "≥45%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "出勤率", description = "按时参加人数比例", target = "≥95%" },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "人民群众满意", description = "调解率达到100%，人民群众满意", target = "≥90%" },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "人民群众满意", description = "发放问卷，由办事群众打分", target = "≥90%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "居民健康素养水平", description = "具备健康素养人数占比", target = "≥30%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "提高工作效率", description = "工作效率", target = "≥90%" },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "委托方满意度", description = "满意项数÷评价项数", target = "≥90%" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "完成及时率", description = "按时完成任务比上计划完成任务", target = "≥98%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "覆盖率", description = "投保人数/总人数=投保覆盖率", target = "100%" },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", description = "满意人数占受访人数的比例", target = "≥95%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "巡查频率", description = "每月巡查", target = "2次" },
  },
}
