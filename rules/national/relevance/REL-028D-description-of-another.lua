-- 描述说的是另一个指标：与自己的名称没有一个词相同，却与另一行的名称说的是一件事；或者与另一行的描述一字不差。
-- 写了分子、分母的，用词本来就与名称不同，只看是不是照抄另一行的。“矫正、管理”一类整个项目都用的词不算：
-- 另一行的名称要有四成在描述里，而且不只是与项目名称相同的那几个词；描述提到“人民群众”，也不等于说的是人民群众满意。
local function own_rows(p)
  return list.map(rows_of(p, { named = true }), function(i)
    local said = text.fold(i.description)
    if text.length(said) < param.repeat_min_length then return nil end
    return { at = i, name = text.fold(i.level3), said = said, own = text.shared(i.level3, i.description) }
  end)
end

local function about(x, description)
  local common = text.shared(x.level3, description)
  if common < param.reason_overlap or text.shared(x.project.project_name, description) >= common then return false end
  if x.level1_name == "满意度指标" and not text.contains(description, words.satisfaction) then return false end
  return common * 10 >= text.shared(x.level3, x.level3) * 4
end

local function about_other(row, rows)
  local i = row.at
  if i.level1_name == "满意度指标" then return nil end          -- 没有说到满意的，由 REL-028 指出
  if row.own > 0 or text.contains(i.description, words.division_words) then return nil end
  for _, x in ipairs(rows) do
    if x.name ~= row.name and about(x.at, i.description) then return x.at end
  end
end

-- 两行的描述相同，与名称相同的词多的那一行是它的主人
local function copied(row, rows)
  local i = row.at
  for _, x in ipairs(rows) do
    if x.said == row.said and x.name ~= row.name and x.at.term == i.term and (row.own == 0 or x.at.level2_name ~= i.level2_name)
      and text.shared(x.at.level3, i.description) > (row.own == 0 and 0 or row.own + 1) then return x.at end
  end
end

-- 描述里整段是另一行的描述，那一行的名称也在其中：前半句说自己，后半句说别人
local function part_copied(row, rows)
  if text.contains(row.at.description, words.division_words) then return nil end
  for _, x in ipairs(rows) do
    if x.name ~= row.name and x.said ~= row.said and x.at.level2_name ~= row.at.level2_name and text.length(x.said) >= param.repeat_min_length * 2
      and text.contains(row.said, x.said) and text.contains(x.said, x.name) and not text.contains(row.at.level3, x.at.level3) then return x.at end
  end
end

rule "REL-028D" {
  title    = "描述说的是另一个指标",
  title_en = "The description is that of another indicator",
  suggestion_en = "describe what this indicator measures and how",
  severity = "warning",
  aspect   = "相关性",
  basis    = {},
  each     = "project",
  fold     = true,
  where    = { form = { "declaration", "target" } },
  check = function(p)
    local rows = own_rows(p)
    local faults = {}
    for _, row in ipairs(rows) do
      local i, other = row.at, copied(row, rows) or about_other(row, rows)
      if other then
        table.insert(faults, fail { at = i, field = "description", related = { { at = other, field = "level3" } },
          said = text.brief(i.description, 30), name = text.brief(i.level3, 30), other = text.brief(other.level3, 30),
          message = text.fold(i.description) == text.fold(other.level3) and "“{name}”的描述照抄了另一指标的名称“{other}”"
            or "“{name}”的描述“{said}”说的是“{other}”", message_en = "the description of '{name}' is about '{other}'",
          suggestion = "写明本指标衡量什么、怎样计算" })
      end
      local part = not other and part_copied(row, rows)
      if part then
        table.insert(faults, fail { at = i, field = "description", related = { { at = part, field = "description" } }, severity = "note",
          said = text.brief(part.description, 30), name = text.brief(i.level3, 30), other = text.brief(part.level3, 30),
          message = "“{name}”的描述里有一段（“{said}”）是“{other}”的描述", message_en = "part of the description of '{name}' is that of '{other}'",
          suggestion = "只留说本指标的部分，写明怎样计算" })
      end
    end
    return faults
  end,
  bad = {
    { expect = { severity = "note" }, indicators = {
      { level1 = "效益指标", level2 = "经济效益指标", level3 = "缓解困难当事人经济压力", description = "切实解决当事人实际困难，理顺信访秩序，维护社会稳定", target = "有所缓解" },
      { level1 = "效益指标", level2 = "社会效益指标", level3 = "维护社会稳定", description = "理顺信访秩序，维护社会稳定", target = "有序" } } },
    { indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "更换老化管网", description = "更换管网总长", target = "32.5公里" },
      { level1 = "产出指标", level2 = "质量指标", level3 = "水质达标率", description = "更换管网总长度合计", target = "≥92%" } } },
    { indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "培训学员人数", description = "参加培训的学员人数", target = "300人" },
      { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "学员满意度", description = "参加培训的学员人数", target = "≥90%" } } },
  },
  good = {
    { indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "参加培训的学员人数", description = "参加培训的学员人数合计", target = "300人" },
      { level1 = "产出指标", level2 = "质量指标", level3 = "结业率", description = "结业人数占参加培训的学员人数合计的比例", target = "≥90%" } } },
    { project_name = "国有资产出租应交税费", indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "门面数量", description = "考察国有资产出租收入完成情况", target = "9间" },
      { level1 = "成本指标", level2 = "经济成本指标", level3 = "国有资产出租应交税费", description = "全年缴纳的各项税费", target = "≤9.9万元" } } },
    { indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "更换老化管网", description = "更换管网总长", target = "32.5公里" },
      { level1 = "产出指标", level2 = "质量指标", level3 = "水质达标率", description = "合格水样÷检测水样", target = "≥92%" } } },
    { indicators = {
      { level1 = "产出指标", level2 = "数量指标", level3 = "培训学员人数", description = "参加培训的学员", target = "300人" },
      { level1 = "效益指标", level2 = "社会效益指标", level3 = "加强法制宣传活动", description = "增强人民群众的意识，营造良好氛围", target = "≥90%" },
      { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "人民群众满意", description = "满意人数÷受访人数", target = "≥90%" },
      { level1 = "产出指标", level2 = "质量指标", level3 = "完善阵地", description = "推进社区矫正服务，构建信息化管理体系", target = "≥90%" },
      { level1 = "产出指标", level2 = "数量指标", level3 = "加强矫正管理工作", description = "定期走访矫正对象", target = "12次" },
      { level1 = "产出指标", level2 = "时效指标", level3 = "按期结业率", description = "按期结业人数÷参加培训人数", target = "≥90%" } } },
  },
}
