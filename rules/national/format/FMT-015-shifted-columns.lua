-- 读不了的文件、列数不对、编码不对、表头重复，读入时就会报。这里查读得进来而内容错了列的行：
-- 级别栏里是指标值，或者指标值栏里是级别名称，多为粘贴或转换时错位。
local function is_level(s)
  local own = text.trim(s)
  return own ~= "" and (codes.level_parent[own] ~= nil or codes.level2_of[own] ~= nil)
end

local function is_value(s)
  if text.fold(s) == "" then return false end
  local v = quantity(s)
  return v ~= nil and v.kind == "number" and v.span == v.text and (v.op_written or v.unit ~= "")
end

rule "FMT-015" {
  title    = "行内各栏错位",
  title_en = "The cells of a row stand in the wrong columns",
  suggestion_en = "put the cells of the row where the original has them",
  severity = "error",
  aspect   = "完整性",
  basis    = {},
  each     = "indicator",
  check = function(i)
    for _, field in ipairs { "level1", "level2" } do
      local written = field == "level1" and i.level1 or i.level2
      if is_value(written) then
        return fail { field = field, written = written, message = "级别栏里是指标值“{written}”，本行各栏错位",
          message_en = "a level column holds the value '{written}': the row is shifted", suggestion = "对照原表把本行各栏归位" }
      end
    end
    if is_level(i.target.text) then
      return fail { field = "target", message = "指标值栏里是级别名称“{target}”，本行各栏错位",
        message_en = "the target column holds the level name '{target}': the row is shifted", suggestion = "对照原表把本行各栏归位" }
    end
  end,
  bad  = { { level1 = "≥50处", level2 = "数量指标", level3 = "维修站点", target = "" },
           { level1 = "产出指标", level2 = "维修站点", level3 = "≥50处", target = "数量指标" } },
  good = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
           { level1 = "", level2 = "", level3 = "维修站点", target = "50" } },
}
