-- 读不了的文件、列数不对、编码不对、表头重复，读入时就会报。这里查读得进来而内容错了列的行：
-- 级别栏里是指标值，指标值栏里是级别名称，或者指标值跑到了名称、描述、依据栏里而指标值栏里是话，多为粘贴或转换时错位。
local function is_level(s)
  local own = text.trim(s)
  return own ~= "" and (codes.level_parent[own] ~= nil or codes.level2_of[own] ~= nil)
end

local function is_value(s)
  if text.fold(s) == "" then return false end
  local v = quantity(s)
  return v ~= nil and v.kind == "number" and v.span == v.text and (v.op_written or v.unit ~= "")
end

-- 指标值栏里是话，带符号或百分号的数却单独在别的栏里
local function strayed(i)
  if i.target.kind ~= "text" then return nil end
  for _, field in ipairs { "level3", "description", "target_basis" } do
    local written = i[field]
    if is_value(written) and text.match(written, "[≥≤＞＜><=%％]") then return field end
  end
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
    local field = strayed(i)
    if field then
      return fail { field = field, written = i[field], said = i.target.text,
        message = "指标值栏里是“{said}”，指标值“{written}”在别的栏里，本行各栏错位",
        message_en = "the target column holds '{said}', the value '{written}' stands in another: the row is shifted", suggestion = "对照原表把本行各栏归位" }
    end
  end,
  bad  = { { level1 = "≥50处", level2 = "数量指标", level3 = "维修站点", target = "" },
           { level1 = "产出指标", level2 = "维修站点", level3 = "≥50处", target = "数量指标" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "≥50处", target = "维修站点" },
           { level1 = "产出指标", level2 = "质量指标", level3 = "验收合格率", target = "《水利工程验收规程》", target_basis = "≥95%" } },
  good = { { level1 = "产出指标", level2 = "数量指标", level3 = "维修站点", target = "≥50处" },
           { level1 = "产出指标", level2 = "质量指标", level3 = "验收合格率", target = "达到验收规程要求", description = "验收合格率达到95%以上" },
           { level1 = "", level2 = "", level3 = "维修站点", target = "50" } },
}
