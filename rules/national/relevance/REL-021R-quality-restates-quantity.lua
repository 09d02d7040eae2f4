-- 质量指标把数量指标的名称原样再说一遍，没有说到好坏；有数值的另有比较，一字不差的由 REL-021 看。
local function wordy(i) return i.target.kind == "text" or text.fold(i.level3) == text.fold(i.target.text) end

local function said_again(i, counted)
  local own = text.fold(i.level3 .. i.target.text)
  if text.contains(own, words.quality_sides) then return nil end
  return list.filter(counted, function(x)
    return text.fold(x.level3) ~= text.fold(i.level3) and text.contains(own, { text.fold(x.level3) }) ~= nil
  end)[1]
end

rule "REL-021R" {
  title    = "质量指标重复数量指标",
  title_en = "A quality indicator that says the quantity again",
  suggestion_en = "say how well it is to be done",
  severity = "warning",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "project",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" } },
  needs    = { "CMP-030", "REL-021" },
  check = function(p)
    local faults = {}
    local counted = list.filter(rows_of(p, { named = true, level2 = "数量指标" }), function(i)
      return text.length(text.fold(i.level3)) >= param.stray_value_length
    end)
    for _, i in ipairs(list.filter(rows_of(p, { named = true, level2 = "质量指标" }), wordy)) do
      local first = said_again(i, counted)
      if first then
        table.insert(faults, fail { at = i, field = "level3", related = { { at = i, field = "target" }, { at = first, field = "level3" } },
          message = "质量指标“{name}”只是把数量指标“{other}”再说一遍", message_en = "the quality indicator '{name}' only says the quantity '{other}' again",
          name = text.brief(i.level3, 30), other = text.brief(first.level3, 30), suggestion = "写办得好不好：名称改为“发放准确率”一类，指标值写“100%”" })
      end
    end
    return faults
  end,
  bad = {
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "见习岗位人员工资及奖金", target = "12.92万元" },
                     { level1 = "产出指标", level2 = "质量指标", level3 = "发放见习岗位人员工资及奖金", target = "发放" } } },
  },
  good = {
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "见习岗位人员工资及奖金", target = "4人" },
                     { level1 = "产出指标", level2 = "质量指标", level3 = "见习岗位人员工资及奖金足额发放", target = "足额" } } },
    { indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "培训", target = "2场" },
                     { level1 = "产出指标", level2 = "质量指标", level3 = "培训课程", target = "紧贴业务" } } },
  },
}
