-- 项目编码由系统生成，是核对申报、监控、自评三张表的唯一凭据。格式只在本地区定了式样时核对。
local function fits(code)
  if #codes.code_patterns == 0 then return true end
  for _, pattern in ipairs(codes.code_patterns) do
    if text.match(code, pattern) then return true end
  end
  return false
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
    if not fits(code) then
      return fail { field = "project_code", severity = "warning",
        message = "项目编码“{project_code}”不符合本地区编码式样",
        message_en = "project code '{project_code}' does not follow the local pattern",
        suggestion = "与预算管理一体化系统中的项目编码核对" }
    end
  end,
  bad  = { { project_code = "" }, { project_code = "/" } },
  good = { { project_code = "315-0403-JZN-GCVP" }, { project_code = "1303222158GWYR2IGDLIP" } },
}
