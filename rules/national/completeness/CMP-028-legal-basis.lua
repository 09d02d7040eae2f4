-- 立项要有依据：法律法规、规划、会议纪要或协议，写出名称或文号。
rule "CMP-028" {
  title    = "立项依据缺失",
  title_en = "The project has no stated basis",
  suggestion_en = "name the document and its number, the minutes or the plan",
  severity = "warning",
  aspect   = "可行性",
  basis    = { "mof-2015-88" },
  each     = "project",
  where    = { form = "declaration" },
  check = function(p)
    if not has(p, "legal_basis") then return skip("表中没有立项依据一栏") end
    if text.contains(p.project_name, words.staff_projects) then return skip("人员类、三保类项目") end
    if text.fold(p.legal_basis) == "" then
      return fail { field = "legal_basis", message = "未填写立项依据", message_en = "the project basis is blank",
        suggestion = "填写文件名称和文号、会议纪要或规划的名称" }
    end
    local document = text.match(p.legal_basis, "《[^》]+》|[〔\\[［【(（]\\s*\\d{4}\\s*[〕\\]］】)）]")
    if document ~= nil or text.contains(p.legal_basis, words.documents) then return end
    return fail { field = "legal_basis", message = "立项依据没有写出文件名称或文号",
      message_en = "the project basis names no document",
      suggestion = "写明依据的文件名称和文号" }
  end,
  bad  = { { legal_basis = "" }, { legal_basis = "根据工作需要" } },
  good = {
    { legal_basis = "鄂政法〔2016〕48号" },
    { legal_basis = "市委常委会会议纪要" },
    { legal_basis = "2023年第5次县长办公会" },
    { legal_basis = "", project_name = "公益性岗位人员工资" },
  },
}
