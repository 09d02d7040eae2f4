-- 质量指标要有标准：合格率、达标，或“符合某标准”“通过验收”。“零差错”“无事故”是明确的零目标。
-- “达到二级甲等”“Ⅲ类以上”“4A级”：评定的等级就是标准。
local level = "(?:[一二三四五六ⅠⅡⅢⅣⅤ\\dA]+[级类等]|[甲乙丙][级等])"
local grade = "(?:达到|达|不低于|评为|获评|评定为|保持在?|优于|符合)\\P{P}{0,6}?" .. level .. "|" .. level .. "(?:及?以上|[甲乙丙]等|[A-C]?标准)"

-- 公开表里一句话既是名称又是指标值的，句中的人数、件数说的是给谁做、做什么，不是标准。
local function one_sentence(i)
  return i.project.form == "disclosure" and i.target.kind == "compound" and text.fold(i.level3) == text.fold(i.target.text)
    and list.all(i.target.parts, function(v) return v.dimension == "people" or v.dimension == "count" or v.dimension == "money" end)
end

-- “达标率稳步提升”只说提升，没有说到多少
local function rising(s)
  return text.match(s, "(?:合格|达标|优良|规范)(?:率|程度|水平)[^\\d，。；]{0,8}(?:提升|提高|上升|改善|增强)[^\\d]*$") or ""
end

-- “确认合规率”答“合规”：问的是率，“全部合规”才说得清
local function wants_rate(i)
  return text.match(i.level3, "(?:合格|合规|达标|准确|规范|优良)率\\s*$") ~= nil and not text.match(i.target.text, "[全均都]|\\d|百分")
end

rule "QNT-003" {
  title    = "质量指标没有可衡量的标准",
  title_en = "A quality indicator needs a standard",
  suggestion_en = "give a pass rate or name the standard that is met",
  severity = "warning",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" }, level2 = "质量指标" },
  needs    = { "CMP-020", "CMP-021", "QNT-007", "REL-021R" },
  check = function(i)
    if i.target.kind ~= "text" and not one_sentence(i) then return end
    local target = text.replace(text.remove(i.target.text, words.absence_false), rising(i.target.text), "")
    if text.contains(target, words.absence) or text.contains(target, words.quality_standards) and not wants_rate(i) then return end
    -- “是否存在质量问题”答“否”：答案就是标准
    if text.match(i.level3, "是否|有无|能否") and text.match(target, "^\\s*(?:不?是|否|有|无|没有|不?能)[。.]?\\s*$") then return end
    local own = i.level3 .. "，" .. target
    if text.contains(target, words.passed) and (text.contains(own, words.approvals) or text.contains(own, words.named_standards)) then return end
    if text.match(target, "(?<![A-Za-z])(?:GB|DB|JG|HJ|JT|WS|NY|LY|SL|CJ|GA|YY|ISO|IEC)[A-Z]{0,2}(?:[/／]T)?\\s*\\d") then return end
    if text.match(target, "《[^》]+》") and text.contains(target, words.conforming) then return end
    if text.match(i.level3, "(?:等级|级别|类别)$") and text.match(target, "^\\s*" .. level) then return end
    if text.match(target, grade) or text.match(target, "(?:达到|符合|满足|执行)[^，。；预]{0,10}(?:标准|规范|规程)") then return end
    if text.match(target, "(?:提高|提升|增加|下降|降低|减少|达到|达|为)(?:到|至)?\\s*\\d") then return end
    -- “支出合规性：严格执行相关制度规定”
    if text.match(i.level3, "合规|规范性|合法性") and text.match(target, "(?:符合|执行|遵守|按照)\\P{P}{0,8}(?:规定|制度|办法|要求|程序|流程)") then return end
    local cited = text.match(target, "《[^》]+》")
    return fail { field = "target", severity = text.contains(target, words.quality_standards) and "note" or "warning",
      message = cited and "质量指标的指标值“{target}”引了文件，没有写做到什么程度" or "质量指标的指标值“{target}”没有可以核对的标准",
      message_en = cited and "the target '{target}' of a quality indicator cites a document and no standard"
        or "the target '{target}' of a quality indicator names no standard",
      suggestion = cited and "填写比率，如“合格率≥95%”，或写明符合所引文件的哪项要求" or "填写合格率、达标率等数值，或写明所依据的标准名称" }
  end,
  bad = {
    { level1 = "产出指标", level2 = "质量指标", level3 = "奖励对象确认合规率", target = "合规", expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "质量指标", level3 = "工程质量", target = "是" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "水质", target = "达标率稳步提升" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "救助资金发放", target = "稳步提升" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "救助案件质量", target = "划分1-3万救助等级" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "救助案件质量", target = "依据《国家司法救助分类量化标准实施细则》划分救助等级" },
    { project = { form = "disclosure" }, level1 = "产出指标", level2 = "质量指标", level3 = "发放4名见习人员工资，16名公益性岗位人员奖金",
      target = "发放4名见习人员工资，16名公益性岗位人员奖金" },
  },
  good = {
    { level1 = "产出指标", level2 = "质量指标", level3 = "设备合格率", target = "全部合格" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "已建工程是否存在质量问题", target = "否" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "经费支出合规性", target = "严格执行相关制度规定" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "补助资金管理", target = "专款专用" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "饮用水水质", target = "符合GB5749-2022" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "设备质量", target = "符合国家标准" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "工程质量", target = "通过验收" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "规划成果", target = "通过省自然资源厅审查" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "绿地养护", target = "达到一级标准" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "道路保洁", target = "达到市级考核标准" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "绿地养护等级", target = "一级" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "医院等级", target = "达到二级甲等" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "断面水质", target = "Ⅲ类及以上" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "出水水质", target = "一级A标准" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "国家卫生城市复审", target = "通过" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "采购设备符合技术参数", target = "符合" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "涉铁路事故", target = "涉铁路事故零死亡" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "案件质量", target = "机制初步建立，无错诉错判案件" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "供水水质", target = "符合《生活饮用水卫生标准》要求" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "耕地质量等级", target = "提高0.5个等级" },
  },
}
