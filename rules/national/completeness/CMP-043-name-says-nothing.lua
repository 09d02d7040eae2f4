-- “工作完成情况”放在哪个项目里都一样，看不出衡量什么。名称里只有指标值的（“1年”）也一样；公开表名称与指标值同在一栏的除外。
local function only_value(i)
  local kind = i.target.kind
  return i.project.form ~= "disclosure" and (kind == "number" or kind == "duration") and text.fold(i.level3) == text.fold(i.target.text)
    and text.match(i.level3, "^\\s*[≥≤>＞<＜=＝]*\\s*\\d[\\d.,]*\\s*\\P{P}{0,3}\\s*$") ~= nil
end

local function says_nothing(name)
  local bare = text.match(name, "^\\s*(?:指标\\s*\\d*\\s*[：:]?\\s*)?(.*?)\\s*$") or name
  return bare ~= "" and text.ends(bare, words.empty_name_tails) and text.only(bare, words.empty_names)
end

rule "CMP-043" {
  title    = "指标名称没有内容",
  title_en = "The indicator's name says nothing",
  suggestion_en = "say what is measured, such as \"stations repaired\"",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "mof-2015-88" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "monitoring", "self_evaluation" } },
  needs    = { "CMP-019", "CMP-029" },
  check = function(i)
    if not says_nothing(i.level3) and not only_value(i) then return end
    return fail { field = "level3", message = "三级指标“{level3}”没有说衡量什么",
      message_en = "'{level3}' does not say what is measured", suggestion = "写明衡量的是什么" .. (i.target.dimension == "count" and "，如“维修站点数量”" or "") }
  end,
  bad = {
    { level1 = "产出指标", level2 = "时效指标", level3 = "1年", target = "1年" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "工作完成情况", target = "≥50处" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "指标1：各项任务落实情况", target = "≥90%" },
  },
  good = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点50处", target = "50处" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点完成情况", target = "≥50处" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "任务完成率", target = "≥90%" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "资金拨付情况", target = "≥90%" },
  },
}
