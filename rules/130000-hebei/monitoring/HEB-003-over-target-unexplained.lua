-- 河北监控：“≥”的指标超出指标值多于限度、“=”的指标超过指标值，要写偏差分析和原因说明。
local function over(i)
  local target, actual = i.target, i.actual
  if target.kind ~= "number" or actual.kind ~= "number" or target.change or not same_unit(target, actual) then return nil end
  if target.op == "<" or target.op == "<=" or number(target) <= 0 or i.level1_name == "成本指标" then return nil end
  if target.dimension == "ratio" and target.op ~= "=" then return nil end
  local excess = (actual - target) / target
  if target.op_written and target.op == "=" then return actual > target and excess or nil end
  return comparable(excess, param.hebei_over_limit) and excess > param.hebei_over_limit and excess or nil
end

rule "HEB-003" {
  title    = "监控完成值超出指标值而未说明",
  title_en = "The target is exceeded and nothing is said about it",
  suggestion_en = "say why it was exceeded; where the target was set too low, apply for an adjustment",
  severity = "warning",
  aspect   = "运行监控",
  basis    = { "hebei-monitoring" },
  each     = "indicator",
  fold     = true,
  where    = { form = "monitoring" },
  needs    = { "SEV-015" },
  check = function(i)
    local excess = over(i)
    if excess == nil then return end
    if text.is_substantive(i.reason) or text.is_substantive(i.remark) then return end
    return fail { field = "actual", excess = percent(excess), message = "完成值“{actual}”超出指标值“{target}”达 {excess}，没有偏差分析",
      message_en = "{actual} exceeds the target {target} by {excess} without an analysis", suggestion = "写明超出的原因；指标值定低了的，申请调整" }
  end,
  bad  = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "70处", reason = "", remark = "" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "=50处", actual = "52处", reason = "", remark = "" } },
  good = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "60处", reason = "" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处", actual = "70处", reason = "汛后抢修任务并入本年计划" } },
}
