#!/usr/bin/env bash
# What a unit writes the same in all its forms is one finding: which are taken together, which are not, and what a
# baseline, a waiver, a comparison and the review form make of it. $JIHE is the program; speaks TAP.
set -u
. "$(dirname "$0")/../tap.inc"

mkdir -p "$work/rules/national/data"
echo 'pack "national" { title = "国家", version = "1" }' >"$work/rules/national/pack.lua"
rule() { # ID SEVERITY EXTRA
    echo "rule \"$1\" { title = \"空项\", severity = \"$2\", aspect = \"完整性\", basis = {}, each = \"project\", $3
      check = function(p)
        if text.contains(p.purpose, \"空\") then
          return fail { field = \"purpose\", message = \"有空项：{purpose}\", message_en = \"blank: {purpose}\" }
        end
      end }"
}
rule U-1 note "unitwide = true," >"$work/rules/national/U-1-note.lua"
rule U-2 warning "unitwide = true," >"$work/rules/national/U-2-warning.lua"
rule U-3 note "" >"$work/rules/national/U-3-own.lua"
form() { # UNIT YEAR FORM NAME PURPOSE
    printf '{"form":"%s","year":%s,"unit_name":"%s","project_name":"%s","purpose":"%s"}\n' "$3" "$2" "$1" "$4" "$5"
}
# said FILE OPTIONS…: "rule project+others status" of each finding
said() {
    "$jihe" check --rules "$work/rules" --format ndjson "$@" >"$work/out" 2>"$work/err"
    python3 -c 'import json,sys
for line in open(sys.argv[1]):
    f = json.loads(line)
    if f["kind"] == "finding":
        print(f["rule"], "+".join([f["project"]["name"]] + [r["name"] for r in f.get("related", [])]), f["status"])' "$work/out"
}
{
    form 甲局 2024 target 一 空
    form 甲局 2024 target 二 空
    form 乙局 2024 target 三 空
    form 甲局 2025 target 四 空
    form 甲局 2024 disclosure 五 空
    form 甲局 2024 target 六 ""
    form 甲局 2024 target 七 空
} >"$work/forms.ndjson"
got=$(said "$work/forms.ndjson" | grep -v U-2)
check "one unit, year and kind of form" "$(echo "$got" | grep U-1 | LC_ALL=C sort | tr '\n' ';')" \
    "U-1 一+二+七 new;U-1 三 new;U-1 五 new;U-1 四 new;"
check "only where the rule says so" "$(echo "$got" | grep -c U-3)" 6
check "warnings stay with their form" "$(said "$work/forms.ndjson" | grep -c U-2)" 6
"$jihe" check --rules "$work/rules" --format ndjson "$work/forms.ndjson" >"$work/one" --jobs 1
"$jihe" check --rules "$work/rules" --format ndjson "$work/forms.ndjson" >"$work/two" --jobs 2
check "any number of threads" "$(cmp "$work/one" "$work/two" && echo same)" same
has "the count" "$(cat "$work/one")" "有空项：空；另有 2 个项目同样如此"
has "in English" "$(cat "$work/one")" "blank: 空; the same in 2 more projects"

echo '{"form":"target","year":2024,"unit_name":"甲局","project_name":"八","purpose":"空二"}' >"$work/other.ndjson"
cat "$work/other.ndjson" <(form 甲局 2024 target 一 空) >"$work/differ.ndjson"
"$jihe" check --rules "$work/rules" --format ndjson "$work/differ.ndjson" >"$work/out"
has "the same of other things" "$(cat "$work/out")" "有空项：空二；另有 1 个项目有同类问题"

"$jihe" check --rules "$work/rules" --format text "$work/forms.ndjson" >"$work/out"
has "the others' places" "$(cat "$work/out")" "另见：二 第 2 行；七 第 7 行"
form 甲局 2024 target 一 空 >"$work/single.ndjson"
"$jihe" check --rules "$work/rules" --format text "$work/single.ndjson" >"$work/out"
hasnot "a form alone has one letter" "$(cat "$work/out")" 跨项目核对

# A baseline knows each place, whichever of them leads.
cp "$work/one" "$work/baseline.ndjson"
{ form 甲局 2024 target 一 满; sed 1d "$work/forms.ndjson"; form 甲局 2024 target 九 空; } >"$work/later.ndjson"
check "what was told with another is known" \
    "$(said "$work/later.ndjson" --baseline "$work/baseline.ndjson" | grep U-1 | LC_ALL=C sort | tr '\n' ';')" \
    "U-1 三 known;U-1 九 new;U-1 二+七 known;U-1 五 known;U-1 四 known;"
"$jihe" check --rules "$work/rules" --format ndjson "$work/later.ndjson" >"$work/later-said.ndjson"
check "and compared by place" "$("$jihe" diff --rules "$work/rules" --format ndjson "$work/baseline.ndjson" "$work/later-said.ndjson" |
    python3 -c 'import json,sys
print(*sorted(d["diff"] for d in map(json.loads, sys.stdin) if d.get("rule") == "U-1"))')" "fixed new still still still still still"

printf '规则,项目,理由,批准人\nU-1,二,系统导出,王五\n' >"$work/waivers.csv"
check "a waived one stays by itself" \
    "$(said "$work/forms.ndjson" --waivers "$work/waivers.csv" | grep U-1 | LC_ALL=C sort | head -3 | tr '\n' ';')" \
    "U-1 一+七 new;U-1 三 new;U-1 二 waived;"
finish
