-- 项目编码由系统生成，是核对申报、监控、自评三张表的唯一凭据。格式只在本地区定了式样时核对。
local function fits(code)
  if #codes.code_patterns == 0 then return true end
  for _, pattern in ipairs(codes.code_patterns) do
    if text.match(code, pattern) then return true end
  end
  return false
end

-- 一体化系统的编码是 21 位：财政区划 6 位、年份 2 位、随后 13 位。开头像它而位数不对的，抄漏了或者抄多了。
local function cut(code)
  return text.length(code) ~= 21 and text.match(code, "^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])\\d{4}(?:1[89]|2\\d)[0-9A-Z]{8,16}$") ~= nil
end

rule "CMP-004" {
  title    = "项目编码缺失或格式不符",
  title_en = "Project code is missing or malformed",
  suggestion_en = "use the code that the budget system gave",
  severity = "error",
  aspect   = "完整性",
  basis    = { "platform" },
  each     = "project",
  check = function(p)
    if not has(p, "project_code") then return skip("表中没有项目编码一栏") end
    local code = text.trim(p.project_code)
    if text.fold(code) == "" then
      return fail { field = "project_code", message = "未填写项目编码",
        message_en = "the project code is blank", suggestion = "填写预算管理一体化系统生成的项目编码" }
    end
    if cut(code) and fits(text.head(code .. "0000000000000", 21)) then
      return fail { field = "project_code", severity = "warning", digits = tostring(text.length(code)),
        message = "项目编码“{project_code}”是 {digits} 位，一体化系统的编码是 21 位",
        message_en = "project code '{project_code}' has {digits} characters, the system's have 21", suggestion = "与预算管理一体化系统中的项目编码核对" }
    end
    if not fits(code) then
      return fail { field = "project_code", severity = "warning",
        message = "项目编码“{project_code}”不符合本地区编码式样",
        message_en = "project code '{project_code}' does not follow the local pattern",
        suggestion = "与预算管理一体化系统中的项目编码核对" }
    end
  end,
  bad  = { { project_code = "" }, { project_code = "/" }, { project_code = "1303222158GWYR2IGD", expect = { severity = "warning" } } },
  good = { { project_code = "315-0403-JZN-GCVP" }, { project_code = "1303222158GWYR2IGDLIP" } },
}
