-- 项目类别、属性、类型从表上印的选项里勾选，不另写。
rule "EZH-001" {
  title    = "勾选的不是表上的选项",
  title_en = "What is ticked is no option of the form",
  suggestion_en = "tick one of the options printed on the form",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "ezhou-form" },
  each     = "project",
  fold     = true,
  where    = { form = { "declaration", "self_evaluation" } },
  needs    = { "REL-031" },
  check = function(p)
    local faults = {}
    for _, field in ipairs { "category", "attribute", "type" } do
      local ticked = field == "category" and p.category or field == "attribute" and p.attribute or p.type
      local options = codes.project_options[field]
      for _, one in ipairs(ticked) do
        local own = text.trim(one)
        if own ~= "" and not list.any(options, function(option) return text.contains(own, option) ~= nil end) then
          table.insert(faults, fail { field = field, one = own, options = list.join(options, "、"),
            message = "“{one}”不在表的选项之内（{options}）", message_en = "'{one}' is none of the options printed on the form",
            suggestion = "对照原表勾选" })
        end
      end
    end
    return faults
  end,
  bad  = { { category = { "其他项目" } } },
  good = { { category = { "部门预算项目" }, attribute = { "持续性项目" }, type = { "常年性项目" } },
           { category = { "1、部门预算项目" }, attribute = { "新增性项目" }, type = { "一次性项目" } } },
}
