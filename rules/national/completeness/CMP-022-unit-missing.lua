-- 定量指标必须有计量单位。名称里已写明单位的（“2062个电子网格”“人数（人）”）只作提示；系数、指数一类没有单位。

-- 第二个值：名称里写的数，连同单位
local function unit_in_name(i)
  local bracket = text.match(i.level3, "[（(]([^（()）]{1,6})[)）]\\s*$")
  if bracket then return bracket end
  local counted = text.match(i.level3, "([人户次天亩座台套处辆家所栋间只头株棵场期项份眼口床]|人次|场次)数\\s*$") or text.match(i.level3, "(人次|学时|课时)\\s*$")
  if counted then return counted end
  for _, v in ipairs(text.numbers(i.level3 .. "，" .. i.description)) do
    if v.unit ~= "" and number(v) == number(i.target) then return v.unit, text.contains(i.level3, v.span) and v.span end
  end
end

-- “合格率 100”只能是百分数
local function plain_rate(i)
  local n = number(i.target)
  return text.match(i.level3, "(?:率|满意度|比例|占比)\\s*$") ~= nil and n ~= nil and n > 1 and n <= 100
end

-- 自评表里的“补贴渔船数 6”：指标值批复时就是这样，数的是什么也写明了；系数、指数、分数另说
local function names_count(i)
  return i.project.form == "self_evaluation" and text.match(i.level3, "(?<![系指分参倍基])数\\s*(?:[（(][^（）()]*[）)])?$|批次\\s*$") ~= nil
end

-- 建议里举的单位
local function likely(i)
  if i.actual.kind == "number" and i.actual.unit ~= "" then return i.actual.unit end       -- 完成值写了
  local cost = i.level1_name == "成本指标" or text.ends(i.level2_name, "成本指标")
  if cost then return i.project.currency_unit ~= "" and i.project.currency_unit or "元" end
  if plain_rate(i) or i.level1_name == "满意度指标" or i.level2_name == "质量指标" then return "%" end
  return text.contains(i.level3, { "人" }) and "人" or "件"
end

rule "CMP-022" {
  title    = "计量单位缺失",
  title_en = "The target has no unit",
  suggestion_en = "write the unit behind the figure",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "platform" },
  each     = "indicator",
  fold     = true,
  needs    = { "FMT-002" },
  check = function(i)
    local target = i.target
    if target.kind ~= "number" or target.unit ~= "" or target.change then return end
    if equal(number(target), 0) then return skip("零不需要单位") end
    if i.level2_name == "时效指标" and text.match(target.text, "^\\D{0,3}20\\d\\d(?:[.．]\\d{1,2})?\\D{0,3}$") then return skip("年份、年月") end
    if text.fold(i.target_unit) ~= "" and text.trim(i.target_unit) ~= "无" then return end
    if text.match(target.text, "\\d\\s*(?!以|左右|多|余|及|或|不|的|内)\\p{Lo}") then return skip("写了单位，只是少见") end
    if text.contains(i.level3 .. i.description .. i.target.text, words.dimensionless) then return skip("没有单位的系数、指数") end
    local unit, said = unit_in_name(i)
    if unit then
      return fail { field = "target", severity = "note", message = "指标值“{target}”的单位只写在名称里",
        message_en = "the unit of '{target}' stands only in the name",
        suggestion = (said and "名称改为“" .. text.remove(i.level3, { " " .. said .. " ", " " .. said, said .. " ", said }) .. "”，" or "") .. "指标值写“" .. text.remove(target.text, { " " }) .. unit .. "”" }
    end
    return fail { field = "target", severity = (plain_rate(i) or names_count(i)) and "note" or "warning", message = "指标值“{target}”没有计量单位",
      message_en = "the target '{target}' has no unit",
      suggestion = "写明单位，如“" .. text.remove(text.match(target.text, "^\\s*(\\D*[\\d.,]+)") or target.span, { " " }) .. likely(i) .. "”" }
  end,
  bad = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "补助学生", target = "168", target_op = "", target_value = "168", target_unit = "-" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "受资助学生人数", target = "14726", expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "运行中转站座数", target = "12", expect = { severity = "note" } },
    { project = { form = "self_evaluation" }, level1 = "产出指标", level2 = "数量指标", level3 = "监管企业数", target = "≥290", expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "质量指标", level3 = "工程验收合格率", target = "100", expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "案件合法性审查", target = "≥50。" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "法治讲座", target = "二" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "案件合法性审查", target = "≥ 50" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "全息网格划分2062个电子网格", target = "2062", expect = { severity = "note" } },
  },
  good = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "案件合法性审查", target = "≥50件" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "涉铁路事故", target = "涉铁路事故零死亡" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "脱管漏管人员", target = "0" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "合格率", target = "≥95%" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "灌溉水有效利用系数", target = "≥0.7" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "2025.12" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "机房PUE值", target = "≤1.4" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "助餐服务客数", target = "≥300000客" },
  },
}
