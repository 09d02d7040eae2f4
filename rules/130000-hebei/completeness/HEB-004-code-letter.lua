-- 四段式的项目编码，第三段的第二个字母看似表示资金来源：X 县级、S 省级、Z 中央。从一个单位的十二个编码归纳，
-- 未见规定，只作提示。
-- 名称只说到一种来源的才比。
local function said_of(name)
  local found = {}
  for letter, source in pairs(codes.code_letters) do
    if text.match(name, source .. "(?:" .. list.join(words.money_from, "|") .. ")") then table.insert(found, letter) end
  end
  return #found == 1 and found[1] or nil
end

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
    local letter = text.match(text.trim(p.project_code), "^\\d{3}-\\d{4}-[A-Z]([A-Z])[A-Z]-[A-Z0-9]{4}$")
    if letter == nil or codes.code_letters[letter] == nil then return skip("不是四段式编码") end
    local said = said_of(p.project_name)
    if not said or said == letter or text.contains(p.project_name, words.counterpart) then return end
    return fail { field = "project_code", letter = letter, own = codes.code_letters[letter], said = codes.code_letters[said],
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
