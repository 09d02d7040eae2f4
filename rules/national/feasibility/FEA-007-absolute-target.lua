-- “杜绝上访”“零发案”取决于他人，单位难以保证。安全生产、廉政一类底线本来就应当为零，不在此列。
rule "FEA-007" {
  title    = "绝对化目标",
  title_en = "An absolute target beyond the unit's control",
  suggestion_en = "choose a target within reach, such as a share resolved or a decrease",
  severity = "note",
  aspect   = "可行性",
  basis    = {},
  each     = "indicator",
  fold     = true,
  check = function(i)
    local own = i.level3 .. "。" .. i.target.text
    local said = text.contains(own, words.absolute)
    if said == nil or text.contains(own, words.redline) then return end
    local there = text.contains(i.target.text, said)
    return fail { field = there and "target" or "level3", said = text.brief(there and i.target.text or i.level3, 30),
      message = "“{said}”不由本单位决定，难以保证，请斟酌", message_en = "'{said}' is beyond the unit's control",
      suggestion = "改为可控的目标，如“同比下降30%以上”“化解率≥95%”" }
  end,
  bad  = { { level1 = "效益指标", level2 = "社会效益指标", level3 = "赴省进京上访", target = "杜绝赴省进京上访" } },
  good = {
    { level1 = "产出指标", level2 = "质量指标", level3 = "杜绝安全生产责任事故", target = "0起" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "非访人次", target = "比去年下降30%以上" },
  },
}
