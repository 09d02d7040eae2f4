-- 面积用亩、平方米，里程用公里，人数用人，整洁度用百分比或分：计量单位要与名称说的东西相符。
-- 名称以什么结尾就看什么，认得的才比（codes.unit_nouns）；百分比、没有单位的由别的规则管。
local function tail(name)
  local bare = text.replace(text.fold(text.match(name, "^(.*?)\\s*[（(][^（）()]*[）)]\\s*$") or name), " ", "")
  return text.match(bare, "^(.+?)(?:总数|数量|总量|数目|数)$") or bare, bare
end

-- 名称末尾认得的词，最长的一个
local function kind_of(name)
  local short, bare = tail(name)
  local best, len
  for _, entry in ipairs(codes.unit_nouns) do
    local noun = text.ends(bare, entry.nouns) or entry.counted and text.ends(short, entry.nouns)
    if noun and (len == nil or #noun > len) then best, len = entry, #noun end
  end
  return best
end

-- “公里/年”看公里
local function fits(v, entry, name)
  -- “学校数量4次”：数的是东西，不是做了几次
  if entry.counted and list.contains(words.activity_units, v.unit) and text.match(name, "(?:数量|总数|数)$") ~= nil then return false end
  if text.contains(v.unit, "/") then v = quantity("1" .. text.split(v.unit, "/")[1]) end
  if list.contains(entry.dimensions, v.dimension) then return true end
  local land = text.contains(v.unit, { "亩", "公顷" }) ~= nil       -- 房屋论平方米，不论亩
  return list.any(entry.units, function(unit)
    if land and unit == "平方米" and not list.contains(entry.units, "亩") then return false end
    return v.unit == unit or text.ends(v.unit, unit) or v.dimension == "measure" and comparable(v, quantity("1" .. unit))
  end)
end

local each = { say = "个、件等", dimensions = { "count", "people" }, units = {} }

-- “墓位数3000平方米”：叫“……数”的是个数；里程数、亩数、天数自己说了单位。“图斑数量12600公斤”：数得出个数的不称重，
-- 粮食、垃圾、肥料除外
local function weighed(i)
  local v = i.target
  if text.match(i.level3, "\\p{Han}数$") and not text.ends(i.level3, words.measured_numbers) then return each end
  if v.dimension ~= "measure" or not comparable(v, quantity("1吨")) or text.match(i.level3, "(?:数量|个数|数)$") == nil then return nil end
  if text.contains(i.level3, words.weighed) then return nil end
  return each
end

-- 名称看不出，描述说了：“核查补贴机具”是“核查机具台数”
local function told(i)
  local said = text.trim(i.description)
  if text.length(said) > param.short_description or text.match(said, "[，。；、÷/]") or text.contains(said, words.division_words) then return nil end
  return text.match(said, "[人户台套件处座次场]数$|人次$|面积$|里程$|长度$") and kind_of(said) or nil
end

rule "REL-012U" {
  title    = "计量单位与指标名称不符",
  title_en = "The unit does not fit the name",
  suggestion_en = "check name and unit: was the value taken from another row?",
  severity = "warning",
  aspect   = "相关性",
  basis    = {},
  each     = "indicator",
  needs    = { "REL-012", "REL-011", "REL-010", "REL-002", "QNT-002", "QNT-004" },
  check = function(i)
    local v = i.target
    if text.match(v.text, "工资|薪") and v.dimension == "time" then return skip("“36个月平均工资”是金额") end
    if text.match(v.text, "每\\P{P}{0,3}[年度季月旬周星期日天]\\P{P}{0,6}[一二两三四\\d]\\s*次") then return skip("多久一次") end      -- “发放周期：每季度发放1次”
    if text.contains(v.text, "年一遇") then return skip("“20年一遇”是防洪、排涝的标准") end
    if v.kind ~= "number" and v.kind ~= "range" and v.kind ~= "duration" then return skip("指标值不是数值") end
    if v.change or v.dimension == "ratio" or v.dimension == "none" then return end
    if v.dimension == "money" and (i.level1_name == "成本指标" or i.level2_name == "成本指标") then return end   -- 名称说的是为什么花的钱
    if i.level2_name == "数量指标" and v.dimension == "count" and text.match(i.level3, "\\p{Lo}(?:费|费用|经费)$") and not text.contains(v.unit, "/") then
      return fail { field = "target", severity = "note", message = "“{name}”是一笔钱，却以“{span}”计量", message_en = "'{name}' is money, counted in {span}",
        name = text.brief(i.level3, 30), span = v.span, suggestion = "名称写明数的是什么，不写费用" }
    end
    local entry = kind_of(i.level3) or weighed(i) or told(i)
    if entry == nil or fits(v, entry, i.level3) then return end
    return fail { field = "target", message = "“{name}”应以{expected}计量，指标值却是“{span}”",
      message_en = "'{name}' is not measured in {span}", name = text.brief(i.level3, 30), span = v.span ~= "" and v.span or v.text,
      expected = entry.say, suggestion = "核对名称、数值和计量单位，是否填了别的指标的值" }
  end,
  bad = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "维修养护小型水库", target = "36亩" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "购置水罐消防车", target = "60套" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "培训基层防疫人员", target = "≥12项" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "安置小区物业费", target = "8个", expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "核查补贴机具", description = "现场核查机具台数", target = "4200人" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "新增墓位数", description = "", target = "3000平方米" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "改扩建学校数量", target = "4次" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "普查图斑数量", target = "12600公斤" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "接待来访群众", target = "3200公里" },
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "设备使用年限", target = "≤60万元/台" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "道路整洁度", target = "≥95吨" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "绿化面积", target = "0.5吨" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "草原植被覆盖", target = "≥3000万元" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "培训人数", target = "≥200公里" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "彩超设备购置数量", target = "3公顷" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "巡查次数", target = "≥24台" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "新增税收收入", target = "≥300人" },
  },
  good = {
    { level1 = "产出指标", level2 = "时效指标", level3 = "补助发放周期", target = "每季度发放1次" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "防洪标准", target = "达到20年一遇" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "亩均挽回产量损失", target = "≥30公斤" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "孕早期建册数", description = "", target = "120人" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "治理亩数", description = "", target = "1200亩" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "新增墓位数", description = "", target = "3000个" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "生活垃圾清运数量", target = "12600吨" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "养护公路里程", target = "1360公里/年" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "普法宣传资料", target = "≤6万元" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "道路整洁度", target = "≥95分" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "高标准农田建设面积", target = "6.3万亩" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "平台巡检次数", target = "12次" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "受益人数", target = "≥300户" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "发放创新券企业数", target = "≥80家" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "修复桥梁", target = "120延米" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "新增污水处理能力", target = "≥2万吨" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "土壤温度", target = "≥15℃" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "带动就业人数增长", target = "增加300人" },
  },
}
