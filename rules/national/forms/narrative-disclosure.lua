-- 项目绩效目标公开表：一行一个项目，“绩效目标”“绩效指标”各是一格文字，指标写作“一、产出指标（一）数量指标1.……”。
-- 每条、每句是一条指标；数字或“≥”之前是名称，从它起是指标值，没有数字的两处都是全文。标题下没有内容的，留空白行。
local NUMBERS = "[一二三四五六七八九十]+"
local NAMES   = "(?:产出|效益|效果|满意度|成本|数量|质量|时效|经济效益|社会效益|生态效益|可持续影响|服务对象满意度|经济成本|社会成本|生态环境成本)指标"
local HEADING = "(?:" .. NUMBERS .. [=[[、.．]|[（(]\s*]=] .. NUMBERS .. [=[\s*[）)])\s*\p{Lo}{2,9}指标[^\S\n]*[:：]?]=]
             .. [=[|(?:\d{1,2}[、.．]|[（(]\d{1,2}[）)])\s*]=] .. NAMES .. [=[[^\S\n]*[:：]?|(?<!\p{Lo})]=] .. NAMES .. [=[[^\S\n]*[:：]]=]
local VALUE   = [[(?:(?:达到|不少于|不低于|不超过|不高于|大于|小于|超过|控制在|每年|每月|全年)*\s*(?:[≥≤＞＜><=＝》《]|\$(?:\\[a-z]+)?)?\s*]]
             .. [[\d[\d.,]*(?:\s*[-~～—至]\s*\d[\d.,]*)?\s*(?:\\?[%％]\$?|\p{Lo}{0,3})(?:[（(][^()（）]*[）)])?)]]

-- “1、”“2.”“；”“。”都另起一条；小数和日期里的点不算。
local function sentences(cell)
  local out, mark = {}, [=[(?:[。；;，,:：\s]|^)\d{1,2}(?:[、．]|\.+(?!\d)|\.(?=20\d\d年))|(?<=\p{Lo})\d{1,2}、(?=[≥≤＞＜><=])|[。；;]]=]
  for _, item in ipairs(cell:items(mark)) do
    local said = item.text:match([[^(?:目标]] .. NUMBERS .. [[)?(?:\d{1,2}[:：])?[\s.:：,，、]*(?:1(?=\p{Lo}{4})(?![名个人次件场起项家户元万千百年月日天份本册处台套期条]))?(.*?)[\s,，、.]*$]])
    if said and not said.blank then out[#out + 1] = said end
  end
  return out
end

local function is_level1(mark)
  return text.match(mark, [[(?:^|[、.．）)])\s*(?:产出|效益|效果|满意度)指标]]) ~= nil or text.match(mark, "^" .. NUMBERS .. "[、.．]") ~= nil
end

local function indicators(cell)
  local out, level1, level2 = {}, nil, nil
  local function add(level3, target)
    out[#out + 1] = { level1 = level1, level2 = level2 or cell:with(""), level3 = level3, target = target, at = cell }
  end
  local parts = cell:items(HEADING)
  for k, part in ipairs(parts) do
    local name = text.match(part.mark, [[\p{Lo}{2,9}指标]])
    local top = is_level1(part.mark)
    if name and top then level1, level2 = cell:with(name), nil elseif name then level2 = cell:with(name) end
    local said = sentences(part.text)
    for _, s in ipairs(said) do
      local before, value = s:match("^(.*?)\\s*(" .. VALUE .. ")$")
      if s:match([[^(?:19|20)\d\d\s*年]]) and s:match([=[[日月年底前]$]=]) then before, value = s:with(""), s end
      add(before or s, value or s)
    end
    local below = parts[k + 1] and not is_level1(parts[k + 1].mark)        -- 下面还有它的二级
    if name and #said == 0 and not (top and below) then add(cell:with(""), cell:with("")) end
    if k == #parts and #said == 0 and name and not text.match(name, "满意度") then
      remark("文字在“" .. name .. "”之后中断", cell)
    end
  end
  return out
end

form "narrative-disclosure" {
  title     = "项目支出绩效目标公开表（文字叙述）",
  kind      = "disclosure",
  looks_for = "“绩效目标”“绩效指标”各写成一格文字的公开表",

  match = function(doc)
    return doc:table({ "单位及项目名称", "项目名称" }, { "绩效目标", "年度绩效目标" }, "绩效指标") ~= nil
       and doc:search(HEADING) ~= nil and not doc:has("三级指标")
  end,

  read = function(doc)
    local records, title, code = {}, doc:first(), nil
    local unit = title:match([[^(\p{Lo}{4,}?)\s*(?:19|20)\d\d\s*年]])      -- 题目里的单位，有小计行的以小计行为准
    for _, row in ipairs(doc:rows({
      _code = { "单位编码?", "序号?", "编码?" }, project_name = { "单位及项目名称", "项目名称" }, _tree = "绩效指标",
      budget_total = { "金额?", "预算数?", "项目金额?", "预算金额?" }, _goals = { "绩效目标", "年度绩效目标" },
    }, { carry = {}, tables = "all" })) do
      local p = { project_name = row.project_name, budget_total = row.budget_total, at = row.at, goals = {} }
      if row._tree.blank and row._goals.blank then
        if row._code and not row._code.blank and not row.project_name.blank and row._code.text ~= (code and code.text) then
          unit, code = row.project_name, row._code                     -- 单位小计行
        end
      else
        p.unit_name, p.unit_code, p.year, p.region = unit, code, title:year(), title:region() or unit and unit:region() or doc:region()
        p.currency_unit = doc:money_unit()
        local goal = "目标(" .. NUMBERS .. "|\\d+)[:：]?"
        for _, g in ipairs(row._goals:items([[(?:\d+[.、．]?\s+)*(?:\d+[.、．]\s*)?]] .. goal .. [[(?:[.\s]*目标\1[:：]?)?]])) do
          p.goals[#p.goals + 1] = { text = g.whole:match([[(?s)(目标.*)$]]) or g.whole }
        end
        p.indicators = indicators(row._tree)
        local typed = not row.project_name.blank                      -- 只有预印的“目标一：”“一、产出指标”的行不算
        for _, i in ipairs(p.indicators) do typed = typed or not i.target.blank end
        if typed then records[#records + 1] = p end
      end
    end
    return records
  end,

  examples = {
    { document = { "某县司法局2024年项目支出绩效目标公开表", { { "单位编码", "项目名称", "金额（万元）", "绩效目标", "绩效指标" },
        { "1", "普法", "6", "目标一：普法。", "一、产出指标（一）数量指标：1.宣传≥4次；2、讲座2场。（二）质量指标 二、满意度指标：群众满意度≥85%。" } } },
      gives = { { project_name = "普法", budget_total = "6", goals = { { text = "目标一：普法。" } }, indicators = {
        { level2 = "数量指标", level3 = "宣传", target = "≥4次" }, { level3 = "讲座", target = "2场" }, { level2 = "质量指标", level3 = "" }, { level1 = "满意度指标", target = "≥85%" } } } } },
  },
}
