-- 支出进度、阶段目标都达到为绿灯，只达到支出进度为黄灯，其余为红灯。亮黄灯、红灯的要写偏差原因。
local function answer(p, headings)
  local said = text.trim(extra(p, headings) or "")
  if list.contains(words.reached, said) then return true end
  if list.contains(words.not_reached, said) then return false end
end

local function due(progress, stage)
  return progress and (stage and "green" or "yellow") or "red"
end

local function printed(p)
  local said = text.trim(extra(p, words.light_headings) or "")
  for _, light in ipairs { "green", "yellow", "red" } do
    if list.contains(codes.light_names[light], said) then return light end
  end
end

local function explained(p)
  return text.is_substantive(p.deviation_reason) or list.any(p.indicators, function(i) return text.is_substantive(i.reason) end)
end

rule "HFE-001" {
  title    = "预警灯与两项进度不符，或亮灯未说明",
  title_en = "The warning light is not what the two answers give, or nothing explains it",
  suggestion_en = "correct the light or the answers; say why spending or the goal is behind",
  severity = "error",
  aspect   = "运行监控",
  basis    = { "hefei-monitoring" },
  each     = "project",
  where    = { form = "monitoring" },
  check = function(p)
    local progress, stage, said = answer(p, words.progress_headings), answer(p, words.stage_headings), printed(p)
    if progress == nil or stage == nil then return skip("没有填是否达到支出进度、阶段目标") end
    local light = due(progress, stage)
    local name = codes.light_names[light].zh
    if said ~= nil and said ~= light then
      return fail { field = "indicators", light = name, said = codes.light_names[said].zh, upto = p.month or "N",
        message = "1—{upto}月监控的预警灯为{said}，按支出进度和阶段目标应为{light}",
        message_en = "to month {upto}: the light is not what the two answers give", suggestion = "改正预警灯，或核对两项是否达到" }
    end
    if light == "green" or explained(p) then return end
    return fail { field = "deviation_reason", light = name, upto = p.month or "N",
      message = "1—{upto}月监控亮{light}，没有写偏差原因", message_en = "to month {upto}: a warning light and no reason for it",
      suggestion = "写明支出或绩效滞后的原因和后续安排" }
  end,
  bad  = { { extra = { ["是否达到序时支出进度"] = "是", ["是否达到阶段性绩效目标"] = "否", ["预警灯"] = "绿灯" }, expect = { field = "indicators" } },
           { extra = { ["是否达到序时支出进度"] = "是", ["是否达到阶段性绩效目标"] = "否" }, deviation_reason = "", expect = { field = "deviation_reason" } },
           { extra = { xsjdwarn = "0", isgoal = "1", warn = "yellow" }, expect = { field = "indicators" } } },
  good = { { extra = { ["是否达到序时支出进度"] = "是", ["是否达到阶段性绩效目标"] = "是", ["预警灯"] = "绿灯" } },
           { extra = { ["是否达到序时支出进度"] = "否", ["是否达到阶段性绩效目标"] = "否", ["预警灯"] = "红灯" },
             deviation_reason = "省级资金七月底下达，设备八月招标，九月支付" },
           { deviation_reason = "" } },
}
