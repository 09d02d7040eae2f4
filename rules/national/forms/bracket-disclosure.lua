-- 项目绩效目标公开表：一行一个项目，目标和指标写在一格里，用【】分开：“【总体目标】……【产出指标-数量指标】指标1：机柜数量（≥77台）”
-- （安徽一些市）。每个“指标N：”是一条，最后一对括号里是指标值。单位、类别的小计行没有目标，跳过。
local MARK, NUMBERED = [=[【[^】]{2,24}】]=], [=[指标\s*\d+\s*[:：]]=]
local NAME = { "单位名称（项目类别/支出项目）", "单位名称（项目类别／支出项目）", "项目名称", "单位及项目名称" }

local function indicators(out, levels, cell)
  local level1, level2 = levels:match([[^(\p{Lo}+指标)]]), levels:match([[[-—－/]\s*(\p{Lo}+指标)\s*$]])
  for _, item in ipairs(cell:items(NUMBERED)) do
    local said = item.whole:match([[(?s)^\s*(?:指标\s*\d+\s*[:：]\s*)?(.*?)[；;。\s]*$]])
    local name, value = said:match([[(?s)^(.*)[（(]([^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*)[）)]$]])
    if not said.blank then
      out[#out + 1] = { level1 = level1 or levels, level2 = level2 or cell:with(""), level3 = name or said, target = value or cell:with(""), at = cell }
    end
  end
end

form "bracket-disclosure" {
  title     = "项目绩效目标公开表（【】分段）",
  title_en  = "public table whose goals and indicators stand in one cell, parted by 【】",
  kind      = "disclosure",
  looks_for = "“绩效目标”一格里写着【总体目标】【产出指标-数量指标】的公开表",
  looks_for_en = "public table with 【总体目标】 and 【产出指标-数量指标】 in the cell 绩效目标",

  match = function(doc)
    return doc:table(NAME, "绩效目标") ~= nil and not doc:has("三级指标") and doc:search([[【\p{Lo}{2}度?指标\s*[-—－]\s*\p{Lo}+指标】]]) ~= nil
  end,
  read = function(doc)
    local records, unit, first = {}, nil, doc:first()
    local rows = doc:rows({ _code = { "单位编码?", "单位代码?" }, project_name = NAME, budget_total = { "年度预算安排?", "预算数?", "金额?", "资金总额?" },
      content = "项目内容?", _goals = "绩效目标" }, { carry = {}, tables = "all" })
    for _, row in ipairs(rows) do
      if row._goals.blank then
        local coded = row._code and not row._code.blank and not row.project_name.blank
        if coded and text.ends(row.project_name.text, words.form_unit_endings) then unit = row.project_name end
      else
        local p = { project_name = row.project_name, unit_code = row._code, unit_name = unit, budget_total = row.budget_total, content = row.content, at = row.at,
          year = first:year(), region = first:region() or unit and unit:region() or doc:region(), currency_unit = doc:money_unit(), goals = {}, indicators = {} }
        for _, part in ipairs(row._goals:items(MARK)) do
          local label, said = part.whole:match([[(?s)^\s*【\s*([^】]*?)\s*】\s*(.*?)\s*$]])
          if label == nil then
            if not part.whole.blank then p.goals[#p.goals + 1] = { term = "annual", text = part.whole } end
          elseif text.match(label.text, "指标") then
            indicators(p.indicators, label, said)
          elseif not said.blank then
            p.goals[#p.goals + 1] = { term = "annual", text = said }
          end
        end
        records[#records + 1] = p
      end
    end
    return records
  end,

  examples = {
    { document = { "某市公安局2025年项目绩效目标和指标", { { "单位编码", "单位名称（项目类别/支出项目）", "年度预算安排", "项目内容", "绩效目标" },
        { "037001", "某市公安局", "1681680", "", "" }, { "", "其他运转类", "1681680", "", "" },
        { "037001", "机房租赁服务", "1681680", "租赁77个机柜。", "【总体目标】 保障设备运转 【产出指标-数量指标】 指标1：机柜数量（≥77台） 指标2：机房(个)（1个） 【满意度指标-服务对象满意度指标】 指标1：群众安全感（≥90%）" } } },
      gives = { { unit_name = "某市公安局", project_name = "机房租赁服务", budget_total = "1681680", year = "2025", goals = { { text = "保障设备运转" } },
        indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "机柜数量", target = "≥77台" }, { level3 = "机房(个)", target = "1个" },
          { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众安全感", target = "≥90%" } } } } },
  },
}
