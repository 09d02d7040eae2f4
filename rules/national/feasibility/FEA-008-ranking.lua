-- 名次取决于别人做得怎样，不宜作指标值；被考核的单位确有名次要求的，另设可控的指标。
rule "FEA-008" {
  title    = "指标依赖排名",
  title_en = "The indicator depends on a ranking",
  suggestion_en = "choose a target that the project itself controls",
  severity = "note",
  aspect   = "可行性",
  basis    = {},
  each     = "indicator",
  where    = { form = { "declaration", "target", "disclosure" } },
  check = function(i)
    for _, field in ipairs({ "target", "level3", "description" }) do
      local s = field == "target" and i.target.text or field == "level3" and i.level3 or i.description
      local said = text.contains(s, words.ranking) or text.match(s, "前\\s*[\\d一二三四五六七八九十]+\\s*[名位]")
      if said and not text.contains(s, words.ranked) then
        return fail { field = field, message = "“{said}”取决于其他单位，不是本项目可控的结果",
          message_en = "'{said}' depends on others", said = said,
          suggestion = "改为本项目可控的指标，如完成率、达标率" }
      end
    end
  end,
  bad = {
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", description = "实现全省排位中等以上水平", target = "≥90%" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "平安建设考核", description = "", target = "进入全市前3名" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "营商环境", description = "", target = "位居全省前列" },
  },
  good = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "奖励先进个人", description = "按评选结果奖励", target = "10名" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "提前完成", description = "", target = "提前10天" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "奖励前5名学生", description = "", target = "5人" },
  },
}
