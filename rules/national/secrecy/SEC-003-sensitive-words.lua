-- 准备公开的表里出现专案、侦查、情报等字样，公开前要过保密审查。公开的政策名称除外。
local fields = { "project_name", "purpose", "content", "deviation_reason", "improvement", "goals", "level3", "target" }

rule "SEC-003" {
  title    = "公开文本出现敏感事项",
  title_en = "Sensitive matters in a text for publication",
  suggestion_en = "publish after secrecy review, or in general terms",
  severity = "warning",
  aspect   = "公开与保密",
  basis    = { "secrecy-law", "disclosure" },
  discreet = true,
  each     = "project",
  where    = { form = { "disclosure", "self_evaluation", "target" } },
  needs    = { "SEC-002" },
  check = function(p)
    local found, at, field = {}, nil, nil
    for _, place in ipairs(text.places(p, fields, words.sensitive)) do
      for _, word in ipairs(text.find_all(text.remove(place.text, words.public_policies), words.sensitive)) do
        if at == nil then at, field = place.at, place.field end
        table.insert(found, word)
      end
    end
    if at == nil then return end
    return fail { at = at, field = field, value = "（略）", words = list.join(list.distinct(found), "、"),
      message = "公开文本中有“{words}”，公开前须经保密审查",
      message_en = "'{words}' in a text for publication: secrecy review needed",
      suggestion = "经保密审查后公开，或改为概括表述" }
  end,
  bad  = { { deviation_reason = "“221专案”工作经费保障力度需加大，情报信息工作还有提升空间。" } },
  good = { { purpose = "用于反邪教宣传、扫黑除恶专项斗争和反恐怖主义法宣传" } },
}
