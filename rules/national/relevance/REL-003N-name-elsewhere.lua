-- 完成时间、验收合格率、购置了几台，一看名称便知属于时效、质量、数量；填在别的二级下的，是选错了。持续年限、使用年限
-- 可以放在可持续影响下；申报表、公开表里的起止日期由 FMT-014 管。
local function is_time(i)
  local v, level = i.target, i.level2_name
  if level == "可持续影响指标" or i.level1_name ~= "产出指标" and i.level1_name ~= "效益指标" then return false end
  if v.kind == "date" then return true end
  -- “到场时间≤5分钟”“候诊时间≤20分钟”缩短了就是效益
  if i.level1_name == "效益指标" and not text.match(i.level3, "(?:完成|完工|竣工|交付|到货|验收|拨付|支付|发放|开工)") then return false end
  return (v.kind == "duration" or v.kind == "text" and text.contains(v.text, words.time_limits) ~= nil)
    and text.match(i.level3, "(?:时间|时限|期限|工期|周期)$") ~= nil and not text.contains(i.level3, words.longer_is_better)
    and (level == "数量指标" and i.target.op ~= ">=" or not text.match(i.level3, "滞留|停电|停水|中断|停机|故障|等待|等候|候诊|到达|到场"))      -- 中断、等候、到场多久是质量
end

local function is_quality(i)
  return i.level1_name == "效益指标" and i.target.dimension == "ratio"
    and text.match(i.level3, "(?:工程|设备|项目|验收|货物|装备)\\p{Lo}{0,4}(?:合格率|优良率|通过率)$") ~= nil
end

local function is_work(i)
  local d = i.target.dimension
  return i.level1_name == "效益指标" and (d == "count" or d == "measure") and not i.target.change
    and text.match(i.level3, "^(?:其中[:：])?(?:购置|采购|改扩建|新建|改建|扩建|维修|修缮|更换|安装|铺设|印发|新打)\\p{Lo}") ~= nil
end

local function is_income(i)
  return i.level1_name == "产出指标" and i.level2_name ~= "数量指标" and i.target.dimension == "money"
    and text.match(i.level3, "(?:收入|产值|利润|税收|增收|销售额|营业额)(?:增长|增加|增长额|增加额|总额|额)?$") ~= nil
end

rule "REL-003N" {
  title    = "指标放在了别的二级之下",
  title_en = "The indicator stands under another second level",
  suggestion_en = "move it under the second level that its name calls for",
  severity = "warning",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "indicator",
  fold     = true,
  needs    = { "REL-003", "REL-006", "REL-007", "REL-011", "QNT-001", "QNT-003" },
  check = function(i)
    local right = is_time(i) and "时效指标" or is_quality(i) and "质量指标" or is_work(i) and "数量指标" or is_income(i) and "经济效益指标"
    if not right or i.level2_name == right or i.level2_name == "" then return end
    return fail { field = "level2", right = right, name = text.brief(i.level3, 30),
      message = "“{name}”填在{level2}下，应为{right}", message_en = "'{name}' stands under {level2}, where it does not belong",
      suggestion = "移到" .. right .. "下" }
  end,
  bad = {
    { level1 = "产出指标", level2 = "质量指标", level3 = "带动旅游综合收入", target = "≥8亿元" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "故障响应时间", target = "≤2小时" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "项目完成时间", target = "2025年12月底前" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "信访事项录入时限", target = "3日内" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "工程验收合格率", target = "100%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "购置个人防护装备", target = "60套" },
  },
  good = {
    { level1 = "产出指标", level2 = "质量指标", level3 = "道路垃圾滞留时间", target = "≤20分钟" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "火灾扑救到场时间", target = "≤5分钟" },
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "设备使用年限", target = "≥6年" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "开放时间", target = "≥300天" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "项目完成时间", target = "2025年12月底前" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "食品抽检合格率", target = "≥98%" },
  },
}
