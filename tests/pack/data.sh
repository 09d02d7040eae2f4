#!/usr/bin/env bash
# Every kind of data that packs hold can be changed by a county (data.txt has a case for each), and what
# loosens is told or refused as with anything else. $JIHE is the program; speaks TAP.
set -u
. "$(dirname "$0")/../tap.inc"
python3 tests/pack/data.py "$PWD/rules" tests/pack/data.txt "$jihe" >"$work/cases" || failed=1
grep -v '^1\.\.' "$work/cases"
n=$(grep -c '^\(not \)\?ok' "$work/cases")

# --- what loosens: refused where the wider pack did not allow it, told with its reason where it did ---
county() { # MANIFEST: a copy of the rules with one county, and a record of it
    rm -rf "$work/rules"; cp -r rules "$work/rules"; mkdir -p "$work/rules/430102-county"
    echo "pack \"430102\" { title = \"某县\", version = \"1\", $1 }" >"$work/rules/430102-county/pack.lua"
}
head -1 fixtures/clean/self-evaluation.ndjson | sed 's/"region": "130534"/"region": "430102"/' >"$work/one.ndjson"
run=("$jihe" check --rules "$work/rules" "$work/one.ndjson")
county 'set = { execution_floor = 50 }'
try 2 "a laxer floor" "${run[@]}"; has "both packs are named" "$err" "包“430102”把包“national”定的"; has "the value" "$err" 50
county 'set = { light_yellow = "70%" }'
try 2 "a laxer light" "${run[@]}"; has "the light" "$err" light_yellow
county 'set = { weight_total = 70 }'
try 2 "beyond what may be negotiated" "${run[@]}"; has "the bounds" "$err" 80
county 'set = { weight_profile = { value = "hubei", reason = "随省里的表" } }'
try 0 "another profile, with a reason" "${run[@]}"; has "it is told" "$out" 随省里的表; has "and what" "$out" weight_profile
county 'rules = { ["SEV-004"] = { severity = "warning", reason = "本县从宽" } }'
try 2 "a lower severity" "${run[@]}"; has "the rule" "$err" SEV-004
county 'rules = { ["SEV-020"] = { off = true, reason = "本县不作统一规定" } }'
try 0 "a rule that may be switched off" "${run[@]}"; has "why" "$out" 本县不作统一规定
county 'rules = { ["SEV-020"] = { off = true } }'
try 2 "switched off without a reason" "${run[@]}"; has "it is asked for" "$err" 理由
county 'stages = { finance = { ["SEV-004"] = "note" } }'
try 2 "a lower severity at one desk" "${run[@]}" --stage finance; has "the rule" "$err" SEV-004

# --- what the engine reads itself: a name that does not exist is told ---
county ''; mkdir -p "$work/rules/430102-county/data"
echo 'codes "columns" { self_evaluaton = { weight = { "权重" } } }' >"$work/rules/430102-county/data/own.lua"
try 2 "columns of no form" "${run[@]}"; has "the nearest form" "$err" self_evaluation
echo 'codes "columns" { self_evaluation = { weigth = { "权重" } } }' >"$work/rules/430102-county/data/own.lua"
try 2 "columns of no field" "${run[@]}"; has "the nearest field" "$err" 'weigth'; has "named" "$err" '→ weight'

# --- units: what cannot be read is told; each record is read with the units of its own region ---
units() { # ENTRIES
    echo "codes \"units\" { $1 }" >"$work/rules/430102-county/data/own.lua"
}
units '["垧"] = "15田"'
try 2 "a unit worth what nobody knows" "${run[@]}"; has "the unit" "$err" '“垧”'; has "what was written" "$err" 15田
units '["3斗"] = "count"'
try 2 "a unit that begins with a digit" "${run[@]}"; has "the unit" "$err" '“3斗”'
units 'extend = true, ["垧"] = "15亩"'
for region in 430102 360102 430102; do
    python3 - "$region" <<'END'
import json, sys
p = json.loads(open('fixtures/clean/self-evaluation.ndjson', encoding='utf-8').readline())
p['region'] = sys.argv[1]
next(r for r in p['indicators'] if r['level2'] == '数量指标').update(level3='退耕还林面积', target='≥30垧', actual='440亩', reason='')
print(json.dumps(p, ensure_ascii=False))
END
done >"$work/fields.ndjson"
try 1 "a county's units and none" "$jihe" check --rules "$work/rules" --format ndjson "$work/fields.ndjson"
check "each by its own" "$(grep -o '"rule":"SEV-0\(15\|27\)".*"ordinal":[0-9]*' <<<"$out" | sed 's/.*"rule":"\([^"]*\).*"ordinal":/\1 /' | sort | tr '\n' ' ')" "SEV-015 2 SEV-027 1 SEV-027 3 "

# --- the table is whole: a list that no case is about is told ---
rm -rf "$work/rules"; cp -r rules "$work/rules"; echo 'words "of_nobody" { "甲" }' >"$work/rules/national/data/new.lua"
sed -n '/^words vague/p' tests/pack/data.txt >"$work/few.txt"
python3 tests/pack/data.py "$work/rules" "$work/few.txt" "$jihe" >"$work/new" 2>&1; check "a new list without a case fails" $? 1
check "and is named" "$(grep -c '^not ok .*words of_nobody has a case' "$work/new")" 1
finish
exit $failed
