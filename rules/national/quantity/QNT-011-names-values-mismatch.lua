-- 公开表一格里列了几个名称和几个值，个数对不上就不知道哪个值属于哪个名称。
local function items(s)
  local parts = list.filter(text.split(text.replace(text.replace(s, ";", "；"), "\n", "；"), "；"),
    function(x) return text.fold(x) ~= "" end)
  return #parts
end

rule "QNT-011" {
  title    = "指标名称与指标值的个数不对应",
  title_en = "Names and values do not pair up",
  severity = "warning",
  aspect   = "完整性",
  basis    = {},
  each     = "indicator",
  where    = { form = "disclosure" },
  check = function(i)
    local names, values = items(i.level3), items(i.target.text)
    if names < 2 or values < 2 or names == values then return end
    return fail { field = "target", names = names, values = values,
      message = "列了 {names} 个名称、{values} 个值：“{level3}”对“{target}”",
      message_en = "{names} names against {values} values", suggestion = "每个名称对应一个值，分行填写" }
  end,
  bad  = { { level1 = "产出指标", level2 = "数量指标", level3 = "年度开展培训；印发宣传资料", target = "1次；≥200人；≥500本" } },
  good = { { level1 = "产出指标", level2 = "数量指标", level3 = "开展培训；印发资料", target = "1次；≥500本" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "保障普法工作", target = "1次；≥8小时" } },
}
