-- 指标全部涉密的项目，目标和用途却写出了任务内容，要请保密部门确认。报告里不复述原文。
local function open_text(s)
  local bare = text.replace(s, "内容涉密", "")
  bare = text.match(bare, "(?:主要)?用于(.*)$") or bare
  return text.contains(s, words.withheld_marks) == nil and text.length(text.fold(bare)) or 0
end

rule "SEC-002" {
  title    = "涉密项目公开了实质内容",
  title_en = "A withheld project tells its substance",
  suggestion_en = "ask the secrecy office whether this may be published",
  severity = "warning",
  aspect   = "公开与保密",
  basis    = { "secrecy-law", "disclosure" },
  discreet = true,
  each     = "project",
  where    = { form = { "target", "disclosure" } },
  classified = true,
  check = function(p)
    local rows = list.filter(p.indicators, function(i) return text.fold(i.level3 .. i.target.text) ~= "" end)
    if #rows == 0 or not list.all(rows, function(i) return i.withheld end) then return end
    local goals = 0
    for _, goal in ipairs(p.goals) do goals = goals + open_text(goal.text) end
    local purpose = open_text(p.purpose)
    if goals + purpose <= number(param.open_text_length) then return end
    local field = goals > 0 and "goals" or "purpose"
    return fail { field = field, value = "（略）", where = goals > 0 and (purpose > 0 and "绩效目标和资金用途" or "绩效目标") or "资金用途",
      message = "指标全部标为涉密，{where}却公开了任务内容",
      message_en = "all indicators are withheld, yet goal or purpose tell the task",
      suggestion = "请保密部门确认能否公开；不能公开的改为“内容涉密”" }
  end,
  bad  = { { purpose = "预算数20万元。内容涉密。", goals = { { text = "按照省市要求完成重点人员教育转化去存量工作任务目标，建设好县级关爱之家和乡镇工作站" } },
    indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "涉密", target = "涉密" } } } },
  good = {
    { purpose = "内容涉密", goals = { { text = "内容涉密，按照规定不予公开" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "涉密", target = "涉密" } } },
    {},
  },
}
