#!/usr/bin/env bash
# jihe rules list FILTER and jihe rules show ID: which rules, and what is said of one.
set -u
. "$(dirname "$0")/../tap.inc"
mkdir -p "$work/rules/national" "$work/rules/420000-hubei"
cat >"$work/rules/national/pack.lua" <<'LUA'
pack "national" { title = "国家", version = "1",
  parameters = { most = { type = "number", unit = "字", default = 5, min = 1, max = 9, stricter = "lower", why = "示例",
    values = { { value = 4, since = 2027, why = "新规" } } } } }
LUA
cat >"$work/rules/national/statutes.lua" <<'LUA'
statute "doc-1" { number = "财预〔2020〕1号", title = "办法", issuer = "财政部", standing = "seen" }
LUA
cat >"$work/rules/420000-hubei/pack.lua" <<'LUA'
pack "420000" { title = "湖北省", version = "2", names = { "湖北省" }, set = { most = { value = 3, reason = "本省更严" } },
  rules = { ["A-2"] = { severity = "error", reason = "本省必填" } } }
LUA
# rule FILE ID SEVERITY ASPECT EACH REST
rule() { printf 'rule "%s" { title = "%s", severity = "%s", aspect = "%s", basis = %s, each = "%s", %s }\n' "$2" "$2 名" "$3" "$4" "$6" "$5" "$7" >"$work/rules/$1.lua"; }
ok='check = function(x) end'
rule national/A-1 A-1 error 完整性 project '{ "doc-1" }' 'where = { form = "target" }, check = function(p) if text.length(p.project_name) > number(param.most) then return fail { field = "project_name", message = "{n} 字", n = text.length(p.project_name) } end end, bad = { { project_name = "一二三四五六" } }, good = { { project_name = "一" } }'
rule national/A-2 A-2 warning 完整性 indicator '{}' "$ok"
rule national/B-1 B-1 note 自评质量 project '{}' "where = { form = { 'self_evaluation', 'disclosure' } }, $ok"
rule 420000-hubei/C-1 C-1 error 自评质量 project '{}' "$ok"
r=(--rules "$work/rules")
# ids FILTER…: the ids of the list in one line
ids() { "$jihe" rules list "$@" "${r[@]}" 2>&1 | cut -d' ' -f1 | paste -sd' '; }
for row in "|A-1 A-2 B-1" "A-1|A-1" "A-*|A-1 A-2" "?-1|A-1 B-1" "*|A-1 A-2 B-1" "完整性|A-1 A-2" "error|A-1" "提示|B-1" "not error|A-2 B-1" \
    "完整性 and error|A-1" "A-1 or B-1|A-1 B-1" "not A-* or error|A-1 B-1" "not (A-1 or B-1)|A-2" "(A-1 or A-2) and not error|A-2" \
    "A-1 or A-2 and warning|A-1 A-2" "(A-1 or A-2) and warning|A-2" "not not A-1|A-1" "indicator|A-2" "项目|A-1 B-1" "target|A-1 A-2" \
    "self_evaluation and not target|B-1" "national|A-1 A-2 B-1" "most|A-1" "doc-1|A-1" "完整性 且 非 error|A-2" "（A-1 或 B-1） 且 note|B-1" "off|" "group|"; do
    check "list ${row%%|*}" "$(ids "${row%%|*}")" "${row#*|}"
done
check "words that the shell split" "$(ids '(A-1' or B-1 ')' and error)" A-1
check "severities as they hold in the region" "$(ids error --region 420000)" "A-1 A-2 C-1"
check "a pack of the region" "$(ids 420000 --region 420000)" "C-1"
for row in "eror|error" "A-11|A-1" "完整|完整性" "mots|most" "self_evalution|self_evaluation" "doc-2|doc-1" "natonal|national"; do
    try 2 "list ${row%%|*}" "$jihe" rules list "${row%%|*}" "${r[@]}"; has "nearest" "$err" "${row#*|}"
done
for row in "Z-*|Z-*" "(A-1|右括号" "A-1 A-2|and 或 or" "and A-1|“and”之前缺少" "A-1 and|末尾缺少" "not|末尾缺少" "A-1 )|and 或 or" "()|“)”之前缺少"; do
    try 2 "list ${row%%|*}" "$jihe" rules list "${row%%|*}" "${r[@]}"; has "what is wrong" "$err" "${row#*|}"
done
try 2 "nested too deeply" "$jihe" rules list "$(printf '(%.0s' {1..99})" "${r[@]}"
try 2 "too long" "$jihe" rules list "$(printf 'A-1 or %.0s' {1..300})A-1" "${r[@]}"

try 0 "show, in its country" "$jihe" rules show A-1 --year 2026 "${r[@]}"
has "parameter" "$out" "most = 5 字 ← national"; hasnot "nothing of a province" "$out" 420000
has "history: what will be" "$out" "national@1  most = 4 字（2027-01-01 起）  新规"
has "an example as people read it" "$out" 'bad[1]  项目名称“一二三四五六”'; has "what is said" "$out" "→ 6 字"; has "what passes" "$out" "→ 通过"; has "text" "$out" 'rule "A-1" {'
try 0 "show, in a region" "$jihe" rules show A-1 --region 420000 "${r[@]}"
has "who set it" "$out" "most = 3 字 ← 420000"; has "history: why" "$out" "420000@2  most = 3 字  本省更严"
try 0 "show, in a year" "$jihe" rules show A-1 --year 2028 "${r[@]}"; has "what holds then" "$out" "most = 4 字"
try 0 "show, a severity" "$jihe" rules show A-2 --region 420000 --lang en "${r[@]}"
has "effective and own" "$out" "error (the rule says warning) ← 420000@2"; has "history" "$out" "420000@2  error  本省必填"
try 0 "show, a rule of a region without --region" "$jihe" rules show C-1 "${r[@]}"; has "its pack" "$out" "420000@2"
try 2 "show, not of this region" "$jihe" rules show C-1 --region 130000 "${r[@]}"; has "told" "$err" C-1
try 2 "show, unknown" "$jihe" rules show C-11 "${r[@]}"; has "nearest of all packs" "$err" C-1
finish
