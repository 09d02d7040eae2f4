#!/usr/bin/env bash
# jihe rules lint: what is odd about rules that load.
set -u
. "$(dirname "$0")/../tap.inc"
mkdir -p "$work/rules/national/data" "$work/rules/420000-hubei/data"
r=(--rules "$work/rules")
cat >"$work/rules/national/pack.lua" <<'LUA'
pack "national" { title = "国家", version = "1", parameters = {
  used = { type = "number", default = 5 }, min_explanation = { type = "number", default = 5 } } }
LUA
echo 'pack "420000" { title = "湖北省", version = "1" }' >"$work/rules/420000-hubei/pack.lua"
cat >"$work/rules/national/data/lists.lua" <<'LUA'
words "vague" { "较好" }
words "boilerplate" { "无" }
codes "level2" { ["数量指标"] = { "数量" } }
codes "flawless" { target = { form = "target", project_name = "工程", unit_name = "局",
  indicators = { { level1 = "产出指标", level2 = "数量指标", level3 = "处数", target = "50处" } } } }
LUA
# rule FILE ID EACH CHECK EXAMPLES
rule() { printf 'rule "%s" { title = "T", severity = "error", aspect = "完整性", basis = {}, each = "%s",\n  check = function(x) %s end,\n  %s }\n' "$2" "$3" "$4" "$5" >"$work/rules/$1.lua"; }
names='bad = { { project_name = "" } }, good = { { project_name = "x" } }'
base() {
    rm -f "$work"/rules/*/*-*.lua
    rule national/A-1 A-1 project 'if x.project_name == "" or #x.project_name > number(param.used) then return fail { field = "project_name", message = "m" } end' \
        'bad = { { project_name = "" } }, good = { { project_name = "x" } }'
    rule national/A-2 A-2 indicator 'if text.contains(x.target.text, words.vague) then return fail { field = "target", message = "m" } end' \
        'bad = { { target = "较好" } }, good = { { target = "5个" } }'
}
# odd NAME PART: lint says PART, and of nothing else
odd() {
    try 1 "$1" "$jihe" rules lint "${r[@]}"
    has "$1: told" "$out" "$2"; check "$1: nothing else" "$(wc -l <"$work/out")" 1
    try 1 "$1, in English" "$jihe" rules lint "${r[@]}" --lang en
}
base; sed -i 's/"工程"/"工"/' "$work/rules/national/data/lists.lua"
try 0 "nothing odd" "$jihe" rules lint "${r[@]}"; check "nothing told" "$out" ""
sed -i 's/used = {/idle = { type = "number", default = 1 }, used = {/' "$work/rules/national/pack.lua"
odd "a parameter nobody uses" "national/pack.lua:2: 没有规则用到参数 idle"
sed -i 's/idle = { [^}]*}, //' "$work/rules/national/pack.lua"
echo 'words "idle" { "词" }' >"$work/rules/420000-hubei/data/w.lua"
odd "a word list nobody uses" "420000-hubei/data/w.lua:1: 没有规则用到 words.idle"
echo 'codes "idle" { a = 1 }' >"$work/rules/420000-hubei/data/w.lua"
odd "a code list nobody uses" "没有规则用到 codes.idle"
rm "$work/rules/420000-hubei/data/w.lua"
rule national/B-1 B-1 project 'if x.project_name == "" then return undecided("?") end' "$names"
odd "a rule without fail" "national/B-1.lua:1: B-1：文件里没有 fail"
for row in 'kind|numbr|number' 'op|>>|>' 'dimension|mony|money'; do
    IFS='|' read -r member wrong right <<<"$row"
    rule national/B-1 B-1 indicator "if x.target.$member == \"$wrong\" then return fail { field = 'target', message = 'm' } end" 'bad = { { target = "" } }, good = { { target = "5个" } }'
    odd "$member is never $wrong" "national/B-1.lua:2: B-1：$member 从不是“$wrong”，这个比较没有意义 → $right"
done
rule national/B-1 B-1 project 'if x.form ~= "targt" then return end return fail { field = "form", message = "m" }' 'bad = { { form = "target" } }, good = { { form = "monitoring" } }'
odd "a form that is none" "form 从不是“targt”，这个比较没有意义 → target"
rule national/B-1 B-1 indicator 'if x.level2_name == "数量" then return fail { field = "level2", message = "m" } end' 'bad = { { level2 = "数量" } }, good = { { level2 = "质量指标" } }'
odd "a spelling that is no standard name" "level2_name 从不是“数量”，这个比较没有意义 → 数量指标"
rule national/B-1 B-1 project 'if x.project_name == "" then return fail { field = "project_name", message = "m" } end' \
    'needs = { "A-1" }, bad = { { project_name = "" } }, good = { { project_name = "x" } }'
odd "a rule that is never heard" "B-1：它的反例都被先决规则抢先报了（needs：A-1）"
rule national/B-1 B-1 project 'if x.unit_name == "" then return fail { field = "unit_name", message = "m" } end' \
    'bad = { { unit_name = "" }, { unit_name = "", year = "2024" } }, good = { { unit_name = "x" } }'
rule national/B-2 B-2 project 'if text.is_blank(x.unit_name) then return fail { field = "unit_name", message = "m" } end' \
    'bad = { { unit_name = "" } }, good = { { unit_name = "y" } }'
odd "two rules that always speak together" "national/B-2.lua:1: B-2：与 B-1 总是同时报（3 处）"
base; sed -i 's/"工"/"很长的工程名称"/' "$work/rules/national/data/lists.lua"
odd "a rule that speaks about a flawless record" "A-1：在没有问题的样表 codes.flawless.target 上报了：project_name m"
sed -i 's/"很长的工程名称"/"工"/' "$work/rules/national/data/lists.lua"
echo 'rule "C-1" { titel = "x" }' >"$work/rules/national/C-1.lua"
try 2 "a rule that does not load" "$jihe" rules lint "${r[@]}"; has "told" "$out" "C-1.lua"
for code in 'local t = {} if t[x.year < 5] then return fail { message = "m" } end' 'if (x.year or 0) & 1 == 1 then return fail { message = "m" } end'; do
    rule national/C-1 C-1 project "$code" "$names"
    try 2 "what Lua 5.4.4 compiles wrongly" "$jihe" rules lint "${r[@]}"; has "told" "$out" "Lua 5.4.4"
done
# --- the rules we ship ---
try 0 "nothing odd about the rules we ship" "$jihe" rules lint --rules rules
finish
