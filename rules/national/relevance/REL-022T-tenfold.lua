-- 用途或目标里“护林员25420名”，指标是2542人：同一件事差十倍、百倍，是多写了一位，或者落了一个“万”字。
local tenfold = { 10, 100, 1000, 10000 }

local function slipped_in(p, said)
  local all = list.filter(rows_of(p, { annual = true }), function(i)
    local kind, d = i.target.kind, i.target.dimension
    return (kind == "number" or kind == "duration") and number(i.target) > 0
      and (d == "people" or d == "count" or d == "measure" or d == "time" or d == "money" and #text.split(i.target.unit, "/") == 1)
  end)
  local told = text.numbers(said)
  -- 文字里也写了指标的数，那另一个数说的是别的
  local rows = list.filter(all, function(i) return not list.any(told, function(x) return comparable(x, i.target) and equal(x, i.target) end) end)
  for _, v in ipairs(told) do
    if (v.kind == "number" or v.kind == "duration") and not v.approximate and number(v) > 0 then
      local parts = text.split(said, v.span)
      local clause = (text.match(parts[1] or "", "[^，。；、,;.]*$") or "") .. (text.match(parts[2] or "", "^[^，。；、,;.\\d]{0,12}") or "")
      for _, i in ipairs(rows) do
        if comparable(v, i.target) and v.dimension == i.target.dimension and text.shared(i.level3, clause) >= 2
          and list.any(tenfold, function(n) return equal(v, i.target * n) or equal(i.target, v * n) end)
          and not list.any(all, function(x)
            return comparable(v, x.target) and equal(v, x.target) and text.shared(x.level3, clause) >= text.shared(i.level3, clause)
          end) then
          return { said = v.span, row = i }
        end
      end
    end
  end
end

local function slipped(p)
  local slip = slipped_in(p, p.purpose)
  if slip then return "purpose", slip end
  for _, goal in ipairs(p.goals) do
    slip = goal.term ~= "long" and slipped_in(p, goal.text) or nil
    if slip then return "goals", slip end
  end
end

rule "REL-022T" {
  title    = "用途、目标与指标的数差一位",
  title_en = "Text and indicator differ by a factor of ten",
  suggestion_en = "check the digits and make them agree",
  severity = "warning",
  aspect   = "相关性",
  basis    = {},
  each     = "project",
  where    = { form = { "declaration", "target", "monitoring", "self_evaluation", "disclosure" } },
  check = function(p)
    local field, slip = slipped(p)
    if slip == nil then return end
    return fail { field = field, where = field == "goals" and "目标" or "用途", said = slip.said,
      near = text.brief(slip.row.level3, 20) .. " " .. slip.row.target.text, related = { { at = slip.row, field = "target" } },
      message = "{where}里写“{said}”，指标是“{near}”，相差十倍或更多，请核对数位",
      message_en = "the text says '{said}', the indicator '{near}': off by a factor of ten", suggestion = "核对后两处写成一致" }
  end,
  bad = {
    { purpose = "选聘生态护林员25420名，每人每年补助8000元。", goals = { { text = "选聘生态护林员2542名" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "选聘生态护林员人数", target = "2542人" } }, expect = { field = "purpose" } },
    { purpose = "", goals = { { text = "选聘生态护林员2542名" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "选聘生态护林员人数", target = "25420人" } }, expect = { field = "goals" } },
    { purpose = "", goals = { { text = "减轻残疾儿童家庭支出86.4万元" } },
      indicators = { { level1 = "效益指标", level2 = "经济效益指标", level3 = "减轻残疾儿童家庭支出", target = "≥864万元" } }, expect = { field = "goals" } },
    { purpose = "", goals = { { text = "演出完成后5个工作日内支付补助" } },
      indicators = { { level1 = "产出指标", level2 = "时效指标", level3 = "每场演出补助支付时限", target = "≤50个工作日" } }, expect = { field = "goals" } },
    { form = "self_evaluation", purpose = "", goals = { { text = "扶助困难家庭成员630人" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "扶助困难家庭人数", target = "63人", actual = "63人" } }, expect = { field = "goals" } },
  },
  good = {
    { purpose = "", goals = { { text = "投入资金100万元，带动农户增收1000万元。" } },
      indicators = { { level1 = "效益指标", level2 = "经济效益指标", level3 = "带动农户增收", target = "≥1000万元" } } },
    { purpose = "选聘生态护林员2542名。", goals = { { text = "选聘生态护林员2542名" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "选聘生态护林员人数", target = "2542人" } } },
    { purpose = "新建卫生室10个，其中标准化卫生室1个。", goals = { { text = "新建卫生室10个" } },
      indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "新建卫生室", target = "10个" } } },
  },
}
