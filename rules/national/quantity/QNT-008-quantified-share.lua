-- 指标尽量定量。定量指标占比太低，目标就难以考核；哪些行没有量化一并列出，效益指标不再逐行提示。
-- 完成日期和期限说得清，算定量；“通过验收”一类有标准的定性要求不计入；产出和满意度里只有一行没有量化、差的正是它的，由它自己的规则说。
local numeric = { number = true, range = true, compound = true, duration = true, date = true, period = true }

-- “零”“不发生”说得清，不必改写。
local function settled(v)
  return text.contains(text.remove(v.text, words.absence_false), words.absence) ~= nil
end

-- 质量写明标准，成本写明不超过哪项标准，社会成本、生态环境成本不是钱
local function has_standard(i)
  if i.target.kind ~= "text" then return false end
  if i.level2_name == "质量指标" then
    return text.contains(i.target.text, words.quality_standards) ~= nil
      or text.match(i.target.text, "(?:达到|符合|满足|执行)[^，。；]{0,20}(?:标准|规范|规程|规定|要求)") ~= nil
  end
  if i.level2_name == "成本指标" or i.level2_name == "经济成本指标" then
    return text.contains(i.target.text, words.cost_standards) ~= nil
      or text.match(i.target.text, "(?:不超过?|不高于|控制在|低于)[^，。；]{0,12}(?:标准|定额|限额|预算|概算|约定)") ~= nil
  end
  return i.level2_name == "社会成本指标" or i.level2_name == "生态环境成本指标"
end

-- 产出和满意度没有量化的行，各有规则逐行指出
local function told_alone(i)
  return not numeric[i.target.kind] and i.level1_name ~= "效益指标"
end

-- 表到效益的空标题就断了，连满意度的标题也没有
local function breaks_off(p)
  local last, cut = p.indicators[#p.indicators], codes.exemptions.cut
  return last ~= nil and not last.filled and last.level1_name == cut.last
    and not list.any(p.indicators, function(i) return i.level1_name == cut.next end)
end

local function cut_off(p)
  return breaks_off(p) or list.any(codes.exemptions.cut.headings, function(heading)
    local said = extra(p, heading)
    return said ~= nil and not text.is_blank(said) and text.only(said, words.yes)
  end)
end

rule "QNT-008" {
  title    = "定量指标占比偏低",
  title_en = "Too few quantified indicators",
  suggestion_en = "quantify what can be counted, rated or priced",
  severity = "warning",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "project",
  where    = { form = { "declaration", "target", "disclosure" } },
  needs    = { "CMP-011" },
  check = function(p)
    if cut_off(p) then return undecided("文字被截断，看不到全部指标", "the text was cut off: not all indicators are known") end
    local rows = list.filter(rows_of(p), function(i)
      return i.target.kind ~= "empty" and i.target.kind ~= "na" and i.target.kind ~= "withheld" and not has_standard(i)
    end)
    if #rows == 0 then return skip("没有可以统计的指标") end
    local quantified = list.count(rows, function(i) return numeric[i.target.kind] == true end)
    local share = quantity(tostring(quantified)) / quantity(tostring(#rows))
    if share >= param.quant_share then return end
    if #rows >= 6 and list.count(rows, told_alone) == 1 and quantity(tostring(quantified + 1)) / quantity(tostring(#rows)) >= param.quant_share then return end
    local others = list.filter(rows, function(i) return not numeric[i.target.kind] and not settled(i.target) end)
    return fail { field = "indicators", related = list.map(others, function(i) return { at = i, field = "target" } end), count = quantified, total = #rows, share = percent(share, 0),
      least = param.quant_share, message = quantified == 0 and "{total} 个指标没有一个定量" or "{total} 个指标中只有 {count} 个定量（{share}），低于 {least}",
      message_en = quantified == 0 and "none of {total} indicators is quantified" or "only {count} of {total} indicators are quantified ({share}, at least {least})",
      suggestion = "把可以计数、计比率、计金额的指标改为定量" }
  end,
  bad = {
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "培训", target = "2场" },
                     { level1 = "产出指标", level2 = "质量指标", level3 = "培训质量", target = "较好" },
                     { level1 = "效益指标", level2 = "社会效益指标", level3 = "社会稳定", target = "持续稳定" } } },
    { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "培训质量", target = "较好" },
                     { level1 = "效益指标", level2 = "社会效益指标", level3 = "社会稳定", target = "持续稳定" } } },
  },
  good = {
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "租用链路", target = "74条" },
                     { level1 = "产出指标", level2 = "质量指标", level3 = "线路验收", target = "通过验收" },
                     { level1 = "产出指标", level2 = "时效指标", level3 = "租金支付时间", target = "11月底前" },
                     { level1 = "产出指标", level2 = "成本指标", level3 = "租赁成本", target = "不超过协议约定标准" },
                     { level1 = "效益指标", level2 = "社会效益指标", level3 = "会议保障", target = "畅通有序" },
                     { level1 = "效益指标", level2 = "可持续影响指标", level3 = "线路使用", target = "长期" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "租用链路", target = "按需租用" },
                     { level1 = "产出指标", level2 = "质量指标", level3 = "故障率", target = "≤3%" },
                     { level1 = "产出指标", level2 = "成本指标", level3 = "租赁成本", target = "≤10万元" },
                     { level1 = "效益指标", level2 = "社会效益指标", level3 = "会议保障", target = "畅通有序" },
                     { level1 = "效益指标", level2 = "可持续影响指标", level3 = "线路使用", target = "长期" },
                     { level1 = "效益指标", level2 = "经济效益指标", level3 = "出行费用", target = "减少" } } },
    { extra = { truncated = "" }, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "培训", target = "2场" } } },
    { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "培训质量", target = "较好" },
                     { level1 = "效益指标", level2 = "经济效益指标", level3 = "", target = "" } }, expect = "undecided" },
    { extra = { truncated = "是" }, indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "培训质量", target = "较好" } }, expect = "undecided" },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "培训", target = "2场" },
                     { level1 = "效益指标", level2 = "社会效益指标", level3 = "社会稳定", target = "持续稳定" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "涉密", target = "涉密" } } },
  },
}
