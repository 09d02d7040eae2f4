-- 时效指标回答“什么时候”：日期、期限，或按时完成的比率。次数、效果放在这里就看不出时效；只写“及时”“按计划完成”
-- 而没有时间的，提示；名称是比率而指标值没有数的，请改。
local function about_time(i)
  local own = i.level3 .. "，" .. i.description .. "，" .. i.target.text
  return text.contains(own, words.timely) or text.contains(own, words.progress_rates)
    or text.contains(i.level3, words.time_limits) or list.any(text.numbers(i.level3), function(v) return v.dimension == "time" end)
end

-- “不早于21:30”“上午8点前”“7×24小时”
local clock = "(?<!\\d)(?:(?:[01]?\\d|2[0-4])(?:[:：][0-5]\\d|点(?:前|以前|之前|整|半|后|至|到|钟))|[57]\\s*[×xX*]\\s*(?:8|12|24))"

-- “5月、9月”“每小时1次”“2025”“2025.12”“春节前”“汛期前”
local dated = "(?:20\\d\\d年|年)底前|\\d\\s*月|每(?:小时|[天日周旬月季])|^\\D{0,3}20\\d\\d(?:[.．]\\d{1,2})?\\D{0,3}$|学[期年](?:结束|期?末|开始|初)?前?|(?:节|元旦|汛期|雨季|开学|高考|采暖季|供暖季|封冻|入冬|春耕|秋收)\\p{Lo}{0,3}前"

-- 自评表里“完成年度资料上报 100%”，或在“进度指标”下：做完了几成，批复时就是这样定的
local function done_to(i)
  if i.project.form ~= "self_evaluation" or not equal(number(i.target), 100) then return false end
  return text.match(i.level2, "进度") ~= nil or text.match(i.level3, "^(?:指标\\s*\\d*\\s*[：:]?)?\\s*完成|完成$|上报|报送|兑付|支付|拨付|发放") ~= nil
end

rule "QNT-004" {
  title    = "时效指标没有时间要素",
  title_en = "A timeliness indicator needs a time",
  suggestion_en = "give a date, a time limit or a rate of punctuality",
  severity = "warning",
  aspect   = "相关性",
  basis    = { "mof-2015-88" },
  each     = "indicator",
  fold     = true,
  where    = { form = { "declaration", "target", "disclosure", "self_evaluation" }, level2 = "时效指标" },
  needs    = { "CMP-020", "CMP-021", "CMP-022", "FMT-002", "QNT-007", "REL-004", "REL-012" },
  check = function(i)
    local target = i.target
    local kind = target.kind
    if kind == "date" or kind == "period" or kind == "duration" then return end
    if kind == "empty" or kind == "symbol" or kind == "na" or kind == "withheld" then return skip("没有指标值") end
    if kind == "compound" and list.any(target.parts, function(v) return v.dimension == "time" end) then return end
    if text.match(target.unit, "/(?:月|季度?|旬|周|天|日|小时)$") then return end      -- “考核 1次/月”
    -- “枯水期、丰水期检测次数：各1次”：时间在名称里
    if target.kind == "number" and target.dimension == "count" and text.match(i.level3, "[枯丰平]水期|汛期|[春夏秋冬]季|每(?:月|季|年|周)|[上下]半年") then return end
    if target.dimension == "time" or text.match(target.text, clock) or text.match(target.text, dated) then return end
    -- “完工率（%）”填 90，百分号在名称里
    local percent = target.dimension == "ratio" or target.unit == "" and text.match(i.level3, "[（(][^（()）]*[%％][)）]") ~= nil
    if target.unit == "" and text.match(i.level3, "[（(](?:年|季度?|月|个月|旬|周|日|天|工作日|小时|分钟|分|秒)[)）]\\s*$") then return end
    if target.unit == "" and kind == "number" and about_time(i) and text.match(i.level3, "率\\s*$|[（(](?:个?月|天|日|年|小时|个?工作日)[）)]\\s*$") then return end
    local severity = "warning"
    if kind == "text" then
      if text.contains(target.text, words.time_limits) then return end
      if text.match(target.text, "按(?:照)?(?:合同|协议)\\p{Lo}{0,4}(?:时间|期限|节点|进度|工期)") then return end      -- “按合同约定节点支付”
      local own = text.contains(target.text, words.timely) or text.only(target.text, words.plain_yes)
      if own and about_time(i) and not text.match(i.level3, "率\\s*$") then severity = "note" end
    elseif percent and (about_time(i) or text.match(i.level3, dated)) then
      return
    elseif percent and done_to(i) then
      severity = "note"
    end
    return fail { field = "target", severity = severity, message = "时效指标的指标值“{target}”没有时间要求",
      message_en = "the target '{target}' of a timeliness indicator has no time",
      suggestion = "填写完成日期或期限，如“11月底前完成”“5个工作日内”，或按时完成率" }
  end,
  bad = {
    { level1 = "产出指标", level2 = "时效指标", level3 = "补助资金拨付时限", description = "", target = "进一步提升" },
    { level1 = "产出指标", level2 = "进度指标", level3 = "取得监测资料", description = "", target = "100%", actual = "100%", project = { form = "self_evaluation" }, expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "完成年度资料上报", description = "", target = "100%", actual = "100%", project = { form = "self_evaluation" }, expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "形成实战效能", description = "", target = "形成实战效能，服务政法工作" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "日常考核到位", target = "日常综治考核不少于 2 次" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "资金下达及时性", description = "", target = "及时", expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "补贴按时发放率", description = "", target = "及时" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", description = "", target = "尽快" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "按时完成任务", description = "", target = "完成", expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "任务完成", description = "", target = "按计划完成", expect = { severity = "note" } },
    { level1 = "产出指标", level2 = "时效指标", level3 = "规范公证行业管理", description = "规范管理", target = "≥90%" },
  },
  good = {
    { level1 = "产出指标", level2 = "时效指标", level3 = "租赁费支付", description = "", target = "按合同约定节点支付" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "一站式即时结算率", description = "", target = "≥95%" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "枯水期、丰水期检测次数", description = "", target = "各1次" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "垃圾清运", description = "", target = "日产日清" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "困难学生补助发放", description = "", target = "每学期结束前" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "项目完成及时率", description = "", target = "100" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "任务完成时限(月)", description = "", target = "10" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "任务完成时限（月）", description = "", target = "10" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "环境卫生专项考核", description = "", target = "1次/月" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "2025年底前完工率（%）", description = "", target = "≥90" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "修缮工程", description = "", target = "2023年底前完成3处文物本体修缮" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "见习补贴按月发放率", description = "", target = "=100%" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "夜间闭馆时间", description = "", target = "不早于21:30" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "补贴拨付", description = "", target = "按月发放" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "慰问金发放", description = "", target = "春节前" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "完工", description = "", target = "2025.12" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "招商会举办时间", description = "", target = "5月、9月" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "监测数据上传", description = "", target = "每小时1次" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "清扫完成时间", description = "", target = "每天上午8点前" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "救助案件审批", target = "收到审批材料,5个工作日内作出审批意见" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "奖金发放及时", target = "当年审查当年评选" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "运维值守", description = "", target = "7×24小时" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "法定审限内结案率", description = "", target = "≥98%" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "年度建设任务按时完成", target = "100%" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "收治及时率", target = "100%" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "首末班准点率", description = "", target = "≥98%" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "投资完成率", target = "≥90%" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "资金使用率", description = "", target = "≥92%" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "24小时火灾扑灭率", target = "≥95%" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "垃圾日产日清率", target = "100%" },
    { level1 = "产出指标", level2 = "时效指标", level3 = "完成时间", target = "2024年1月1日-2024年12月31日" },
  },
}
