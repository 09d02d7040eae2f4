#!/usr/bin/env bash
# jihe diff from outside: what was fixed, is still there, is new, and what went away without being mended.
# $JIHE is the program; speaks TAP.
set -u
. "$(dirname "$0")/../tap.inc"

mkdir -p "$work/rules/national/data"
cat >"$work/rules/national/pack.lua" <<'LUA'
pack "national" { title = "国家", version = "1", parameters = {
  floor = { type = "percent", default = 60, min = 0, max = 100, stricter = "higher", why = "示例" },
  least = { type = "number", unit = "字", default = 10, min = 1, max = 90, stricter = "higher", why = "示例" } } }
LUA
echo 'words "vague" { "进一步", "切实", "加强", "有效", "不断" } words "particles" { "的", "了" }' >"$work/rules/national/data/words.lua"
cat >"$work/rules/national/D-1-rate.lua" <<'LUA'
rule "D-1" { title = "执行率", severity = "error", aspect = "质量", basis = {}, each = "project",
  check = function(p)
    local rate = p.executed / p.budget_total
    if rate ~= nil and rate < param.floor and p.deviation_reason == "" then
      return fail { field = "deviation_reason", message = "执行率低" }
    end
  end }
LUA
cat >"$work/rules/national/D-2-short.lua" <<'LUA'
rule "D-2" { title = "用途过短", severity = "warning", aspect = "质量", basis = {}, each = "project",
  check = function(p)
    if text.length(p.purpose) < number(param.least) then return fail { field = "purpose", message = "用途过短" } end
  end }
LUA
cat >"$work/rules/national/D-3-vague.lua" <<'LUA'
rule "D-3" { title = "空话", severity = "warning", aspect = "质量", basis = {}, each = "indicator",
  check = function(i) if text.trim(i.target) == "有效改善" then return fail { field = "target", message = "空话" } end end }
LUA
form() { # CODE NAME BUDGET EXECUTED REASON PURPOSE TARGET
    printf '{"form":"target","year":2024,"unit_name":"局","project_code":"%s","project_name":"%s","budget_total":"%s","executed":"%s","deviation_reason":"%s","purpose":"%s","indicators":[{"level1":"效益指标","level3":"环境","target":"%s"}]}\n' "$@"
}
long=用于城区道路的日常维修和养护
# one NAME OLD-FORM NEW-FORM…: the kinds of what became of the findings of one form, sorted.
one() {
    local name=$1 want=$2
    printf '%s\n' "$3" >"$work/old_forms.ndjson"
    shift 3
    printf '%s\n' "$@" >"$work/new_forms.ndjson"
    "$jihe" check --rules "$work/rules" --format ndjson "$work/old_forms.ndjson" >"$work/old.ndjson"
    "$jihe" check --rules "$work/rules" --format ndjson "$work/new_forms.ndjson" >"$work/new.ndjson"
    "$jihe" diff --rules "$work/rules" --format ndjson --new-forms "$work/new_forms.ndjson" "$work/old.ndjson" "$work/new.ndjson" >"$work/out" 2>"$work/err"
    check "$name" "$(python3 -c 'import json,sys
print(" ".join(sorted(d["diff"]+(":"+d["how"] if "how" in d else "")+"="+d["rule"] for d in map(json.loads,open(sys.argv[1])))))' "$work/out")" "$want"
}
a=$(form P1 道路维修 100 30 "" "$long" 10公里)
one "nothing changed" "still=D-1" "$a" "$a"
one "mended by words that say something" "fixed=D-1" "$a" "$(form P1 道路维修 100 30 质保金待2025年支付 "$long" 10公里)"
one "mended by far" "fixed=D-1" "$a" "$(form P1 道路维修 100 95 "" "$long" 10公里)"
one "just across the threshold" "dodged:threshold=D-1" "$a" "$(form P1 道路维修 100 60.4 "" "$long" 10公里)"
one "by a smaller budget too" "dodged:threshold=D-1" "$a" "$(form P1 道路维修 49 30 "" "$long" 10公里)"
b=$(form P1 道路维修 100 95 "" 修路 10公里)
one "a text just long enough" "dodged:threshold=D-2" "$b" "$(form P1 道路维修 100 95 "" 道路修修补补修补一次 10公里)"
one "a text that says more" "fixed=D-2" "$b" "$(form P1 道路维修 100 95 "" "${long}，含信号灯12处" 10公里)"
c=$(form P1 道路维修 100 95 "" "$long" 有效改善)
one "other words" "dodged:wording=D-3" "$c" "$(form P1 道路维修 100 95 "" "$long" 进一步切实有效改善)"
one "other marks" "dodged:wording=D-3" "$c" "$(form P1 道路维修 100 95 "" "$long" "有效 改善。")"
one "a number is content" "fixed=D-3" "$c" "$(form P1 道路维修 100 95 "" "$long" 有效改善3处)"
one "a row deleted" "dodged:deleted=D-3" "$c" "$(form P1 道路维修 100 95 "" "$long" x | sed 's/"indicators":.*/"indicators":[{"level1":"产出指标","level3":"公里数","target":"10公里"}]}/')"
one "a project gone" "dodged:gone=D-1" "$a" "$(form P9 档案整理 50 50 "" "$long" 1)"
one "a project split" "dodged:split=D-1" "$a" "$(form P2 道路维修一期 60 60 "" "$long" 1)" "$(form P3 道路维修二期 40 40 "" "$long" 1)"
one "split, with a rest under the old code" "dodged:split=D-1" "$a" "$(form P1 道路维修 60 60 "" "$long" 1)" "$(form P3 道路维修二期 40 40 "" "$long" 1)"
one "two that do not add up" "dodged:gone=D-1" "$a" "$(form P2 道路维修一期 60 60 "" "$long" 1)" "$(form P3 道路维修二期 90 90 "" "$long" 1)"
one "a new fault" "new=D-2 still=D-1" "$a" "$(form P1 道路维修 100 30 "" 修路 10公里)"

d=("$jihe" diff --rules "$work/rules")
try 1 "in words" "${d[@]}" "$work/old.ndjson" "$work/new.ndjson"; has "a heading" "$out" 新出现; has "counts" "$out" "已改正 0，仍在 1，新出现 1，规避 0"
try 1 "in English" "${d[@]}" --lang en "$work/old.ndjson" "$work/new.ndjson"; has "counts" "$out" "fixed 0, still there 1, new 1, dodged 0"
try 0 "the same report" "${d[@]}" "$work/old.ndjson" "$work/old.ndjson"
try 1 "json" "${d[@]}" --format json "$work/old.ndjson" "$work/new.ndjson"; check "one object" "$(python3 -c 'import json,sys; d=json.load(open(sys.argv[1])); print(d["summary"]["new"], len(d["items"]))' "$work/out")" "1 2"
try 1 "-o" "${d[@]}" -o "$work/d.json" "$work/old.ndjson" "$work/new.ndjson"; has "its extension tells the format" "$(cat "$work/d.json")" '"diff":"new"'
"$jihe" check --rules "$work/rules" --format json "$work/old_forms.ndjson" >"$work/old.json"
try 1 "a report in json" "${d[@]}" "$work/old.json" "$work/new.ndjson"; has "the same" "$out" "仍在 1，新出现 1"
hasnot "by the same rules" "$out" 规则包
grep -v '"kind":"run"' "$work/new.ndjson" >"$work/cut.ndjson"
try 1 "a report cut off" "${d[@]}" "$work/old.ndjson" "$work/cut.ndjson"; has "it is told" "$out" "新的报告没有结尾一行"
try 0 "the old one cut off, in English" "${d[@]}" --lang en "$work/cut.ndjson" "$work/new.ndjson"; has "it is told" "$out" "the old report has no last line"
"$jihe" check --rules "$work/rules" --param least=11 --format json "$work/new_forms.ndjson" >"$work/other.json"
try 1 "by other rules" "${d[@]}" "$work/old.ndjson" "$work/other.json"; has "it is told" "$out" "规则包、参数或程序版本不同"
try 1 "in json" "${d[@]}" --format json "$work/old.ndjson" "$work/other.json"; has "too" "$out" '"other_rules":true,"old_cut":false'
rm "$work/old_forms.ndjson" "$work/new_forms.ndjson"
try 1 "without the forms" "${d[@]}" "$work/old.ndjson" "$work/new.ndjson"; has "it is told" "$out" --new-forms
try 3 "no report" "${d[@]}" "$work/old.ndjson" "$work/rules/national/pack.lua"; has "file and line" "$err" "pack.lua: 第 1 行不是 jihe 的核验结果"
try 2 "missing" "${d[@]}" "$work/old.ndjson" "$work/none.ndjson"; has "named" "$err" none.ndjson
try 2 "one report" "${d[@]}" "$work/old.ndjson"
try 2 "another format" "${d[@]}" --format html "$work/old.ndjson" "$work/new.ndjson"; has "which there are" "$err" ndjson

echo "1..$n"
