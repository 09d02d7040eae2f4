#!/usr/bin/env bash
# Packs from outside: regions, stages, time, statutes, baselines, waivers, provenance, as the command line
# shows them. $JIHE is the program; speaks TAP.
set -u
. "$(dirname "$0")/../tap.inc"
rules=$PWD/rules

# --- the national table of divisions ---
check "every county has a line" "$(grep -o '\["[0-9]\{6\}"\] = ' "$rules/national/data/divisions.lua" | sort -u | wc -l)" 3351
try 0 "a county by its name" "$jihe" rules list --region 昌黎县; has "it has its province's pack" "$out" HEB-001
try 0 "a county below its city" "$jihe" rules list --region 湖北省鄂州市鄂城区; has "the province's" "$out" HUB-001
try 0 "a name that two provinces know" "$jihe" rules list --region 朝阳区; hasnot "is nobody's" "$out" "@2026.1+"
try 2 "a county misspelt" "$jihe" rules list --region 昌梨县; has "the nearest" "$err" 昌黎县
try 2 "a city that is not there" "$jihe" rules list --region 424200; has "named" "$err" 424200

# --- stages and time ---
mkdir -p "$work/rules/national/data" "$work/rules/420000-hubei"
cat >"$work/rules/national/pack.lua" <<'LUA'
pack "national" { title = "国家", version = "1",
  parameters = {
    most = { type = "number", unit = "字", default = 5, min = 1, max = 9, stricter = "lower", negotiable = { max = 8 },
             values = { { value = 4, since = 2027, why = "新规" } }, why = "示例" },
    mode = { type = "text", default = "a", negotiable = true } },
  stages = { finance = { ["A-2"] = "error" }, self = { ["A-*"] = "note" } } }
LUA
cat >"$work/rules/420000-hubei/pack.lua" <<'LUA'
pack "420000" { title = "湖北省", version = "2", names = { "湖北省", "湖北" },
  set = { most = { value = 6, reason = "本省名称较长", until_ = 2026 }, mode = { value = "b", reason = "本省口径" } },
  rules = { ["A-3"] = { severity = "note", reason = "本省从宽" } } }
LUA
cat >"$work/rules/national/data/words.lua" <<'LUA'
words "old" { until_ = 2021, "效果" }
LUA
cat >"$work/rules/national/A-1-name.lua" <<'LUA'
rule "A-1" { title = "名称过长", severity = "error", aspect = "完整性", basis = {}, each = "project",
  check = function(p)
    if text.length(p.project_name) > number(param.most) then
      return fail { field = "project_name", message = "名称过长" }
    end
  end }
LUA
cat >"$work/rules/national/A-2-unit.lua" <<'LUA'
rule "A-2" { title = "单位名称", severity = "warning", aspect = "规范性", basis = {}, each = "project",
  check = function(p) if p.unit_name == "" then return fail { field = "unit_name", message = "没有单位" } end end }
LUA
cat >"$work/rules/national/A-3-purpose.lua" <<'LUA'
rule "A-3" { title = "用途", severity = "warning", aspect = "规范性", basis = {}, each = "project",
  negotiable = { severity = "note" }, since = 2024,
  check = function(p)
    if p.purpose == "" and param.mode ~= "c" then return fail { field = "purpose", message = "没有用途" } end
    if text.contains(p.purpose, words.old) then return fail { field = "purpose", message = "旧词" } end
  end }
LUA
record() { printf '{"form":"target","year":%s,"region":"%s","project_code":"%s","project_name":"%s","unit_name":"%s","purpose":"%s"}\n' "$@"; }
j=("$jihe" check --rules "$work/rules" --format ndjson)
severities() { grep -o '"rule":"[^"]*","severity":"[^"]*"' "$work/out" | sed 's/"rule":"//;s/","severity":"/=/;s/"$//' | tr '\n' ' '; }
record 2024 "" P1 一二三四五六 "" 用 >"$work/six.ndjson"
try 1 "no stage" "${j[@]}" "$work/six.ndjson"; check "severities of the rules" "$(severities)" "A-1=error A-2=warning "
try 0 "stage self" "${j[@]}" --stage self "$work/six.ndjson"; check "notes" "$(severities)" "A-1=note A-2=note "
try 1 "stage finance" "${j[@]}" --stage finance "$work/six.ndjson"; check "errors" "$(severities)" "A-1=error A-2=error "
record 2026 "" P1 一二三四五 局 用 >"$work/five.ndjson"
try 0 "five in 2026" "${j[@]}" "$work/five.ndjson"
try 1 "five, as of 2027" "${j[@]}" --as-of 2027 "$work/five.ndjson"; has "the value of 2027" "$out" '"most":{"value":4'; has "the record's own year" "$out" '"year":2026'
try 0 "five, as of the last day before" "${j[@]}" --as-of 2026-12-31 "$work/five.ndjson"
try 2 "as of nothing" "${j[@]}" --as-of soon "$work/five.ndjson"; has "how to write it" "$err" 2027-01-01
record 2023 "" P1 甲 局 "" >"$work/before.ndjson"
try 0 "a rule before its time" "${j[@]}" "$work/before.ndjson"; check "is silent" "$(grep -v '"kind":"run"' <<<"$out")" ""
try 0 "and in it" "${j[@]}" --as-of 2024 "$work/before.ndjson"; check "speaks" "$(severities)" "A-3=warning "
try 0 "show at a time" "$jihe" rules show A-3 --rules "$work/rules" --year 2023; has "not yet" "$out" 此时不适用; has "from when" "$out" 2024-01-01
try 0 "show at a stage" "$jihe" rules show A-2 --rules "$work/rules" --stage finance; has "its severity there" "$out" 错误
{ record 2020 420000 P1 甲 局 效果; record 2024 420000 P2 乙 局 效果; } >"$work/words.ndjson"
try 0 "words of their time" "${j[@]}" --year 2024 "$work/words.ndjson"
{ record 2024 420000 P1 一二三四五六 局 用; record 2024 430000 P2 一二三四五六 局 用; record 2024 420704 P3 一二三四五六 局 用; } >"$work/three.ndjson"
try 1 "one run, each region by its own packs" "${j[@]}" "$work/three.ndjson"
check "only the one without the province's leave" "$(grep -o '"code":"P[0-9]"' "$work/out")" '"code":"P2"'

# --- provenance ---
for format in text html json md sarif junit; do
    try 1 "$format" "$jihe" check --rules "$work/rules" --format $format "$work/three.ndjson"
    has "$format: why it was loosened" "$out" 本省名称较长; has "$format: the version" "$out" 420000@2; has "$format: the input" "$out" three.ndjson
done
summary() { python3 -c 'import json,sys; d=json.load(open(sys.argv[1]))["summary"]; print(eval(sys.argv[2]))' "$work/out" "$1"; }
try 1 json "$jihe" check --rules "$work/rules" --format json --stage self --as-of 2026 --fail-on note "$work/three.ndjson"
check "what was loosened" "$(summary '[(x["rule"],x["inherited"],x["severity"]) for x in d["severities"]], [(x["name"],x["inherited"],x["value"],x.get("loosened")) for x in d["params"]], d["loosened"]')" "([], [('mode', 'a', 'b', None), ('most', 5, 6, True)], 1)"
check "what was asked for" "$(summary 'd["terms"]')" "{'stage': 'self', 'as_of': '2026'}"
fingerprint() { "$jihe" check --rules "$work/rules" --format json "$@" "$work/three.ndjson" | grep '"fingerprint":"[0-9a-f]*",$' | tail -1; }
check "the same fingerprint twice" "$(fingerprint --jobs 1)" "$(fingerprint --jobs 8)"
for option in "--as-of 2027" "--stage self" "--param most=3" "--region 420000" "--year 2025"; do
    [ "$(fingerprint)" != "$(fingerprint $option)" ]; check "another fingerprint with $option" $? 0
done
cp -r "$work/rules" "$work/moved"
(cd "$work" && "$jihe" check --rules rules --format json three.ndjson | grep -v '^ "seconds"') >"$work/here"
(cd "$work/moved" && cp ../three.ndjson . && "$jihe" check --rules . --format json three.ndjson | grep -v '^ "seconds"') >"$work/there"
cmp -s "$work/here" "$work/there"; check "the same bytes from another place" $? 0
for jobs in 2 8; do
    "$jihe" check --rules "$work/rules" --format html --jobs 1 "$work/three.ndjson" >"$work/one"
    "$jihe" check --rules "$work/rules" --format html --jobs $jobs "$work/three.ndjson" | cmp -s - "$work/one"; check "the same page from $jobs threads" $? 0
done

# --- statutes ---
cat >"$work/rules/national/statutes.lua" <<'LUA'
statute "old-1" { number = "财预〔2015〕1号", title = "旧办法", from = 2015, until_ = "2024-06-30", standing = "seen",
  articles = { ["第三条"] = "用途" } }
statute "new-1" { number = "财预〔2024〕9号", title = "新办法", from = "2024-07-01", standing = "checked", caveat = "参照执行", caveat_en = "by analogy" }
statute "told-1" { number = "听说", title = "转述的办法", standing = "second-hand" }
LUA
rule() { sed "s/basis = {}/basis = { $2 }/" "$work/rules/national/$1" >"$work/rule" && mv "$work/rule" "$work/rules/national/$1"; }
rule A-1-name.lua '"told-1"'
rule A-2-unit.lua '"old-1", "new-1"'
rule A-3-purpose.lua '"old-1#第三条"'
record 2024 "" P1 一二三四五六 "" 用 >"$work/six.ndjson"
try 0 "hearsay carries no error" "${j[@]}" "$work/six.ndjson"; check "it warns" "$(severities)" "A-1=warning A-2=warning "
has "an article is cited" "$("$jihe" check --rules "$work/rules" --format ndjson --as-of 2024 "$work/before.ndjson")" '"basis":[{"id":"old-1","text":"财预〔2015〕1号 第三条"}]'
try 0 "in the text report" "$jihe" check --rules "$work/rules" "$work/six.ndjson"; has "why" "$out" "A-1：依据只有转述（听说），至多警告"
try 0 "a repealed statute" "$jihe" check --rules "$work/rules" --as-of 2025 "$work/six.ndjson"; has "the rule left" "$out" "A-3：2025 没有在效的依据（财预〔2015〕1号 2015-01-01—2024-06-30）"; hasnot "not the one with another" "$out" "A-2：2025"
try 0 "what the register says of a statute" "$jihe" check --rules "$work/rules" "$work/six.ndjson"; check "once" "$(grep -c "财预〔2024〕9号：参照执行" "$work/out")" 1
try 0 "in English" "$jihe" check --lang en --rules "$work/rules" "$work/six.ndjson"; has "too" "$out" "财预〔2024〕9号: by analogy"
try 0 "the register" "$jihe" rules basis --rules "$work/rules"; has "how sure" "$out" 已核对原文; has "what rests on it" "$out" "规则 A-3"
try 1 "the register next year" "$jihe" rules basis --rules "$work/rules" --as-of 2025 old-1; has "the orphan" "$out" "第三条 用途  ← 失去依据"; check "one of two" "$(grep -c 失去依据 "$work/out")" 1
try 2 "a statute misspelt" "$jihe" rules basis --rules "$work/rules" old-2; has "the nearest" "$err" old-1

# --- baselines and waivers ---
record 2024 "" P1 一二三四五六 "" 用 >"$work/fault.ndjson"
sed -i 's/basis = { "told-1" }/basis = {}/' "$work/rules/national/A-1-name.lua"
try 1 "a run to remember" "${j[@]}" "$work/fault.ndjson"; cp "$work/out" "$work/old.ndjson"
"$jihe" check --rules "$work/rules" --format json "$work/fault.ndjson" >"$work/old.json"
for old in old.ndjson old.json; do
    try 0 "known findings do not fail: $old" "${j[@]}" --baseline "$work/$old" "$work/fault.ndjson"; check "both are marked" "$(grep -c '"status":"known"' "$work/out")" 2
done
{ cat "$work/fault.ndjson"; record 2024 "" P2 一二三四五六七 局 用; } >"$work/more.ndjson"
try 1 "a new one does" "${j[@]}" --baseline "$work/old.ndjson" "$work/more.ndjson"; check "one is new" "$(grep -c '"status":"new"' "$work/out")" 1
try 1 "in words" "$jihe" check --rules "$work/rules" --baseline "$work/old.ndjson" "$work/more.ndjson"; has "how many" "$out" "新出现 1 处，已知 2 处"; has "the mark" "$out" 〔已知〕
record 2024 "" P9 甲 局 用 >"$work/fine.ndjson"
try 0 "what is gone" "$jihe" check --rules "$work/rules" --baseline "$work/old.ndjson" --format json "$work/fine.ndjson"; check "is counted" "$(summary 'd["baseline"]')" "{'findings': 2, 'gone': 2}"
hasnot "its end is there" "$out" '"cut"'
head -1 "$work/old.ndjson" >"$work/cut.ndjson"
try 0 "a baseline cut off" "$jihe" check --rules "$work/rules" --baseline "$work/cut.ndjson" "$work/fault.ndjson"; has "it is told" "$out" "基线没有结尾一行"
try 2 "a baseline that is none" "${j[@]}" --baseline "$work/fault.ndjson" "$work/fault.ndjson"; has "the line" "$err" "第 1 行不是 jihe 的核验结果"
try 2 "a baseline that is not there" "${j[@]}" --baseline "$work/none.ndjson" "$work/fault.ndjson"; has "named" "$err" none.ndjson
waive() { printf '规则,项目编码,指标,字段,理由,批准人,文号,有效期至\n' >"$work/w.csv"; printf '%s\n' "$@" >>"$work/w.csv"; }
waive 'A-1,P1,,,名称由上级确定,张三,鄂财〔2024〕1号,2024-12-31'
try 0 "waived" "${j[@]}" --waivers "$work/w.csv" "$work/fault.ndjson"; has "shown all the same" "$out" '"status":"waived","waiver":{"line":2,"rule":"A-1","project":"P1","reason":"名称由上级确定","approver":"张三","document":"鄂财〔2024〕1号","expiry":"2024-12-31"}'
try 0 "in words" env COLUMNS=200 "$jihe" check --rules "$work/rules" --waivers "$work/w.csv" "$work/fault.ndjson"; has "the mark" "$out" 〔已豁免：名称由上级确定，张三〕; has "counted" "$out" "另已豁免 1"; has "by whom" "$out" "（张三，鄂财〔2024〕1号，2024-12-31 到期），1 处"; has "the verdict" "$out" 须说明
try 0 "counts" "$jihe" check --rules "$work/rules" --waivers "$work/w.csv" --format json "$work/fault.ndjson"; check "apart" "$(summary 'd["findings"]["error"], d["waived"]["error"], d["verdicts"]["fix"]')" "(0, 1, 0)"
waive 'A-1,P1,,,r,张三,,2023-12-31' 'A-2,P1,,资金用途,r,张三,,' 'A-3,P1,,,r,张三,,' 'A-1,P8,,,r,张三,,'
try 1 "waivers that do nothing" "$jihe" check --rules "$work/rules" --waivers "$work/w.csv" --format json "$work/fault.ndjson"
check "say why" "$(summary '[w["state"] for w in d["waivers"]]')" "['expired', 'unused', 'unused', 'unmatched']"
try 1 "in words" env COLUMNS=200 "$jihe" check --rules "$work/rules" --waivers "$work/w.csv" "$work/fault.ndjson"; has "expired" "$out" "2023-12-31 到期，不再豁免"; has "unused" "$out" 没有用到; has "unmatched" "$out" 没有对上
waive 'A-1,P1,,,,张三,,'
try 2 "a waiver without a reason" "${j[@]}" --waivers "$work/w.csv" "$work/fault.ndjson"; has "its line" "$err" "w.csv: 第 2 行：没有写理由"
waive 'A-11,P1,,,r,张三,,'
try 2 "a waiver for no rule" "${j[@]}" --waivers "$work/w.csv" "$work/fault.ndjson"; has "line and nearest" "$err" "w.csv:2: 没有规则“A-11”，是否指 A-1"
waive 'A-3,P1,,,r,张三,财预〔2015〕1号,'
try 1 "repealed under a waiver" "$jihe" rules basis --rules "$work/rules" --as-of 2025 --waivers "$work/w.csv" old-1; has "the waiver" "$out" "w.csv:2 A-3 P1  ← 失去依据"
try 1 "and in a run" "$jihe" check --rules "$work/rules" --as-of 2025 --waivers "$work/w.csv" "$work/fault.ndjson"; has "told" "$out" "依据 财预〔2015〕1号 不在有效期"
waive 'A-1,P1,,,r,张三,,'
[ "$(fingerprint)" != "$(fingerprint --waivers "$work/w.csv")" ]; check "waivers are in the fingerprint" $? 0

# --- packs are loaded as they are needed ---
mkdir -p "$work/lazy/national" "$work/lazy/420100-a" "$work/lazy/420200-b"
echo 'pack "national" { title = "国家", version = "1" }' >"$work/lazy/national/pack.lua"
echo 'pack "420100" { title = "甲市", version = "1", names = { "甲市" } }' >"$work/lazy/420100-a/pack.lua"
echo 'pack "420200" { title = "乙市", version = "1", rules = { ["N-9"] = { severity = "error" } } }' >"$work/lazy/420200-b/pack.lua"
lazy_rule() { echo "rule \"$1\" { title = \"t\", severity = \"error\", aspect = \"a\", basis = {}, each = \"project\", $2 check = function(p) return fail { message = \"$1\" } end }"; }
lazy_rule N-1 "" >"$work/lazy/national/N-1.lua"
lazy_rule A-1 'needs = { "A-2" },' >"$work/lazy/420100-a/A-1.lua"
lazy_rule A-2 'needs = { "N-1" },' >"$work/lazy/420100-a/A-2.lua"
echo 'rule "A-3" {' >"$work/lazy/420100-a/A-3.lua"
l=("$jihe" check --rules "$work/lazy" --format ndjson)
record 2024 430000 P1 甲 局 用 >"$work/none.ndjson"; record 2024 420101 P1 甲 局 用 >"$work/a.ndjson"; record 2024 420201 P1 甲 局 用 >"$work/b.ndjson"
try 1 "a record of elsewhere" "${l[@]}" "$work/none.ndjson"; check "by the national rule" "$(grep -o '"rule":"[^"]*"' "$work/out")" '"rule":"N-1"'
try 2 "a record of a pack with a broken file" "${l[@]}" "$work/a.ndjson"; has "it is told" "$out" A-3.lua; has "needs reach up" "$out" '"pack":"national@1+420100@1"'
rm "$work/lazy/420100-a/A-3.lua"
try 1 "a whole pack" "${l[@]}" "$work/a.ndjson"; check "what needs a rule that spoke is silent" "$(grep -o '"rule":"[^"]*"' "$work/out" | tr '\n' ' ')" '"rule":"A-1" "rule":"N-1" '
try 2 "a record of a pack that contradicts" "${l[@]}" "$work/b.ndjson"; has "file and what" "$err" '420200-b/pack.lua:1: pack "420200" rules.N-9: 没有规则“N-9”'
try 2 "all packs are looked over by test" "$jihe" rules test --rules "$work/lazy"; has "what no record touches too" "$err" N-9
try 0 "a rule by its name" "$jihe" rules show A-2 --rules "$work/lazy"; has "its pack" "$out" 420100-a/A-2.lua
sed -i 's/, rules = { \["N-9"\].*/ }/' "$work/lazy/420200-b/pack.lua"
for jobs in 1 4; do cat "$work"/{none,a,b,a,none}.ndjson | "${l[@]}" --jobs $jobs - >"$work/jobs$jobs"; done
cmp -s "$work/jobs1" "$work/jobs4"; check "the same from any number of threads" $? 0

# --- the packs of this project: a form of 2020 by the names of 2020 ---
try 1 "the form of 2020" "$jihe" check --format ndjson fixtures/001-shunping-target-2020.ndjson; hasnot "效果指标 was right then" "$out" REL-001
try 1 "the form of 2020 as of 2024" "$jihe" check --format ndjson --as-of 2024 fixtures/001-shunping-target-2020.ndjson; has "now it is not" "$out" REL-001

# --- templates of weights: a region's own says nothing, elsewhere a note, what no form has a warning ---
weighed() { # REGION EXECUTION 一级|二级|分值 …
    local region=$1 execution=$2 rows= level1 level2 weight; shift 2
    for row in "$@"; do
        IFS='|' read -r level1 level2 weight <<<"$row"
        rows+="${rows:+,}{\"level1\":\"$level1\",\"level2\":\"$level2\",\"level3\":\"维修站点$weight\",\"target\":\"≥50处\",\"actual\":\"50处\",\"weight\":\"$weight\",\"score\":\"$weight\"}"
    done
    echo "{\"form\":\"self_evaluation\",\"year\":2024,\"region\":\"$region\",\"project_name\":\"甲\",\"execution_weight\":\"$execution\",\"indicators\":[$rows]}" >"$work/weights.ndjson"
    "$jihe" check --format ndjson "$work/weights.ndjson" 2>/dev/null | grep '"rule":"SEV-020"' | grep -o '"severity":"[a-z]*"'
}
even=("产出指标|数量指标|22.5" "产出指标|质量指标|22.5" "产出指标|时效指标|22.5" "效益指标|社会效益指标|22.5")
uneven=("产出指标|数量指标|45" "产出指标|质量指标|22.5" "效益指标|社会效益指标|22.5")
ranges=("成本指标|经济成本指标|10" "产出指标|数量指标|45" "效益指标|社会效益指标|25" "满意度指标|服务对象满意度指标|10")
farming=("产出指标|数量指标|40" "效益指标|社会效益指标|40" "满意度指标|服务对象满意度指标|20")
check "Sichuan spreads 90 points evenly" "$(weighed 510000 10 "${even[@]}")" ""
check "Sichuan, not evenly" "$(weighed 510000 10 "${uneven[@]}")" '"severity":"note"'
check "the same where no pack is" "$(weighed 350000 10 "${even[@]}")" '"severity":"note"'
check "Chongqing's bounds" "$(weighed 500236 10 "${ranges[@]}")" ""
check "beyond Chongqing's bounds" "$(weighed 500236 10 "成本指标|经济成本指标|25" "${ranges[@]:1:1}" "效益指标|社会效益指标|20")" '"severity":"note"'
check "Hubei's are printed" "$(weighed 420000 20 "产出指标|数量指标|45" "效益指标|社会效益指标|35")" '"severity":"warning"'
check "Ningxia's farming funds" "$(weighed 640402 "" "${farming[@]}")" ""
check "the same where no pack is: adjusted" "$(weighed 350000 "" "${farming[@]}")" '"severity":"note"'
check "nearly all for benefit" "$(weighed 350000 10 "产出指标|数量指标|20" "效益指标|社会效益指标|70")" '"severity":"warning"'

# --- one id in two packs that do not inherit from each other: told by a run of either ---
cp -r "$rules" "$work/twice"
for county in 410102 430102; do
    mkdir -p "$work/twice/$county-county"
    echo "pack \"$county\" { title = \"县\", version = \"1\" }" >"$work/twice/$county-county/pack.lua"
    cat >"$work/twice/$county-county/LOC-001-name.lua" <<'LUA'
rule "LOC-001" { title = "示例", severity = "note", aspect = "完整性", basis = {}, each = "project",
  check = function(p) if p.project_name == "" then return fail { field = "project_name", message = "空" } end end,
  bad = { { project_name = "" } }, good = { { project_name = "x" } } }
LUA
done
for county in 410102 430102; do
    try 2 "an id used in another county as well: $county" "$jihe" check --rules "$work/twice" --region $county fixtures/clean/target.ndjson
    has "both files are named" "$(tr -d ' \n' <<<"$out")" '430102-county/LOC-001-name.lua:1:rule"LOC-001":规则编号“LOC-001”重复，410102-county/LOC-001-name.lua:1已有'
done
try 0 "a run of neither" "$jihe" check --rules "$work/twice" --region 420000 fixtures/clean/target.ndjson

echo "1..$n"
