#!/usr/bin/env bash
# What holds before any rule (engine/run/exempt, rules/national/data/exemptions.lua): withheld rows, rows
# left free, forms cut off, indicators set from above, regions and years, one finding per cause, and no
# finding where something is missing.
set -u
. "$(dirname "$0")/../tap.inc"
command -v python3 >/dev/null || { echo "1..0 # skipped: no python3"; exit 0; }
# say CHANGE: the flawless target form, changed by a line of Python (p: the project, rows: its
# indicators); what the rules say of it as "RULE severity field", a line each
say() {
    python3 - "$1" "${form:-target}" >"$work/form.ndjson" <<'PY'
import json, sys
p = json.loads(open(f"fixtures/clean/{sys.argv[2]}.ndjson", encoding="utf-8").readline())
rows = p["indicators"]
exec(sys.argv[1])
print(json.dumps(p, ensure_ascii=False))
PY
    "$jihe" check "$work/form.ndjson" --rules rules -q --format ndjson -o "$work/said.ndjson" >/dev/null 2>&1
    python3 - "$work/said.ndjson" <<'PY'
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    f = json.loads(line)
    if f.get("kind") in ("finding", "undecided"):
        print(f["rule"], f["severity"] if f["kind"] == "finding" else "undecided", f.get("field", "-"), f.get("suggestion", ""), f.get("remark", ""), f["message"])
PY
}
count() { grep -c "$2" <<<"$1"; }
check "the form itself is flawless" "$(say 'pass')" ""

# X1 withheld
got=$(say 'rows[4].update(level3="涉密", target="涉密", description="涉密", target_basis="涉密")')
check "a withheld row is no subject of rules on contents" "$(grep -v ^SEC <<<"$got" | grep -c .)" 0
got=$(say 'rows[0:]=[dict(r, level3="涉密", target="涉密", description="涉密", target_basis="涉密") for r in rows]; p["goals"][0]["text"]="涉密"; p["purpose"]="涉密"')
check "withheld rows count as present" "$(grep -cE '^CMP-01[1-6]|^CMP-008' <<<"$got")" 0
has "half a withheld row is told" "$(say 'rows[4].update(target="涉密")')" SEC-001

# X2 rows left free
got=$(say 'rows += [{"level1":"产出指标","level2":"数量指标","level3":"","target":""},{"level1":"效益指标","level2":"社会效益指标","level3":"……","target":""}]; p["goals"].append({"term":"annual","text":""})')
check "rows left free are no indicators" "$(grep -cE '^QNT|^REL|error' <<<"$got")" 0
got=$(say 'rows[:] = [{"level1": "效益指标", "level2": r["level2"], "level3": "……", "target": ""} if r["level1"] == "效益指标" else r for r in rows]')
has "and fill no place" "$got" "CMP-012 error"
got=$(say 'rows += [{"level1":"产出指标","level2":"","level3":"","target":"","nature":"定量"},{"level1":"","level2":"","level3":"——","description":"…","target":" "}]')
check "whatever else the form prints in them" "$(grep -cE '^CMP-036|^FMT-007|^QNT|error' <<<"$got")" 0
got=$(say 'rows.append({"level1":"产出指标","level2":"","level3":"","target":"","actual":"12处"})')
has "an actual value makes a row one" "$got" "CMP-036 warning level2"
got=$(say 'rows += [{"level1":"效益指标","level2":"经济效益指标","level3":v,"target":v,"description":v} for v in ("无","不涉及","不适用","/","—")]')
check "neither are rows that do not apply" "$(grep -cE '^CMP-0(19|21)|^FMT-007|^REL|^QNT|error|warning' <<<"$got")" 0
got=$(say 'rows[:] = [dict(r, level3="无", target="无", description="") if r["level1"] == "效益指标" else r for r in rows]')
has "and fill no place" "$got" "CMP-012 error"
has "a name with a target that does not apply is an indicator" "$(say 'rows.append({"level1":"功德指标","level2":"","level3":"节约成本","target":"无"})')" "功德指标"

frame='rows.append({"level1":"产出指标","level2":"数量指标","level3":"预算执行率","target":"%s","%s":"%s"})'
for way in '|datatype|selfframe' '若干|isapply|2' '若干|是否适用|否' '|年初指标值|≥50处'; do
    IFS='|' read -r target heading value <<<"$way"
    got=$(say "$(printf "$frame" "$target" "$heading" "$value")")
    check "a row that the system marks as none: $heading" "$(grep -cE 'error|warning' <<<"$got")" 0
done
has "one that it marks as applicable" "$(say "$(printf "$frame" 若干 是否适用 是)")" "QNT-001 error target"
has "one that was not taken back" "$(say "$(printf "$frame" 若干 年初指标值 若干)")" "QNT-001 error target"

# X3 cut off
drop='rows[:] = [r for r in rows if r["level1"] != "效益指标"]'
has "what is missing is an error" "$(say "$drop")" "CMP-012 error"
got=$(say "$drop; p['truncated'] = True")
has "where the form was cut off it is one level less" "$got" "CMP-012 warning"
has "and says why" "$(grep CMP-012 <<<"$got")" "可能因文本截断"
got=$(say "rows[1]['target']='若干'; p['truncated'] = True")
has "what is there is judged as ever" "$got" "QNT-001 error target"
has "what stands at the head of the form stands before the cut" "$(say "p['budget_total'] = ''; p['truncated'] = True")" "CMP-006 error"
bare='rows[:] = [r for r in rows if r["level1"] not in ("效益指标","满意度指标")] + [{"level1":"效益指标","level2":"经济效益指标","level3":"","target":""}%s]'
has "a table that ends in a bare heading of benefits breaks off there" "$(say "$(printf "$bare" '')")" "CMP-012 warning"
has "one that goes on to a bare satisfaction was left unfinished" "$(say "$(printf "$bare" ',{"level1":"满意度指标","level2":"","level3":"","target":""}')")" "CMP-012 error"
has "not cut off" "$(say "$drop; p['truncated'] = False")" "CMP-012 error"

# X4 set from above
vague='rows[1]["target"]="若干"'
has "a vague quantity is an error" "$(say "$vague")" "QNT-001 error target"
got=$(say "$vague; p['category']=['省对下转移支付项目']")
has "of a transfer from above it is a note" "$got" "QNT-001 note target"
has "and says whom to tell" "$(grep QNT-001 <<<"$got")" "向下达部门反映"
has "by its name" "$(say "$vague; p['project_name']='中央对地方转移支付农村供水工程维修养护资金'")" "QNT-001 note target"
has "where the money comes from does not say who set it" "$(say "$vague; p['project_name']='提前下达2025年中央农村供水工程维修养护资金'")" "QNT-001 error target"
has "its own transfers to those below are its own" "$(say "$vague; p['category']=['县对下转移支付项目']")" "QNT-001 error target"
has "so is what matches a transfer" "$(say "$vague; p['project_name']='中央转移支付农村供水工程县级配套'")" "QNT-001 error target"
has "of a row set from above" "$(say "$vague; rows[1]['target_basis']='省水利厅随资金下达的绩效目标'")" "QNT-001 note target"
has "not of its neighbour" "$(say "$vague; rows[2]['target_basis']='省水利厅随资金下达的绩效目标'")" "QNT-001 error target"
above='p["category"]=["省对下转移支付项目"]'
has "what the unit has to fill in stays" "$(say "$above; rows[1]['target']=''")" " error target"
has "amounts stay" "$(say "$above; p['budget_fiscal']='140.00'")" "APP-001 error"
has "secrets stay" "$(say "$above; p['form']='disclosure'; rows[1]['level3']='维修供水站点，联系电话13800138000'")" "SEC-004 error"
check "a flawless transfer" "$(say "$above" | grep -cE 'error|warning')" 0

# X3 and X4 hold for what group rules say, of the one project and not of the other
cp -r rules "$work/rules"
cat >"$work/rules/national/completeness/CMP-900-group.lua" <<'LUA'
rule "CMP-900" {
  title = "各项目缺数量指标", title_en = "x", severity = "error", aspect = "完整性", basis = {}, each = "group",
  by = function(p) return "all" end,
  keep = function(p) return { seqs = list.map(p.indicators, function(i) return { seq = i.seq, text = i.target.text } end) } end,
  check = function(items)
    return list.map(items, function(item) return fail { at = item, field = "indicators", message = "缺", message_en = "x" } end)
  end,
}
LUA
sed 's/CMP-900/REL-900/; s/完整性/相关性/; s/at = item, field = "indicators"/at = item, seq = item.seqs[2].seq, field = "target"/' \
    "$work/rules/national/completeness/CMP-900-group.lua" >"$work/rules/national/relevance/REL-900-group.lua"
# grouped CHANGE: two flawless forms, the second (q, rows) changed; the two rules' findings, "RULE severity name suggestion"
grouped() {
    python3 - "$1" >"$work/two.ndjson" <<'PY'
import json, sys
p, q = (json.loads(open("fixtures/clean/target.ndjson", encoding="utf-8").readline()) for _ in "pq")
p["project_name"], p["project_code"], q["project_name"] = "甲", "420106210000000000001", "乙"
rows = q["indicators"]
exec(sys.argv[1])
print(json.dumps(p, ensure_ascii=False), json.dumps(q, ensure_ascii=False), sep="\n")
PY
    "$jihe" check "$work/two.ndjson" --rules "$work/rules" -q --format ndjson -o "$work/said.ndjson" >/dev/null 2>&1
    python3 - "$work/said.ndjson" <<'PY'
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    f = json.loads(line)
    if f.get("rule") in ("CMP-900", "REL-900"):
        print(f["rule"], f["severity"], f["project"]["name"], f.get("suggestion", "") + f.get("remark", ""))
PY
}
check "a group rule's findings" "$(grouped 'pass' | sort)" "$(printf '%s\n' 'CMP-900 error 乙 ' 'CMP-900 error 甲 ' 'REL-900 error 乙 ' 'REL-900 error 甲 ' | sort)"
got=$(grouped "q['truncated'] = '是'")
has "the project that was cut off" "$got" "CMP-900 warning 乙 可能因文本截断"
has "not its neighbour" "$got" "CMP-900 error 甲"
has "what is there is judged as ever" "$got" "REL-900 error 乙"
got=$(grouped "rows[1]['target_basis']='省水利厅随资金下达的绩效目标'")
has "a row set from above" "$got" "REL-900 note 乙 "
has "and whom to tell" "$got" "向下达部门反映"
has "not another project's" "$got" "REL-900 error 甲"
has "nor another row" "$(grouped "rows[2]['target_basis']='省水利厅随资金下达的绩效目标'")" "REL-900 error 乙"

# Targets were approved before a self-evaluation or a monitoring form was filled in
approved='已批复的指标'
check "a declaration sets its targets" "$(say "$vague" | grep -c "$approved")" 0
strange='rows[1]["level2"]="效率指标"'
for form in self-evaluation monitoring; do
    got=$(say "$strange")
    has "$form: a strange level stays a warning" "$got" "REL-002 warning level2"
    has "$form: and is told when to mend it" "$(grep '^REL-002' <<<"$got")" "$approved"
    has "$form: so is a kind of indicator that is missing" "$(say 'rows[:] = [r for r in rows if r["level1"] != "效益指标"]' | grep '^CMP-012')" "$approved"
    has "$form: and what was set from above, both" "$(say "$strange; $above" | grep "^REL-002 note.*$approved")" "；指标由上级下达"
    check "$form: amounts are this form's" "$(say "p['budget_fiscal']='1.00'" | grep -c "^APP-001.*$approved")" 0
done
form=self-evaluation
got=$(say 'rows[1]["actual"]="已完成"')
has "what was reached is this form's" "$got" "SEV-008"
check "and nothing about the approval" "$(grep -c "$approved" <<<"$got")" 0
got=$(say 'p["goals"][0]["text"]="年度绩效目标 1 (XX 分)"; pass' | grep '^CMP-029G')
has "what the form left unfilled is told" "$got" "CMP-029G note goals"
hasnot "and is mended in the form" "$got" "$approved"
# In a report for people all such findings stand together, last, below one line
say "$vague; rows[2]['level2']='效率指标'; rows[0]['actual']='已完成'; p['deviation_reason']='无'" >/dev/null
for lang in zh en; do
    line=$([ $lang = zh ] && echo 以下是已批复的绩效目标 || echo "about the targets as approved")
    "$jihe" check "$work/form.ndjson" --rules rules --lang $lang --format text >"$work/text" 2>&1
    "$jihe" check "$work/form.ndjson" --rules rules --lang $lang --format html >"$work/html" 2>&1
    "$jihe" check "$work/form.ndjson" --rules rules --lang $lang --format md >"$work/md" 2>&1
    for kind in text html; do
        check "$kind $lang: one line" "$(grep -c "$line" "$work/$kind")" 1
        check "$kind $lang: what can be mended now stands above it" "$(grep -oE "$line|>?SEV-0[0-9]+|QNT-001" "$work/$kind" | tr -d '>' | sed 's/SEV.*/SEV/' | uniq | head -3 | tr '\n' ' ')" "SEV $line QNT-001 "
    done
    has "md $lang: with the suggestion" "$(grep QNT-001 "$work/md")" "$([ $lang = zh ] && echo '（已批复的指标本表不改' || echo '(an approved target stays')"
done
form=target

# X5 the region's and the year's words
has "benefits were called effects" "$(say 'p["year"]=2020; [r.update(level1="效果指标") for r in rows if r["level1"]=="效益指标"]; pass' | grep -c CMP-012)" 0
cost='p["region"]="632221"; rows.append({"level1":"%s","level2":"成本指标","level3":"管护单位成本","target":"≤0.5万元/公里"})'
for level in 产出指标 成本指标; do
    check "Qinghai prints costs under 产出指标, the guide beside it: $level" "$(say "${cost/\%s/$level}" | grep -c REL-003)" 0
done
has "nowhere else" "$(say "${cost/\%s/效益指标}")" "REL-003 error"
has "a name nobody uses" "$(say '[r.update(level1="功德指标") for r in rows if r["level1"]=="效益指标"]')" "功德指标"

# X6 one cause, one finding
got=$(say 'rows[:] = []')
check "no indicators at all: told once" "$(grep -cE '^CMP-01[1-6]' <<<"$got")" 1
got=$(say 'rows[1]["target"]=""')
check "a blank target: nothing else is said of it" "$(grep -c ' target ' <<<"$got")" 1

# X7 what is missing is no fault
got=$(say 'del p["year"]')
has "a year that is not there is told" "$got" "CMP-003"
check "what cannot be known of dates is no finding" "$(grep -cE '^FEA-00[35] (error|warning|note)' <<<"$got")" 0
finish
