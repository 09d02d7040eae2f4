-- 没有指标值就没有考核的尺子，系统要求必填。空白的模板行不是指标。
-- 只有分值、指标值写在下面各分项里的行：“★补助各类作物面积”之下“红薯 5.5亩”
local function heads_parts(i)
  if i.actual.kind ~= "empty" or i.target.kind ~= "empty" or not is_number(i.weight) then return false end
  return list.any(i.project.indicators, function(x)
    return x.level2 == i.level2 and not is_number(x.weight) and x.target.kind ~= "empty"
  end)
end

rule "CMP-020" {
  title    = "指标值缺失",
  title_en = "The target is blank",
  suggestion_en = "give a target that can be checked, such as \"≥50处\" or \"≥90%\"",
  severity = "error",
  aspect   = "完整性",
  basis    = { "mof-2015-88", "platform" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation", "monitoring" } },
  check = function(i)
    if i.target.kind ~= "empty" then return end
    if text.fold(i.level3 .. i.description .. i.actual.text) == "" then return skip("空白行") end
    if heads_parts(i) then return skip("指标值写在下面的分项里") end
    if i.project.form == "self_evaluation" and text.only(text.match(i.level1, "^[^（(]*") or "", words.level1_evaluation) then
      return skip("评价指标体系的管理类指标没有年初指标值")
    end
    if not has(i, "target") and not has(i, "target_value") then return undecided("表中没有指标值一栏", "the form has no column for targets") end
    return fail { field = "target", message = "“{level3}”没有填写指标值",
      message_en = "'{level3}' has no target", suggestion = "填写可以核对的指标值，如“" .. (codes.target_examples[i.level2_name] or codes.target_examples["其他"]) .. "”" }
  end,
  bad  = { { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "市领导评价", target = "", actual = "认可" } },
  good = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "★补助作物面积", target = "", actual = "", weight = "10", score = "10",
      project = { form = "self_evaluation", indicators = {
        { level1 = "产出指标", level2 = "数量指标", level3 = "红薯", target = "5.5亩", actual = "5.5亩", weight = "", score = "" } } } },
    { project = { form = "self_evaluation" }, level1 = "项目管理", level2 = "财务管理", level3 = "财务制度有效性", target = "", actual = "制度健全" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修泵站", target = "", actual = "", description = "", extra = { ["年初指标值"] = "≥3处" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "", target = "", description = "", actual = "" },
  },
}
