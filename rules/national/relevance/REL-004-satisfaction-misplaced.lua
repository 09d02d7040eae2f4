-- 满意度、满意率、获得感一类只放在满意度指标之下。公众安全感是公认的社会效益统计，不在此列；
-- 开展满意度调查本身是产出。
rule "REL-004" {
  title    = "满意度类指标错置",
  title_en = "A satisfaction measure outside the satisfaction indicators",
  suggestion_en = "move it to the satisfaction indicators and give a rate",
  severity = "error",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" }, level1 = { "产出指标", "效益指标", "成本指标" } },
  needs    = { "REL-003" },
  check = function(i)
    if i.level2_name == "服务对象满意度指标" then return skip("二级就是满意度") end
    -- 只分产出、效果两类的老表，满意度归在效果
    if not has(i, "level2") and text.starts(text.fold(i.level1), "效果") then return skip("表中只分产出、效果两类") end
    local own = text.remove(i.level3 .. "。" .. i.target.text, words.satisfaction_work)
    local said = text.contains(own, words.satisfaction_strict)
    if said == nil then return end
    local social = i.level2_name == "社会效益指标" or i.level2_name == ""
    local rate = i.target.kind == "number" and i.target.unit == "%"
    return fail { field = "level2", related = rate and {} or { { at = i, field = "target" } }, severity = social and "warning" or "error",
      message = "“{name}”是{said}，不应放在{class}下",
      message_en = "'{name}' is satisfaction and does not belong under {class}", class = text.is_blank(i.level2) and i.level1 or i.level2,
      name = text.brief(i.level3, 30), said = said, suggestion = rate and "移到满意度指标下" or "移到满意度指标下，指标值写“≥90%”一类的百分比" }
  end,
  bad = {
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "被救助的维稳对象满意率", target = "提升救助的维稳对象满意率" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "公正执法满意度", target = "提高公正执法满意度", expect = { severity = "warning" } },
  },
  good = {
    { level1 = "效果指标", level2 = false, level3 = "救助对象满意度", target = "≥85%" },
    { level1 = "效果指标", level2 = "服务对象满意度指标", level3 = "群众满意度", target = "≥90%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "公众安全感", target = "≥95%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "促进社会和谐", target = "息诉罢访，群众满意" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "开展满意度调查", target = "2次" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "群众满意度问卷回收数", target = "≥200份" },
  },
}
