-- 项目绩效目标表，一行一个项目，二级指标各占一栏（山东等地）：“数量指标”“质量指标”……的格子里写着“改造小区9个；惠及居民≥1860户”。
-- 上面一行可以有“产出指标”“效益指标”的总标题；没有的，一级按二级推。
local KINDS = { "数量指标", "质量指标", "时效指标", "成本指标", "经济成本指标", "社会成本指标", "生态环境成本指标", "经济效益指标", "社会效益指标", "生态效益指标",
  "可持续影响指标", "服务对象满意度指标", "满意度指标" }
local FIRST = { "产出指标", "效益指标", "效果指标", "满意度指标", "成本指标" }

form "kind-columns" {
  title     = "项目绩效目标表（二级指标各占一栏）",
  title_en  = "a project a row, the second levels in columns",
  kind      = "target",
  looks_for = "有“项目名称”，“数量指标”“质量指标”等各占一栏的绩效目标表",
  looks_for_en = "a row per project, 数量指标, 质量指标 … in columns",

  match = function(doc)
    local kinds = doc:table("项目名称", "数量指标", "质量指标", { "社会效益指标", "经济效益指标", "生态效益指标" })
    return kinds ~= nil and kinds:find("数量指标").row == kinds:find("质量指标").row and not doc:has(words.form_level3)
      and not doc:has(words.form_target) and not doc:has(words.form_actual)
  end,
  read = function(doc)
    local first, part = doc:first(), doc:table("项目名称", "数量指标", "质量指标")
    local heads = {}
    for _, head in ipairs(part:find_all(KINDS)) do
      if head.column >= part:find("数量指标").column then heads[#heads + 1] = head end
    end
    local row = part:find("数量指标").row
    heads = list.filter(heads, function(head) return head.row == row or head.row + head.rows > row end)
    local above = {}
    for _, cell in ipairs(part:find_all(FIRST)) do
      if cell.row < row then above[#above + 1] = cell end
    end
    local function level1(head)
      local found
      for _, cell in ipairs(above) do if cell.column <= head.column then found = cell end end
      return found or codes.level_parent[head.text] and head:with(codes.level_parent[head.text][1]) or head
    end
    local records = {}
    local rows = part:rows({ unit_name = { "单位名称?", "预算单位?", "部门（单位）?" }, project_name = "项目名称", project_code = "项目编码?", budget_total = { "预算金额?", "金额?", "资金总额?", "预算数?", "项目金额?" },
      _goal = { "绩效目标?", "年度绩效目标?", "总体目标?", "年度目标?" }, _one = "数量指标" }, { carry = { "unit_name" }, tables = "all" })
    for _, r in ipairs(rows) do
      if not r.project_name.blank and text.only(r.project_name.text, words.total_rows) == false then
        local p = { unit_name = r.unit_name, project_name = r.project_name, project_code = r.project_code, budget_total = r.budget_total, at = r.at,
          year = first:year(), region = r.unit_name and r.unit_name:region() or doc:region(), currency_unit = doc:money_unit(), goals = {}, indicators = {} }
        if r._goal and not r._goal.blank then p.goals[1] = { term = "annual", text = r._goal } end
        for _, head in ipairs(heads) do
          for _, cell in ipairs(r.at:cells()) do
            for _, s in ipairs(cell.column == head.column and not cell.blank and cell:sentences() or {}) do
              local name, value = s:match([[^(\p{Lo}{2,12}?)\s*[:：]?\s*((?:19|20)\d\d\s*年.*)$]])   -- “完工时间2024年11月底前”
              if not name then name, value = s:name_value() end
              p.indicators[#p.indicators + 1] = { level1 = level1(head), level2 = head, level3 = name, target = value, at = cell }
            end
          end
        end
        records[#records + 1] = p
      end
    end
    return records
  end,

  examples = {
    { document = { "2024年部门预算项目支出绩效目标表", "单位：万元", { { "序号", "单位名称", "项目名称", "预算金额", "绩效目标", "产出指标", "", "效益指标", "满意度指标" },
        { "", "", "", "", "", "数量指标", "质量指标", "社会效益指标", "服务对象满意度指标" },
        { "1", "某县住建局", "小区改造", "2300", "改造小区9个。", "改造小区9个；惠及居民≥1860户", "验收合格率100%；完工时间2024年11月底前", "投诉减少率≥30%", "居民满意度≥90%" } } },
      gives = { { unit_name = "某县住建局", project_name = "小区改造", budget_total = "2300", year = "2024", indicators = {
        { level1 = "产出指标", level2 = "数量指标", level3 = "改造小区", target = "9个" }, { level3 = "惠及居民", target = "≥1860户" }, { level2 = "质量指标", target = "100%" },
        { level3 = "完工时间", target = "2024年11月底前" },
        { level1 = "效益指标", level2 = "社会效益指标", target = "≥30%" }, { level1 = "满意度指标", target = "≥90%" } } } } },
  },
}
