-- 填“有可能”“完全不可能”的，要写偏差原因和拟采取的措施：本行或项目栏有一处即可。
local function doubtful(s)
  if text.match(s, "^\\s*[23]\\s*$") then return true end
  return text.contains(s, codes.likelihood.maybe) ~= nil or text.contains(s, codes.likelihood.never) ~= nil
end

local function blank(s)
  return text.is_blank(s) or text.only(s, words.boilerplate)
end

rule "MON-005" {
  title    = "可能完不成而未写原因和措施",
  title_en = "Doubt about the target without reason and measures",
  suggestion_en = "state the reason, the measures and the expected result",
  severity = "error",
  aspect   = "运行监控",
  basis    = { "mof-2019-136", "huangshi-2019" },
  each     = "indicator",
  fold     = true,
  where    = { form = "monitoring" },
  needs    = { "MON-004" },
  check = function(i)
    if not doubtful(i.likelihood) then return end
    if not blank(i.reason) or not blank(i.remark) or not blank(i.project.deviation_reason) then return end
    if not has(i, "reason") and not has(i.project, "deviation_reason") then return undecided("表中没有偏差原因一栏", "the form has no column for reasons") end
    return fail { field = has(i, "reason") and "reason" or "likelihood",
      message = "1—{upto}月监控填“{likelihood}”完成目标，没有写原因和措施",
      message_en = "to month {upto}, the likelihood is '{likelihood}' and no reason is given", upto = i.project.month or "N",
      suggestion = "写明偏差原因、拟采取的措施和预计完成情况" }
  end,
  bad  = { { likelihood = "有可能", reason = "", remark = "", project = { deviation_reason = "" } },
           { likelihood = "完全不可能", reason = "无偏差", remark = "", project = { deviation_reason = "" } } },
  good = { { likelihood = "确定能", reason = "" }, { likelihood = "有可能", reason = "经费保障：资金下达较晚，九月底前拨付" } },
}
