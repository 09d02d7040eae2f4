-- 效益尽量定量；不能定量的，用分级分档的定性表述（好/一般/差，明显/较明显/不明显）。
-- 只有“促进”“保障”“提升”而没有标准，年底怎么评都算完成。
-- “长期”“持续”是可持续影响的惯用写法，写明年限更好；“杜绝”“零”“无”是明确的目标。
local function measurable(s)
  if text.match(s, "^\\s*[≥≤＞＜><=]+\\s*\\d|^\\s*[是否]\\s*$") then return true end
  if text.match(s, "[价费量]\\p{Lo}{0,4}(?:不变|不涨|不上涨)") then return true end
  if text.match(s, "(?:被|获)\\P{P}{0,12}(?:采纳|采用|转发|批示|表彰|命名|认定)") then return true end
  local bare = text.remove(s, words.absence_false)
  if text.match(bare, "(?:较|一般|良|中).*[/／、，].*(?:不|差|低|短)|是\\s*[/／]\\s*否") then return true end
  return text.contains(bare, words.absence) or text.contains(bare, words.graded)
    or text.contains(bare, words.quality_standards)
end

-- 名称本就是率、人数、面积一类的数，指标值却没有数
local function counted(name)
  return text.match(name, "(?:(?<![效频利汇税概功速])率|比例|占比|比重|人数|人次|户数|次数|个数|起数|数量|面积|金额|天数|月数|年限|产量|产值|收入)\\s*$") ~= nil
end

-- 完成值报得出数，指标值就定得出数；“健全，落实管护人员213名”里的数只是佐证
local function answered(i)
  return i.project.form == "self_evaluation" and i.actual.kind == "number" and i.actual.unit ~= "" and i.actual.unit ~= "%"
    and text.match(i.actual.text, "^\\P{Lo}*\\p{Lo}{0,4}\\s*\\d[\\d.,]*\\s*\\p{Lo}{0,8}\\P{Lo}*$") ~= nil
end

rule "QNT-006" {
  title    = "效益指标空泛",
  title_en = "A benefit target without any measure",
  suggestion_en = "give a number, rate or amount, or years for lasting effects; else state the grades",
  severity = "warning",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" }, level1 = "效益指标" },
  needs    = { "CMP-020", "CMP-021", "CMP-029", "QNT-007", "QNT-008", "REL-004", "REL-008", "REL-020" },
  check = function(i)
    local target = i.target
    if target.kind ~= "text" or measurable(target.text) then return end
    local lasting = i.level2_name == "可持续影响指标" and text.only(target.text, words.lasting_values)
    if lasting and param.lasting_values then return skip("可持续影响的惯用写法") end
    local severity = (i.level2_name == "经济效益指标" or counted(i.level3) or answered(i)) and "warning" or "note"
    -- “达标率逐年提高”：与上年比，算得出来
    if counted(i.level3) and text.match(target.text, "逐年|(?:较|比|不低于|不高于)\\P{P}{0,3}(?:上一?年|去年|往年)|同比") then severity = "note" end
    local rate = text.match(i.level3, "(?:(?<![效频利汇税概功速])率|比例|占比|比重)\\s*$")
    local advice = lasting and "写明年限，如“≥5年”" or rate and "填写比率，如“≥90%”"
      or "改为数量、比率或金额，可持续影响写明年限；不能量化的写明分档，如“明显/较明显/不明显”"
    local vague = text.contains(target.text, words.vague) or text.match(target.text, "^\\s*(?:降低|减轻|减少|下降|增加|增长|上升|缩短|扩大)\\s*$")
    local degree = text.contains(text.remove(target.text, words.duty_verbs), words.vague)
    local doubt = lasting and "（没有写明多少年）" or degree and "（“" .. degree .. "”到什么程度不明）" or ""
    return fail { field = "target", severity = vague and severity or "note", doubt = doubt, vague = degree and " ('" .. degree .. "')" or "",
      message = "指标值“{target}”没有衡量标准{doubt}", message_en = "the target '{target}' has no measure{vague}",
      suggestion = advice }
  end,
  bad = {
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "学生身高体重达标率", target = "逐年提高", actual = "较上年提高1.2个百分点", project = { form = "self_evaluation" }, expect = { severity = "note" } },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "群众出行费用", target = "降低" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "吸纳脱贫人口就业", target = "进一步提升", actual = "334人", project = { form = "self_evaluation" } },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "出境断面水质达标率", description = "", target = "进一步提升" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "综治工作效率", description = "", target = "提升工作效率水平", expect = { severity = "note" } },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "诉求渠道", target = "畅通群众诉求", expect = { severity = "note" } },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "经济健康有序发展", target = "以维稳、司法救助维稳定保和谐促经济健康有序发展" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "社会稳定", target = "优化经济发展环境，营造和谐稳定的社会环境", expect = { severity = "note" } },
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "建后管护机制", target = "健全", actual = "健全，落实管护人员213名",
      project = { form = "self_evaluation" }, expect = { severity = "note" } },
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "对和谐社会的影响", description = "", target = "长期", expect = { severity = "note" } },
  },
  good = {
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "评审程序是否公正", target = "是" },
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "票价稳定", target = "票价不变" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "成果采纳情况", target = "被市教育局采纳" },
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "持续影响年限", target = "≥5年" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "孕产妇死亡率", target = "≤12/10万" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "治安改善程度", target = "明显/较明显/不明显" },
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "影响期限", target = "长期/较长期/短期" },
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "长效机制", target = "健全/较健全/不健全" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "赴省进京上访", target = "杜绝赴省进京上访" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "提升12000人的饮水保障水平" },
  },
}
