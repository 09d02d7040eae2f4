#!/usr/bin/env bash
# jihe convert from outside: what goes in comes back (roundtrip.py), where output goes, what is refused, what is
# left behind when it fails. $JIHE is the program; speaks TAP.
set -u
. "$(dirname "$0")/../tap.inc"
python3 tests/convert/roundtrip.py "$jihe" || failed=1
n=1000
c=("$jihe" convert --rules rules)
good=fixtures/faults/fine.ndjson

# --- where output goes ---
try 0 "to standard output" "${c[@]}" $good -o -
check "NDJSON, two records" "$(python3 -c 'import json,sys; print([json.loads(l)["form"] for l in open(sys.argv[1])])' "$work/out")" "['target', 'self_evaluation']"
check "nothing else is said" "$err" ""
try 0 "from standard input" bash -c '"$1" convert --rules rules - -o "$2" <"$3"' - "$jihe" "$work/stdin.ndjson" $good
try 0 "from a pipe to a folder" bash -c 'cat "$3" | "$1" convert --rules rules - -o "$2"' - "$jihe" "$work/pipe" $good
check "the files of a folder" "$(ls "$work/pipe" | tr '\n' ' ')" "goals.csv indicators.csv projects.csv "
try 0 "several files and a folder into one" "${c[@]}" fixtures/00?-*.ndjson -o "$work/all.ndjson"
check "fifty projects" "$(wc -l <"$work/all.ndjson")" 50
has "it is said what was written" "$err" "50 个项目、409 条指标"
try 0 "the same as a workbook" "${c[@]}" fixtures/00?-*.ndjson -o "$work/all.xlsx"
try 0 "the same bytes twice" "${c[@]}" fixtures/00?-*.ndjson -o "$work/again.xlsx"
check "the workbook does not depend on the time" "$(cmp "$work/all.xlsx" "$work/again.xlsx" && echo same)" same
try 0 "a folder is replaced" "${c[@]}" fixtures/000-*.ndjson -o "$work/pipe"
check "by the new one" "$(python3 -c 'import csv,sys; print(len(list(csv.reader(open(sys.argv[1])))))' "$work/pipe/indicators.csv")" 25
try 0 "a folder with a slash" "${c[@]}" $good -o "$work/slash/"
try 0 "a dot in a folder's name" "${c[@]}" $good -o "$work/v1.2/"
try 0 --quiet "${c[@]}" --quiet $good -o "$work/q.ndjson"; check "silent" "$err" ""
try 0 --lang=en "${c[@]}" --lang en $good -o "$work/q.ndjson"; has English "$err" "wrote 2 projects"
try 0 --form "${c[@]}" --form disclosure $good -o "$work/form.ndjson"
has "the form that was said" "$(cat "$work/form.ndjson")" '"form":"disclosure"'
sed 's/"year": *[0-9]*, *//' $good >"$work/noyear.ndjson"
try 0 --year "${c[@]}" --year 2019 "$work/noyear.ndjson" -o "$work/year.ndjson"
has "the year that was said" "$(cat "$work/year.ndjson")" '"year":2019'

# --- where the unit is at home, where no column says it ---
home() { # text above, unit → region
    printf '<p>%s</p><table><tr><td>单位名称</td><td>项目名称</td><td>三级指标</td><td>指标值</td></tr><tr><td>%s</td><td>甲</td><td>a</td><td>1个</td></tr></table>' "$1" "$2" >"$work/home.html"
    "${c[@]}" -q "$work/home.html" -o - 2>/dev/null | sed -n 's/.*"region":"\([^"]*\)".*/\1/p'
}
check "the title begins with it" "$(home 四川省乐山市井研县2024年绩效目标 马踏镇人民政府)" 四川省乐山市井研县
check "of several divisions of one name the widest, where it holds the others" "$(home 重庆市荣昌区2024年绩效目标 区林业局)" 重庆市荣昌区
check "the unit's name does" "$(home 项目绩效目标表 820001-井研县马踏镇人民政府)" 四川省乐山市井研县
check "the narrower one counts" "$(home 河北省2024年绩效目标 昌黎县司法局)" 河北省秦皇岛市昌黎县
check "a name of several places says nothing" "$(home 绩效目标表 和平区教育局)" ""
check "nor does a name inside" "$(home 全县绩效目标表 驻昌黎县办事处)" ""
printf '昌黎县2024年绩效目标表,,\n单位名称,项目名称,三级指标\n司法局,甲,a\n' >"$work/home.csv"
check "the same above a CSV file" "$("${c[@]}" -q "$work/home.csv" -o - 2>/dev/null | sed -n 's/.*"region":"\([^"]*\)".*/\1/p')" 河北省秦皇岛市昌黎县

# --- what is refused, and what is left ---
try 2 "no output" "${c[@]}" $good; has "named" "$err" "-o"
try 2 "no input" "${c[@]}" -o "$work/x.ndjson"
try 2 "an unknown extension" "${c[@]}" $good -o "$work/x.xslx"; has "the nearest" "$err" xlsx
try 2 "a single CSV" "${c[@]}" $good -o "$work/x.csv"; has "a folder" "$err" 文件夹
try 2 "the output is the input" "${c[@]}" "$work/all.ndjson" -o "$work/all.ndjson"
try 2 "a mistyped option" "${c[@]}" --quiat $good -o "$work/x.ndjson"; has nearest "$err" --quiet
mkdir "$work/other" && echo x >"$work/other/letter.txt"
try 3 "a folder with other files" "${c[@]}" $good -o "$work/other"; has "it is named" "$err" letter.txt
check "it is left alone" "$(ls "$work/other")" letter.txt
try 3 "no such folder" "${c[@]}" $good -o "$work/nowhere/x.ndjson"
try 3 "a full disk" "${c[@]}" $good -o /dev/full
try 3 "a missing input" "${c[@]}" "$work/none.ndjson" -o "$work/nothing.ndjson"; has "named" "$err" none.ndjson
check "nothing was written" "$(ls "$work" | grep -c '^nothing')" 0
{ cat $good; echo '{"form":'; } >"$work/cut.ndjson"
try 3 "a record that is cut off" "${c[@]}" "$work/cut.ndjson" -o "$work/cut.xlsx"; has "with its line" "$err" "cut.ndjson:3"
check "the sound one is written" "$([ -s "$work/cut.xlsx" ] && echo yes)" yes
python3 -c 'import json; print(json.dumps({"form":"target","project_name":"长","purpose":"字"*33000}))' >"$work/long.ndjson"
echo before >"$work/long.xlsx"
try 3 "a text no workbook holds" "${c[@]}" "$work/long.ndjson" -o "$work/long.xlsx"; has "the limit" "$err" 32767
check "what stood there still stands" "$(cat "$work/long.xlsx")" before
try 0 "a folder holds it" "${c[@]}" "$work/long.ndjson" -o "$work/long"
check "no temporary is left" "$(ls -a "$work" | grep -c '\.tmp')" 0

# --- interrupted ---
python3 -c 'import json, sys
r = json.loads(open("fixtures/003-changli-target-2022.ndjson", encoding="utf-8").readline())
for n in range(3000):
    r["project_code"] = "%021d" % n
    print(json.dumps(r, ensure_ascii=False))' >"$work/many.ndjson"
mkdir "$work/stopped"
for after in 0.1 0.3 0.5 0.7 0.9; do
    for out in folder book.xlsx lines.ndjson; do
        timeout -s TERM $after "${c[@]}" "$work/many.ndjson" -o "$work/stopped/$out" >/dev/null 2>&1
    done
done
check "nothing unfinished is left" "$(ls -a "$work/stopped" | grep -c tmp)" 0
whole=$(for out in folder book.xlsx lines.ndjson; do
    [ ! -e "$work/stopped/$out" ] || "$jihe" convert --rules rules "$work/stopped/$out" -o - 2>/dev/null | wc -l
done | sort -u | grep -v '^3000$')
check "what is there is whole" "$whole" ""
# --- what a goal says besides term, text and result is kept as well, on every way out and back in ---
echo '{"form":"declaration","project_code":"P1","project_name":"甲","goals":[{"term":"annual","text":"修路","ratio":"60","层次":"一"},{"term":"long","text":"通车"}]}' >"$work/goals.ndjson"
goals() { python3 -c 'import json, sys; print(json.dumps(json.loads(open(sys.argv[1]).readline())["goals"], ensure_ascii=False))' "$1"; }
wanted=$(goals "$work/goals.ndjson")
for kind in g-again.ndjson g-folder g-book.xlsx; do
    try 0 "goals to $kind" "$jihe" convert "$work/goals.ndjson" -o "$work/$kind"; try 0 "and back" "$jihe" convert "$work/$kind" -o "$work/g-back.ndjson"
    check "goals keep their other columns: $kind" "$(goals "$work/g-back.ndjson")" "$wanted"
done
exit $failed
