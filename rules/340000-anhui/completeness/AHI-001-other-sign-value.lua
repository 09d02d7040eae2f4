-- 计算符号为“定量（其他）”的，指标值只能是“暂不确定”或“项目实际值”，并要写指标值说明；“不适用”的值是固定的一句。
-- 代码表以外的符号不判断。
local function sign_of(i)
  return text.trim(extra(i, words.sign_headings) or i.target_op)
end

local function explained(i)
  return not text.is_blank(extra(i, words.value_note_headings) or "") or not text.is_blank(i.description) or not text.is_blank(i.remark)
end

rule "AHI-001" {
  title    = "“定量（其他）”没有指标值说明",
  title_en = "A target of another kind without an explanation",
  suggestion_en = "state what is counted and the expected figure in the note on the value",
  severity = "error",
  aspect   = "完整性",
  basis    = { "platform" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target" } },
  check = function(i)
    if not list.contains(codes.other_signs, sign_of(i)) then return skip("不是定量（其他）") end
    if explained(i) then return end
    return fail { field = "target", message = "计算符号为“定量（其他）”，没有写指标值说明",
      message_en = "the sign says 'other quantity' and no explanation of the value is given", suggestion = "在指标值说明中写明口径和预计数" }
  end,
  bad  = { { level1 = "产出指标", level2 = "数量指标", level3 = "救助人数", target = "项目实际值", target_op = "9", description = "", remark = "" } },
  good = { { level1 = "产出指标", level2 = "数量指标", level3 = "救助人数", target = "项目实际值", target_op = "9", description = "据实救助，上年35人" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "救助人数", target = "≥35人", target_op = "≥", description = "" } },
}
