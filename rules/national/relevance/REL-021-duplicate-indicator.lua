-- 一个项目里同一指标只设一次。二级和指标值都相同的是重复填报；换个二级再填一遍的，应当只留一处；
-- 二级、指标值都相同而名称只差“数、人数、情况”的，是同一个指标换了说法。
-- 总体（长期）目标与年度目标各有一套指标，不算重复。
local function key(i)
  local name = text.match(text.fold(i.level3), "^(?:指标\\d+)?(.*)$")
  return (i.term == "long" and "long/" or "annual/") .. i.goal .. "/" .. (name ~= "" and name or text.fold(i.target.text))
end

local function named(i)
  return not i.withheld and text.fold(i.level3 .. i.target.text) ~= ""
end

local function plain(i)
  return (i.term == "long" and "long/" or "annual/") .. i.goal .. "/" .. i.level2_name .. "/" .. text.fold(text.remove(i.level3, words.measure_tails))
end

-- 同一个数，单位相同或有一处没写
local function same_target(a, b)
  if text.fold(a.text) == text.fold(b.text) then return true end
  return a.kind == "number" and b.kind == "number" and number(a) == number(b) and a.op == b.op and (a.unit == "" or b.unit == "")
end

local function reworded(p, faults)
  local rows = list.filter(p.indicators, function(i)
    return named(i) and i.target.kind == "number" and text.length(text.fold(text.remove(i.level3, words.measure_tails))) >= 4
  end)
  for _, group in ipairs(list.group(rows, plain)) do
    local first = group.items[1]
    for n = 2, #group.items do
      local again = group.items[n]
      if text.fold(first.level3) ~= text.fold(again.level3) and same_target(first.target, again.target) then
        table.insert(faults, fail { at = again, field = "level3", related = { { at = first, field = "level3" } }, severity = "warning",
          message = "指标“{name}”与“{other}”是同一个指标，指标值也相同", message_en = "'{name}' is '{other}' in other words, with the same target",
          name = text.head(again.level3, 30), other = text.head(first.level3, 30), suggestion = "只保留一处，另一处改为不同的指标" })
      end
    end
  end
  return faults
end

rule "REL-021" {
  title    = "同一指标在项目内重复",
  title_en = "The same indicator twice in one project",
  suggestion_en = "keep one and make the other a different indicator",
  severity = "error",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "project",
  fold     = true,
  needs    = { "CMP-030" },
  negotiable = { severity = "note", off = true },
  check = function(p)
    local faults = {}
    for _, group in ipairs(list.group(list.filter(p.indicators, named), key)) do
      local first = group.items[1]
      for n = 2, #group.items do
        local again = group.items[n]
        local same_value = text.fold(first.target.text) == text.fold(again.target.text)
        local exact = same_value and first.level2_name == again.level2_name
        table.insert(faults, fail { at = again, field = "level3", related = { { at = first, field = "level3" } },
          severity = exact and "error" or "warning",
          message = exact and "指标“{name}”填了两遍（第{first}、{again}行）" or "指标“{name}”在{level2}和{other}下各填一次",
          message_en = "the indicator '{name}' stands in rows {first} and {again}",
          name = text.head(text.fold(again.level3) ~= "" and again.level3 or again.target.text, 30),
          first = first.seq, again = again.seq, level2 = first.level2, other = again.level2,
          suggestion = "只保留一处，另一处改为不同的指标" })
      end
    end
    return reworded(p, faults)
  end,
  bad = {
    { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "脱管漏管", target = "0人" },
                     { level1 = "产出指标", level2 = "质量指标", level3 = "脱管漏管人员", target = "0" } }, expect = { severity = "warning" } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "受益学生数", target = "36500人" },
                     { level1 = "产出指标", level2 = "数量指标", level3 = "受益学生人数", target = "36500人" } }, expect = { severity = "warning" } },
    { indicators = { { level1 = "产出指标", level2 = "质量指标", level3 = "普法覆盖率", target = "≥96%" },
                     { level1 = "效益指标", level2 = "社会效益指标", level3 = "普法覆盖率", target = "≥96%" } }, expect = { severity = "warning" } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "培训", target = "2场" },
                     { level1 = "产出指标", level2 = "数量指标", level3 = "培训", target = "2场" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "指标1：培训", target = "2场" },
                     { level1 = "产出指标", level2 = "数量指标", level3 = "指标2：培训", target = "2场" } } },
  },
  good = {
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "培训调解员人数", target = "≥50人" },
                     { level1 = "产出指标", level2 = "数量指标", level3 = "培训调解员次数", target = "≥50次" } } },
    { indicators = { { term = "long", level1 = "产出指标", level2 = "数量指标", level3 = "救助案件", target = "40件" },
                     { term = "annual", level1 = "产出指标", level2 = "数量指标", level3 = "救助案件", target = "40件" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "涉密", target = "涉密", description = "涉密" },
                     { level1 = "产出指标", level2 = "质量指标", level3 = "涉密", target = "涉密", description = "涉密" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "培训人数（村干部）", target = "20人" },
                     { level1 = "产出指标", level2 = "数量指标", level3 = "培训人数（调解员）", target = "30人" } } },
  },
}
