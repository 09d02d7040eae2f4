-- 目标写结果，不写职责。每一句都是“贯彻、加强、做好”，没有数也没有结果的，提示。
local function clauses(p)
  local parts = {}
  for _, goal in ipairs(p.goals) do
    for _, part in ipairs(text.split(text.replace(text.replace(goal.text, "；", "。"), "，", "。"), "。")) do
      if text.length(text.fold(part)) >= param.goal_clause_length then table.insert(parts, part) end
    end
  end
  return parts
end

local function duty(part)
  return text.contains(part, words.duty_verbs) and not text.contains(part, words.results) and #text.numbers(part) == 0
end

rule "FEA-010" {
  title    = "目标写成职责或过程",
  title_en = "The goal tells duties, not results",
  suggestion_en = "add this year's outputs and effects, in figures where possible",
  severity = "note",
  aspect   = "相关性",
  basis    = {},
  each     = "project",
  where    = { form = { "declaration", "target", "disclosure" } },
  needs    = { "CMP-008", "FEA-009" },
  check = function(p)
    local parts = clauses(p)
    if #parts == 0 or text.contains(parts[1], words.withheld) then return skip("没有目标或目标涉密") end
    if not list.all(parts, duty) then return end
    return fail { field = "goals", message = "绩效目标只写了职责和过程（“{said}”），没有结果",
      message_en = "the goal tells duties ('{said}') and no result", said = text.head(parts[1], 30),
      suggestion = "补充当年的产出和效果，尽量写出数量" }
  end,
  bad = {
    { goals = { { text = "督促各成员单位开展扫黑除恶专项斗争工作" }, { text = "对专项斗争工作进行督导检查，确保各项工作取得实效。" }, { text = "进一步维护社会的和谐稳定。" } } },
    { goals = { { text = "开展政法工作，做出全局性部署，贯彻落实好上级政法部门精神。" }, { text = "组织、指导各部门开展好政法综治维稳各项工作。" } } },
  },
  good = {
    { goals = { { text = "保障12个派出所的网络运行，确保链路中断不超过3次。" } } },
    { goals = { { text = "组织法律援助，办理案件300件以上。" } } },
    { goals = { { text = "加强供水站点养护，全部站点水质合格。" } } },
  },
}
