-- 数量指标填数量：多少件、多少人。接种率、管理率、覆盖率一类，国家和行业的指标库就放在数量下，名称自己
-- 写明是率的只提示；名称是事、指标值却是百分比的，合格率、及时率一类本是质量、时效的，请改。
local function example(i)
  local kind = list.filter(codes.count_examples, function(x) return text.contains(i.level3, x.nouns) end)[1]
  return kind and kind.example or codes.target_examples["数量指标"]
end

rule "REL-009" {
  title    = "数量指标用百分比",
  title_en = "A quantity indicator measured in per cent",
  suggestion_en = "count pieces or people here and move the rate to the quality indicators",
  severity = "warning",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" }, level2 = "数量指标" },
  needs    = { "REL-003", "REL-032" },
  check = function(i)
    local v = i.target
    if v.kind ~= "number" or v.unit ~= "%" or v.change then return end
    local rate = text.contains(text.remove(i.level3, words.not_rate), words.rate_nouns)
      or text.contains(i.level3 .. i.target.text, words.coverage)
    local other = text.match(i.level3, "(?:合格|达标|优良|准确|完好|及时|准时|按[时期]\\p{Lo}{0,4})率\\s*$") ~= nil
    local named = rate or text.contains(text.remove(i.target.text, words.not_rate), words.rate_nouns)
    local moved = text.match(i.level3, "(?:及时|准时|按[时期]\\p{Lo}{0,4})率\\s*$") and "时效指标" or (named or other) and "质量指标"
    return fail { field = "level2", severity = rate and not other and "note" or "warning",
      message = "数量指标“{name}”的指标值是百分比（{target}）",
      message_en = "the quantity indicator '{name}' is given in per cent ({target})", name = text.brief(i.level3, 30),
      suggestion = moved and "填写件数、人数等绝对数；该比率移到" .. moved or "指标值写“" .. example(i) .. "”一类的绝对数：做了多少件、多少场、多少人次" }
  end,
  bad = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "加强法制宣传活动", target = "≥90%" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "法律援助案件", target = "法律援助案件结案率80%" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "工程验收合格率", target = "100%" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "普法覆盖率", target = "≥96%", expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "适龄儿童疫苗接种率", target = "≥90%", expect = { severity = "note" } },
  },
  good = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "办理法律援助案件", target = "≥300件" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "结案率", target = "≥80%" },
  },
}
