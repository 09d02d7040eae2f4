-- 数量指标写项目做了多少，不是辖区有多少人。写明服务、覆盖、补助了这些人的除外。
rule "REL-029" {
  title    = "数量指标是背景数据而非产出",
  title_en = "A quantity indicator that is a background figure",
  suggestion_en = "state what the project does, not how many people live there",
  severity = "note",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "indicator",
  where    = { form = { "declaration", "target", "disclosure" }, level2 = "数量指标" },
  needs    = { "REL-003" },
  check = function(i)
    if i.target.kind ~= "number" or i.target.dimension ~= "people" then return end
    local own = i.level3 .. i.description
    local crowd = text.contains(own, words.population) or text.match(i.level3, "(?:辖区|沿线|全[县市区乡镇村]|在册|常住|户籍)\\P{P}{0,12}人口")
    if not crowd or text.contains(own, words.delivery) then return end
    return fail { field = "target", message = "“{name}”的“{target}”是辖区人口，不是项目的产出",
      message_en = "{target} is the population, not an output", name = text.brief(i.level3, 30),
      suggestion = "改填项目做了多少，如巡查次数、化解件数" }
  end,
  bad = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "铁路沿线乡镇人口", description = "", target = "12.6万人" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "以县人口为基数加强全县综合治理", description = "加强全县综合治理", target = "56万人" },
  },
  good = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "免费接种覆盖常住人口", description = "按常住人口接种", target = "56万人" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "投保人数", description = "全县干警投保人数", target = "≥2000人" },
  },
}
