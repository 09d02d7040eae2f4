-- 一个单位绝大多数定量指标取同一个值，说明指标值没有逐项测算。整张表都是一个值的由 APP-012 指出，不再计。
local signs = { [">="] = "≥", ["<="] = "≤", ["="] = "", [">"] = "＞", ["<"] = "＜" }

local function plain(i)
  return signs[i.target.op] .. tostring(number(i.target)) .. i.target.unit
end

rule "APP-012U" {
  title    = "单位的指标值高度雷同",
  title_en = "Most targets of the unit are the same",
  suggestion_en = "derive each target from its own history or standard",
  severity = "note",
  aspect   = "适当性",
  basis    = { "mof-2015-88" },
  each     = "group",
  by = function(p)
    if p.form ~= "target" and p.form ~= "declaration" and p.form ~= "disclosure" then return nil end
    local rows = rows_of(p, { target = "number" })
    if #rows == 0 or #rows >= number(param.uniform_rows) and #list.distinct(list.map(rows, plain)) == 1 then return nil end
    return list.join({ p.form, tostring(p.year), p.unit_code, p.unit_name }, "/"), rows
  end,
  keep = function(_, rows) return { targets = list.map(rows, plain) } end,
  check = function(items)
    local count, total, most = {}, 0, nil
    for _, item in ipairs(items) do
      for _, target in ipairs(item.targets) do
        count[target] = (count[target] or 0) + 1
        total = total + 1
        if most == nil or count[target] > count[most] then most = target end
      end
    end
    if #items < 2 or total < number(param.uniform_unit_rows) then return end
    local share = quantity(tostring(count[most])) / quantity(tostring(total))
    if share < param.uniform_share then return end
    return fail { at = items[1], field = "indicators", most = most, count = count[most], total = total,
      share = percent(share, 0), message = "本单位 {total} 个定量指标中有 {count} 个（{share}）都是“{most}”",
      message_en = "{count} of the unit's {total} quantified targets ({share}) are '{most}'",
      suggestion = "按各指标的历史数据、标准分别测算" }
  end,
  bad  = { {
    { indicators = { { level3 = "一", target = "≥90%" }, { level3 = "二", target = "≥90%" }, { level3 = "三", target = "≥90%" },
      { level3 = "四", target = "≥90%" }, { level3 = "五", target = "≥90%" }, { level3 = "六", target = "≥90%" },
      { level3 = "七", target = "≥90%" }, { level3 = "八", target = "≥90%" }, { level3 = "九", target = "≥90%" },
      { level3 = "十", target = "3场" } } },
    { indicators = { { level3 = "一", target = "≥90%" }, { level3 = "二", target = "≥90%" }, { level3 = "三", target = "≥90%" },
      { level3 = "四", target = "≥90%" }, { level3 = "五", target = "≥90%" }, { level3 = "六", target = "≥90%" },
      { level3 = "七", target = "≥90%" }, { level3 = "八", target = "≥90%" }, { level3 = "九", target = "≥95%" },
      { level3 = "十", target = "2场" } } } } },
  good = { { {}, {} }, {
    { indicators = { { level3 = "一", target = "≥90%" }, { level3 = "二", target = "≥90%" }, { level3 = "三", target = "≥90%" },
      { level3 = "四", target = "≥90%" }, { level3 = "五", target = "≥90%" }, { level3 = "六", target = "≥90%" },
      { level3 = "七", target = "≥90%" }, { level3 = "八", target = "≥90%" }, { level3 = "九", target = "≥90%" } } },
    { indicators = { { level3 = "一", target = "≥90%" }, { level3 = "二", target = "≥90%" }, { level3 = "三", target = "≥90%" },
      { level3 = "四", target = "≥90%" }, { level3 = "五", target = "≥90%" }, { level3 = "六", target = "≥90%" },
      { level3 = "七", target = "≥90%" }, { level3 = "八", target = "≥90%" }, { level3 = "九", target = "≥90%" } } } } },
}
