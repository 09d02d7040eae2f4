-- 经济效益指标要说经济：收入、产值、成本、损失、负担等。口号式的“促进经济发展”由 QNT-006 管。
local function better_level(i)
  local own = i.level3 ~= "" and i.level3 or i.target.text
  local found = list.filter(codes.better_level, function(x) return text.contains(own, x.nouns) end)[1]
  return found and found.level
end

rule "REL-007" {
  title    = "经济效益指标与经济无关",
  title_en = "An economic indicator that has nothing to do with the economy",
  suggestion_en = "move it where its content belongs; without economic benefit, leave the row out",
  severity = "warning",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" }, level2 = "经济效益指标" },
  needs    = { "CMP-029", "REL-003", "REL-004" },
  check = function(i)
    local own = i.level3 .. "。" .. i.target.text .. "。" .. i.description
    if text.fold(own) == "" then return skip("没有内容") end
    if i.target.kind == "na" or text.contains(i.level3 .. i.target.text, words.not_applicable) then return skip("指标不适用") end
    if i.target.dimension == "money" then return end
    if text.contains(text.remove(own, words.not_economy), words.economy) then return end
    return fail { field = "level2", message = "经济效益指标“{name}”与经济无关",
      message_en = "'{name}' under economic benefit has nothing to do with the economy", name = text.brief(i.level3, 30),
      suggestion = "移到" .. (better_level(i) or "与内容相符的二级指标") .. "；没有经济效益的不设经济效益指标" }
  end,
  bad = {
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "铁路运输安全", target = "不发生涉铁安全事故" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "系统维护可用", target = "系统维护经济实用" },
  },
  good = {
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "防灾减灾投入产出比", target = "≥1:30" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "限额以上零售额增速", target = "≥3%" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "减少农作物受淹面积", description = "", target = "≥12万亩" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "预算结余率", target = "≤5%" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "创业担保基金放大倍数", target = "≥2倍" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "年增粮食", target = "3500公斤" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "不适用", target = "/" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "亩均产出提高", target = "≥5%" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "规上工业增加值增速", target = "≥6.5%" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "新增粮食产能", target = "≥120万公斤" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "年增粮食", target = "3500公斤" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "挽回经济损失", target = "为当事人挽回经济损失" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "当事人减负", target = "≥20万元" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "平抑粮价波动幅度", target = "±5%以内" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "减少乡镇干部出行", description = "远程办公，减少出行成本", target = "每年少跑50趟" },
  },
}
