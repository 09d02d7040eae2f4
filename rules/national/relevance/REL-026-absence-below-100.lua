-- 要求“零脱管”“无重新犯罪”“杜绝”的，指标值就是 0 或 100%；写≥90%等于允许一成发生。
-- 名称本身是比率的（无差错率≥99%）和满意度指标不在此列；“无偿”“无障碍”不是没有。
-- “杜绝食品安全事故”而指标值是≤5起
local function allowed(i)
  local v = i.target
  if v.kind ~= "number" or v.dimension ~= "count" and v.dimension ~= "people" or v.change then return false end
  return (v.op == "<=" or v.op == "<") and number(v) > 1
    and text.contains(i.level3 .. i.description, words.ruled_out) ~= nil and text.contains(i.level3, words.negative_nouns) ~= nil
end

-- 名称要求没有甲，指标值说没有乙，一个字也对不上的，请核对是不是一件事。
local function other_absence(i)
  local name = text.remove(i.level3, words.absence_false)
  if not text.match(name, "^\\s*(?:指标\\s*\\d+\\s*[：:]\\s*)?(?:实现|确保|做到)?[“\"]?(?:零|无)\\p{Lo}{2}") then return false end
  local value = text.remove(i.target.text, words.absence_false)
  return text.contains(value, words.zero_demands) ~= nil and text.shared(name, value .. "。" .. i.description) < 1
end

rule "REL-026" {
  title    = "“零、无、杜绝”类指标取值矛盾",
  title_en = "An indicator of absence with a target below 100 %",
  suggestion_en = "make the target 0, or a rate that fits the name",
  severity = "error",
  aspect   = "相关性",
  basis    = {},
  each     = "indicator",
  fold     = true,
  where    = { level1 = { "产出指标", "效益指标", "成本指标" } },
  check = function(i)
    local v = i.target
    if allowed(i) then
      return fail { field = "target", message = "写着“杜绝”，指标值却是“{target}”，等于允许发生",
        message_en = "it is to be ruled out, yet the target is {target}", suggestion = "指标值改为“0" .. v.unit .. "”" }
    end
    if other_absence(i) then
      return fail { field = "target", severity = "note", name = text.brief(i.level3, 30), value = text.head(v.text, 30),
        message = "名称“{name}”与指标值“{value}”说的不是一件事，请核对",
        message_en = "the name '{name}' and the target '{value}' speak of different things",
        suggestion = "指标值写成与名称一致的要求，如“0起”“0人”" }
    end
    if v.kind ~= "number" or v.dimension ~= "ratio" or v.change then return end
    if v.op == "<" or v.op == "<=" or v.value >= 1 or v.value <= 0 then return end
    local name = text.remove(i.level3, words.absence_false)
    if text.contains(name, words.sure_rates) or text.contains(text.remove(name, words.not_rate), words.rate_nouns) then return end
    local said = text.contains(name, words.zero_demands)
      or text.contains(text.remove(i.description, words.absence_false), words.zero_demands)
    if said == nil and v.span ~= "" then
      local own = text.remove(text.replace(v.text, v.span, ""), words.absence_false)
      said = not text.contains(own, words.rate_nouns) and text.contains(own, words.zero_demands) or nil
    end
    if said == nil then
      said = text.match(name, "(?:^|[，、确保])(?:零|无)\\p{Lo}{2,8}(?:案件|事故|事件|现象|问题)?发生$") or text.match(text.replace(text.replace(name, "“", ""), "”", ""), "零[脱漏事死伤投违差上发控]\\p{Lo}")
    end
    if said == nil then return end
    return fail { field = "target", message = "要求“{said}”，指标值却是“{target}”，等于允许发生",
      message_en = "'{said}' is demanded, yet the target is {target}", said = said,
      suggestion = "指标值改为“0" .. (text.match(i.level3 .. said, "脱管|漏管|脱漏|重新|犯罪|死亡|伤亡|失学|辍学|流失|人员") and "人" or "起") .. "”，或把名称改成与指标值相符的比率" }
  end,
  bad = {
    { level1 = "产出指标", level2 = "质量指标", level3 = "无民转刑案件发生", description = "", target = "≥90%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "安全生产", description = "", target = "无事故≥90%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "食品安全事故", description = "杜绝食品安全事故", target = "≤5起" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "确保“零脱管”和“无重新违法犯罪”", description = "", target = "≥90%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "没有安全事故", description = "", target = "≥95%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "社区矫正监管", description = "未出现脱管、漏管现象", target = "≥90%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "零控诉举报", description = "", target = "不出现不当救助案件", expect = { severity = "note" } },
  },
  good = {
    { level1 = "产出指标", level2 = "质量指标", level3 = "安全生产", description = "", target = "无差错率≥99%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "杜绝食品安全事故", description = "", target = "0起" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "一般安全事故", description = "减少事故", target = "≤3起" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "无差错率", description = "", target = "≥99%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "提供无偿法律服务", description = "", target = "≥90%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "杜绝脱管漏管", description = "", target = "100%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "确保“零脱管”", description = "", target = "0人" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "零安全事故", description = "", target = "全年不发生安全责任事故" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "零控诉举报", description = "", target = "无" },
  },
}
