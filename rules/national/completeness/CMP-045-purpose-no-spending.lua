-- 资金用途要写钱花在什么上：买什么、付什么、补给谁。大段文字通篇是意义和职责，没有一项支出、没有一个数量的，
-- 预算无从核对；“购买装备所需经费”一类只有一句话、没有品种和数量的，提请细化。写明做什么事的短句不在此列。
-- 预算数自己不算数量，“两项工作”也不算。
local function new_figure(p, q)
  if not text.match(q.text, "\\d") then return false end
  return not (is_number(p.budget_total) and comparable(q, p.budget_total) and q == p.budget_total)
end

local function spends(said)
  return text.contains(said, words.spending_kinds) or text.contains(text.remove(said, words.not_spending_items), words.spending_items)
end

-- 一半以上的分句是“加强、促进、发挥”
local function speech(said)
  local parts = list.filter(text.matches(said, "[^，。；;,\\n]+"), function(part) return text.length(text.fold(part)) > 1 end)
  local empty = list.count(parts, function(part)
    return text.contains(part, words.duty_verbs) or text.contains(part, words.vague) or text.contains(part, words.purpose_speech)
  end)
  return empty * 2 >= #parts
end

rule "CMP-045" {
  title    = "资金用途没有写支出内容",
  title_en = "The purpose does not say what the money is spent on",
  suggestion_en = "name the items of expenditure with numbers and standards",
  severity = "warning",
  aspect   = "完整性",
  basis    = { "mof-2015-88" },
  each     = "project",
  where    = { form = { "declaration", "target", "disclosure" } },
  check = function(p)
    local said = text.fold(p.purpose)
    if said == "" then return skip("没有资金用途") end
    if text.contains(p.purpose, words.withheld) then return skip("用途涉密") end
    if list.any(text.numbers(p.purpose), function(q) return new_figure(p, q) end) then return end
    local subject = p.project_name .. text.head(p.purpose, 60)
    local kind = list.filter(codes.purpose_examples, function(x) return #x.nouns == 0 or text.contains(subject, x.nouns) end)[1]
    local advice = "写明支出的项目、数量和标准" .. (kind and "，如“" .. kind.example .. "”" or "")
    if text.length(said) >= param.purpose_speech_length and not spends(p.purpose) and speech(p.purpose) then
      return fail { field = "purpose", message = "资金用途写的是意义和职责，没有写钱花在什么上",
        message_en = "the purpose tells meaning and duties, not what the money is spent on", suggestion = advice }
    end
    if text.length(said) >= param.purpose_min_length then return end
    return fail { field = "purpose", severity = "note", said = text.brief(p.purpose, 30),
      message = "资金用途“{said}”过于简略，没有品种和数量", message_en = "the purpose '{said}' names neither kinds nor numbers",
      suggestion = advice }
  end,
  bad = {
    { purpose = "坚持发展“枫桥经验”，充分发挥人民调解在预防化解矛盾纠纷方面的基础性作用，推动人民调解、行政调解、司法调解有序有效衔接，从源头上遏制基层信访问题的发生。" },
    { purpose = "预算数30万元。其中：财政资金30万元。主要用于对政法工作和社会治安综合治理工作作出全局性部署并督促落实，支持和监督政法各部门依法行使职权，组织、指导乡镇开展工作。", budget_total = "30", currency_unit = "万元" },
    { purpose = "保证社区矫正和安置帮教两项工作正常开展，不断提高工作质量，维护社会和谐稳定，推进平安建设，切实做好第七个五年法治宣传教育工作，提高全体公民的法律素质。" },
    { purpose = "该项目用于购买业务装备所需经费", expect = { severity = "note" } },
  },
  good = {
    { purpose = "该项目用于基层业务的支出，包括调解费、安置帮教费、司法所经费等" },
    { purpose = "举办法治讲座30场，受众1万人次" },
    { purpose = "支付光纤租赁费10万元" },
    { purpose = "用于保障协会人员经费和公用经费，维持协会各项工作的开展" },
    { purpose = "主要用于为政法干警购买人身意外伤害保险，落实从优待警政策" },
    { purpose = "对全县符合条件的困难群众实施临时救助，春节期间走访困难职工" },
    { purpose = "全县森林防火巡护，扑火队伍集中训练，乡镇防火检查站值守，林区路口设卡登记，重点时段空中瞭望，春季集中清理林缘可燃物，清明节期间在墓区劝导文明祭扫" },
    { purpose = "内容涉密。" },
    { purpose = "" },
  },
}
