-- 率、比例、占比只能用百分比（或千分比、倍、百分点）。频率、效率等不是比率；
-- 覆盖面也有按村镇个数说的，及时率也有写成期限的（意思清楚，名称不对），从宽。
local function label(i)
  local before = i.target.span ~= "" and text.split(i.target.text, i.target.span)[1] or ""
  return text.fold(before) ~= "" and text.fold(before) or text.fold(i.level3)
end

-- 96人：不过100，多半只是单位写错了
local function mistyped(v)
  return v.kind == "number" and not text.contains(v.unit, "万") and number(v) > 0 and number(v) <= 100 and text.match(v.span, "\\d") ~= nil
end

rule "REL-012" {
  title    = "率类指标单位错误",
  title_en = "A rate given in a unit that is no ratio",
  suggestion_en = "give a percentage, or rename it as a count",
  severity = "error",
  aspect   = "相关性",
  basis    = {},
  each     = "indicator",
  check = function(i)
    local v = i.target
    if v.kind ~= "number" and v.kind ~= "range" and v.kind ~= "duration" then return skip("指标值不是数值") end
    if v.dimension == "ratio" or v.dimension == "none" or v.dimension == "score" then return end
    if text.contains(v.unit .. text.head(text.split(v.text, v.span)[2] or "", 1), { "/", "／" }) then return end -- 0.02人/万人
    local name = label(i)
    if not text.contains(name, words.sure_rates) then name = text.remove(name, words.not_rate) end
    if not text.ends(name, words.rate_tails) then return end
    return fail { field = "target", severity = (text.ends(name, "覆盖面") or v.kind == "duration") and "warning" or "error", message = "“{name}”是比率，指标值却是“{span}”",
      message_en = "'{name}' is a rate, its target is {span}", name = text.brief(name, 30), span = v.span,
      suggestion = v.kind == "duration" and "指标值改为百分比，或把名称改为完成时限" or mistyped(v) and "单位写错的，指标值改为“" .. text.replace(v.text, v.span, text.match(v.span, "^.*?\\d[\\d.]*") .. "%") .. "”；说的是数量的，把名称改为人数、件数"
        or "指标值改为百分比，或把名称改为人数、件数",
      suggestion_en = v.kind == "duration" and "give a percentage, or rename it as a time limit" or nil }
  end,
  bad = {
    { level1 = "产出指标", level2 = "质量指标", level3 = "调解成功率", target = "≥96人" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "人民调解", description = "", target = "调解成功率≥96人" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "调解成功率", target = "不少于九十六人" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "维修及时率", target = "2天", expect = { severity = "warning" } },
  },
  good = {
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "火灾亡人率", target = "≤0.02人/万人" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "停播率", target = "≤3秒/百小时" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "维修时限", target = "2天" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "调解成功率", target = "≥96%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "巡查频率", target = "≥2次" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "死亡率", target = "≤3‰" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "提高率先达标村数", target = "≥5个" },
  },
}
