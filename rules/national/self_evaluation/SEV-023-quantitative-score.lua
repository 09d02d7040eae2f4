-- 定量指标：完成的得满分，未完成的按完成值与指标值之比计分；越低越好的指标有两种通行算法，
-- 由 score_mode 定，any 两种都认。表上另有评分标准的、超额完成而主动扣分的，不核。多给了是错误；少给而没写原因的
-- 由 SEV-026 说，写了原因的是主动多扣，只提示。
local function expected(i, weight)
  local modes = param.score_mode == "any" and { "platform", "ratio" } or { param.score_mode }
  local scores = {}
  for _, mode in ipairs(modes) do
    local right = score.expected(i.target, i.actual, weight, mode)
    if right ~= nil then table.insert(scores, right) end
  end
  return scores
end

-- 少印小数位的按原数四舍五入核对：1.946 先成 1.95，填 1.9 也对
local function agrees(printed, right)
  return abs(number(printed) - right) <= param.score_tolerance or score.agrees(printed, right, 0, 2)
    or score.agrees(printed, right - quantity("0.005"), 0, 2)
end

local function other_standard(i)
  return not text.is_blank(extra(i, words.score_standard_headings) or "")
end

local function explained(s)
  return not text.is_blank(s) and not text.only(s, words.boilerplate) and not text.only(s, words.empty_reasons)
end

-- 多给、少给各有轻重；少给的由 SEV-026 要原因时，这里不说（nil）
local function severity_of(i, printed, right)
  if printed > right then return "error" end
  if explained(i.reason) or explained(i.project.deviation_reason) then return "note" end
  if not has(i, "reason") and not has(i.project, "deviation_reason") then return "warning" end
end

rule "SEV-023" {
  title    = "定量指标得分计算错误",
  title_en = "The score of a quantitative indicator is wrong",
  suggestion_en = "enter the score that target and actual value give, or state the other scoring rule",
  severity = "error",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "indicator",
  where    = { form = "self_evaluation" },
  needs    = { "SEV-008", "SEV-025", "SEV-027", "SEV-038" },
  check = function(i)
    local printed, weight = number(i.score), number(i.weight)
    if printed == nil or weight == nil then return skip("没有分值或得分") end
    if i.target.kind ~= "number" or i.actual.kind ~= "number" then return skip("不是数值对数值") end
    if not comparable(i.target, i.actual) then return skip("指标值与完成值口径不同") end
    local missed = unmet(i)
    if missed == nil then return skip("指标值的方向可疑，另有规则") end
    if not missed and (printed >= weight or i.actual ~= i.target) then return end
    if other_standard(i) then return skip("另有评分标准") end
    local scores = expected(i, i.weight)
    if #scores == 0 then return undecided("无法计算得分", "the score cannot be computed") end
    if list.any(scores, function(right) return agrees(i.score, right) end) then return end
    local right = scores[1]
    local severity = severity_of(i, printed, right)
    if not severity then return end
    return fail { field = "score", severity = severity,
      message = "得分填 {score}，按指标值 {target}、完成值 {actual}、分值 {weight} 计算应为 {right}",
      message_en = "the score is {score}; target {target}, actual {actual} and weight {weight} give {right}",
      right = right, suggestion = "改为 " .. tostring(right) .. "；另有评分标准的写明标准" }
  end,
  bad = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "40处", weight = "10", score = "9" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "验收合格率", target = "100%", actual = "93%", weight = "10", score = "9.8" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "苗木成活率", target = "≥95%", actual = "94%", weight = "10", score = "8", reason = "夏旱缺水，已补植并增设滴灌", expect = { severity = "note" } },
  },
  good = {
    { level1 = "产出指标", level2 = "质量指标", level3 = "着装规范率", target = "≥98%", actual = "95%", weight = "15", score = "13", reason = "", project = { deviation_reason = "" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "适龄儿童疫苗接种率", target = "100%", actual = "97.30%", weight = "2", score = "1.9" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "道路单位造价", target = "10万元/公里", actual = "9.5万元/公里", weight = "10", score = "10" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "设备故障率", target = "3%", actual = "2%", weight = "10", score = "10" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "安全事故发生率", target = "≥1%", actual = "0%", weight = "15", score = "15" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "40处", weight = "10", score = "8" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "52处", weight = "10", score = "10" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "80处", weight = "10", score = "9" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "验收合格率", target = "≥96%", actual = "93%", weight = "10", score = "9.7" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "故障率", target = "≤3%", actual = "4%", weight = "10", score = "6.67" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "故障率", target = "≤3%", actual = "4%", weight = "10", score = "7.5" },
  },
}
