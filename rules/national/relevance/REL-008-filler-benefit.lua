-- 效益指标按需选用，不必为凑齐二级指标硬写。“不产生污染”“不影响”不是效益；保险、会议类项目写
-- “节能减排”与项目无关。施工、生产类项目以不污染为真实要求的，不在此列。
local function hollow(i)
  return text.contains(i.level3 .. "。" .. i.description .. "。" .. i.target.text, words.no_effect)
end

local function green_office(i)
  return i.level2_name == "生态效益指标" and text.contains(i.level3 .. i.target.text, words.filler_benefit)
end

rule "REL-008" {
  title    = "硬凑效益指标",
  title_en = "A benefit indicator filled in for form's sake",
  suggestion_en = "leave the row out and keep the benefits that show what the project does",
  severity = "note",
  aspect   = "相关性",
  basis    = { "mof-2015-88", "mof-2021-101" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure" }, level1 = "效益指标" },
  needs    = { "REL-006", "REL-007" },
  check = function(i)
    local p = i.project
    if is_number(i.target) then return end
    local said = hollow(i) or green_office(i)
    if said == nil or said == false then return end
    if text.contains(p.project_name .. p.purpose .. p.content, words.works) and i.level2_name == "生态效益指标" then return end
    local field = text.contains(i.target.text, said) and "target" or "level3"
    return fail { field = field, related = field == "level3" and { { at = i, field = "target" } } or {}, message = "“{name}”{shown}不是本项目的效益",
      message_en = "'{name}'{shown_en} is no benefit of this project", name = text.brief(i.level3, 30),
      shown = text.contains(i.level3, said) and "" or "（" .. said .. "）", shown_en = text.contains(i.level3, said) and "" or " (" .. said .. ")",
      suggestion = "没有此类效益的删去该行，保留最能体现项目效果的指标" }
  end,
  bad = {
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "对环境的影响", target = "对生态环境无不利影响",
      project = { project_name = "见义勇为奖金", purpose = "表彰奖励先进个人" } },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "行政成本节约的效益", target = "不影响行政成本的增加或减少",
      project = { project_name = "见义勇为奖金", purpose = "表彰奖励先进个人" } },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "促进节能减排", target = "促进厉行节约，节能减排",
      project = { project_name = "干警意外伤害保险", purpose = "购买保险" } },
  },
  good = {
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "河道水质", target = "Ⅲ类" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "施工废水不造成污染", target = "不造成污染",
      project = { project_name = "污水管网改造工程", purpose = "改造管网" } },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "年节电量", target = "≥3万度" },
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "减少出行成本", target = "远程办公，减少出行成本" },
  },
}
