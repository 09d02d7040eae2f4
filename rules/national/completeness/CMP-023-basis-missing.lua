-- 指标值怎么定的要有依据。整列空白是一个问题，一个项目只报一次；只画一条线、写一个“无”字的与空白一样。
local function missing(i)
  return text.is_blank(i.target_basis) or text.match(i.target_basis, "^\\s*(?:[/／—–-]+|无|暂无|没有)\\s*$") ~= nil
end

rule "CMP-023" {
  title    = "指标值确定依据缺失",
  title_en = "The basis of the targets is blank",
  suggestion_en = "name the document, standard, past figures or calculation",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "mof-2015-88", "mof-2021-101", "platform" },
  each     = "project",
  where    = { form = { "declaration", "target" } },
  needs    = { "CMP-011" },
  check = function(p)
    local blank = list.filter(rows_of(p), function(i)
      return has(i, "target_basis") and missing(i)
        and i.target.kind ~= "empty"
    end)
    if #blank == 0 then return end
    local related = {}
    for n = 2, #blank do related[n - 1] = { at = blank[n], field = "target_basis" } end
    return fail { at = blank[1], field = "target_basis", related = related, count = #blank,
      message = "{count} 个指标没有填写指标值确定依据", message_en = "{count} targets have no basis",
      suggestion = "填写文件名称和文号、行业标准、历史数据或测算过程" }
  end,
  bad  = { { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", target_basis = "/" } } },
           { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", target_basis = "" } } } },
  good = {
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "涉密", target = "涉密", target_basis = "" } } },
  },
}
