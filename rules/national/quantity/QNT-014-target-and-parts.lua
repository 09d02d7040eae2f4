-- 指标值又写在一栏里、又拆成符号、数值、单位的表，两处要一致：系统按拆开的算，人看的是合在一起的。别的行都拆开填了，
-- 单单这一行的数值或单位空着的，是漏填。
local function parts(i)
  return quantity(text.trim(i.target_op) .. i.target_value.text .. text.trim(i.target_unit))
end

-- 单位写在名称里、写法不同的不比单位，数相同就算一致
local function same_figure(a, b)
  return equal(number(a), number(b)) or comparable(a, b) and equal(a, b)
end

local function others_fill(i, field)
  return list.count(i.project.indicators, function(x)
    if field == "target_unit" then return not text.is_blank(x.target_unit) end
    return x.target_value.kind ~= "empty"
  end) >= 2
end

-- “95%”整个写在数值栏里的，单位不必再填
local function left_out(i)
  if has(i, "target_value") and i.target_value.kind == "empty" then return others_fill(i, "target_value") and "target_value" or nil end
  if has(i, "target_unit") and text.is_blank(i.target_unit) and i.target.unit ~= "" and i.target_value.unit == "" then
    return others_fill(i, "target_unit") and "target_unit" or nil
  end
end

rule "QNT-014" {
  title    = "指标值与拆开填写的数值不一致",
  title_en = "The target and its parts disagree",
  suggestion_en = "write the same sign and figure in both places",
  severity = "error",
  aspect   = "适当性",
  basis    = { "platform" },
  each     = "indicator",
  fold     = true,
  check = function(i)
    local field = i.target.kind == "number" and left_out(i)
    if field then
      return fail { field = field, severity = "warning", part = field == "target_unit" and "计量单位" or "目标数值", part_en = field == "target_unit" and "unit" or "figure",
        message = "指标值“{target}”的{part}一栏空着，其他各行都填了", message_en = "the {part_en} of '{target}' is blank, the other rows have it", suggestion = "按指标值补填" }
    end
    if i.target.kind ~= "number" or i.target_value.kind ~= "number" then return skip("没有拆开填写") end
    local split = parts(i)
    local op = split.op_written and i.target.op_written and split.op ~= i.target.op
    if split.kind ~= "number" or same_figure(i.target, i.target_value) and not op or comparable(i.target, split) and equal(i.target, split) and not op then return end
    return fail { field = "target_value", split = split.text, message = "指标值写“{target}”，拆开填的是“{split}”，两处不一致",
      message_en = "the target reads '{target}', its parts read '{split}'", suggestion = "核对后两处写成一致" }
  end,
  bad = {
    { level3 = "到课率", target = "≥98%", target_op = "≥", target_value = "", target_unit = "%", expect = { severity = "warning" }, project = { indicators = {
      { level3 = "受益人数", target = "≥500人", target_op = "≥", target_value = "500", target_unit = "人" }, { level3 = "维修站点", target = "≥50处", target_op = "≥", target_value = "50", target_unit = "处" } } } },
    { level3 = "到课率", target = "≥98%", target_op = "≥", target_value = "98", target_unit = "", expect = { severity = "warning" }, project = { indicators = {
      { level3 = "受益人数", target = "≥500人", target_op = "≥", target_value = "500", target_unit = "人" }, { level3 = "维修站点", target = "≥50处", target_op = "≥", target_value = "50", target_unit = "处" } } } },
    { level3 = "到课率", target = "≥98%", target_op = "≥", target_value = "980", target_unit = "%" },
    { level3 = "到课率", target = "≥98%", target_op = "≤", target_value = "98", target_unit = "%" },
    { level3 = "维修站点", target = "≥50处", target_op = "≥", target_value = "-50", target_unit = "处" },
  },
  good = {
    { level3 = "到课率", target = "≥98%", target_op = "≥", target_value = "98%", target_unit = "", project = { indicators = {
      { level3 = "受益人数", target = "≥500人", target_op = "≥", target_value = "500", target_unit = "人" }, { level3 = "维修站点", target = "≥50处", target_op = "≥", target_value = "50", target_unit = "处" } } } },
    { level3 = "到课率", target = "≥98%", target_op = "≥", target_value = "98", target_unit = "%" },
    { level3 = "到课率", target = "≥98%", target_op = "", target_value = "98", target_unit = "百分比" },
    { level3 = "拨款", target = "≤1.5万元", target_op = "≤", target_value = "15000", target_unit = "元" },
    { level3 = "培训人数", target = "≥0.8万人", target_op = "≥", target_value = "8000", target_unit = "人" },
    { level3 = "完成时间", target = "2024年12月底前", target_op = "定性", target_value = "12", target_unit = "月" },
    { level3 = "维修站点", target = "≥50处" },
  },
}
