-- 两个项目的指标几乎一样，可能是一件事拆成几笔资金申报。中央、省、县资金办同一件事是
-- 正常的，要求按资金分别设置数量，不说重复申报。雷同的项目必有同名指标，只与有同名指标的比较；目标一字不差的，
-- 指标一半相同就是雷同。
local function names(p)
  return list.distinct(list.map(rows_of(p, { named = true }), function(i) return text.fold(i.level3) end))
end

local function shared(a, b)
  return list.count(a, function(name) return list.contains(b, name) end)
end

local function goal(p)
  local said = text.fold(list.join(list.map(p.goals, function(g) return g.text end), ""))
  return text.length(said) >= param.goal_min_length and text.head(said, 200) or ""
end

-- 按资金、期次各自设了数量的（一期3.2万亩、二期4.5万亩），正是要求的做法。
local function quantities(p)
  local found = {}
  for _, i in ipairs(rows_of(p, { named = true, level2 = "数量指标", target = "number" })) do
    if i.target.unit ~= "%" then table.insert(found, { name = text.fold(i.level3), value = text.fold(i.target.text) }) end
  end
  return found
end

local function own_quantities(a, b)
  local both = list.filter(a.quantities, function(x) return list.any(b.quantities, function(y) return x.name == y.name end) end)
  return #both > 0 and list.all(both, function(x) return not list.any(b.quantities, function(y) return x.name == y.name and x.value == y.value end) end)
end

local function alike(a, b)
  if (a.goal == "" or a.goal ~= b.goal) and own_quantities(a, b) then return false end
  local most = math.max(#a.rows, #b.rows)
  local share = a.goal ~= "" and a.goal == b.goal and param.similar_with_goal or param.similar_projects
  return shared(a.rows, b.rows) * 100 >= most * number(share)
end

-- 同名的带上编码，看得出是哪两个
local function called(item, other)
  return "“" .. item.name .. "”" .. (item.name == other.name and "（" .. item.code .. "）" or "")
end

-- 一组雷同的项目报一次；组数太多的，其余只报个数。
local function told(clusters)
  local faults, most = {}, math.tointeger(tonumber(tostring(param.group_findings)))
  for n = 1, math.min(#clusters, most) do
    local c = clusters[n]
    local related = { { at = c.first, field = "indicators" } }
    for k = 2, #c.copies do table.insert(related, { at = c.copies[k], field = "indicators" }) end
    local rest = n == most and #clusters - most or 0
    table.insert(faults, fail { at = c.copies[1], field = "indicators", related = related,
      name = called(c.copies[1], c.first), other = called(c.first, c.copies[1]), count = #c.copies + 1, rest = rest,
      message = (#c.copies == 1 and "{name}与{other}的指标基本相同" or "{other}等 {count} 个项目的指标基本相同")
        .. (rest > 0 and "；另有 {rest} 组同样如此" or ""),
      message_en = (#c.copies == 1 and "{name} and {other} have nearly the same indicators"
        or "{count} projects such as {other} have nearly the same indicators") .. (rest > 0 and "; {rest} more groups" or ""),
      suggestion = "同一工作由几笔资金安排的，按资金分别设置数量和成本；不同工作的，分别设置指标" })
  end
  return faults
end

rule "APP-017" {
  title    = "不同项目的指标雷同",
  title_en = "Two projects have nearly the same indicators",
  suggestion_en = "for one task paid from several funds, split quantities and costs; for different tasks, set different indicators",
  severity = "warning",
  aspect   = "适当性",
  basis    = { "mof-2015-88" },
  each     = "group",
  by = function(p)
    if p.form ~= "target" and p.form ~= "declaration" and p.form ~= "disclosure" then return nil end
    local rows = names(p)
    if #rows < number(param.similar_min_rows) then return nil end
    return list.join({ p.form, tostring(p.year), p.unit_code, p.unit_name }, "/"), rows
  end,
  keep = function(p, rows)
    local code, name = text.fold(p.project_code), text.fold(p.project_name)
    return { name = p.project_name, code = p.project_code, rows = rows, quantities = quantities(p), goal = goal(p),
      same = code == "" and name or list.join({ code, name, p.budget_total.text }, "/") }
  end,
  check = function(every)
    -- 编码、名称、金额都一样的是同一个项目读了几遍（文本、文档各一份）；没有编码而同名的由 CMP-005N、CMP-005T 看
    local items = list.map(list.group(every, function(x) return x.same end), function(group) return group.items[1] end)
    local first_with, clusters, cluster_of = {}, {}, {}
    for n, item in ipairs(items) do
      local twin
      for _, row in ipairs(item.rows) do
        for _, m in ipairs(first_with[row] or {}) do
          if twin == nil and alike(items[m], item) then twin = m end
        end
      end
      if twin and cluster_of[twin] then
        table.insert(cluster_of[twin].copies, item)
      elseif twin then
        cluster_of[twin] = { first = items[twin], copies = { item } }
        table.insert(clusters, cluster_of[twin])
      else
        for _, row in ipairs(item.rows) do
          first_with[row] = first_with[row] or {}
          if #first_with[row] < param.group_findings then table.insert(first_with[row], n) end
        end
      end
    end
    return told(clusters)
  end,
  bad  = { { { project_name = "办案业务费（中央）" }, { project_name = "办案业务费（省级）" }, { project_name = "办案业务费（县级）" }, expect = { field = "indicators" } },
    { { project_name = "社区矫正（省级）", goals = { { text = "构建全县社区矫正信息化管理体系，最大限度预防和减少脱管漏管和重新犯罪。" } },
        indicators = { { level3 = "完善阵地", target = "3处" }, { level3 = "矫正人员管理率", target = "100%" }, { level3 = "加强管理", target = "≥90%" } } },
      { project_name = "社区矫正（县级）", goals = { { text = "构建全县社区矫正信息化管理体系，最大限度预防和减少脱管漏管和重新犯罪。" } },
        indicators = { { level3 = "完善阵地", target = "3处" }, { level3 = "矫正人员管理率", target = "100%" }, { level3 = "融入社会", target = "≥90%" } } },
      expect = { field = "indicators" } } },
  good = { {
    { project_name = "农田建设一期", goals = { { text = "建设高标准农田3.2万亩。" } }, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "建设面积", target = "3.2万亩" },
      { level1 = "产出指标", level2 = "质量指标", level3 = "验收合格率", target = "100%" }, { level3 = "农户满意度", target = "≥90%" } } },
    { project_name = "农田建设二期", goals = { { text = "建设高标准农田4.5万亩。" } }, indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "建设面积", target = "4.5万亩" },
      { level1 = "产出指标", level2 = "质量指标", level3 = "验收合格率", target = "100%" }, { level3 = "农户满意度", target = "≥90%" } } } }, { { project_code = "", project_name = "办案业务费" }, { project_code = "", project_name = "办案业务费" } }, {
    { project_name = "法律援助", goals = { { text = "维护困难群众的合法权益，促进社会公平正义，提高群众满意度。" } },
      indicators = { { level3 = "援助案件", target = "90件" }, { level3 = "结案及时率", target = "100%" }, { level3 = "群众满意度", target = "≥90%" } } },
    { project_name = "公证服务", goals = { { text = "维护困难群众的合法权益，促进社会公平正义，提高群众满意度。" } },
      indicators = { { level3 = "公证件数", target = "90件" }, { level3 = "出证及时率", target = "100%" }, { level3 = "群众满意度", target = "≥90%" } } } },
  {
    { project_name = "司法救助", indicators = { { level3 = "救助人数", target = "9人" }, { level3 = "救助及时率", target = "100%" },
      { level3 = "群众满意度", target = "≥90%" } } },
    { project_name = "法治宣传", indicators = { { level3 = "宣传场次", target = "9场" }, { level3 = "法律知晓率", target = "≥80%" },
      { level3 = "群众满意度", target = "≥90%" } } } } },
}
