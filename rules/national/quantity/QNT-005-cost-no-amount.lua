-- 成本指标回答“花多少钱”：金额、单价、比率，或“不超过某项支出标准”。
-- 社会成本、生态环境成本难以用金额表示，可以定性。
local function priced(v)
  if v.kind == "compound" then return list.any(v.parts, priced) end
  if v.kind ~= "number" and v.kind ~= "range" then return false end
  return v.dimension == "money" or v.dimension == "ratio" or v.unit == "" or v.unit == "万"
end

rule "QNT-005" {
  title    = "成本指标没有金额或标准",
  title_en = "A cost indicator needs an amount or a standard",
  suggestion_en = "give a limit, such as \"≤20万元\", or the spending standard that is not exceeded",
  severity = "warning",
  aspect   = "相关性",
  basis    = { "mof-2015-88", "mof-2021-101" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" } },
  needs    = { "CMP-020", "CMP-021", "QNT-007" },
  check = function(i)
    local level = i.level2_name
    if i.level1_name ~= "成本指标" and not text.ends(level, "成本指标") then return skip("不是成本指标") end
    local kind = i.target.kind
    if level == "社会成本指标" or level == "生态环境成本指标" then
      if kind ~= "text" or not text.only(i.target.text, words.vague) and not text.only(i.target.text, words.lasting_values) then return skip("可以定性表述") end
      return fail { field = "target", severity = "note", message = "{level2}的指标值“{target}”没有说要控制什么、控制到什么程度",
        message_en = "'{target}' does not say what cost is kept low, and how low", suggestion = "写明要减少的不利影响，如“施工噪声不超标”；没有的不设" }
    end
    if kind == "empty" or kind == "symbol" or kind == "na" then return skip("没有指标值") end
    if text.match(i.target.text, "不(?:超过?|突破|高于)\\P{P}{0,12}(?:标准|定额|预算|概算|限额|控制数)") then return end
    -- “采购价格不高于市场价：是”
    if text.match(i.level3, "不(?:超过?|突破|高于)\\P{P}{2,}") and text.only(i.target.text, words.plain_yes) then return end
    if text.match(i.target.text, "(?:不低于|不少于|不高于|不超过?|低于|高于|较|比|同比)\\P{P}{0,3}(?:上一?年|去年|往年|前[一二三]年)") then return end      -- “低保标准不低于上年”
    if priced(i.target) or text.contains(i.target.text, words.cost_standards) then return end
    return fail { field = "target", message = "成本指标的指标值“{target}”没有金额或标准",
      message_en = "the target '{target}' of a cost indicator has no amount and no standard",
      suggestion = "填写成本上限，如“≤20万元”“≤3万元/处”，或写明不超过的支出标准" }
  end,
  bad = {
    { level1 = "成本指标", level2 = "社会成本指标", level3 = "对文物保护的影响", target = "长远", expect = { severity = "note" } },
    { level1 = "成本指标", level2 = "生态环境成本指标", level3 = "场馆绿化水平", target = "提升", expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "成本指标", level3 = "工作经费保障", target = "维稳、司法救助工作的开展、培训" },
    { level1 = "成本指标", level2 = "经济成本指标", level3 = "网络线路租用成本", target = "保障网络线路正常运行" },
  },
  good = {
    { level1 = "产出指标", level2 = "成本指标", level3 = "城乡低保标准", target = "不低于上年" },
    { project = { form = "self_evaluation" }, level1 = "投入", level2 = "财务管理", level3 = "财务制度健全性", target = "健全" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "种薯采购价格不高于市场价", description = "", target = "是" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "护路联防成本", target = "≤10万元" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "预算控制", target = "≤60 万" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "差旅费", target = "不超过规定的支出标准" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "会议费", target = "符合相关标准" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "会议费控制", target = "不超过三类会议标准" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "单位成本", target = "调解员补贴成本≤54.2万元。" },
    { level1 = "成本指标", level2 = "社会成本指标", level3 = "施工扰民", target = "施工期间噪声影响较小" },
  },
}
