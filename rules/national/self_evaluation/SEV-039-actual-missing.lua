-- 有指标值而没有完成值，等于没有自评。完成值写在别的行（合并单元格）时，该行也会是空的，请一并核对。
-- 只有分值、指标值写在下面各分项里的行：“★补助各类作物面积”之下“红薯 5.5亩”
local function heads_parts(i)
  if i.actual.kind ~= "empty" or i.target.kind ~= "empty" or not is_number(i.weight) then return false end
  return list.any(i.project.indicators, function(x)
    return x.level2 == i.level2 and not is_number(x.weight) and x.target.kind ~= "empty"
  end)
end

rule "SEV-039" {
  title    = "实际完成值缺失",
  title_en = "The actual value is missing",
  suggestion_en = "enter the figure reached, or the grade and what was achieved",
  severity = "error",
  aspect   = "自评质量",
  basis    = { "platform" },
  each     = "indicator",
  fold     = true,
  where    = { form = "self_evaluation" },
  check = function(i)
    if not has(i, "actual") then return undecided("表中没有实际完成值一栏", "the form has no column for actual values") end
    local kind = i.actual.kind
    -- “数据造假行为”的指标值写“无”，评了分的，要答有没有
    local none = text.fold(i.target.text) == "无" and is_number(i.weight)
    if i.target.kind == "na" and not none or kind == "na" then return skip("指标不适用") end
    if kind ~= "empty" and kind ~= "symbol" then return end
    -- “达到国家标准”答“达到”
    if kind == "symbol" and not is_number(i.target) and text.only(i.actual.text, words.plain_yes) then return end
    -- 评价指标体系的管理类指标没有指标值，按评价标准打分
    if i.target.kind == "empty" and is_number(i.score) and text.only(text.match(i.level1, "^[^（(]*") or "", words.level1_evaluation) then return end
    if heads_parts(i) then return skip("完成值写在下面的分项里") end
    if text.fold(i.level3) == "" and i.target.kind == "empty" then return skip("空行") end
    return fail { field = "actual",
      message = kind == "empty" and "未填写实际完成值" or "实际完成值“{actual}”没有数",
      message_en = "the actual value is missing", suggestion = "定量指标填实际数，定性指标填达成的档次和具体成果" }
  end,
  bad  = { { level2 = "质量指标", level3 = "数据造假行为", target = "无", actual = "", weight = "5" }, { level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "" }, { level3 = "合格率", target = "100%", actual = "%" } },
  good = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "★补助作物面积", target = "", actual = "", weight = "10", score = "10",
      project = { form = "self_evaluation", indicators = {
        { level1 = "产出指标", level2 = "数量指标", level3 = "红薯", target = "5.5亩", actual = "5.5亩", weight = "", score = "" } } } },
    { level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "0" }, { level3 = "", target = "", actual = "" },
    { level1 = "项目管理", level2 = "财务制度", level3 = "财务制度", target = "", actual = "", weight = "3", score = "3" },
    { level3 = "维修站点", target = "不适用", actual = "" }, { level2 = "质量指标", level3 = "设备质量", target = "达到国家标准", actual = "达到" } },
}
