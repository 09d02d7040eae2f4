-- 审核意见要有日期才能作数。尚未送审的表意见为空，不算问题。
rule "CMP-035" {
  title    = "审核意见没有日期",
  title_en = "The review opinion is undated",
  suggestion_en = "add the date and the seal",
  severity = "note",
  aspect   = "完整性",
  basis    = {},
  each     = "project",
  where    = { form = "declaration" },
  check = function(p)
    if text.is_blank(p.review_opinion) then return skip("尚未审核") end
    if p.reported_on.kind ~= "empty" or text.match(p.review_opinion, "\\d{4}\\s*[年./-]|[〇○零一二三四五六七八九]{4}年") then return end
    return fail { field = "review_opinion", message = "审核意见没有日期", message_en = "the review opinion has no date",
      suggestion = "补签日期并加盖公章" }
  end,
  bad  = { { review_opinion = "同意", reported_on = "" } },
  good = { { review_opinion = "同意 二〇二二年十月二十日", reported_on = "" }, { review_opinion = "同意 2022年10月20日", reported_on = "" }, { review_opinion = "" } },
}
