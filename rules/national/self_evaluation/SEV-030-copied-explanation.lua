-- 同一单位不同项目的偏差原因、改进措施整段相同，或者有较长的语句相同，多是照搬。
-- 语句与两个项目的名称都有关的，可能确是共同的措施；机构改革、财政上缴一类原因各项目本来相同：都只提示。
local fields = { "improvement", "deviation_reason" }

local function sentences(s)
  local found, whole = {}, text.fold(text.replace(s, " ", ""))
  for _, part in ipairs(text.split(text.replace(text.replace(s, "；", "。"), ";", "。"), "。")) do
    local plain = text.match(part, "(?s)^\\s*(?:[（(]?[\\d一二三四五六七八九十]+[）).．、]+\\s*)?(.*)$") or part
    if text.length(text.fold(plain)) >= param.same_text_length then table.insert(found, text.trim(plain)) end
  end
  if #found == 0 and text.length(whole) >= param.min_explanation then table.insert(found, text.trim(s)) end
  return found
end

local function about(sentence, a, b)
  return text.shared(sentence, a) >= param.reason_overlap and text.shared(sentence, b) >= param.reason_overlap
end

local function from_outside(sentence)
  return text.length(sentence) < param.outside_cause_length and text.contains(sentence, words.outside_causes) ~= nil
end

local function copied(cluster, rest)
  local first, item = cluster.first, cluster.copies[1]
  local related = { { at = first.item, field = first.field } }
  for k = 2, #cluster.copies do table.insert(related, { at = cluster.copies[k].item, field = cluster.copies[k].field }) end
  return fail { at = item.item, field = item.field, related = related, rest = rest, count = #cluster.copies + 1,
    severity = (about(cluster.sentence, item.item.name, first.item.name) or from_outside(cluster.sentence)) and "note" or "warning",
    message = (#cluster.copies == 1 and "“{sentence}”与项目“{other}”一字不差" or "“{sentence}”在 {count} 处一字不差，首见于项目“{other}”")
      .. (rest > 0 and "；另有 {rest} 句同样如此" or ""),
    message_en = (#cluster.copies == 1 and "'{sentence}' is word for word that of '{other}'"
      or "'{sentence}' stands word for word in {count} places, first in '{other}'") .. (rest > 0 and "; {rest} more sentences" or ""),
    sentence = text.brief(cluster.sentence, 40), other = text.brief(first.item.name, 30),
    suggestion = "结合本项目的偏差写明原因和措施" }
end

rule "SEV-030" {
  title    = "偏差原因、改进措施照搬其他项目",
  title_en = "Reasons or improvements copied from another project",
  suggestion_en = "state the reasons and measures of this project itself",
  severity = "warning",
  aspect   = "自评质量",
  basis    = {},
  each     = "group",
  where    = { form = "self_evaluation" },
  by = function(p) return list.join({ text.fold(p.unit_name), tostring(p.year) }, "/") end,
  keep = function(p)
    return { name = p.project_name, improvement = sentences(p.improvement), deviation_reason = sentences(p.deviation_reason) }
  end,
  check = function(items)
    local seen, clusters = {}, {}
    for _, item in ipairs(items) do
      for _, field in ipairs(fields) do
        local hit = false
        for _, sentence in ipairs(item[field]) do
          local key = text.fold(sentence)
          local cluster = seen[key]
          if cluster == nil then
            seen[key] = { first = { item = item, field = field }, sentence = sentence, copies = {} }
          elseif cluster.first.item ~= item and not hit and not text.only(sentence, words.boilerplate) then
            hit = true
            if #cluster.copies == 0 then table.insert(clusters, cluster) end
            table.insert(cluster.copies, { item = item, field = field })
          end
        end
      end
    end
    local faults, most = {}, math.tointeger(tonumber(tostring(param.group_findings)))
    for n = 1, math.min(#clusters, most) do
      table.insert(faults, copied(clusters[n], n == most and #clusters - most or 0))
    end
    return faults
  end,
  bad = {
    { { project_name = "应急演练", deviation_reason = "3月机构改革，项目划转新组建的应急局，预算指标10月才划转。" }, { project_name = "森林防火", deviation_reason = "3月机构改革，项目划转新组建的应急局，预算指标10月才划转。" },
      expect = { { field = "deviation_reason", severity = "note" }, { field = "improvement" } } },
    { { project_name = "市法学会工作经费", improvement = "1. 进一步加强外出调研考察学习工作力度，确保取得实效。2. 开展实地调研。" },
      { project_name = "司法救助资金", improvement = "1. 进一步加强外出调研考察学习工作力度，确保取得实效。2. 加强救助统筹。" }, expect = { { field = "deviation_reason" }, { field = "improvement" } } },
    { { project_name = "智能化建设", improvement = "进一步加强信息化实战应用" }, { project_name = "网格工程", improvement = "进一步加强信息化实战应用" }, expect = { { field = "deviation_reason" }, { field = "improvement" } } },
  },
  good = {
    { { project_name = "甲工程", deviation_reason = "无偏差", improvement = "无" }, { project_name = "乙工程", deviation_reason = "无偏差", improvement = "无" } },
    { { project_name = "甲工程", unit_name = "甲局", improvement = "进一步加强信息化实战应用" },
      { project_name = "乙工程", unit_name = "乙局", improvement = "进一步加强信息化实战应用" } },
  },
}
