-- 起止日期落在质量、数量等标题下，多半是“时效指标”的标题漏印了。可持续影响可以写期间，不查。
local function misplaced(p)
  return list.filter(p.indicators, function(i)
    local level = i.level2_name
    return not i.withheld and i.target.kind == "period" and text.match(i.target.text, "\\d{4}\\s*[年./-]") ~= nil
      and list.contains({ "数量指标", "质量指标", "成本指标", "经济效益指标", "社会效益指标", "生态效益指标" }, level)
  end)
end

rule "FMT-014" {
  title    = "内容落入错误的标题",
  title_en = "Content stands under the wrong heading",
  suggestion_en = "add the timeliness heading and move the dates there",
  severity = "warning",
  aspect   = "完整性",
  basis    = {},
  each     = "project",
  where    = { form = { "declaration", "target", "disclosure" } },
  check = function(p)
    local rows = misplaced(p)
    if #rows == 0 then return end
    local i = rows[1]
    return fail { at = i, field = "target", written = i.target.text, level = i.level2_name,
      message = "起止时间“{written}”填在{level}下，应为时效指标",
      message_en = "the period '{written}' stands under {level}; it belongs to timeliness",
      suggestion = "补上“时效指标”，把时间移到其下" }
  end,
  bad  = { { indicators = { { level1 = "效益指标", level2 = "社会效益指标", level3 = "维护社会稳定", target = "2024年1月1日-2024年12月31日" } } },
           { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "确保维稳工作规范", target = "2024年1月1日-2024年12月31日" } } } },
  good = { { indicators = { { level1 = "效益指标", level2 = "可持续影响指标", level3 = "发挥作用的期间", target = "2024年1月1日-2026年12月31日" } } },
           { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "宣传资料", target = "制作普法宣传资料全年" } } },
           { indicators = { { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "2024年1月1日-2024年12月31日" } } } },
}
