-- 数量指标回答“多少”，指标值必须是数：一个数、一个区间或几个并列的数量。
-- 数写在名称或描述里而指标值是文字的，要求把数填到指标值里。
local function number_elsewhere(i)
  for _, v in ipairs(text.numbers(i.level3 .. "，" .. i.description)) do
    if v.unit ~= "" then return v.span end
  end
end

-- 公开表里名称一行、数值另起一行的，由 QNT-011 核对个数。
local function value_below(i)
  if i.project.form ~= "disclosure" or text.fold(i.level3) ~= text.fold(i.target.text) then return false end
  return list.any(i.project.indicators, function(x)
    return x.level2_name == i.level2_name and text.is_blank(x.level3) and number(x.target) ~= nil
  end)
end

-- 能照着填的例子；把费用、把“保障…正常开展”填在这里的，先说该填什么
local function advice(i)
  local kind = list.filter(codes.count_examples, function(x) return text.contains(i.level3, x.nouns) end)[1]
  local example = "如“" .. (kind and kind.example or codes.target_examples["数量指标"]) .. "”"
  if text.match(i.target.text, "(?:费用|经费|费)[。；]?$") then return "费用移到成本指标；这里填做了多少，" .. example end
  if text.match(i.level3, "^(?:保障|确保)|正常(?:开展|运行|进行)[。；]?$") then return "名称改为具体做的事，指标值填数值和计量单位，" .. example end
  return "填写具体数值及计量单位，" .. example
end

-- “救助水平不低于上年”
local words_like_last_year = "(?:不低于|不少于|不高于|高于|超过|多于|较|比|同比)\\P{P}{0,3}(?:上一?年|去年|往年|前[一二三]年)"

rule "QNT-001" {
  title    = "数量指标没有数值",
  title_en = "A quantity indicator needs a numeric value",
  suggestion_en = "give the figure and its unit in the target column",
  severity = "error",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" }, level2 = "数量指标" },
  needs    = { "CMP-020", "CMP-021", "CMP-029", "QNT-007" },
  check = function(i)
    local kind = i.target.kind
    if kind == "number" or kind == "range" or kind == "compound" or kind == "duration" then return end
    if kind == "empty" or kind == "symbol" or kind == "withheld" then return skip("指标值缺失，另有规则") end
    if text.match(i.target.text, "^\\s*(?:[≥≤＞＜>=<]+|不少于|不低于|不超过)?\\s*\\d[\\d,.]*\\s*[万千百亿]?[\\p{Lo}A-Za-z]{1,4}\\s*$") then return skip("写了数和单位，只是少见") end
    if text.contains(i.target.text, words.not_applicable) then return skip("不适用") end
    if text.match(i.target.text, words_like_last_year) then return skip("与上年相比，算得出来") end
    if value_below(i) then return skip("数值另列一行") end
    local found = number_elsewhere(i)
    if found then
      return fail { field = "target", severity = "warning", found = found,
        message = "数量指标的数值“{found}”写在名称或描述里，指标值“{target}”没有数",
        message_en = "the number '{found}' stands in the name or description, not in the target '{target}'",
        suggestion = "把数值和计量单位填在指标值栏" }
    end
    -- “应保尽保”：符合条件的全部，人数年底才知道
    if text.match(i.target.text, "应(\\p{Han})尽\\1") then
      return fail { field = "target", severity = "note", message = "数量指标的指标值“{target}”没有数值，看不出预计有多少",
        message_en = "the target '{target}' means everybody entitled, not how many are expected",
        suggestion = "写预计的数量，或写成“…率100%”移到质量指标" }
    end
    return fail { field = "target", message = "数量指标的指标值“{target}”没有数值，无法衡量",
      message_en = "the target '{target}' of a quantity indicator has no number",
      suggestion = advice(i) }
  end,
  bad = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "见义勇为奖励", target = "按程序足额发放" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "城乡低保对象", target = "应保尽保", expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "法律顾问", target = "建立完善法律顾问制度" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "保障平安创建工作正常开展", target = "平安创建工作正常开展" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "平安创建", target = "保障平安创建所需工作费用" },
    { level1 = "产出", level2 = "产出数量指标", level3 = "调解", target = "无", project = { form = "self_evaluation" } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "调解数量", description = "调解数量达到100%", target = "圆满完成", expect = { severity = "warning" } },
  },
  good = {
    { level1 = "产出指标", level2 = "数量指标", level3 = "临时救助水平", target = "不低于上年" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "雾炮车射程", target = "≥80M" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "接入监控", target = "46路" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "年度开展培训", target = "年度开展培训", project = { form = "disclosure",
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "", target = "1次" } } } },
    { level1 = "产出指标", level2 = "数量指标", level3 = "救助", target = "40件50人次，使用救助金额170万元" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "网络建设全覆盖", target = "全市 26 个乡镇联通政法专网" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "督查", target = "每月不少于三次" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "法治文化阵地", target = "1-2个" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "涉密", target = "涉密" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "培训", target = "不适用" },
  },
}
