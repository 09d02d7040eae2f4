-- 项目类别、属性、类型各选一项。方框比选项多的，读入时按方框的位置认所选的一项；同一项印了两个勾的，读入时提示对照原表。
local fields = {
  { key = "category", label = "项目类别" },
  { key = "attribute", label = "项目属性" },
  { key = "type", label = "项目类型" },
}

local function chosen(p, key)
  if key == "category" then return p.category end
  return key == "attribute" and p.attribute or p.type
end

rule "REL-031" {
  title    = "单选项多选或未选",
  title_en = "A single choice with none or several boxes ticked",
  suggestion_en = "tick exactly one, as on the original",
  severity = "error",
  aspect   = "完整性",
  basis    = {},
  each     = "project",
  where    = { form = { "declaration", "self_evaluation" } },
  check = function(p)
    local faults = {}
    for _, field in ipairs(fields) do
      local ticked = list.distinct(chosen(p, field.key))
      if has(p, field.key) and #ticked ~= 1 then
        table.insert(faults, fail { field = field.key,
          message = #ticked == 0 and "{label}没有勾选" or "{label}勾选了 {count} 项：{ticked}",
          message_en = "{count} boxes are ticked under " .. field.key .. "; exactly one is needed",
          label = field.label, count = #ticked, ticked = text.brief(list.join(ticked, "、"), 40),
          suggestion = "对照原表只勾一项" })
      end
    end
    return faults
  end,
  bad  = { { category = {} }, { type = { "常年性项目", "延续性项目" } } },
  good = { { category = { "部门预算项目" } }, { category = { "部门预算项目", "部门预算项目" } } },
}
