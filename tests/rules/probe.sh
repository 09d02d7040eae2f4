#!/usr/bin/env bash
# jihe rules probe: what it changes, what counts as noticed, and how much of the clean fixtures the rules
# we ship notice; what they do not notice is accounted for in tests/rules/unnoticed.txt.
set -u
. "$(dirname "$0")/../tap.inc"
mkdir -p "$work/rules/national"
echo 'pack "national" { title = "国家", version = "1" }' >"$work/rules/national/pack.lua"
r=(--rules "$work/rules")
# rule ID EACH BODY
rule() { printf 'rule "%s" { title = "T", severity = "error", aspect = "完整性", basis = {}, each = "%s",\n  %s }\n' "$1" "$2" "$3" >"$work/rules/national/$1.lua"; }
fault='return fail { field = "budget_total", message = "m" }'
cat >"$work/form.ndjson" <<'JSON'
{"form":"target","year":2025,"project_name":"工程","currency_unit":"万元","budget_total":"1.50","purpose":"2025年修50处","goals":[{"term":"annual","text":"修50处"}],"indicators":[{"level1":"产出指标","level3":"处数","target":"≥0.5万元"},{"level1":"产出指标","level3":"率","target":"长期"}]}
JSON
try 1 "no rules" "$jihe" rules probe "$work/form.ndjson" "${r[@]}"
cp "$work/out" "$work/all"
# changes FIELD: what becomes of its first cell, change by change
changes() { grep -a " $1 \[" "$work/all" | sed 's/.*\[\(.*\)\] .* → \(.*\)/\1 \2/' | head -${2:-9} | paste -sd' '; }
check "an amount" "$(changes budget_total)" "空白 “” ×10 “15.0” 元↔万元 “15000” 负数 “-1.50”"
check "the currency" "$(changes currency_unit)" "空白 “” 元↔万元 “元”"
check "a year" "$(changes year)" "空白 “” 上一年 “2024”"
check "prose" "$(changes purpose)" "空白 “” ×10 “20250年修50处” 上一年 “2024年修50处” 空话 “用于开展相关工作”"
check "a value" "$(changes target 5)" "空白 “” ×10 “≥5万元” 元↔万元 “≥0.5元” 负数 “≥-0.5万元” 空话 “明显提升”"
check "a value without a number" "$(grep -a '指标 2 指标值' "$work/all" | sed 's/.*→ //' | paste -sd' ')" "“” “明显提升”"
check "rows twice" "$(grep -c '\[整行重复\]' "$work/all")" 2
has "none noticed" "$out" "发现 0 处（0.0%）"
rule A-1 project "check = function(p) if p.budget_total ~= quantity('1.5') and not equal(p.budget_total, 1.5) then $fault end end"
try 1 "an amount is looked at" "$jihe" rules probe "$work/form.ndjson" "${r[@]}"
check "all its changes are noticed" "$(grep -c budget_total "$work/out")" 0; has "they are counted" "$out" "元↔万元 1/3"
rm "$work/rules/national/A-1.lua"
rule G-1 group 'by = function(p) return p.project_name end, keep = function(p) return { n = p.unit_name, name = p.project_name } end,
  check = function(items) if #items == 1 then return fail { at = items[1], field = "project_name", message = "alone" } end end'
sed 's/"target"/"monitoring"/' "$work/form.ndjson" >"$work/twin.ndjson"
try 1 "across forms" "$jihe" rules probe "$work/form.ndjson" "$work/twin.ndjson" "${r[@]}"
check "a change that shows only beside the other form" "$(grep -c 'project_name' "$work/out")" 0
try 1 "not clean" "$jihe" rules probe "$work/form.ndjson" "${r[@]}"; has "is told" "$out" "原本就有问题：绩效目标表 工程 project_name G-1 alone"
rm "$work/rules/national/G-1.lua"
printf '# why\n* * * 没有规则\n' >"$work/why"
try 1 "reasons do not make it enough" "$jihe" rules probe "$work/form.ndjson" --reasons "$work/why" "${r[@]}"; has "listed apart" "$out" "已知没有规则发现的："; has "with why" "$out" "：没有规则"
rule A-1 project "check = function(p) return fail { field = 'year', message = tostring(p.year) .. p.project_name .. p.budget_total.text .. p.purpose .. p.currency_unit .. list.join(list.map(p.indicators, function(i) return i.level1 .. i.level3 .. i.target.text end), ',') .. list.join(list.map(p.goals, function(g) return g.term .. g.text end)) } end"
try 1 "a rule that says something else at every change" "$jihe" rules probe "$work/form.ndjson" "${r[@]}"; has "notices all" "$out" "（100.0%）"
sed 's/"target":"≥0.5万元"/"target_op":"≥","target_value":"0.5","target_unit":"万元"/' "$work/form.ndjson" >"$work/parts.ndjson"
rule A-1 indicator "check = function(i) if i.target.text ~= '≥0.5万元' and i.target.text ~= '长期' then return fail { field = 'target', message = i.target.text } end end"
try 1 "a target told in parts" "$jihe" rules probe "$work/parts.ndjson" "${r[@]}"
check "changes with any of its parts" "$(grep -ac ' target_\(op\|value\|unit\) \[' "$work/out")" 0
check "and is not changed itself" "$(grep -ac '指标 1 指标值' "$work/out")" 0
try 1 "in English" "$jihe" rules probe "$work/form.ndjson" --lang en "${r[@]}"; has "as told" "$out" "changes"
try 3 "a row that cannot be read" "$jihe" rules probe <(echo '{"form":') "${r[@]}"
try 3 "nothing to read" "$jihe" rules probe "$work/rules" "${r[@]}"
try 3 "no reasons" "$jihe" rules probe "$work/form.ndjson" --reasons "$work/none" "${r[@]}"; has "named" "$err" none
try 2 "no input" "$jihe" rules probe "${r[@]}"

# --- the rules we ship ---
"$jihe" rules probe fixtures/clean --rules rules --reasons tests/rules/unnoticed.txt >"$work/out" 2>"$work/err"
status=$?
for form in 申报表 绩效目标表 运行监控表 自评表 公开表; do
    line=$(grep -a "^$form  改动" "$work/out")
    check "$form: at least 95 % noticed" "$(sed 's/.*（\([0-9]*\)\..*/\1/' <<<"$line" | awk '{ print ($1 >= 95) ? "enough" : $1 }')" enough
done
check "the clean fixtures are clean" "$(grep -ac 原本就有问题 "$work/out")" 0
check "the rest is accounted for" "$(sed '/^$/,$d' "$work/out" | head -3)" ""
check "so all is well" "$status" 0
finish
