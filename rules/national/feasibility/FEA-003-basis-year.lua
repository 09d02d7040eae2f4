-- 依据的发文年份不能晚于预算年度；年代久远的提示核实是否仍有效。只看发文字号里的年份，法律法规不看。
-- 表上没有预算年度而有填报日期的，按填报那一年比。
local pattern = "[〔［\\[【（(]\\s*(?:19|20)\\d{2}\\s*[〕］\\]】）)]\\s*\\d+\\s*号"

local function cited(p)
  local found = {}
  for _, number in ipairs(text.matches(p.legal_basis, pattern)) do table.insert(found, { said = number, at = p, field = "legal_basis" }) end
  for _, i in ipairs(p.indicators) do
    for _, number in ipairs(text.matches(i.target_basis, pattern)) do table.insert(found, { said = number, at = i, field = "target_basis" }) end
  end
  for _, one in ipairs(found) do one.year = math.tointeger(tonumber(text.fold(text.match(one.said, "(?:19|20)\\d{2}")))) end
  return found
end

-- 预算年度；没有的取填报日期的年份
local function year_of(p)
  if p.year ~= nil then return p.year end
  return p.reported_on.kind == "date" and p.reported_on.year or nil
end

rule "FEA-003" {
  title    = "依据的年份晚于预算年度或已久远",
  title_en = "A cited document is later than the budget year, or old",
  suggestion_en = "check the number, or cite a document that was in force",
  severity = "warning",
  aspect   = "可行性",
  basis    = {},
  each     = "project",
  where    = { form = { "declaration", "target" } },
  check = function(p)
    local documents = cited(p)
    if #documents == 0 then return end
    local year = year_of(p)
    if year == nil then return skip("没有预算年度和填报日期，由 CMP-003 指出") end
    local faults = {}
    local future = list.filter(documents, function(d) return d.year > year end)[1]
    if future then
      table.insert(faults, fail { at = future.at, field = future.field, value = future.said, message = "依据“{said}”晚于填报年度 {year}",
        message_en = "the cited document {said} is later than {year}", said = future.said, year = year,
        suggestion = "核对文号，或改引编制预算时已有的文件" })
    end
    local old = list.filter(documents, function(d) return year - d.year > param.basis_age end)[1]
    if old then
      table.insert(faults, fail { at = old.at, field = old.field, severity = "note",
        value = old.said, message = "依据“{said}”距填报年度 {year} 已有 {age} 年，请核实是否仍有效",
        message_en = "the cited document {said} is {age} years old; is it still in force?",
        said = old.said, year = year, age = year - old.year, suggestion = "已废止、被替代的，改引现行文件" })
    end
    return faults
  end,
  bad = {
    { year = 2024, legal_basis = "《实施办法》（冀政法字〔2025〕17号）" },
    { year = 2023, legal_basis = "（第九届[2010]38号）", expect = { severity = "note" } },
    { form = "declaration", year = "", reported_on = "2022-10-20", legal_basis = "（第九届[2010]38号）", expect = { severity = "note" } },
  },
  good = {
    { year = 2022, legal_basis = "《实施办法》（冀政法字〔2019〕17号）" },
    { year = 2025, legal_basis = "《中华人民共和国预算法》" },
    { year = 2025, legal_basis = "冀财预〔2015〕291号" },
    { legal_basis = "冀财预〔2015〕291号", year = 2020 },
  },
}
