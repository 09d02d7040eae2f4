-- 计算符号选“定量（其他）”时，指标值只能从系统的选项里选；自己写的数值，计算符号应改为相应的比较符。
local function sign_of(i)
  return text.trim(extra(i, words.sign_headings) or i.target_op)
end

rule "AHI-002" {
  title    = "“定量（其他）”的指标值不在选项内",
  title_en = "A target of another kind that is none of the options",
  suggestion_en = "choose one of the options, or change the sign where the target is a figure",
  severity = "error",
  aspect   = "完整性",
  basis    = { "anhui-form" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target" } },
  check = function(i)
    if not list.contains(codes.other_signs, sign_of(i)) then return skip("不是定量（其他）") end
    local said = text.trim(i.target.text)
    if said == "" or list.contains(codes.other_sign_values, said) then return end
    local numeric = i.target.kind == "number" or i.target.kind == "range"
    return fail { field = "target", message = "计算符号为“定量（其他）”，指标值“{target}”不是系统的选项",
      message_en = "the sign says 'other quantity' and '{target}' is none of the options",
      suggestion = numeric and "指标值有数的，计算符号改为相应的比较符" or "指标值选“暂不确定”或“项目实际值”，口径写在指标值说明里" }
  end,
  bad  = { { level1 = "产出指标", level2 = "数量指标", level3 = "救助人数", target = "≥35人", target_op = "9" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "救助人数", target = "按需救助", target_op = "9" } },
  good = { { level1 = "产出指标", level2 = "数量指标", level3 = "救助人数", target = "项目实际值", target_op = "9" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "救助人数", target = "2", target_op = "9" },
           { level1 = "产出指标", level2 = "数量指标", level3 = "救助人数", target = "≥35人", target_op = "≥" } },
}
