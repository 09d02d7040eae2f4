-- 目标写结果，不写职责。没有一句有数或者有结果，多半是“贯彻、加强、做好”的，提示。“减少纠纷”没有数，不是结果；
-- “有新进展、有新提高”不说比什么新、新多少，也不是。
local function clauses(p)
  local parts = {}
  for _, goal in ipairs(p.goals) do
    for _, part in ipairs(text.split(text.replace(text.replace(goal.text, "；", "。"), "，", "。"), "。")) do
      if text.length(text.fold(part)) >= param.goal_clause_length then table.insert(parts, part) end
    end
  end
  return parts
end

-- 不带“1.”“目标一：”的
local function quoted(part)
  return text.brief(text.match(part, "(?s)^\\s*(?:[（(]?[\\d一二三四五六七八九十]+[）)).．、:：]+\\s*|目标[一二三四五六七八九十]+\\s*[：:]\\s*)*(.*)$") or part, 30)
end

local function without_result(part)
  return not text.contains(text.remove(part, words.abstract_results), words.results) and #text.numbers(part) == 0
end

local function duty(part) return (text.contains(part, words.duty_verbs) or text.contains(part, words.vague)) ~= nil end

-- 指标里已有的数，可以写进目标
local function own_figure(p)
  local row = list.filter(rows_of(p, { named = true, annual = true, target = "number" }), function(i)
    local name, dimension = indicator_name(i.level3), i.target.dimension
    if text.length(name) > 14 or text.match(name, "[，。；、]") or not number(i.target) or number(i.target) <= 0 then return false end
    return i.level2_name == "数量指标" and (dimension == "people" or dimension == "count") or dimension == "ratio" and text.ends(name, "率")
  end)[1]
  return row and "，如“" .. text.trim(indicator_name(row.level3)) .. text.trim(row.target.span) .. "”" or ""
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
    local new = list.filter(parts, function(part) return text.contains(part, words.new_without_base) ~= nil end)[1]
    if new and list.all(parts, function(part) return #text.numbers(part) == 0 end) then
      return fail { field = "goals", message = "绩效目标“{said}”没有说比什么新、新多少",
        message_en = "the goal '{said}' does not say new compared with what", said = quoted(new),
        suggestion = "写明比上年提高多少，如“调解成功率由93%提高到95%”" }
    end
    if not list.all(parts, without_result) or list.count(parts, duty) * 2 < #parts then return end
    return fail { field = "goals", message = "绩效目标只写了职责和过程（“{said}”），没有可以核对的结果",
      message_en = "the goal tells duties ('{said}') and no result that could be checked", said = quoted(parts[1]),
      suggestion = "补充当年的产出和效果，尽量写出数量" .. own_figure(p) }
  end,
  bad = {
    { goals = { { text = "贯彻落实上级部署，做好人民调解工作，维护社会稳定" } }, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "指标1：人民调解员", target = "542人" } } },
    { goals = { { text = "通过陪审员参与案件审判调解，提高审判效率，充分化解矛盾纠纷，实现公平正义" } } },
    { goals = { { text = "目标1：各项资助政策按规定得到落实；目标2：教育公平显著提升；目标3：提升职业教育吸引力" } } },
    { goals = { { text = "弘扬见义勇为精神，扩大社会效应，推动形成崇尚见义勇为的良好风尚，为平安建设汇聚强大正能量。" } } },
    { goals = { { text = "督促各成员单位开展扫黑除恶专项斗争工作" }, { text = "对专项斗争工作进行督导检查，确保各项工作取得实效。" }, { text = "进一步维护社会的和谐稳定。" } } },
    { goals = { { text = "开展政法工作，做出全局性部署，贯彻落实好上级政法部门精神。" }, { text = "组织、指导各部门开展好政法综治维稳各项工作。" } } },
    { goals = { { text = "1、负责全县公证工作的开展，积极办理各类公证事务，提供法律服务和法律保障。" }, { text = "2、维护经济秩序、预防纠纷、减少诉讼，促进社会安定团结。" } } },
    { goals = { { text = "1、全县法治宣传教育工作有新进展，人民调解率有新提高。" }, { text = "2、安置帮教人员无重新犯罪，基层司法所业务有保障" } } },
  },
  good = {
    { goals = { { text = "慰问退休干部，使老同志感到温暖，按季走访。" } } },
    { goals = { { text = "法治宣传教育有新进展，普及率由85%提高到90%，办理案件300件。" } } },
    { goals = { { text = "保障12个派出所的网络运行，确保链路中断不超过3次。" } } },
    { goals = { { text = "组织法律援助，办理案件300件以上。" } } },
    { goals = { { text = "加强供水站点养护，全部站点水质合格。" } } },
  },
}
