-- 名称写“五个实践基地”，指标值却是“≥6个”：两处总有一处写错。“三个一工程”“四个自信”“两个以上”不是数目。
local function same_object(a, b)
  return a.unit ~= "" and a.unit == b.unit and a.kind == "number" and b.kind == "number"
end

rule "FMT-009" {
  title    = "名称与指标值的数字不一致",
  title_en = "Numeral in the name differs from the target",
  suggestion_en = "check and use one figure",
  severity = "warning",
  aspect   = "完整性",
  basis    = {},
  each     = "indicator",
  fold     = true,
  needs    = { "APP-015" },
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" } },
  check = function(i)
    if i.target.kind ~= "number" or i.target.change then return end
    local numeral = text.match(i.level3, "(?<!第)[一二三四五六七八九十百两]+\\s*[个项次场处件份](?!一|全面|意识|自信|维护|确立|代表|统一|中心|方面|以上|以下|以内)")
    if numeral == nil then return end
    local written = quantity(numeral)
    if not same_object(written, i.target) or number(written) == number(i.target) then return end
    return fail { field = "target", numeral = numeral, related = { { at = i, field = "level3" } },
      message = "名称中是“{numeral}”，指标值是“{target}”",
      message_en = "the name says '{numeral}', the target '{target}'", suggestion = "核对后统一" }
  end,
  bad  = { { level1 = "产出指标", level2 = "数量指标", level3 = "推进五个实践基地建设", target = "≥6个" } },
  good = { { level1 = "产出指标", level2 = "数量指标", level3 = "推进五个实践基地建设", target = "≥5个" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "“三调”成果应用", target = "≥6个" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "“三个一工程”示范村", target = "≥6个" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "第三次普查小区", target = "≥6次" } },
}
