-- 质量说好坏，效益说变化；做了几次、几场、几人是数量，完成了多少投资也是。差错、事故一类计次而越少越好的，
-- 获奖、达标、减少了几起事故一类本身就是质量或效果的，机制、制度以多久做一次来衡量的，不在此列。
local function exempt(i)
  local v = i.target
  -- “数据库每季度更新一次”是长效机制
  if i.level2_name == "可持续影响指标" and text.match(v.text, "每[年季月周天日]") and not text.contains(i.level3 .. v.text, words.activities) then return true end
  if v.op == "<" or v.op == "<=" or v.change or number(v.kind == "range" and v.high or v) <= 0 then return true end
  return text.contains(i.level3 .. v.text, words.negative_nouns) ~= nil
end

-- “新建面积”“疏浚长度”“发放月数”：名称就是数量；“录像保存天数”是质量
local function named_amount(i)
  return text.match(i.level3, "(?:数量|面积|长度|里程|天数|月数|期数|亩数)\\s*$") ~= nil
    and not text.match(i.level3, "(?:保存|留存|存储|保留|质保|保修)(?:时间|周期)?(?:天数|月数)\\s*$")
end

local function counted_quality(i)
  local dimension = i.target.dimension
  local spent = dimension == "money" and text.contains(i.level3, words.spending) ~= nil
  -- “≥1人/年”还是人数；“处置120吨”是工作量，“净重”“厚度”“产量”是质量
  local per_period = text.match(i.target.unit, "^(?:人|人次|户|个|件|次|场)/(?:年|月|季|季度)$") ~= nil
  local bulk = list.contains(words.bulk_units, i.target.unit) and not text.match(i.level3, "[率度量重厚深宽高长径值]")
  return (dimension == "count" or dimension == "people" or per_period or bulk or spent or dimension ~= "ratio" and named_amount(i))
    and not text.contains(i.level3 .. i.target.text, words.quality_counts)
end

local function counted_work(i)
  local unit, own = i.target.unit, i.level3 .. i.target.text
  if text.contains(own, words.incidents) or text.contains(i.level3, words.institutions) then return false end
  if text.only(unit, words.activity_units) then return true end
  -- “年新增检查人次”说的是变化
  if text.only(unit, words.attendance_units) and text.match(i.level3, "新增|增加|净增") then return false end
  return (text.only(unit, words.attendance_units) or text.only(unit, words.material_units)) and text.contains(own, words.activities) ~= nil
end

-- 单价、补助标准放在质量、效益下；“减少费用”是效益
local function cost_elsewhere(i)
  return i.target.dimension == "money" and i.level2_name ~= "经济效益指标"
    and text.match(i.level3, "(?:成本|单价|造价|控制价|补助标准|补贴标准|收费标准|投资|费|费用)$") ~= nil
    and not text.contains(i.level3, words.saving)
end

rule "REL-011" {
  title    = "质量、效益指标填的是工作量",
  title_en = "A quality or benefit indicator that counts work done",
  suggestion_en = "move the count to the quantity indicators and state the standard or the change here",
  severity = "warning",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" }, level2 = { "质量指标", "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标" } },
  needs    = { "CMP-029", "REL-003", "REL-006", "REL-007", "REL-012", "REL-021" },
  check = function(i)
    local quality = i.level2_name == "质量指标"
    local counts = i.target.kind == "number" or i.target.kind == "range" or quality and i.target.kind == "duration" and named_amount(i)      -- “发放月数12个月”
    if not counts or i.target.unit == "" or exempt(i) and not cost_elsewhere(i) then return end
    if cost_elsewhere(i) then
      return fail { field = "level2", message = "{level2}“{name}”是成本", message_en = "'{name}' under {level2} is a cost",
        name = text.brief(i.level3, 30), suggestion = "移到成本指标" }
    end
    if not (quality and counted_quality(i) or not quality and counted_work(i)) then return end
    return fail { field = "level2", message = "{level2}“{name}”的指标值“{span}”是数量",
      message_en = "'{name}' under {level2} counts work done ({span})",
      name = text.brief(i.level3, 30), span = i.target.span,
      suggestion = quality and "移到数量指标；质量指标写合格率、达标率等" or "移到数量指标；效益指标写由此带来的变化" }
  end,
  bad = {
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "印制宣传册", target = "2万册" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "宣传报道", target = "≥10篇" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "按时发放报酬", target = "≥1人/年" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "垃圾处置", target = "120吨" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "新修产业道路", target = "3.5-4公里" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "新建高标准农田面积", target = "≥1.6万亩" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "发放高龄津贴月数", target = "12个月" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "终端通信费", target = "≤400元/个" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "消防车单价", target = "≤180万元/辆" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "开展调查研究", target = "≥2次" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "完成投资额", target = "1800万元" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "培育法治土壤", target = "≥5次" },
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "护路宣传", target = "护路宣传50万人次" },
  },
  good = {
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "事迹宣传受众", target = "≥2万人次" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "监控录像保存天数", target = "≥30天" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "获得金牌数", target = "≥25枚" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "处置渗滤液达标量", target = "120吨" },
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "数据库更新", target = "每季度一次" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "减少群众医药费", target = "≥20万元" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "脱管漏管", target = "0人" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "安全事故", target = "≤1起" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "展演入选市级重点", target = "2项" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "获奖作品", target = "≥3件" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益群众", target = "≥2000人次" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "减少交通事故", target = "≥10次" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "验收合格率", target = "≥95%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "挽回损失金额", target = "≥50万元" },
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "村级管护机制", target = "管护制度健全，每月巡护不少于2次" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "年检查服务人次", target = "≥18000人次" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "年新增检查人次", target = "≥1.2万人次" },
  },
}
