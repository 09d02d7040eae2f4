-- 绩效指标描述说明口径。有这一栏而空着，自评时容易各说各话。
rule "CMP-024" {
  title    = "绩效指标描述缺失",
  title_en = "Indicator descriptions are blank",
  suggestion_en = "state what is counted and how it is calculated",
  severity = "note",
  aspect   = "完整性",
  basis    = { "platform" },
  each     = "project",
  where    = { form = "target" },
  check = function(p)
    local blank = list.filter(rows_of(p), function(i)
      return has(i, "description") and text.is_blank(i.description)
        and i.target.kind ~= "empty"
    end)
    if #blank == 0 then return end
    local related = {}
    for n = 2, #blank do related[n - 1] = { at = blank[n], field = "description" } end
    return fail { at = blank[1], field = "description", related = related, count = #blank,
      message = "{count} 个指标没有填写绩效指标描述", message_en = "{count} indicators have no description",
      suggestion = "写明统计范围和计算方法" }
  end,
  bad  = { { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", description = "" } } } },
  good = { { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", description = "完成维修的站点" } } } },
}
