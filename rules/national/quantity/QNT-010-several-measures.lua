-- 一个指标只衡量一件事，否则完成一半怎么评。件与人次、期与人次这类同一工作的两种计数只作提示；名称里并列几件事而
-- 只有一个值的、几件事各写一句话的，也可能确是一件事（“脱管、漏管”），只提示；指标值也是几个数的请拆开。公开表的文字叙述不拆。
-- “5口×100立方米”是一个规格，不是两个测度
local function one_size(v)
  if text.match(v.text, "^\\s*每\\P{P}{0,3}[年季月旬周日天]\\P{P}{0,6}[一二两三四\\d]\\s*次\\P{P}{0,4}$") then return true end      -- “每半年拨付一次”
  if text.match(v.text, "\\d\\s*个?档(?:次|级)?") then return true end      -- “3000元、2000元、1000元3个档次”
  return text.match(v.text, "\\d\\s*\\p{Lo}*\\s*[×＊*]\\s*\\d") ~= nil
end

local function units(v)
  return list.distinct(list.map(list.filter(v.parts, function(x) return x.unit ~= "" end),
    function(x) return x.unit == "百分点" and "%" or x.unit end))      -- “≥95%，较上年提高1个百分点”是一个率
end

local function same_work(found)
  return list.all(found, function(unit) return list.contains(codes.case_units, unit) end)
end

-- 名称并列的几件事；短的并列（“车辆购置及运行”）不算，效益的口号也不算。
local function slogan(i)
  return i.level1_name == "满意度指标" or i.level1_name == "效益指标" and text.contains(i.level3, words.vague) ~= nil
end

local function tasks(name, marks)
  local parts = text.matches(name, "[^，,；;" .. marks .. "]+")
  return list.all(parts, function(s) return text.length(text.fold(s)) >= 4 end) and #parts or 0
end

local function several(i)
  if i.project.form == "disclosure" or slogan(i) then return false end
  if i.target.kind == "text" then return tasks(i.level3, "、") >= 2 and tasks(i.target.text, "、") >= 2 end
  return i.target.kind == "number" and i.level1_name == "产出指标" and tasks(i.level3, "") >= 3
end

-- 自评表里完成值逐项对应回答了（“≥200场次，覆盖5万人次”、“216场次，覆盖5.4万人次”），完成没有看得出，拆开是明年的事
local function answered(i)
  if i.project.form ~= "self_evaluation" then return false end
  local asked, told = i.target.parts, i.actual.parts
  if #asked < 2 or told == nil or #told ~= #asked then return false end
  for k, v in ipairs(asked) do
    if v.unit ~= told[k].unit then return false end
  end
  return true
end

-- 公开表里几句话之后才是一个率：“化解矛盾，维护稳定，诉求率提升调解率≥90%”
local function long_winded(i)
  return i.project.form == "disclosure" and i.target.kind == "number" and i.target.unit == "%" and text.match(i.level3, "率$") ~= nil
    and tasks(i.level3, "") >= 3
end

local function several_names(i)
  if i.project.form == "disclosure" and text.fold(i.level3) == text.fold(i.target.text) then return false end
  return #i.target.parts >= 2 and text.match(i.level3, "\\p{Lo}{2}(?:[、，,/]|和|及|与)\\p{Lo}{2}") ~= nil
end

rule "QNT-010" {
  title    = "一个指标包含多个测度",
  title_en = "One indicator holds several measures",
  suggestion_en = "split it into several indicators",
  severity = "warning",
  aspect   = "相关性",
  basis    = { "mof-2021-101" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" } },
  check = function(i)
    if long_winded(i) then
      return fail { field = "level3", severity = "note", name = text.brief(i.level3, 30), message = "“{name}”几句话只有一个“{target}”，看不出说的是哪一项",
        message_en = "after so many words ('{name}') it cannot be told what {target} measures", suggestion = "名称只写被衡量的一项，如“调解成功率”" }
    end
    if i.target.kind ~= "compound" then
      if not several(i) then return end
      return fail { field = "level3", severity = "note", name = text.brief(i.level3, 30), message = "“{name}”并列了几件事，指标值只有一个",
        message_en = "'{name}' names several things, with one target", suggestion = "拆成几个指标，分别填写指标值" }
    end
    if one_size(i.target) then return end
    local found = units(i.target)
    if #found < 2 then
      if not several_names(i) then return end
      return fail { field = "target", severity = answered(i) and "note" or "warning", message = "“{name}”是几件事，指标值“{target}”也是几个数",
        message_en = "'{name}' is several things with several values ({target})", name = text.brief(i.level3, 30),
        suggestion = "拆成几个指标，分别填写指标值" }
    end
    -- “对86处文保单位巡查不少于2次”：对象有多少、每处几次，是一件事
    local scope = #i.target.parts == 2 and text.match(i.target.text, "(?:^|，)(?:对|为|向|在)\\P{P}{0,6}\\d")
    return fail { field = "target", severity = (scope or same_work(found) or answered(i)) and "note" or "warning",
      units = list.join(found, "、"),
      message = "指标值“{target}”含有几个不同的测度（{units}）",
      message_en = "the target '{target}' holds several measures ({units})",
      suggestion = "拆成几个指标，分别填写指标值" }
  end,
  bad = {
    { project = { form = "disclosure" }, level1 = "效益指标", level2 = "社会效益指标", level3 = "有效化解各类矛盾纠纷，维护了辖区社会稳定，群众依法表达诉求率提升调解率",
      target = "≥90%", expect = { severity = "note", field = "level3" } },
    { level1 = "产出指标", level2 = "质量指标", level3 = "确保经费投入，完善阵地建设，强化队伍建设", target = "≥90%", expect = { severity = "note", field = "level3" } },
    { level1 = "产出指标", level2 = "质量指标", level3 = "常态化机制、涉黑涉恶案件", target = "机制初步建立，无错诉错判案件", expect = { severity = "note", field = "level3" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "救助", target = "40件50人次，使用救助金额170万元" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "宣传", target = "宣传人数 100 万人次、新闻媒体专栏不少于 10 个，召开研讨会" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "检查准确率、随访率", target = "≥95%、≥90%" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "文物保护单位巡查", target = "对全市86处文保单位巡查不少于2次", expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "垃圾分类宣传", target = "≥200场次，发放手册5万册", actual = "216场次，发放手册5.4万册",
      project = { form = "self_evaluation" }, expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "工程开工率和完工率", target = "开工率100%，完工率≥80%", actual = "开工率100%，完工率82.4%",
      project = { form = "self_evaluation" }, expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "培训期数、人次", target = "40期、2000人次", expect = { severity = "note" } },
  },
  good = {
    { level1 = "产出指标", level2 = "时效指标", level3 = "运营经费拨付", target = "每半年拨付一次" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "助学金标准", target = "每生每年3000元、2000元、1000元3个档次" },
    { project = { form = "disclosure" }, level1 = "产出指标", level2 = "质量指标", level3 = "工作推进有效，各项目标任务完成率", target = "100%" },
    { project = { form = "disclosure" }, level1 = "产出指标", level2 = "质量指标", level3 = "发放4名见习人员工资、16名公益性岗位人员奖金",
      target = "发放4名见习人员工资、16名公益性岗位人员奖金" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "制度建设、队伍建设及管理", target = "合格" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "围绕法治保障、法律实施出现的热点、难点问题开展调查研究", target = "≥2篇" },
    { level1 = "效益指标", level2 = "社会效益指标", level3 = "维护信访秩序，促进长治久安", target = "维护信访秩序，促进长治久安" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "救助", target = "40件" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "配套蓄水池", target = "5口×100立方米" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "监管", target = "脱管、漏管0人" },
  },
}
