-- 目标写将要做到什么。“提出了”“已完成”是总结的口气，多半是照抄了上年的总结。
-- “未出现”“未发生”是通行的零目标，不算；目标文字由 QNT-013G 看。
local function told_as_done(said) return text.contains(text.remove(said, words.not_past), words.past) end

rule "QNT-013" {
  title    = "指标值写成已完成的事",
  title_en = "The target is told as already done",
  suggestion_en = "state what is to be reached this year",
  severity = "note",
  aspect   = "可行性",
  basis    = {},
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure" } },
  check = function(i)
    local fields = i.project.form == "disclosure" and { "target", "level3" } or { "target" }   -- 公开表里名称、目标写在一句话里
    for _, field in ipairs(fields) do
      local whole = field == "target" and i.target.text or i.level3
      local clauses = text.matches(whole, "[^，。；;\\n]+")
      local said = list.filter(clauses, told_as_done)[1]
      if said then
        local found = told_as_done(said)
        return fail { field = field, found = found, said = text.brief(said, 40),
          message = "“{said}”是已完成的口气（“{found}”）", message_en = "'{said}' is told as done ('{found}')",
          suggestion = found == "了" and not text.contains(whole, words.not_past) and "写作“" .. text.brief(text.remove(whole, { found }), 60) .. "”，写明达到什么程度" or "改为本年要达到的目标" }
      end
    end
  end,
  bad = {
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "政策知晓", target = "群众了解了惠民政策" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "宣传标牌", target = "已制作400个" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "法律风险", target = "提出了合法化的建议，规避了法律风险" },
    { project = { form = "disclosure" }, level1 = "效益指标", level2 = "社会效益指标", level3 = "提出了合法化的建议，规避了法律风险有效率", target = "≥98%",
      expect = { field = "level3" } },
  },
  good = {
    { level1 = "产出指标", level2 = "质量指标", level3 = "政策知晓", target = "群众了解率≥90%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "安全事故", target = "不发生安全事故" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "安全事故", target = "未出现安全事故" },
  },
}
