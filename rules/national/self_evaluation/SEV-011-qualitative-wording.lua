-- 定性指标按三档填写：达成年度指标、部分达成年度指标并具有一定效果、未达成年度指标且效果较差。
-- 只提“已完成”“好”一类套话，和把指标值原样抄一遍的，具体写了做成什么的不算；一个项目提一次。照抄多半也是做到了，
-- 所以只提示；“不发生案事件”“通过验收”一类照写就是结果的不算。
local function copied(i)
  return text.fold(i.actual.text) == text.fold(i.target.text) and text.length(text.fold(i.target.text)) >= param.repeat_min_length
    and text.contains(i.target.text, words.vague) ~= nil and not text.contains(i.target.text, words.absence)
end

-- 是或否的指标（财预〔2021〕101号：直接赋分），答“是”就够了
local function stock(i)
  if text.match(i.target.text, "^\\s*[是否]\\s*$") then return false end
  -- 指标值就是等次表（“优良中低差”），答其中一等
  if text.contains(i.target.text, words.graded) and text.contains(i.target.text, i.actual.text) and i.actual.text ~= i.target.text then return false end
  return not i.withheld and i.target.kind == "text" and i.actual.kind == "text"
    and not text.contains(i.actual.text, words.completion)
    and (copied(i) or text.only(i.actual.text, words.stock_results))
end

rule "SEV-011" {
  title    = "定性指标完成情况用语不规范",
  title_en = "Qualitative results not told in the prescribed grades",
  suggestion_en = "use the three grades and say briefly what was achieved",
  severity = "warning",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "project",
  where    = { form = "self_evaluation" },
  needs    = { "SEV-012" },
  check = function(p)
    local rows = list.filter(p.indicators, stock)
    if #rows == 0 then return end
    return fail { severity = param.grade_wording and "warning" or "note",
      related = list.map(rows, function(i) return { at = i, field = "actual" } end),
      message = copied(rows[1]) and "{count} 个定性指标的完成情况只照抄指标值（“{said}”）或写套话，没有按三档填写"
        or "{count} 个定性指标的完成情况只写“{said}”等，没有按三档填写",
      message_en = "{count} qualitative results say only '{said}' or the like",
      count = #rows, said = text.head(rows[1].actual.text, 30),
      suggestion = "填“达成年度指标”“部分达成年度指标并具有一定效果”或“未达成年度指标且效果较差”，并简述做成了什么" }
  end,
  bad = {
    { indicators = { { level1 = "效益指标", level2 = "社会效益指标", level3 = "法治意识", target = "群众法治意识明显提升", actual = "群众法治意识明显提升" } },
      expect = { field = false, severity = "note" } },
    { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "联动机制", target = "建立联动机制", actual = "完成较好" } }, expect = { field = false, severity = "note" } },
    { indicators = { { level1 = "效益指标", level2 = "社会效益指标", level3 = "阵地", target = "畅通渠道", actual = "好" } }, expect = { field = false, severity = "note" } },
  },
  good = {
    { indicators = { { level1 = "效益指标", level2 = "可持续影响指标", level3 = "管护机制健全性", target = "优良中低差", actual = "优" } } },
    { indicators = { { level1 = "效益指标", level2 = "社会效益指标", level3 = "评审程序是否公正", target = "是", actual = "是" } } },
    { indicators = { { level1 = "效益指标", level2 = "社会效益指标", level3 = "铁路沿线安全", target = "不发生案事件，持续安全稳定", actual = "不发生案事件，持续安全稳定" } } },
    { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "工程质量", target = "全部通过竣工验收", actual = "全部通过竣工验收" } } },
    { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "联动机制", target = "建立联动机制", actual = "达成年度指标" } } },
    { indicators = { { level1 = "产出指标", level2 = "时效指标", level3 = "铁路沿线安全", target = "不发生案事件", actual = "未发生" } } },
    { indicators = { { level1 = "效益指标", level2 = "生态效益指标", level3 = "环境整治", target = "美化铁路沿线环境",
      actual = "沿线新建口袋公园1处" } } },
  },
}
