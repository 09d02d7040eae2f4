-- 各项指标都写同一个依据，多半没有逐项测算。一部法规确实可以管全部指标，所以只提示；满意度不计。
-- 那一个依据本来就笼统的，FEA-001 说过了，一个原因不说两次。
rule "FEA-002" {
  title    = "全部指标同一依据",
  title_en = "Every target rests on one and the same basis",
  suggestion_en = "state for each target where it comes from",
  severity = "note",
  aspect   = "可行性",
  basis    = {},
  each     = "project",
  where    = { form = { "declaration", "target" } },
  needs    = { "FEA-001" },
  check = function(p)
    local rows = list.filter(rows_of(p), function(i)
      return i.level1_name ~= "满意度指标" and text.fold(i.target_basis) ~= ""
    end)
    if #rows < param.same_basis_rows then return end
    local said = text.fold(rows[1].target_basis)
    if not list.all(rows, function(i) return text.fold(i.target_basis) == said end) then return end
    return fail { at = rows[1], field = "target_basis", related = list.map(rows, function(i) return { at = i, field = "target_basis" } end),
      message = "{count} 个指标的确定依据都是“{said}”", message_en = "all {count} targets cite the same basis",
      count = #rows, said = text.brief(rows[1].target_basis, 40),
      suggestion = "逐项写明取值的出处，如历史数据、合同约定、计划标准" }
  end,
  bad = {
    { indicators = {
      { level1 = "产出指标", level3 = "甲", target = "1个", target_basis = "《光纤租用协议》" }, { level1 = "产出指标", level3 = "乙", target = "2个", target_basis = "《光纤租用协议》" },
      { level1 = "产出指标", level3 = "丙", target = "3个", target_basis = "《光纤租用协议》" }, { level1 = "效益指标", level3 = "丁", target = "4个", target_basis = "《光纤租用协议》" },
      { level1 = "效益指标", level3 = "戊", target = "5个", target_basis = "《光纤租用协议》" } } },
  },
  good = {
    { indicators = {
      { level1 = "产出指标", level3 = "甲", target = "1个", target_basis = "《光纤租用协议》" }, { level1 = "产出指标", level3 = "乙", target = "2个", target_basis = "《光纤租用协议》" } } },
    { indicators = {
      { level1 = "产出指标", level3 = "甲", target = "1个", target_basis = "协议" }, { level1 = "产出指标", level3 = "乙", target = "2个", target_basis = "协议" },
      { level1 = "产出指标", level3 = "丙", target = "3个", target_basis = "协议" }, { level1 = "效益指标", level3 = "丁", target = "4个", target_basis = "协议" },
      { level1 = "效益指标", level3 = "戊", target = "5个", target_basis = "2024年统计数" } } },
  },
}
