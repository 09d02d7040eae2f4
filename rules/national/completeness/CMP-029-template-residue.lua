-- 模板里的提示语、表名、占位符留在名称或指标值里，等于这一栏没有填。
-- 名称与一级、二级指标同名，是把类别当成了指标。目标标题里的“（XX分）”由 CMP-029G 提示。
-- 指标库把“（≥**%）”印在名称里，名称前加“*”“★”表示核心指标：指标值填了的，只提示删去。
local hint = "[（(]\\s*(?:[≥≤＞＜>=<]+)?\\s*[＊*]{2,}[^（()）]{0,10}[）)]|[≥≤＞＜>=<]+\\s*[＊*]{2,}\\p{Lo}{0,4}\\s*$"

local function named(i)
  local name = text.match(i.level3, "(?s)^\\s*[＊*★☆]+\\s*(\\p{Lo}{3,}.*)$") or i.level3
  local mark = text.match(name, hint)
  if mark == nil then return name, nil end
  return text.replace(name, mark, ""), mark
end

local function residue(s)
  local found = text.contains(s, words.template_residue)
  if found then return found end
  found = text.match(s, "^\\s*([×xXＸ＊*_]{2,})[%％]?\\s*$")
  if found then return found end
  return text.match(s, "示例\\s*(?:[：:）)]|\\d|$)") or text.matches(s, "(?<![A-Za-z\\d])[×xX＊*]{2,}\\s*\\p{Lo}|(指标\\s*\\d+\\s*[：:])\\s*\\1")[1]
end

local function heading(i)
  local name = text.fold(i.level3)
  if list.contains({ "三级指标", "三级指标名称", "指标名称", "绩效指标名称" }, name) then return true end
  return name ~= "" and text.ends(name, "指标")
    and (name == text.fold(i.level2) or name == text.fold(i.level1) or codes.level_parent[name] ~= nil or codes.level1[name] ~= nil)
end

rule "CMP-029" {
  title    = "模板文字残留",
  title_en = "Text of the template was left in",
  suggestion_en = "replace the text of the template by the real name and target",
  severity = "error",
  aspect   = "完整性",
  basis    = { "mof-2015-88" },
  each     = "indicator",
  needs    = { "CMP-021" },
  fold     = true,
  check = function(i)
    local name, mark = named(i)
    for _, field in ipairs { "level3", "target" } do
      local written = field == "level3" and name or i.target.text
      local found = residue(written)
      if found then
        if text.contains(i.project.project_name, words.template_subjects) then return skip("项目本身是编制指标表") end
        local label = text.match(found, "^(指标\\s*\\d+\\s*[：:])\\s*\\1$")
        if label then
          return fail { field = field, label = label, message = "“{label}”是模板里印好的，又写了一遍",
            message_en = "the printed '{label}' was written once more",
            suggestion = "改为“" .. text.trim(text.replace(written, found, label)) .. "”" }
        end
        return fail { field = field, found = found,
          message = "“{found}”是模板文字，不是填报内容", message_en = "'{found}' is text of the template",
          suggestion = "删去模板文字，填写真实的指标名称和指标值" }
      end
    end
    if mark and i.target.kind ~= "empty" then
      return fail { field = "level3", severity = "note", found = mark, message = "名称里的“{found}”是指标库的提示，没有删去",
        message_en = "'{found}' in the name is a hint of the indicator library", suggestion = "删去提示，名称只写衡量什么" }
    end
    if i.target.kind == "na" then return skip("指标不适用") end
    if heading(i) and not text.contains(i.project.project_name, words.template_subjects) then
      return fail { field = "level3", message = "三级指标“{level3}”只是类别名称，没有写出指标",
        message_en = "'{level3}' is the name of a class, not an indicator",
        suggestion = "写明衡量什么" .. (i.level1_name == "满意度指标" and "，如“受益群众满意度”" or "") }
    end
  end,
  bad = {
    { level1 = "产出指标", level2 = "时效指标", level3 = "三级指标名称", target = "≥98%" },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "受益脱贫户满意度(≥**%)", target = "≥95%", expect = { severity = "note" } },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口数≥**人", target = ">=29人", expect = { severity = "note" } },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "受益人口数（≥**人）", target = "≥**人", expect = { field = "target" } },
    { level1 = "产出指标", level2 = "质量指标", level3 = "验收合格率", target = "XX" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "项目绩效指标表", target = "≥2次" },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "指标1： 指标1：群众满意度", target = "≥90%" },
    { level1 = "满意度指标", level2 = "满意度指标", level3 = "满意度指标", target = "≥90%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "数量指标", target = "100%" },
    { level1 = "效益", level2 = "经济效益", level3 = "经济效益指标", target = "≥90万元" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "培训XX人", target = "≥90人" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "档案卷数", target = "≥XX卷" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "示例：培训人数", target = "≥90人" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "受益人口（≥**人）", target = "≥**人" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "★受益人口（≥**人）", target = "≥90人", expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "受益人口数≥**人", target = ">=90人", expect = { severity = "note" } },
  },
  good = {
    { level1 = "产出指标", level2 = "质量指标", level3 = "**基础设施质量达标率", target = "≥98%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "★★★受益脱贫人口数", target = "≥100人" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "示例教材编写", target = "≥1本" },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", target = "≥90%" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "绩效指标表编制份数", target = "≥20份",
      project = { project_name = "绩效指标体系编制" } },
  },
}
