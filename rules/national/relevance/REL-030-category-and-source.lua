-- 名称写明上级转移支付的，项目类别应选转移支付；本级为上级资金配套的除外。
rule "REL-030" {
  title    = "项目类别与名称、资金来源不符",
  title_en = "The category does not fit the source of the money",
  suggestion_en = "check the source of the money and tick the category that fits",
  severity = "warning",
  aspect   = "相关性",
  basis    = {},
  each     = "project",
  where    = { form = { "declaration", "target", "self_evaluation" } },
  needs    = { "REL-031" },
  check = function(p)
    if #p.category == 0 then return skip("没有项目类别") end
    local chosen = list.join(p.category, "；")
    local said = text.contains(p.project_name, words.transfer_names)
    if said == nil or text.contains(p.project_name, words.counterpart) then return end
    if text.contains(chosen, words.transfer_names) or not text.contains(chosen, words.own_categories) then return end
    return fail { field = "category", message = "项目名称写“{said}”，项目类别选“{chosen}”",
      message_en = "the name says '{said}', the category is '{chosen}'", said = said, chosen = chosen,
      suggestion = "核对资金来源，属上级转移支付的改选转移支付项目" }
  end,
  bad  = { { project_name = "提前下达2025年中央政法转移支付装备经费", category = { "部门预算项目" } },
           { project_name = "中央司法救助资金", category = { "部门预算项目" } } },
  good = {
    { project_name = "中央司法救助资金（转移支付）", category = { "省对下转移支付项目" } },
    { project_name = "中央财政造林补助县级配套资金", category = { "部门预算项目" } },
    { project_name = "中央厨房建设", category = { "部门预算项目" } },
  },
}
