-- 申报表的用途、内容、起止时间，目标表的用途，都是要填的栏，空着就无从判断目标与资金是否相配。
local wanted = {
  declaration = { { "purpose", "资金用途" }, { "content", "项目内容" }, { "start", "开始时间" }, { "end", "结束时间" } },
  target = { { "purpose", "资金用途" } },
  disclosure = { { "purpose", "资金用途" } }, -- 公开表多把用途写在目标里，只提示
}

rule "CMP-038" {
  title    = "用途、内容或起止时间没有填写",
  title_en = "Purpose, content or dates are blank",
  suggestion_en = "fill in what the form asks for",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "mof-2015-88" },
  each     = "project",
  where    = { form = { "declaration", "target", "disclosure" } },
  check = function(p)
    local missing, first = {}, nil
    for _, entry in ipairs(wanted[p.form]) do
      local field = entry[1]
      local value = field == "end" and p.end_ or p[field]
      local blank = type(value) == "string" and text.is_blank(value) or type(value) ~= "string" and value.kind == "empty"
      if has(p, field) and blank then
        table.insert(missing, entry[2])
        first = first or field
      end
    end
    if #missing == 0 and has(p, "purpose") and not text.is_blank(p.purpose) and text.only(p.purpose, words.purpose_fillers) then
      return fail { field = "purpose", severity = "note", said = text.brief(p.purpose, 30), message = "资金用途“{said}”没有说明做什么",
        message_en = "the purpose '{said}' does not say what the money is for", suggestion = "写明支出内容和测算" }
    end
    if #missing == 0 then return end
    return fail { field = first, severity = p.form == "disclosure" and "note" or "warning", missing = list.join(missing, "、"), message = "没有填写{missing}",
      message_en = "{missing}: blank", suggestion = "按表的要求填写" }
  end,
  bad  = { { form = "disclosure", purpose = "", expect = { severity = "note" } }, { purpose = "" }, { purpose = "用于开展相关工作", expect = { severity = "note" } }, { form = "declaration", start = "", ["end"] = "" } },
  good = { { purpose = "内容涉密" }, { form = "declaration", purpose = false, content = false, start = false, ["end"] = false } },
}
