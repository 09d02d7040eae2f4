-- 指标名称写“衡量什么”，目标写在指标值里。名称里的数与指标值不一致时，以哪个为准说不清。
-- “7岁以下儿童”“65岁及以上老年人”“10蒸吨以下锅炉”是对象的分类，不是目标值。
local function classes(name, v)
  if list.contains(words.class_units, v.unit) then return true end
  local after = text.split(name, v.span)[2] or ""
  return v.op_written and (text.ends(v.span, "上") or text.ends(v.span, "下")) and text.match(after, "^\\p{Lo}") ~= nil
end

local function embedded(name)
  for _, v in ipairs(text.numbers(name)) do
    if (v.op_written or (v.unit ~= "" and v.dimension ~= "time")) and not classes(name, v) then return v end
  end
end

local function conflicts(inside, target)
  if target.kind ~= "number" or not comparable(inside, target) then return false end
  return inside ~= target or (inside.op_written and inside.op ~= target.op)
end

rule "QNT-012" {
  title    = "名称中夹带目标值",
  title_en = "The name holds a target value",
  suggestion_en = "keep the name to what is measured and the figure to the target column",
  severity = "warning",
  aspect   = "相关性",
  basis    = {},
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" } },
  needs    = { "APP-015", "CMP-022", "FMT-009", "REL-010", "REL-017" },
  check = function(i)
    if i.project.form == "disclosure" and text.fold(i.level3) == text.fold(i.target.text) then return end   -- 一句话既是名称又是指标值
    local inside = embedded(text.remove(i.level3, words.named_numbers))
    if inside == nil then return end
    if conflicts(inside, i.target) then
      return fail { field = "level3", inside = inside.span,
        message = "名称中的“{inside}”与指标值“{target}”不一致",
        message_en = "'{inside}' in the name disagrees with the target '{target}'",
        suggestion = "名称只写衡量什么，目标统一填在指标值栏" }
    end
    return fail { field = "level3", severity = "note", inside = inside.span,
      message = "名称中夹带了目标值“{inside}”", message_en = "the name holds the value '{inside}'",
      suggestion = "名称只写衡量什么，目标填在指标值栏" }
  end,
  bad = {
    { level1 = "产出指标", level2 = "成本指标", level3 = "责任险、收治费用≤120万元", target = "150万元" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "救助重点维稳对象35人次", target = "不少于35人次", expect = { severity = "note" } },
  },
  good = {
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "志愿者队伍人数", target = "≥800人" },
    { project = { form = "disclosure" }, level1 = "产出指标", level2 = "时效指标", level3 = "每月10日前发放到位", target = "每月10日前发放到位" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "12348热线接听量", target = "≥3000次" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "“1+9”平台建设", target = "10个" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "三年行动任务完成数", target = "10项" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "工程一次验收合格率", target = "100%" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "7岁以下儿童健康管理率", target = "≥90%" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "65岁及以上老年人体检人数", target = "≥8000人" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "500千伏变电站", target = "≥1座" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "100人以上企业用工监测数", target = "≥60家" },
  },
}
