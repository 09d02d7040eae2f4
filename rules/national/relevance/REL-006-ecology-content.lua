-- 生态效益指标要与生态环境有关。“营商环境”“社会环境”不是生态；名称说生态而指标值说别的事的，
-- 多半是从别的行粘贴过来的。词表总有不认识的生态用语，所以只有明说信访、治安一类别的事的才是错误，
-- 其余看不出的只提示，请人核对。
local function green(s)
  local own = text.remove(s, words.not_ecology)
  return (text.contains(own, words.ecology) or text.contains(own, words.ecology_roots)) ~= nil
end

local function strays(i)
  if i.target.kind ~= "text" or green(i.target.text) or text.contains(i.target.text, words.graded) then return false end   -- “明显/较明显/不明显”是分档
  if text.contains(i.target.text, words.other_than_ecology) and not text.contains(i.level3, words.other_than_ecology) then return true end
  if text.length(text.fold(i.target.text)) < param.stray_value_length then return false end
  return text.shared(i.target.text, i.level3 .. "。" .. i.description) < param.reason_overlap
end

local function better_level(i)
  local own = i.level3 ~= "" and i.level3 or i.target.text
  local found = list.filter(codes.better_level, function(x) return text.contains(own, x.nouns) end)[1]
  return found and found.level
end

rule "REL-006" {
  title    = "生态效益指标与生态环境无关",
  title_en = "An ecological indicator that has nothing to do with ecology",
  suggestion_en = "move it where its content belongs; without ecological benefit, leave the row out",
  severity = "error",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" }, level2 = "生态效益指标" },
  needs    = { "CMP-029", "REL-003", "REL-004" },
  check = function(i)
    if text.fold(i.level3 .. i.target.text) == "" then return skip("没有内容") end
    if i.target.kind == "na" or text.contains(i.level3 .. i.target.text, words.not_applicable) then return skip("指标不适用") end
    local own = i.level3 .. "。" .. i.target.text .. "。" .. i.description
    if not green(own) then
      local foreign = text.contains(own, words.other_than_ecology)
      return fail { field = "level2", severity = foreign and "error" or "note", name = text.brief(i.level3 ~= "" and i.level3 or i.target.text, 30),
        message = foreign and "生态效益指标“{name}”与生态环境无关" or "生态效益指标“{name}”看不出与生态环境的关系，请核对",
        message_en = foreign and "'{name}' under ecological benefit has nothing to do with ecology"
          or "what '{name}' under ecological benefit has to do with ecology is not to be seen",
        suggestion = "移到" .. (better_level(i) or "与内容相符的二级指标") .. "；没有生态效益的不设生态效益指标" }
    end
    if strays(i) then
      return fail { field = "target", severity = "warning",
        message = "生态效益指标“{name}”的指标值“{said}”与生态环境无关",
        message_en = "the target of '{name}' says nothing of ecology",
        name = text.brief(i.level3, 30), said = text.brief(i.target.text, 30),
        suggestion = "核对是否误填了其他指标的内容；没有生态效益的不设此项" }
    end
  end,
  bad = {
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "企业安全生产主体责任落实", description = "", target = "落实到位" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "火化率", description = "", target = "≥98%", expect = { severity = "note" } },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "对生态环境的影响", description = "", target = "按季度召开协调会议研究部署", expect = { severity = "warning" } },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "生态环境", description = "", target = "社会治安好转", expect = { severity = "warning" } },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "各行业矛盾纠纷", description = "", target = "及时化解各行业矛盾纠纷" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "优化营商环境", description = "", target = "营商环境改善" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "服务水平提升", description = "", target = "提升服务水平" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "对生态环境不造成影响", description = "对生态环境不造成影响",
      target = "集中收治患者，防止发生伤人案件。", expect = { severity = "warning" } },
  },
  good = {
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "新增灌溉达标面积", description = "", target = "≥500亩" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "疫情小班减少率", description = "", target = "≥10%" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "新增拦泥量", description = "", target = "≥12万吨" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "本项目不适用此指标", description = "", target = "无" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "村容村貌", description = "", target = "明显改善" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "断面水质改善程度", target = "明显/较明显/不明显" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "病死畜随意丢弃", description = "", target = "0起" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "铁路沿线环境整治", target = "结合美丽乡村美化铁路沿线" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "改善生态环境", target = "明显改善" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "单位产值能耗", target = "下降3%" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "建设项目环评执行率", target = "100%" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "机房PUE值", target = "≤1.4" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "灌溉水有效利用系数", target = "≥0.7" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "COD削减量", description = "", target = "≥1800吨" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "增加降水量", target = "≥0.8亿立方米" },
  },
}
