-- 满意度要能测：百分比，或按分值打分。投诉率、投诉次数从反面衡量，同样可以。
-- 自评表沿用批复的指标，此时是警告。
local function measured(v)
  if v.kind == "compound" then return list.any(v.parts, measured) end
  if v.kind ~= "number" and v.kind ~= "range" then return false end
  return v.dimension == "ratio" or v.dimension == "score" or v.unit == ""
end

rule "QNT-002" {
  title    = "满意度指标没有百分比",
  title_en = "A satisfaction indicator needs a rate",
  suggestion_en = "give a rate, such as \"≥90%\"",
  severity = "error",
  aspect   = "相关性",
  basis    = { "mof-2015-88", "mof-2021-101" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" }, level1 = "满意度指标" },
  needs    = { "CMP-020", "CMP-021", "REL-012" },
  check = function(i)
    local target = i.target
    if target.kind == "empty" or target.kind == "symbol" or target.kind == "na" then return skip("没有指标值") end
    if measured(target) then return end
    if text.contains(target.text, words.template_residue) then return skip("模板文字没有改，另有规则") end
    -- 名称、描述也没有一个字说到满意的，是把工作任务填在了这里
    local unnamed = i.level3 ~= "" and not text.contains(i.level3, words.satisfaction)
    local task = unnamed and not text.contains(i.description .. target.text .. i.target_basis, words.satisfaction)
    local counted = target.kind == "number" or target.kind == "range"
    if counted and text.contains(i.level3 .. target.text, words.complaints) then return end
    -- “较上年提高”答“85.6%（上年84.1%）”：上级就是这样定的，完成没有也看得出
    local compared = i.project.form == "self_evaluation" and text.match(target.text, "(?:不低于|高于|较|比)\\P{P}{0,3}(?:上一?年|去年|往年)|逐年") ~= nil
      and text.match(i.actual.text, "\\d") ~= nil
    return fail { field = "target", severity = compared and "note" or i.project.form == "self_evaluation" and "warning" or "error",
      name = text.brief(i.level3, 30),
      message = task and "满意度指标“{name}”与满意度无关，指标值“{target}”也不是百分比" or "满意度指标的指标值“{target}”不是百分比，无法衡量",
      message_en = task and "the satisfaction indicator '{name}' has nothing to do with satisfaction, and its target '{target}' is no rate"
        or "the target '{target}' of a satisfaction indicator is no rate",
      suggestion = task and "名称改为“受益群众满意度”一类，指标值写“≥90%”；原内容属于工作任务的移到数量指标"
        or unnamed and "名称改为“服务对象满意度”，指标值写“≥90%”" or "填写满意度目标，如“≥90%”" }
  end,
  bad = {
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "综合满意度", target = "较上年提高", actual = "85.6%（上年84.1%）", project = { form = "self_evaluation" }, expect = { severity = "note" } },
    { level1 = "", level2 = "服务对象满意度指标", level3 = "群众满意度", target = "满意" },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", target = "满意度持续提升" },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "满足群众法律需求", target = "开展法律咨询不少于10次" },
  },
  good = {
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "救助对象满意率", target = "提升救助的维稳对象满意率不低于 90%" },
    { level1 = "满意度指标", level2 = "", level3 = "群众满意度", target = "达到85%" },
    { level1 = "满意度指标", level2 = "", level3 = "群众满意度", target = "≥XXX%" },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "服务对象投诉次数", target = "≤3次" },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "满意度评分（5分制）", target = "≥4分" },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", target = "≥95百分比" },
  },
}
