-- 名称只有“—”“*”一类符号，系统不予保存。
rule "FMT-007" {
  title    = "指标名称只有符号",
  title_en = "The indicator's name is only marks",
  suggestion_en = "say what is measured",
  severity = "error",
  aspect   = "完整性",
  basis    = { "platform" },
  each     = "indicator",
  check = function(i)
    if text.is_blank(i.level3) or text.fold(i.level3) ~= "" then return end
    return fail { field = "level3", message = "三级指标名称只有符号“{level3}”",
      message_en = "the indicator's name is only '{level3}'", suggestion = "写明衡量什么" }
  end,
  bad  = { { level1 = "产出指标", level2 = "数量指标", level3 = "——", target = "≥50处" } },
  good = { { level1 = "效益指标", level2 = "社会效益指标", level3 = "……", target = "", description = "", target_basis = "" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" } },
}
