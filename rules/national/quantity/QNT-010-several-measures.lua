-- 一个指标只衡量一件事，否则完成一半怎么评。件与人次这类同一工作的两种计数只作提示。
local function units(v)
  return list.distinct(list.map(list.filter(v.parts, function(x) return x.unit ~= "" end),
    function(x) return x.unit end))
end

local function same_work(found)
  return list.all(found, function(unit) return list.contains(codes.case_units, unit) end)
end

rule "QNT-010" {
  title    = "一个指标包含多个测度",
  title_en = "One indicator holds several measures",
  suggestion_en = "split it into several indicators",
  severity = "warning",
  aspect   = "相关性",
  basis    = { "mof-2021-101" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" } },
  check = function(i)
    if i.target.kind ~= "compound" then return end
    local found = units(i.target)
    if #found < 2 then return end
    return fail { field = "target", severity = same_work(found) and "note" or "warning",
      units = list.join(found, "、"),
      message = "指标值“{target}”含有几个不同的测度（{units}）",
      message_en = "the target '{target}' holds several measures ({units})",
      suggestion = "拆成几个指标，分别填写指标值" }
  end,
  bad = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "救助", target = "40件50人次，使用救助金额170万元" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "宣传", target = "宣传人数 100 万人次、新闻媒体专栏不少于 10 个，召开研讨会" },
  },
  good = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "救助", target = "40件" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "监管", target = "脱管、漏管0人" },
  },
}
