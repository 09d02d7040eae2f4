-- 公开表一格里编号混乱（1.…2、…；2. …），读者分不清几条。名称、指标值各编各的不算：“1. 宣传；2. 培训”对“1. 6次；2. 2场”。
local function confused(s)
  local last, styles = 0, {}
  for _, mark in ipairs(text.matches(s, "(?<![\\d.≥≤=<>])\\d{1,2}[.、．](?!\\d)")) do
    local at = tonumber(text.fold(text.match(mark, "\\d+")))
    styles[text.match(mark, "\\D")] = true
    if at <= last then return mark, "again" end
    last = at
  end
  if styles["."] and styles["、"] then return "1. 2、", "mixed" end
end

rule "FMT-010" {
  title    = "编号混乱",
  title_en = "Numbering is confused",
  suggestion_en = "number them in order, one to a line",
  severity = "note",
  aspect   = "完整性",
  basis    = {},
  each     = "indicator",
  where    = { form = "disclosure" },
  check = function(i)
    for _, field in ipairs { "level3", "target" } do
      local mark, how = confused(field == "level3" and i.level3 or i.target.text)
      if how == "again" then
        return fail { field = field, mark = mark, message = "编号“{mark}”重复或倒序",
          message_en = "number '{mark}' repeats or goes backwards", suggestion = "按顺序重新编号，一条一行" }
      end
      if how == "mixed" then
        return fail { field = field, mark = mark, message = "编号写法不统一（“1.”与“2、”混用）",
          message_en = "numbering styles are mixed", suggestion = "统一编号写法" }
      end
    end
  end,
  bad  = { { level1 = "产出指标", level2 = "数量指标", level3 = "1. 保障普法工作。2、制作资料；2. 宣传", target = "6次" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "1. 每天签到；2、每月劳动", target = "3次" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "２、每天签到；１、每月劳动", target = "3次" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "宣传、培训", target = "2. 讲座；2、培训2场", expect = { field = "target" } } },
  good = { { level1 = "产出指标", level2 = "数量指标", level3 = "1. 宣传；2. 培训", target = "1. 6次；2. 2场" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "1. 宣传；2. 培训", target = "≥1.5万人次" } },
}
