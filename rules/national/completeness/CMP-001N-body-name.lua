-- 项目名称要看得出做什么。只写了单位名称的（“法学会”），公开以后谁也不知道这笔钱是做什么的。
rule "CMP-001N" {
  title    = "项目名称只是单位名称",
  title_en = "The project is named after a body alone",
  suggestion_en = "say what the money is for",
  severity = "note",
  aspect   = "完整性",
  basis    = {},
  each     = "project",
  needs    = { "CMP-001" },
  check = function(p)
    local name = text.trim(p.project_name)
    if not text.ends(name, words.body_names) then return end
    return fail { field = "project_name", message = "项目名称“{project_name}”只是单位的名称，没有说做什么",
      message_en = "the project name '{project_name}' is that of a body and does not say what is done",
      suggestion = "写明用途，如“" .. name .. "工作经费”" }
  end,
  bad  = { { project_name = "法学会" } },
  good = { { project_name = "法学会工作经费" }, { project_name = "第六届职工运动会" } },
}
