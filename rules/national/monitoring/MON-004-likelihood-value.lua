-- 完成目标可能性只有三种：确定能、有可能、完全不可能（系统代码 1、2、3 也认）。
local function is_known(s)
  if text.match(s, "^\\s*[123]\\s*$") then return true end
  for _, kind in ipairs({ "certain", "maybe", "never" }) do
    if text.contains(s, codes.likelihood[kind]) then return true end
  end
  return false
end

rule "MON-004" {
  title    = "完成目标可能性取值非法",
  title_en = "The likelihood is none of the three allowed",
  suggestion_en = "write 确定能, 有可能 or 完全不可能",
  severity = "error",
  aspect   = "运行监控",
  basis    = { "mof-2019-136", "huangshi-2019" },
  each     = "indicator",
  fold     = true,
  where    = { form = "monitoring" },
  check = function(i)
    if not has(i, "likelihood") then return skip("表中没有完成目标可能性一栏") end
    local blank = text.is_blank(i.likelihood)
    if not blank and is_known(i.likelihood) then return end
    return fail { field = "likelihood", severity = blank and "warning" or "error",
      message = blank and "1—{upto}月监控没有填写完成目标可能性" or "1—{upto}月监控的完成目标可能性“{likelihood}”不是规定的取值",
      message_en = blank and "the report to month {upto} gives no likelihood" or "'{likelihood}' (report to month {upto}) is not one of the three likelihoods",
      upto = i.project.month or "N",
      suggestion = "填“确定能”“有可能”或“完全不可能”" }
  end,
  bad  = { { likelihood = "差不多" }, { likelihood = "", expect = { severity = "warning" } } },
  good = { { likelihood = "确定能" }, { likelihood = "有可能" }, { likelihood = "完全不可能" }, { likelihood = "1" }, { likelihood = "☑确定能完成目标" } },
}
