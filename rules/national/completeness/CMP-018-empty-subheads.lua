-- 表上印着二级指标的标题，下面却没有内容。效益的几类是菜单，不必类类都填，汇总成一条提示。
-- 成本指标为空由 CMP-017 指出。
local function empty(i)
  return not i.withheld and i.level2_name ~= "" and i.target.kind == "empty"
    and text.fold(i.level3 .. i.description .. i.actual.text) == ""
end

local function heads(p, class)
  local rows = list.filter(p.indicators, function(i)
    local parents = codes.level_parent[i.level2_name]
    return empty(i) and i.level2_name ~= "成本指标" and parents[1] == class
      and not list.any(p.indicators, function(x) return x.level2_name == i.level2_name and not empty(x) end)
  end)
  return list.distinct(list.map(rows, function(i) return i.level2_name end)), rows[1], list.map(rows, function(i) return { at = i, field = "level3" } end)
end

rule "CMP-018" {
  title    = "二级指标标题下没有内容",
  title_en = "Level-2 headings without content",
  suggestion_en = "fill in the row, or delete the heading where it does not apply",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "mof-2015-88" },
  each     = "project",
  unitwide = true,
  where    = { form = { "declaration", "disclosure" } },
  needs    = { "CMP-011", "CMP-012" },
  check = function(p)
    local faults = {}
    local output, first, outputs = heads(p, "产出指标")
    if #output > 0 then
      table.insert(faults, fail { at = first, field = "level3", related = outputs, heads = list.join(output, "、"),
        message = "{heads}只有标题没有内容", message_en = "{heads}: a heading without content",
        suggestion = "填写指标和指标值，不适用的删去标题" })
    end
    local benefit, place, benefits = heads(p, "效益指标")
    if #benefit > 0 then
      table.insert(faults, fail { at = place, field = "level3", related = benefits, severity = "note",
        heads = list.join(benefit, "、"), message = "{heads}只有标题没有内容",
        message_en = "{heads}: a heading without content", suggestion = "与项目无关的效益类别可删去标题" })
    end
    return faults
  end,
  bad = {
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
                     { level1 = "产出指标", level2 = "质量指标", level3 = "", target = "" },
                     { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
                     { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" },
                     { level1 = "效益指标", level2 = "生态效益指标", level3 = "", target = "" } }, expect = { severity = "note" } },
  },
  good = {
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
                     { level1 = "产出指标", level2 = "数量指标", level3 = "", target = "" },
                     { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
                     { level1 = "产出指标", level2 = "成本指标", level3 = "", target = "" },
                     { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口", target = "≥100人" } } },
  },
}
