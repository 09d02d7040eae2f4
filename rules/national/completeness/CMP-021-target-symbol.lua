-- 只写“%”“≥”的指标值等于没有填，系统也不接受。写“/”“—”的，有的是不适用，有的是没有填：写明了“不适用”的不算，
-- 效益指标是按需选设的，只提示。
local function dash(i)
  if text.only(text.match(i.level1, "^[^（(]*") or "", words.level1_evaluation) then return false end
  if i.target.kind ~= "na" or text.fold(i.target.text) ~= "" or text.is_blank(i.level3) then return false end
  return text.contains(i.target_op .. i.nature .. i.remark .. i.description, words.not_applicable) == nil
end

rule "CMP-021" {
  title    = "指标值只有符号或单位",
  title_en = "The target is a sign or unit without a number",
  suggestion_en = "add the figure, such as \"≥90%\"",
  severity = "error",
  aspect   = "完整性",
  basis    = { "platform" },
  each     = "indicator",
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation", "monitoring" } },
  check = function(i)
    if dash(i) then
      return fail { field = "target", severity = i.level1_name == "效益指标" and "note" or "warning",
        message = "“{level3}”的指标值只写“{target}”", message_en = "the target of '{level3}' is only '{target}'",
        suggestion = "填写指标值；不适用的请写明“不适用”，或删去这一行" }
    end
    if i.target.kind ~= "symbol" then return end
    -- “是否达到国家标准：达到”“出水达到一级标准：达到”
    if text.only(i.target.text, words.plain_yes) and (text.contains(i.level3, "是否") or text.contains(i.level3, i.target.text)) then return end
    return fail { field = "target", message = "“{level3}”的指标值只有“{target}”，没有数值",
      message_en = "the target of '{level3}' is only '{target}', without a number",
      suggestion = "补上数值，如“" .. (text.match(i.level3, "人数|人次") and "≥50人" or codes.target_examples[i.level2_name] or codes.target_examples["其他"]) .. "”" }
  end,
  bad = {
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", target = "%" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "带动就业人数", target = "≥" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "验收合格率", target = "/", expect = { severity = "warning" } },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "—", expect = { severity = "note" } },
  },
  good = { { level1 = "效益指标", level2 = "生态效益指标", level3 = "水库水质类别", target = "不低于Ⅱ类" }, { level1 = "项目管理", level2 = "财务管理", level3 = "财务制度有效性", target = "—" }, { level1 = "产出指标", level2 = "质量指标", level3 = "是否达到行业标准", target = "达到" }, { level1 = "效益指标", level2 = "生态效益指标", level3 = "出水达到排放标准", target = "达到" }, { level1 = "产出指标", level2 = "质量指标", level3 = "验收合格率", target = "—", remark = "不适用" },
           { level1 = "产出指标", level2 = "质量指标", level3 = "验收合格率", target = "不适用" },
           { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", target = "≥90%" } },
}
