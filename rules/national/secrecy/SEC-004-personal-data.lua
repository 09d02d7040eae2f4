-- 公开表里不得出现身份证号、手机号、银行卡号。服务热线、文号、项目编码不是个人信息。
local pattern = "(?<![0-9A-Za-z])[1-9]\\d{5}(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}[\\dXx](?![0-9A-Za-z])"
  .. "|(?<![0-9A-Za-z.])1[3-9]\\d{9}(?![0-9A-Za-z.])|(?<![0-9A-Za-z])62\\d{14,17}(?![0-9A-Za-z])"

local fields = { "project_name", "purpose", "content", "deviation_reason", "improvement", "goals", "done",
  "level3", "description", "target", "actual", "reason" }

local function masked(s) return text.head(s, 3) .. "…" end

rule "SEC-004" {
  title    = "公开文本出现个人信息",
  title_en = "Personal data in a text for publication",
  suggestion_en = "delete the personal data",
  severity = "error",
  aspect   = "公开与保密",
  basis    = { "privacy-law" },
  discreet = true,
  each     = "project",
  where    = { form = { "disclosure", "self_evaluation" } },
  check = function(p)
    local faults = {}
    for n, place in ipairs(text.places_matching(p, fields, pattern)) do
      if n > 5 then break end
      local found = masked(text.match(place.text, pattern))
      table.insert(faults, fail { at = place.at, field = place.field, value = found, shown = found,
        message = "疑似身份证号、手机号或银行卡号（{shown}）", message_en = "possibly a personal number ({shown})",
        suggestion = "删除个人信息，或以“某某”代替" })
    end
    return faults
  end,
  bad  = { { deviation_reason = "请联系张某，电话13800138000。" },
           { improvement = "退回42070419900307123X的救助申请" } },
  good = { { deviation_reason = "12348热线接听量下降，执行率98%，质保金次年支付，文号鄂政法〔2016〕48号。" },
           { improvement = "项目编码13032221SYVDOB53604QZ调整为下年预算" } },
}
