-- 每行指标都要归到一级、二级之下，空着就不知道衡量的是产出还是效益。合并单元格的级别读入时已补上；满意度可以没有二级。
-- 成本、满意度可以没有二级；同一张表里别的成本、满意度行，或者其余各行都写了而只有它空着，请补上。
local function sole_blank(i)
  if not has(i, "level2") or not text.is_blank(i.level2) then return false end
  if i.project.form == "disclosure" and i.level1_name == "满意度指标" and not has(i, "target_value") then return false end     -- 叙述式公开表没有这一级
  if i.level1_name ~= "满意度指标" and i.level1_name ~= "成本指标" then return false end
  local rows = list.filter(i.project.indicators, function(x) return x.filled end)
  return #rows >= 4 and list.count(rows, function(x) return text.is_blank(x.level2) end) == 1
end

rule "CMP-036" {
  title    = "指标的级别没有填写",
  title_en = "The level of an indicator is blank",
  suggestion_en = "fill in the first and second level",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "platform" },
  each     = "indicator",
  fold     = true,
  needs    = { "FMT-015" },
  check = function(i)
    if has(i, "level1") and text.is_blank(i.level1) then
      local parents = codes.level_parent[i.level2_name]
      local known = parents and parents[1]
      return fail { field = "level1", name = text.brief(i.level3, 20), severity = known and "note" or "warning",
        message = "“{name}”没有填写一级指标", message_en = "'{name}' has no first level",
        suggestion = known and "填写“" .. known .. "”" or "填写所属的一级指标" }
    end
    if sole_blank(i) then
      return fail { field = "level2", severity = "note", name = text.brief(i.level3, 20), message = "“{name}”没有填写二级指标，其他各行都填了",
        message_en = "'{name}' has no second level, all other rows have", suggestion = "填写所属的二级指标" }
    end
    if i.level1_name == "满意度指标" or i.level1_name == "预算执行率" or i.level1_name == "成本指标" then return end
    if has(i, "level2") and text.is_blank(i.level2) then
      return fail { field = "level2", name = text.brief(i.level3, 20), message = "“{name}”没有填写二级指标",
        message_en = "'{name}' has no second level", suggestion = "填写所属的二级指标" }
    end
  end,
  bad  = { { level1 = "满意度指标", level2 = "", level3 = "群众满意度", target = "≥90%", expect = { severity = "note" } },
           { level1 = "产出指标", level2 = "", level3 = "维修站点", target = "≥50处" },
           { level1 = "", level2 = "数量指标", level3 = "维修站点", target = "≥50处", expect = { severity = "note" } },
           { level1 = "", level2 = "", level3 = "维修站点", target = "≥50处" } },
  good = { { level1 = "满意度指标", level2 = "", level3 = "群众满意度", target = "≥90%",
             project = { indicators = { { level1 = "成本指标", level2 = "", level3 = "单处维修成本", target = "≤3万元/处" } } } },
           { level1 = "", level2 = "", level3 = "", target = "", description = "" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" } },
}
