-- 一体化编码的前六位是财政区划。与本单位所在区划不同，多半是照抄了别处的表。
-- 区划写名称的：编码所属的市、县，名称里都没有；名称只写到市的，市对上就行
local function elsewhere(code, region)
  local county, city = codes.divisions[code], codes.divisions[text.head(code, 4) .. "00"]
  if county == nil or not text.match(region, "省.+[市县区旗]$") or text.contains(region, { county }) then return false end
  return city == nil or not text.ends(text.trim(region), city)
end

rule "HEB-002" {
  title    = "项目编码与财政区划不符",
  title_en = "The code belongs to another division",
  suggestion_en = "compare with the code in the budget system",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "hebei-form" },
  each     = "project",
  where    = { form = "target" },
  needs    = { "CMP-004" },
  check = function(p)
    local code = text.match(text.trim(p.project_code), "^(\\d{6})[0-9A-Z]{15}$")
    if code == nil then return skip("不是二十一位编码") end
    local region = text.match(text.trim(p.region), "^(\\d{6})(?:\\d{3})?$")
    if region == nil then
      if text.starts(code, "13") and not elsewhere(code, p.region) then return end
      if text.starts(code, "13") then
        return fail { field = "project_code", code = code, region = p.region, message = "项目编码前六位 {code} 与财政区划 {region} 不符",
          message_en = "the first six digits {code} are not the division {region}", suggestion = "与系统中的项目编码核对" }
      end
      return fail { field = "project_code", code = code, message = "项目编码前六位 {code} 不是河北的区划代码",
        message_en = "the first six digits {code} are no division of Hebei", suggestion = "与系统中的项目编码核对" }
    end
    local province, city = text.ends(region, "0000"), text.ends(region, "00")
    local digits = province and 2 or city and 4 or 6
    if text.head(code, digits) == text.head(region, digits) then return end
    return fail { field = "project_code", code = code, region = region,
      message = "项目编码前六位 {code} 与财政区划 {region} 不符",
      message_en = "the first six digits {code} are not the division {region}", suggestion = "与系统中的项目编码核对" }
  end,
  bad  = { { region = "130322", project_code = "130534216KEAPEHBBS07G" }, { region = "河北省承德市隆化县", project_code = "130322216KEAPEHBBS07G" },
           { region = "河北省秦皇岛市昌黎县", project_code = "110105216KEAPEHBBS07G" } },
  good = { { region = "130322", project_code = "130322216KEAPEHBBS07G" },
           { region = "河北省秦皇岛市昌黎县", project_code = "130322216KEAPEHBBS07G" },
           { region = "河北省秦皇岛市", project_code = "130322216KEAPEHBBS07G" }, { region = "河北省", project_code = "130322216KEAPEHBBS07G" },
           { region = "130636", project_code = "315-0403-JZN-GCVP" } },
}
