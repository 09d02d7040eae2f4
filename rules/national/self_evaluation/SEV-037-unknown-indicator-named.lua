-- 说明里点名的指标，表里应当有。引号里的文件、专案名称不算：引号后面跟着“指标”二字才看。
local function named(s)
  return text.matches(s, "[“\"][^”\"“]{2,30}[”\"][^。；;，,]{0,6}指标")
end

local function known(p, name)
  return list.any(p.indicators, function(i)
    local own = i.level3 .. i.level2 .. i.target.text
    return text.contains(text.fold(own), text.fold(name)) or text.similarity(i.level3, name) >= param.title_similarity
  end)
end

rule "SEV-037" {
  title    = "说明提到表中没有的指标",
  title_en = "The explanation names an indicator that is not in the table",
  suggestion_en = "check whether an indicator is missing from the form",
  severity = "note",
  aspect   = "自评质量",
  basis    = {},
  each     = "project",
  where    = { form = "self_evaluation" },
  check = function(p)
    for _, field in ipairs({ "improvement", "deviation_reason" }) do
      local s = field == "improvement" and p.improvement or p.deviation_reason
      for _, quoted in ipairs(named(s)) do
        local name = text.match(quoted, "[“\"]([^”\"]+)[”\"]")
        if not known(p, name) then
          return fail { field = field, message = "说明提到指标“{name}”，表中没有这个指标",
            message_en = "the text names the indicator '{name}', which the table does not have", name = name,
            suggestion = "核对是否漏填该指标，或说明用的是别的版本" }
        end
      end
    end
  end,
  bad = {
    { improvement = "对“公务用车采购”一次性指标进行删减，已不符合实际情况。" },
  },
  good = {
    { improvement = "“维修供水站点”指标下年提高到60处。" },
    { deviation_reason = "“221专案”工作经费保障力度需加大。" },
  },
}
