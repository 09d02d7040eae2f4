-- 一个单位的自评全部满分，多半没有认真评。每个项目都有说得清的数值依据时也可能如此，所以请人看一眼。
rule "SEV-040" {
  title    = "单位自评全部满分",
  title_en = "Every self-evaluation of the unit scores full marks",
  suggestion_en = "check the scores against the results, one by one",
  severity = "warning",
  aspect   = "自评质量",
  basis    = { "mof-2020-10" },
  each     = "group",
  where    = { form = "self_evaluation" },
  by = function(p)
    if not is_number(p.total_score) then return nil end
    return text.fold(p.unit_name) .. "/" .. tostring(p.year)
  end,
  keep = function(p) return { total = p.total_score } end,
  check = function(items)
    if #items < param.full_score_projects then return skip("项目太少") end
    if not list.all(items, function(x) return number(x.total) >= 100 end) then return end
    local related = {}
    for n = 2, #items do related[n - 1] = { at = items[n], field = "total_score" } end
    return fail { at = items[1], field = "total_score", related = related, count = #items,
      message = "{count} 个项目自评全部满分", message_en = "all {count} self-evaluations score full marks",
      suggestion = "对照完成值逐项复核得分，有偏差的如实扣分" }
  end,
  bad  = { { { project_code = "", project_name = "甲", total_score = "100" }, { project_code = "", project_name = "乙", total_score = "100分" },
             { project_code = "", project_name = "丙", total_score = "100" } } },
  good = { { { project_code = "", project_name = "甲", total_score = "100" }, { project_code = "", project_name = "乙", total_score = "99.8" },
             { project_code = "", project_name = "丙", total_score = "100" } },
           { { project_code = "", project_name = "甲", total_score = "100" } } },
}
