-- 公开表里不得出现身份证号、手机号、银行卡号。服务热线、文号、项目编码不是个人信息。
local pattern = "(?<![0-9A-Za-z])[1-9]\\d{5}(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}[\\dXx](?![0-9A-Za-z])"
  .. "|(?<![0-9A-Za-z.])1[3-9]\\d{9}(?![0-9A-Za-z.])|(?<![0-9A-Za-z])62\\d{14,17}(?![0-9A-Za-z])"

local function masked(s) return text.head(s, 3) .. "…" end

rule "SEC-004" {
  title    = "公开文本出现个人信息",
  title_en = "Personal data in a text for publication",
  severity = "error",
  aspect   = "公开与保密",
  basis    = { "privacy-law" },
  discreet = true,
  each     = "project",
  where    = { form = { "disclosure", "self_evaluation" } },
  check = function(p)
    local places = { { p, "project_name", p.project_name }, { p, "purpose", p.purpose }, { p, "content", p.content },
      { p, "deviation_reason", p.deviation_reason }, { p, "improvement", p.improvement } }
    for _, goal in ipairs(p.goals) do table.insert(places, { p, "goals", goal.text .. " " .. goal.done }) end
    for _, i in ipairs(p.indicators) do
      table.insert(places, { i, "level3", i.level3 })
      table.insert(places, { i, "description", i.description })
      table.insert(places, { i, "target", i.target.text })
      table.insert(places, { i, "actual", i.actual.text })
      table.insert(places, { i, "reason", i.reason })
    end
    local faults = {}
    for _, place in ipairs(places) do
      local found = text.match(place[3], pattern)
      if found and #faults < 5 then
        table.insert(faults, fail { at = place[1], field = place[2], value = masked(found), shown = masked(found),
          message = "疑似身份证号、手机号或银行卡号（{shown}）", message_en = "possibly a personal number ({shown})",
          suggestion = "删除个人信息，或以“某某”代替" })
      end
    end
    return faults
  end,
  bad  = { { deviation_reason = "请联系张某，电话13800138000。" },
           { improvement = "退回42070419900307123X的救助申请" } },
  good = { { deviation_reason = "12348热线接听量下降，执行率98%，质保金次年支付，文号鄂政法〔2016〕48号。" },
           { improvement = "项目编码13032221SYVDOB53604QZ调整为下年预算" } },
}
