-- 项目绩效目标公开表：一行一个项目，“绩效目标”“绩效指标”各是一格文字，指标写作“一、产出指标（一）数量指标1.……”。
-- 每条、每句是一条指标；数字或“≥”之前是名称，从它起是指标值，没有数字的两处都是全文。标题下没有内容的，留空白行。
local function indicators(out, cell)
  local parts = cell:headings()
  local level1, level2 = #out > 0 and out[#out].level1 or nil, #out > 0 and out[#out].level2 or nil   -- 断在上一行的，接着写
  local function add(level3, target)
    out[#out + 1] = { level1 = level1, level2 = level2 or cell:with(""), level3 = level3, target = target, at = cell }
  end
  for k, part in ipairs(parts) do
    local top, said, below = part.level == 1, part.text:sentences(), parts[k + 1] and parts[k + 1].level > 1   -- 下面还有它的二级
    if part.name and top then level1, level2 = part.name, nil elseif part.name then level2 = part.name end
    for _, s in ipairs(said) do add(s:name_value()) end
    if part.name and #said == 0 and not (top and below) then add(cell:with(""), cell:with("")) end
  end
end

form "narrative-disclosure" {
  title     = "项目支出绩效目标公开表（文字叙述）",
  title_en  = "disclosure in narrative cells",
  kind      = "disclosure",
  looks_for = "“绩效目标”“绩效指标”各写成一格文字的公开表",
  looks_for_en = "disclosure with goals and indicators in one cell each",

  match = function(doc)
    return doc:table({ "单位及项目名称", "项目名称" }, { "绩效目标", "年度绩效目标" }, "绩效指标") ~= nil and not doc:has("三级指标")
       and doc:search([=[[一二三四五六七八九十\d][、.．）)]\s*\p{Lo}{2,9}指标|(?:产出|效益|满意度|数量|质量|时效)指标[^\S\n]*[:：]]=]) ~= nil
  end,
  read = function(doc)
    local records, title, code, subtotal = {}, doc:first(), nil, nil
    local unit = title:match([[^(\p{Lo}{4,}?)\s*(?:19|20)\d\d\s*年]])      -- 题目里的单位，有小计行的以小计行为准
    local rows = doc:rows({
      _code = { "单位编码?", "序号?", "编码?" }, project_name = { "单位及项目名称", "项目名称" }, _tree = "绩效指标",
      budget_total = { "金额?", "预算数?", "项目金额?", "预算金额?" }, _goals = { "绩效目标", "年度绩效目标" },
    }, { carry = {}, tables = "all" })
    local cuts = doc:cuts(list.map(rows, function(row) return row._tree end))   -- 文字断在哪里，没有断的是 false
    for n, row in ipairs(rows) do
      local broken = records[#records] and records[#records].truncated and row.project_name.blank and not row._tree.blank
        and not (row.budget_total and not row.budget_total.blank) and records[#records]
      local p = broken or { project_name = row.project_name, budget_total = row.budget_total, at = row.at, goals = {} }
      if broken then                                                    -- 跨页的一行分成了两行
        indicators(p.indicators, row._tree)
        p.truncated = cuts[n] or nil
      elseif row._tree.blank and row._goals.blank then
        local sum = row._code and not row._code.blank and not row.project_name.blank and row._code.text ~= (code and code.text)
        if sum then                                                     -- 单位小计行
          unit, code, subtotal = row.project_name, row._code, row.budget_total and not row.budget_total.blank and row.budget_total or nil
        end
        local grand = not sum and row._code and text.only(row._code.text .. row.project_name.text, words.total_rows)
        if grand and row.budget_total and row.budget_total.blank then remark("合计行没有金额", row.budget_total, "the row of totals has no amount") end
      else
        p.unit_name, p.unit_code, p.year, p.region = unit, code, title:year(), title:region() or unit and unit:region() or doc:region()
        p.currency_unit, p.extra = doc:money_unit(), { ["单位小计"] = subtotal }
        for _, g in ipairs(row._goals:items([[(?:\d+[.、．]?\s+)*(?:\d+[.、．]\s*)?目标([一二三四五六七八九十]+|\d+)[:：]?(?:[.\s]*目标\1[:：]?)?]])) do
          p.goals[#p.goals + 1] = { text = g.whole:match([[(?s)(目标.*)$]]) or g.whole }
        end
        p.indicators = {}
        indicators(p.indicators, row._tree)
        p.truncated = cuts[n] or row._goals:cut()
        local typed = not row.project_name.blank                      -- 只有预印的“目标一：”“一、产出指标”的行不算
        for _, i in ipairs(p.indicators) do typed = typed or not i.target.blank end
        if typed then records[#records + 1] = p end
      end
    end
    return records
  end,

  examples = {
    { document = { "某县住建局2025年项目支出绩效目标公开表", { { "序号", "项目名称", "预算数", "绩效目标", "绩效指标" },
        { "1", "路灯维护", "30", "亮灯。", "一、产出指标（一）数量指标：线路长度≥12km；（二）时效指标 1.12月10日前完成（三）成本指标：1.单位处理成本≤1.5元/吨；2.人均补助≤300元/人·月。二、满意度指标：居民满意度≥90%。" } } },
      gives = { { indicators = { { level3 = "线路长度", target = "≥12km" }, { level2 = "时效指标", target = "12月10日前完成" }, { level3 = "单位处理成本", target = "≤1.5元/吨" }, { level3 = "人均补助", target = "≤300元/人·月" }, {} } } } },
    { document = { "某县司法局2024年项目支出绩效目标公开表", { { "单位编码", "项目名称", "金额（万元）", "绩效目标", "绩效指标" },
        { "1", "普法", "6", "目标一：普法。", "一、产出指标（一）数量指标：1.宣传≥4次。（二）成本指标 二、效益指标（一）社会效益指标：守法。（二）生态效益指标：" },
        { "2", "援助", "5", "目标一：援助。", "一、产出指标（一）数量指标：1.办案≥4件。（二）成本指标 二、效益指标" },
        { "", "", "", "", "（一）社会效益指标：守法。（二）生态效益指标：" }, { "3", "矫正", "5", "目标一：矫正。", "一、产出指标（一）数量指标：1.走访≥4次。（二）成本指标：" } } },
      gives = { { project_name = "普法", indicators = { {}, {}, {}, { level2 = "生态效益指标", target = "" } } },
        { project_name = "援助", indicators = { {}, {}, { level1 = "效益指标", target = "" }, { level1 = "效益指标", level2 = "社会效益指标", target = "守法" }, {} } },
        { project_name = "矫正", extra = { truncated = "是" } } } },
    { document = { "某县司法局2024年项目支出绩效目标公开表", { { "单位编码", "项目名称", "金额（万元）", "绩效目标", "绩效指标" },
        { "1", "普法", "6", "目标一：普法。", "一、产出指标（一）数量指标：1.宣传≥4次；2、讲座2场。（二）质量指标 二、满意度指标：群众满意度≥85%。" } } },
      gives = { { project_name = "普法", budget_total = "6", goals = { { text = "目标一：普法。" } }, indicators = {
        { level2 = "数量指标", level3 = "宣传", target = "≥4次" }, { level3 = "讲座", target = "2场" }, { level2 = "质量指标", level3 = "" }, { level1 = "满意度指标", target = "≥85%" } } } } },
  },
}
