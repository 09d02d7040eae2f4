-- 公开表、自评表和随部门预算公开的目标表里不得出现身份证号、手机号、银行卡号；申报表、监控表里也用不着。服务热线、文号、
-- 项目编码不是个人信息。
local pattern = "(?<![0-9A-Za-z])[1-9]\\d{5}(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}[\\dXx](?![0-9A-Za-z])"
  .. "|(?<![0-9A-Za-z.])1[3-9]\\d{9}(?![0-9A-Za-z.])|(?<![0-9A-Za-z])62\\d{14,17}(?![0-9A-Za-z])"

local fields = { "project_name", "purpose", "content", "legal_basis", "deviation_reason", "improvement", "goals", "done",
  "level3", "description", "target", "target_basis", "actual", "forecast", "reason", "remark" }

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
  check = function(p)
    local faults = {}
    local inside = p.form == "declaration" or p.form == "monitoring"
    for n, place in ipairs(text.places_matching(p, fields, pattern)) do
      if n > 5 then break end
      local found = masked(text.match(place.text, pattern))
      table.insert(faults, fail { at = place.at, field = place.field, value = found, shown = found, severity = inside and "warning" or "error",
        message = "疑似身份证号、手机号或银行卡号（{shown}）", message_en = "possibly a personal number ({shown})",
        suggestion = "删除个人信息，或以“某某”代替" })
    end
    return faults
  end,
  bad  = { { deviation_reason = "请联系张某，电话13800138000。" },
           { improvement = "退回42070419900307123X的救助申请" },
           { form = "target", indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "慰问困难职工（联系电话13800138000）", target = "≥3人" } } },
           { form = "monitoring", indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "慰问困难职工", target = "≥3人", actual = "2人",
             remark = "经办人42070419900307123X" } }, expect = { severity = "warning" } } },
  good = { { deviation_reason = "12348热线接听量下降，执行率98%，质保金次年支付，文号鄂政法〔2016〕48号。" },
           { improvement = "项目编码13032221SYVDOB53604QZ调整为下年预算" } },
}
