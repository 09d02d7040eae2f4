-- 四段式的项目编码，第三段的第二个字母看似表示资金来源：X 县级、S 省级、Z 中央。从一个单位的十二个编码归纳，
-- 未见规定，只作提示。
local source = { X = "县级", S = "省级", Z = "中央" }

rule "HEB-004" {
  title    = "项目编码的字母与名称所说的资金来源不符",
  title_en = "The letter in the code does not fit the source of the money",
  suggestion_en = "compare the code and the source of the money with the budget system",
  severity = "note",
  aspect   = "相关性",
  basis    = { "hebei-codes" },
  each     = "project",
  where    = { form = "target" },
  needs    = { "CMP-004" },
  check = function(p)
    local letter = text.match(text.trim(p.project_code), "^\\d{3}-\\d{4}-[A-Z]([XSZ])[A-Z]-[A-Z0-9]{4}$")
    if letter == nil then return skip("不是四段式编码") end
    local said = text.match(p.project_name, "中央(?:财政|专项|补助|转移支付|资金)") and "Z"
      or text.match(p.project_name, "省级(?:财政|专项|补助|转移支付|资金)") and "S"
    if not said or said == letter or text.contains(p.project_name, words.counterpart) then return end
    return fail { field = "project_code", letter = letter, own = source[letter], said = source[said],
      message = "项目名称写{said}资金，项目编码里的“{letter}”看似表示{own}",
      message_en = "the name speaks of other money than the letter '{letter}' of the code seems to",
      suggestion = "与系统中的项目编码、资金来源核对" }
  end,
  bad  = { { project_name = "2020年中央财政政法转移支付办案经费", project_code = "315-0403-JXN-GCVP" } },
  good = { { project_name = "2020年中央财政政法转移支付办案经费", project_code = "315-0403-JZN-GCVP" },
           { project_name = "省级补助资金县级配套", project_code = "315-0403-JXN-GCVP" },
           { project_name = "社区矫正经费", project_code = "315-0403-JXN-GCVP" },
           { project_name = "中央财政政法转移支付办案经费", project_code = "130322216KEAPEHBBS07G" } },
}
