-- 指标值把名称或描述再说一遍，等于没有标准。“确保、提升”一类的冠词不算增加内容。放错地方的也指出，
-- 免得挪过去以后再改一遍；满意度类错置的（REL-004）已要求填百分比。
-- 硬凑的行（REL-008）删去即可。名称与描述相同而另有数值的，只提示把算法写进描述。
local function core(s)
  return text.fold(text.remove(text.remove(s, words.lead_verbs), words.vague))
end

local function repeats(value, other)
  local a, b = core(value), core(other)
  if a == "" or b == "" then return false end
  return text.contains(b, a) ~= nil or text.similarity(a, b) >= param.repeat_similarity
end

-- 公开表一栏写完名称和指标值，读入后两者相同，不是重复。
local function one_cell(i)
  return i.project.form == "disclosure" and text.fold(i.level3) == text.fold(i.target.text)
end

rule "REL-020" {
  title    = "指标值重复名称或描述",
  title_en = "The target merely repeats the name or the description",
  suggestion_en = "give a figure or grades; let the description say what is counted and how",
  severity = "warning",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" } },
  needs    = { "QNT-001", "QNT-002", "QNT-003", "QNT-004", "QNT-005", "QNT-007", "REL-004", "REL-008", "REL-032" },
  check = function(i)
    local name, value, described = i.level3, i.target.text, i.description
    if one_cell(i) then return skip("名称与指标值在表中是同一栏") end
    if text.match(value, "\\d\\s*[×xX*]\\s*\\d") then return end -- 7×24小时
    if text.length(text.fold(value)) >= param.repeat_min_length and i.target.kind == "text" then
      local source = repeats(value, name) and "名称" or repeats(value, described) and "描述"
      if source then
        return fail { field = "target", message = "指标值“{said}”只是重复{source}，没有标准",
          message_en = "the target '{said}' only repeats the name or the description",
          said = text.brief(value, 40), source = source, suggestion = "填写数值；不能量化的写出分级分档的标准" }
      end
    end
    if text.fold(name) ~= "" and text.fold(name) == text.fold(described) then
      return fail { field = "description", severity = "note", message = "绩效指标描述只是重复名称“{name}”",
        message_en = "the description only repeats the name", name = text.brief(name, 30), suggestion = "描述里写明指标的含义和算法" }
    end
  end,
  bad = {
    { level1 = "效益指标", level2 = "经济效益指标", level3 = "为经济发展保驾护航", description = "服务经济", target = "为经济发展保驾护航" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "被救助对象停访息诉", target = "确保被救助对象停访息诉" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "增强安全感", description = "社会治安稳定，大局安全。", target = "社会治安稳定，大局安全。" },
    { level1 = "效益指标", level2 = "生态效益指标", level3 = "促进节能减排", description = "减少耗能，节约办公", target = "减少耗能，节约办公" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "办案质量提升", description = "办案质量提升", target = "≥90%", expect = { severity = "note" } },
  },
  good = {
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", description = "满意人数占受访人数的比例", target = "≥90%" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "7×24小时值守", description = "值守时长", target = "7×24小时" },
    { level1 = "效益指标", level2 = "可持续影响指标", level3 = "长期使用", description = "保障线路", target = "长期" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "搞好普法宣传工作", target = "搞好普法宣传工作", project = { form = "disclosure" } },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "减少出行", description = "四级网开到乡镇", target = "每月视频会议不少于两次，少跑四趟" },
  },
}
