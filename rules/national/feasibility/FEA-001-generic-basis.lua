-- 指标值的依据要能查到：文件名称和文号、规划、标准、合同、历史数据。“根据上级相关文件”“工作需要”
-- 等于没有依据。一个项目只报一次，列出有几行。
local function generic(i)
  return not i.withheld and text.contains(i.target_basis, words.generic_basis) ~= nil
    and not text.contains(i.target_basis, words.basis_named)
end

rule "FEA-001" {
  title    = "指标值确定依据笼统",
  title_en = "The basis of the targets names nothing that can be looked up",
  suggestion_en = "name the document and number, or the plan, standard or past figures",
  severity = "warning",
  aspect   = "可行性",
  basis    = { "mof-2015-88" },
  each     = "project",
  where    = { form = { "declaration", "target" } },
  check = function(p)
    local rows = list.filter(p.indicators, generic)
    if #rows == 0 then return end
    return fail { at = rows[1], field = "target_basis",
      related = list.map(rows, function(i) return { at = i, field = "target_basis" } end),
      message = "{count} 个指标的确定依据只写“{said}”，没有指明文件、标准或数据",
      message_en = "the basis of {count} targets, '{said}', names no document, standard or figure",
      count = #rows, said = text.brief(rows[1].target_basis, 40),
      suggestion = "写明文件名称和文号，或计划标准、行业标准、历史数据及其出处" }
  end,
  bad = {
    { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "合格率", target = "≥90%", target_basis = "根据有关部门要求" } } },
    { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "合格率", target = "≥90%", target_basis = "根据上级相关文件" } } },
    { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "覆盖率", target = "100%", target_basis = "依据部门职责，从优待警政策。" } } },
  },
  good = {
    { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "合格率", target = "≥90%", target_basis = "《河北省奖励和保护见义勇为人员条例》" } } },
    { indicators = { { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "满意度", target = "≥90%", target_basis = "调查问卷" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "救助", target = "≥40件", target_basis = "近三年实际完成值的平均数" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "救助", target = "≥40件", target_basis = "依据部门职责和冀政法字[2019]17号" } } },
  },
}
