-- 同一单位的名称在各表里应当一致。单位编码相同而名称不同，或者名称只差最后一个字的，提示核对；
-- “市委政法委”一类的习惯简称不在此列。
local function variant(a, b)
  local short, long = a, b
  if text.length(a) > text.length(b) then short, long = b, a end
  return text.starts(long, short) and text.length(long) - text.length(short) == 1
end

rule "SEV-035" {
  title    = "单位名称前后不一致",
  title_en = "The unit's name varies between forms",
  suggestion_en = "use the unit's full name throughout",
  severity = "note",
  aspect   = "完整性",
  basis    = {},
  each     = "group",
  by = function(p)
    if text.fold(p.unit_name) == "" then return nil end
    local code = text.fold(p.unit_code)
    return code ~= "" and "code/" .. p.region .. "/" .. code or "name/" .. text.head(text.fold(p.unit_name), 6)
  end,
  keep = function(p) return { name = p.unit_name, coded = text.fold(p.unit_code) ~= "" } end,
  check = function(items)
    local names = list.group(items, function(x) return text.fold(x.name) end)
    table.sort(names, function(a, b) return #a.items > #b.items end)
    local faults = {}
    for n = 2, math.min(#names, math.tointeger(tonumber(tostring(param.group_findings)))) do
      for m = 1, n - 1 do
        local odd, usual = names[n].items[1], names[m].items[1]
        if odd.coded or variant(names[n].key, names[m].key) then
          table.insert(faults, fail { at = odd, field = "unit_name", related = { { at = usual, field = "unit_name" } },
            message = "单位名称“{name}”与其他表的“{usual}”不一致",
            message_en = "the unit is called '{name}' here and '{usual}' elsewhere", name = odd.name, usual = usual.name,
            suggestion = "统一写单位全称" })
          break
        end
      end
    end
    return faults
  end,
  bad = {
    { { unit_code = "", unit_name = "中共鄂州市委政法委员会" }, { unit_code = "", unit_name = "中共鄂州市委政法委员会" },
      { unit_code = "", unit_name = "中共鄂州市委政法委员" } },
    { { unit_code = "312001", unit_name = "清河县水利局" }, { unit_code = "312001", unit_name = "清河县农业农村局" } },
  },
  good = {
    { { unit_code = "", unit_name = "门源县公安局" }, { unit_code = "", unit_name = "门源县公安局交警大队" } },
    { { unit_code = "", unit_name = "中共鄂州市委政法委员会" }, { unit_code = "", unit_name = "市委政法委" } },
  },
}
