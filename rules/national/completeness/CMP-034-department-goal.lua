-- 部门预算绩效文本先写部门总体目标和分项目标，项目表接在后面。总体目标空着，项目目标就没有可以支撑的上级；
-- 分项有目标而没有指标，到年底无从考核。整节涉密的不查。
local function missing(s)
  return s ~= nil and text.fold(s) == ""
end

-- 写了“绩效目标：”而没有“绩效指标：”的分项。
local function told_without(part)
  local lacking = {}
  if not text.contains(part, words.indicator_words) then return lacking end
  for _, item in ipairs(text.matches(part, "(?s)[（(][一二三四五六七八九十]+[）)].*?(?=[（(][一二三四五六七八九十]+[）)]|$)")) do
    if text.match(item, "绩效目标") and not text.contains(item, words.indicator_words) and not text.contains(item, words.withheld_marks) then
      table.insert(lacking, text.trim(text.brief(text.match(item, "[）)]\\s*([^。：:\\n]*)") or item, 20)))
    end
  end
  return lacking
end

rule "CMP-034" {
  title    = "部门整体目标缺失或分项没有指标",
  title_en = "The department's goal is missing, or a part of it has no indicator",
  suggestion_en = "state the department's goal and at least one indicator for each part of it",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "mof-2015-88" },
  each     = "group",
  where    = { form = "target" },
  by = function(p)
    if extra(p, words.overall_headings) == nil and extra(p, words.part_headings) == nil then return nil end
    return text.fold(p.unit_name) .. "/" .. tostring(p.year)
  end,
  keep = function(p)
    return { overall = extra(p, words.overall_headings), part = extra(p, words.part_headings),
      measures = extra(p, words.part_indicator_headings) }
  end,
  check = function(items)
    local first = items[1]
    if missing(first.overall) then
      return fail { at = first, message = "没有填写部门总体绩效目标",
        message_en = "the department's overall goal is blank", suggestion = "写明部门当年的总体目标，各项目目标与之对应" }
    end
    local part = first.part
    if part == nil or text.fold(part) == "" or text.contains(part, words.withheld_marks) then return end
    local lacking = told_without(part)
    if #lacking > 0 then
      return fail { at = first, names = text.brief(list.join(lacking, "、"), 60), message = "部门分项目标“{names}”有绩效目标，没有绩效指标",
        message_en = "these parts of the department's goal have no indicator: {names}", suggestion = "每个分项目标至少设一个可以考核的指标" }
    end
    if not missing(first.measures) and (first.measures ~= nil or text.contains(part, words.indicator_words)) then return end
    return fail { at = first, message = "部门“分项绩效目标”一节没有写绩效指标",
      message_en = "the parts of the department's goal name no indicators", suggestion = "每个分项目标至少设一个可以考核的指标" }
  end,
  bad = {
    { { extra = { ["部门总体绩效目标"] = "维护社会稳定", ["分项绩效目标"] = "（一）法律援助。绩效目标：办案。绩效指标：300件（二）普法。绩效目标：宣传。" } }, expect = { field = false } },
    { { extra = { ["部门总体绩效目标"] = "" } }, expect = { field = false } },
    { { extra = { ["部门总体绩效目标"] = "维护社会稳定", ["分项绩效目标"] = "（一）法律援助：做好法律援助工作。" } }, expect = { field = false } },
  },
  good = {
    { { extra = { ["部门总体绩效目标"] = "维护社会稳定", ["分项绩效目标"] = "（一）法律援助。绩效目标：办案。绩效指标：300件（二）扫黑。内容涉密，按照规定不予公开。" } } },
    { { extra = { ["部门总体绩效目标"] = "维护社会稳定", ["分项绩效目标"] = "（一）法律援助。绩效目标：办理案件。绩效指标：办理300件" } } },
    { { extra = { ["部门总体绩效目标"] = "内容涉密，按照规定不予公开", ["分项绩效目标"] = "内容涉密，按照规定不予公开" } } },
    { { unit_name = "清河县水利局" } },
  },
}
