-- 标了涉密的指标，应当名称、描述、指标值、依据一起不公开；只遮一部分，遮住的和露出的对不上。
local function marked(s) return text.contains(s, words.withheld_marks) ~= nil end

rule "SEC-001" {
  title    = "涉密指标只遮盖了一部分",
  title_en = "An indicator is only partly withheld",
  suggestion_en = "ask the secrecy office: withhold every cell of the row or none",
  severity = "warning",
  aspect   = "公开与保密",
  basis    = { "secrecy-law" },
  each     = "indicator",
  where    = { form = { "target", "disclosure" } },
  classified = true,
  check = function(i)
    local cells = list.filter({ i.level3, i.description, i.target.text, i.target_basis },
      function(s) return not text.is_blank(s) end)
    local hidden = list.count(cells, marked)
    if hidden == 0 or hidden == #cells then return end
    return fail { field = "target", value = "（略）", message = "第 {seq} 行指标有 {hidden} 栏标为涉密，其余 {open} 栏公开",
      hidden = hidden, open = #cells - hidden, message_en = "row {seq}: {hidden} cells are withheld, {open} are open",
      suggestion = "请保密部门确认：应当涉密的各栏统一标注，不涉密的恢复原文" }
  end,
  bad  = { { level1 = "产出指标", level2 = "数量指标", level3 = "教育转化人数", description = "涉密", target = "涉密", target_basis = "涉密" } },
  good = { { level1 = "产出指标", level2 = "数量指标", level3 = "涉密", description = "涉密", target = "涉密", target_basis = "涉密" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "保密检查", description = "检查次数", target = "≥4次", target_basis = "年度计划" } },
}
