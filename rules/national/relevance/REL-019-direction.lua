-- 合格率、及时率越高越好，故障率、事故数越低越好；比较符号反了的请确认。名称里最后说的是什么，
-- 方向就看什么：“故障维修及时率≥98%”没有错。效益里写“增加成本”也是反了。
local function after(s, word)
  local parts = text.split(s, word)
  return parts[#parts]
end

local function last_noun(s)
  local found = text.find_all(s, words.positive_nouns)
  local positive = found[#found]
  found = text.find_all(s, words.negative_nouns)
  local negative = found[#found]
  if negative and text.fold(text.remove(after(s, negative), words.measure_tails)) ~= "" then negative = nil end
  if positive and negative then return text.contains(after(s, positive), negative) and "negative" or "positive" end
  return positive and "positive" or negative and "negative"
end

-- “差错率”就是越低越好，前面的“宣传册”不算处置；“事故处理”“违规培训”一类才是
local function remedied(name)
  return text.contains(name, text.match(name, "率$") and words.lessening or words.remedies) ~= nil
end

-- “信访总量上升5%”“满意度下降”：变化的方向反了
local function wrong_change(v, name)
  local noun, up = last_noun(name), text.match(v.text, "上升|升高|增长|增加|提高") ~= nil
  if text.match(v.text, "(?:不超过|不高于|以内|以下|[≤<＜])") then return false end
  if noun == "negative" then return up and not text.contains(name, words.remedies) and not text.contains(name, words.positive_nouns) end
  return noun == "positive" and not up and text.match(v.text, "下降|降低|减少") ~= nil
end

local function wrong_way(i)
  local v, name = i.target, i.level3
  if v.kind == "number" and v.change then return wrong_change(v, name) end
  if v.kind == "duration" and v.op_written and v.op ~= "=" then
    local up = v.op == ">=" or v.op == ">"
    return text.contains(name, up and words.sooner_is_better or words.longer_is_better) ~= nil
  end
  if v.kind == "duration" and v.op_written and (v.op == "<=" or v.op == "<") then return text.contains(name, words.longer_is_better) ~= nil end
  -- “故障率 100%”没有符号，也看得出反了
  if v.kind == "number" and not v.change and v.unit == "%" and v.op == "=" and equal(number(v), 100) then
    return last_noun(name) == "negative" and not text.contains(name, words.positive_nouns) and not text.contains(name, words.remedies)
  end
  if v.kind ~= "number" or not v.op_written then return false end
  local negated = text.contains(name, words.negated_nouns) ~= nil
  local noun = negated and "negative" or last_noun(name)
  if noun == "positive" and (v.op == "<=" or v.op == "<") then
    return v.dimension == "ratio" and v.value < 1 or v.dimension == "score" or v.dimension == "none" and v.value < 1
  end
  if noun == "negative" and (v.op == ">=" or v.op == ">") and v.value > 0 then
    return negated or not text.contains(name, words.positive_nouns) and not remedied(name)
  end
  return false
end

-- “植被盖度提高”“收入增长率”说的是越多越好的变化；“成本提高”不是。
local function rising(name)
  return text.match(name, "(?:提高|提升|增长|增加|增强)(?:率|幅度|比例|百分点)?$") ~= nil
    and not text.contains(name, words.less_is_better) and not text.contains(name, words.negative_nouns)
end

-- 数量越多越好的写成上限，效益写成上限，多半是符号填反了。
local function capped_good(i)
  local v = i.target
  if v.kind ~= "number" or not v.op_written or v.change or v.op ~= "<=" and v.op ~= "<" then return nil end
  local name = i.level3 .. i.description
  if v.dimension == "ratio" and i.level1_name == "效益指标" and rising(i.level3) then return "warning" end
  -- “减少土壤流失量≤2.4万吨”说的是减少多少；“减少事故≤3起”可能说的是还剩多少，不算
  local amount = v.dimension == "measure" or v.dimension == "money" or text.match(i.level3, "^(?:减少|降低)") == nil
  if i.level1_name == "效益指标" and amount and text.match(i.level3, "^(?:减少|降低|挽回|节约|新增|增加|带动)") and v.dimension ~= "ratio" and v.dimension ~= "none" then return "warning" end
  local done = text.contains(i.level3, words.finished)
  if not done and text.contains(name, words.less_is_better) and not (i.level1_name == "效益指标" and text.contains(i.level3, words.more_is_better)) then return nil end
  if text.contains(i.level3, words.negative_nouns) then return nil end
  local d = v.dimension
  if d ~= "count" and d ~= "people" and d ~= "measure" and d ~= "money" then return nil end
  if i.level1_name == "效益指标" and text.contains(i.level3, words.more_is_better) then return "warning" end
  if i.level2_name ~= "数量指标" or d == "money" then return nil end
  return text.contains(i.level3, words.works_done) and "warning" or "note"
end

local function adds_cost(i)
  local pattern = "(?<![不未免无])增加[^，。；、]{0,4}(?:成本|费用|支出|负担)"
  if i.level1_name ~= "效益指标" then return nil end
  if text.match(i.level3, pattern) then return "level3", text.match(i.level3, pattern) end
  if text.match(i.description, pattern) then return "description", text.match(i.description, pattern) end
  if i.target.kind == "text" and text.match(i.target.text, pattern) then return "target", text.match(i.target.text, pattern) end
end

rule "REL-019" {
  title    = "指标正反向可疑",
  title_en = "The indicator may point the wrong way",
  suggestion_en = "use ≥ where more is better and ≤ where less is better",
  severity = "warning",
  aspect   = "适当性",
  basis    = {},
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation", "monitoring" } },
  needs    = { "REL-017", "REL-018", "REL-025", "REL-026" },
  check = function(i)
    if i.level1_name == "成本指标" or i.level2_name == "成本指标" then return skip("成本指标另有规则") end
    if wrong_way(i) then
      return fail { field = "target", message = "“{name}”的指标值为“{target}”，方向可能反了，请确认",
        message_en = "'{name}' with the target {target} may point the wrong way", name = text.brief(i.level3, 30),
        suggestion = "越高越好的用“≥”，越低越好的用“≤”" }
    end
    local severity = capped_good(i)
    if severity then
      return fail { field = "target", severity = severity, message = "“{name}”的指标值“{target}”写成了上限，请确认",
        message_en = "'{name}' has the upper limit {target}: is less really better?", name = text.brief(i.level3, 30),
        suggestion = "越多越好的用“≥”" }
    end
    local field, said = adds_cost(i)
    if field then
      return fail { field = field, message = "效益指标写“{said}”，增加成本不是效益",
        message_en = "'{said}' is a cost, not a benefit", said = said, suggestion = "改写由此带来的收入、节约或其他好处", suggestion_en = "state the income, the saving or the good that comes of it" }
    end
  end,
  bad = {
    { level1 = "产出指标", level2 = "质量指标", level3 = "案件改判发回率", description = "", target = "≥3%" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "古树死亡株数", description = "", target = "≥1株" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "宣传册印刷差错率", description = "", target = "≥0.3%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "信访总量", description = "", target = "上升5%以上" },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", description = "", target = "下降2个百分点" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "一般纠纷调结时间", description = "", target = "≥30天" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "赴省进京越级访", description = "", target = "≥1人次" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "系统故障率", target = "100%" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "新建市政道路", description = "", target = "≤6.2公里" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "减少损失", description = "", target = "增加支出" },
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "监测网络运行年限", description = "", target = "≤5年" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "牧民包虫病患病率", description = "", target = "≥0.8%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "矫正期间再犯罪率", description = "", target = "≥0.2%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "收治率", description = "", target = "≤20%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "设备故障率", description = "", target = "≥3%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "果树黄化病株率", description = "", target = "≥3%" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "补助按季拨付率", description = "", target = "≤95%" },
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "果园丰产期", description = "", target = "≤10年" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "故障响应时间", description = "", target = "≥30分钟" },
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "设备使用年限", description = "", target = "≤6年" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "减少土壤流失量", description = "", target = "≤2.4万吨" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "信访事项按期办结率", description = "", target = "≤95%" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "灌溉水利用系数", description = "", target = "≤0.85" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "低保错保漏保率", description = "", target = "≥1%" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "审结案件数", description = "", target = "≤9500件", expect = { severity = "note" } },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "植被盖度提高", description = "", target = "≤3个百分点" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "减轻压力", description = "增加服务成本，减轻干警经济压力", target = "减轻压力" },
  },
  good = {
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "调解撤诉率", description = "", target = "≥35%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "信访总量", description = "", target = "下降5%以上" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "刑事发案", description = "", target = "上升不超过1%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "群众满意度", description = "", target = "较上年提高1个百分点" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "交通事故降低率", description = "", target = "≥5%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "故障排除率", target = "100%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "安全隐患整改率", target = "=100%" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "新建市政道路", description = "", target = "≥6.2公里" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "疫苗接种不良反应发生率", description = "", target = "≤0.05%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "包虫病患病率", description = "", target = "≤0.8%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "近视防控知识知晓率", description = "", target = "≥90%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "失业人员再就业人数", description = "", target = "≥300人" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "盘活闲置厂房", description = "", target = "≥20处" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "故障率", description = "", target = "≤3%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "预防再犯罪教育覆盖率", description = "", target = "≥95%" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "故障响应时间", description = "", target = "≤30分钟" },
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "设备使用时间", description = "", target = "≥6年" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "减少交通事故", description = "", target = "≤3起" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "企业用能成本增长率", description = "", target = "≤2%" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "出现故障维修及时率", description = "", target = "≥98%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "产品不合格率", description = "", target = "≤1%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "违规资金追回率", description = "", target = "≥95%" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "化解信访积案", description = "", target = "≥10件" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "进京上访", description = "", target = "总数比去年下降30%以上" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "不增加企业负担", description = "", target = "0元" },
  },
}
