-- 公开表一格里先列几个名称、再列几个值，个数对不上就不知道哪个值属于哪个名称。
-- 值本身没有错，缺的是名称，所以指在名称栏。
local function named(i) return not text.is_blank(i.level3) and number(i.target) == nil end
local function valued(i) return text.is_blank(i.level3) and number(i.target) ~= nil end

rule "QNT-011" {
  title    = "指标名称与指标值的个数不对应",
  title_en = "Names and values do not pair up",
  suggestion_en = "give each name its value, one to a line",
  severity = "warning",
  aspect   = "完整性",
  basis    = {},
  each     = "project",
  where    = { form = "disclosure" },
  check = function(p)
    local faults = {}
    for _, block in ipairs(list.group(p.indicators, function(i) return i.level2_name end)) do
      local names, values = list.filter(block.items, named), list.filter(block.items, valued)
      if block.key ~= "" and #values > 0 and #names > 0 and #names ~= #values then
        table.insert(faults, fail { at = values[1], field = "level3", level = block.key, names = #names, values = #values,
          related = list.map(block.items, function(i) return { at = i, field = named(i) and "target" or "level3" } end),
          named = list.join(list.map(names, function(i) return text.brief(i.level3, 15) end), "；"),
          shown = list.join(list.map(values, function(i) return i.target.text end), "；"),
          message = "{level}列了 {names} 个名称（{named}）、{values} 个值（{shown}）",
          message_en = "{level}: {names} names ({named}) against {values} values ({shown})",
          suggestion = "每个名称对应一个值，分行填写" })
      end
    end
    return faults
  end,
  bad  = { { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "年度开展培训", target = "年度开展培训" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "印发宣传资料", target = "印发宣传资料" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "", target = "1次" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "", target = "≥200人" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "", target = "≥500本" } } } },
  good = { { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "年度开展培训", target = "年度开展培训" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "", target = "1次" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "脱管漏管", target = "0人" } } } },
}
