-- 描述里写的标准与指标值不一致：描述“成功率95%以上”，指标值却是≥90%；描述“不超过2小时”，指标值却是≥2小时。
-- 描述里有几个数，只要有一个与指标值相同就不算；“×100%”是算法，“每月1次”是频次，背景数（约数）也不算。
local formula = "\\s*(?:[×✕*＊xXＸ·•=＝]|(?<=[数额量次人件]))\\s*[1１][0０][0０]\\s*[%％]"

-- “每辆车补贴不超过1.2万元”与“2.1万元/辆”说的是同一个单价
local function same_measure(unit, i)
  return unit == i.target.unit
    or text.starts(i.target.unit, unit .. "/") and text.match(i.description, "每|[人户亩生]均|单") ~= nil and #text.numbers(i.description) == 1
end

local function stated(i)
  local s = text.remove(i.description, text.matches(i.description, "\\d+\\s*分制"))      -- “5分制”是量表
  for _, tail in ipairs(text.matches(s, formula)) do s = text.replace(s, tail, "") end
  return list.filter(text.numbers(s), function(v)
    local before = text.split(s, v.span)[1] or ""
    return not v.change and not v.approximate
      and not (v.dimension == "count" and text.match(before, "每(?:半?年|季度?|月|周|天|日)\\p{Lo}{0,4}$")) and v.dimension == i.target.dimension and same_measure(v.unit, i)
  end)
end

-- 同一个数，一处是上限，一处是下限
local function opposite(a, b)
  local up = { [">="] = 1, [">"] = 1, ["<="] = -1, ["<"] = -1 }
  local x, y = up[a.op], up[b.op]
  return a.op_written and b.op_written and x ~= nil and y ~= nil and x ~= y and equal(number(a), number(b))
end

-- “每月巡检1次”一年是12次，指标值不能比它还多
local turns = { ["年"] = 1, ["半年"] = 2, ["季"] = 4, ["季度"] = 4, ["月"] = 12, ["周"] = 53, ["天"] = 366, ["日"] = 366 }

local function too_often(i)
  local every, times = text.match(i.description, "每(半?年|季度?|月|周|天|日)\\p{Lo}{0,4}?(\\d+)[次期场]")
  if every == nil or i.target.dimension ~= "count" or text.contains(i.target.unit, "/") then return nil end
  local year = quantity(tostring(turns[every] * math.tointeger(tonumber(text.fold(times)))))
  return text.match(i.description, "[、；;及]") == nil and number(i.target) > year and year or nil
end

-- 描述对的，指标值该怎样填
local function advice(other)
  local figure = text.match(other.span, "\\d[\\d.,]*")
  local sign = ({ [">="] = "≥", [">"] = ">", ["<="] = "≤", ["<"] = "<" })[other.op] or ""
  if not figure then return "核对后两处写成一致" end
  return "核对后两处写成一致：以描述为准的，指标值改为“" .. sign .. figure .. other.unit .. "”"
end

rule "REL-025" {
  title    = "描述与指标值矛盾",
  title_en = "The description and the target disagree",
  suggestion_en = "check and make them agree",
  severity = "warning",
  aspect   = "相关性",
  basis    = {},
  each     = "indicator",
  where    = { form = { "declaration", "target" } },
  needs    = { "APP-011", "APP-015", "REL-026" },
  check = function(i)
    local v = i.target
    if v.kind ~= "number" and v.kind ~= "duration" or v.change or v.unit == "" then return skip("指标值不是数值") end
    local year = too_often(i)
    if year then
      return fail { field = "target", message = "描述“{said}”，一年最多 {year} 次，指标值为“{target}”", message_en = "the description allows {year} a year, the target is {target}",
        said = text.brief(i.description, 20), year = tostring(year), related = { { at = i, field = "description" } }, suggestion = "核对后两处写成一致" }
    end
    local told = stated(i)
    local against = list.filter(told, function(x) return opposite(x, v) end)[1]
    if against then
      return fail { field = "target", message = "描述写“{other}”，指标值为“{target}”，方向相反",
        message_en = "the description says {other}, the target is {target}: the opposite", other = against.span,
        related = { { at = i, field = "description" } }, suggestion = "核对比较符号" }
    end
    -- 满意度的描述里说了“成功率95%以上”，说的不是满意度
    if i.level1_name == "满意度指标" and v.dimension == "ratio" then
      told = list.filter(told, function(x) return not text.match(text.split(i.description, x.span)[1] or "", "(?<!满意)率\\p{Lo}{0,4}$") end)
    end
    if #told == 0 or list.any(told, function(x) return equal(x, v) or x.unit ~= v.unit and equal(number(x), number(v)) end) then return end
    local other = told[#told]
    return fail { field = "description", message = "描述写“{other}”，指标值为“{target}”",
      message_en = "the description says {other}, the target is {target}", other = other.span,
      suggestion = advice(other) }
  end,
  bad = {
    { level1 = "产出指标", level2 = "成本指标", level3 = "单车补贴标准", description = "每辆车年补贴不超过1.2万元", target = "2.1万元/辆" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "平台巡检次数", description = "每月巡检1次", target = "120次", expect = { field = "target" } },
    { level1 = "产出指标", level2 = "质量指标", level3 = "案件合格率", description = "调解案件成功率在95%以上", target = "≥90%" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "制作标牌", description = "制作标牌400个", target = "300个" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "调运时间", description = "接到指令到发运不超过2小时", target = "≥2小时", expect = { field = "target" } },
    { level1 = "产出指标", level2 = "质量指标", level3 = "虫果率", description = "虫果率控制在0.5%以内", target = "0.5%以上", expect = { field = "target" } },
  },
  good = {
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "群众满意度", description = "调解成功率95%以上，人民群众满意", target = "≥90%" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "单车补贴标准", description = "每辆车年补贴不超过1.2万元", target = "1.2万元/辆" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "平台巡检次数", description = "每月巡检1次", target = "12次" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "案件合格率", description = "调解案件100%，成功率在95%以上", target = "≥95%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "合格率", description = "合格数÷总数×100%", target = "≥95%" },
    { level1 = "产出指标", level2 = "质量指标", level3 = "合格率", description = "合格数/总数＊１００％", target = "≥95%" },
    { level1 = "产出指标", level2 = "数量指标", level3 = "收治数量", description = "全县患者2000多人，收治50多人", target = "≥50人" },
    { level1 = "满意度指标", level2 = "服务对象满意度指标", level3 = "受众满意度", description = "网上问卷的平均分（5分制）", target = "≥4.5分" },
    { level1 = "产出指标", level2 = "成本指标", level3 = "总成本", description = "补助资金120万元", target = "120万元" },
  },
}
