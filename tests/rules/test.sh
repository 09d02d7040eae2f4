#!/usr/bin/env bash
# jihe rules test: what an example calls for, to the field and the severity; the lines no example reaches;
# the same answers in any order.
set -u
. "$(dirname "$0")/../tap.inc"
mkdir -p "$work/rules/national/data"
echo 'pack "national" { title = "国家", version = "1" }' >"$work/rules/national/pack.lua"
r=(--rules "$work/rules")
# rule ID BODY: a project rule that says BODY
rule() { printf 'rule "%s" { title = "T", severity = "error", aspect = "完整性", basis = {}, each = "project",\n%s\n}\n' "$1" "$2" >"$work/rules/national/$1.lua"; }
# verdict NAME STATUS PART BODY: the whole output has PART
verdict() {
    rule T-1 "$4"
    try "$2" "$1" "$jihe" rules test T-1 "${r[@]}"
    has "$1: told" "$out" "$3"
    try "$2" "$1, in English" "$jihe" rules test T-1 "${r[@]}" --lang en
}
name='check = function(p)
  if p.project_name == "" then return fail { field = "project_name", message = "无名", message_en = "no name" } end
end,'
verdict "all is well" 0 "未通过 0 个" "$name bad = { { project_name = '' } }, good = { { project_name = 'x' } }"
verdict "a bad example that is not found" 1 "national/T-1.lua:4: T-1 bad[1]：应当报出问题，规则没有报" "$name bad = { { project_name = 'y' } }, good = { { project_name = 'x' } }"
verdict "a good example that is found" 1 "T-1.lua:4: T-1 good[2]：应当通过，规则却报了：project_name error“无名”" "$name bad = { { project_name = '' } }, good = { { project_name = 'x' }, { project_name = '' } }"
verdict "the other field" 1 '示例没有写这一栏；若本应如此，写明 expect = { field = "project_name" }' "$name bad = { { unit_name = 'x' } }, good = { { project_name = 'x' } }"
verdict "the other field, said" 0 "未通过 0 个" "$name bad = { { unit_name = 'x', expect = { field = 'project_name' } } }, good = { { project_name = 'x' } }"
verdict "another field than said" 1 "应报：unit_name error；实际报了：project_name error" "$name bad = { { project_name = '', expect = { field = 'unit_name' } } }, good = { { project_name = 'x' } }"
verdict "another severity than said" 1 "应报：示例所写的栏目 note；实际报了：project_name error" "$name bad = { { project_name = '', expect = { severity = 'note' } } }, good = { { project_name = 'x' } }"
verdict "a lower severity" 1 'expect = { severity = "note" }' "${name/field/severity = \"note\", field} bad = { { project_name = '' } }, good = { { project_name = 'x' } }"
verdict "a lower severity, said" 0 "未通过 0 个" "${name/field/severity = \"note\", field} bad = { { project_name = '', expect = { severity = 'note' } } }, good = { { project_name = 'x' } }"
two='check = function(p)
  if p.project_name ~= "" then return end
  return { fail { field = "project_name", message = "无名" }, fail { field = "unit_name", message = "无单位" } }
end,'
verdict "an extra finding" 1 'expect = { { field = "project_name" }, { field = "unit_name" } }' "$two bad = { { project_name = '' } }, good = { { project_name = 'x' } }"
verdict "two findings, said" 0 "未通过 0 个" "$two bad = { { project_name = '', expect = { { field = 'project_name' }, { field = 'unit_name' } } } }, good = { { project_name = 'x' } }"
verdict "three said, two found" 1 "×2" "$two bad = { { project_name = '', expect = { { field = 'project_name', count = 2 }, { field = 'unit_name' } } } }, good = { { project_name = 'x' } }"
none='check = function(p) if p.project_name == "" then return fail { message = "无名" } end end,'
verdict "no field" 1 'expect = { field = false }' "$none bad = { { project_name = '' } }, good = { { project_name = 'x' } }"
verdict "no field, said" 0 "未通过 0 个" "$none bad = { { project_name = '', expect = { field = false } } }, good = { { project_name = 'x' } }"
unsure='check = function(p)
  if p.unit_name == "" then return undecided("没有单位") end
  if p.project_name == "" then return fail { field = "project_name", message = "无名" } end
end,'
verdict "good only for want of a decision" 1 'T-1 good[2]：应当通过，规则却作不出判断：（无字段） error“没有单位”；若本应如此，写明 expect = "undecided"' "$unsure bad = { { unit_name = 'u', project_name = '' } }, good = { { unit_name = 'u', project_name = 'x' }, { unit_name = '' } }"
verdict "undecided, said" 0 "未通过 0 个" "$unsure bad = { { unit_name = 'u', project_name = '' } }, good = { { unit_name = 'u', project_name = 'x' }, { unit_name = '', expect = 'undecided' } }"
verdict "undecided, said but not so" 1 "应当作不出判断，规则却放行了" "$unsure bad = { { unit_name = 'u', project_name = '' } }, good = { { unit_name = 'u', project_name = 'x', expect = 'undecided' }, { unit_name = 'u', project_name = 'x' } }"
verdict "bad, yet undecided" 1 "应当报出问题，规则却作不出判断" "$unsure bad = { { unit_name = '', project_name = '' } }, good = { { unit_name = 'u', project_name = 'x' } }"
verdict "no silent example but an undecided one" 1 "没有一个 good 示例是检查之后才通过的" "$unsure bad = { { unit_name = 'u', project_name = '' } }, good = { { unit_name = '', expect = 'undecided' } }"
verdict "good only where the rule is not asked" 1 "没有一个 good 示例是检查之后才通过的" "where = { form = 'target' }, $name bad = { { project_name = '' } }, good = { { form = 'monitoring', project_name = 'x' } }"
verdict "no failing example" 1 "T-1.lua:1: T-1：没有应报问题的示例：bad" "$name good = { { project_name = 'x' } }"
verdict "no silent example" 1 "T-1.lua:1: T-1：没有应通过的示例：good" "$name bad = { { project_name = '' } }"
verdict "a misspelt field" 1 "示例里的 projct_name 不是字段 → project_name" "$name bad = { { projct_name = '' } }, good = { { project_name = 'x' } }"
verdict "a misspelt key of expect" 1 "没有 feild 这个键 → field" "$name bad = { { project_name = '', expect = { feild = 'x' } } }, good = { { project_name = 'x' } }"
verdict "a misspelt field of expect" 1 "没有字段“projct_name” → project_name" "$name bad = { { project_name = '', expect = { field = 'projct_name' } } }, good = { { project_name = 'x' } }"
verdict "a misspelt severity of expect" 1 "expect.severity 应为" "$name bad = { { project_name = '', expect = { severity = 'erorr' } } }, good = { { project_name = 'x' } }"
verdict "a rule that fails" 1 "规则出错" "check = function(p) error('x') end, bad = { { project_name = '' } }, good = { { project_name = 'x' } }"

# --- lines ---
rule T-2 'check = function(p)
  local function never(x)
    local y = x .. "!"
    return y
  end
  if p.year == 1900 then
    return undecided(never("a"))
  elseif p.project_name == "" then
    return fail { field = "project_name", message = "无名" }
  end
end, bad = { { project_name = "" } }, good = { { project_name = "x" } }'
try 0 "lines" "$jihe" rules test T-2 "${r[@]}"
has "those not reached are named" "$out" "T-2.lua:4: T-2 没有示例走到的行：4-5, 8"
has "and counted" "$out" "走到的行 4/7（57.1%）"
rule T-3 "$name bad = { { project_name = '' } }, good = { { project_name = 'x' } }"
try 0 "all reached" "$jihe" rules test T-3 "${r[@]}"; has "100%" "$out" "2/2（100.0%）"; check "one line" "$(wc -l <<<"$out")" 1

# --- order ---
cat >"$work/rules/national/G-1.lua" <<'LUA'
rule "G-1" { title = "T", severity = "error", aspect = "完整性", basis = {}, each = "group",
  by = function(p) return p.unit_name end, keep = function(p) return { name = p.project_name } end,
  check = function(items) if #items > 1 then return fail { at = items[2], field = "project_name", message = "与{name}", name = items[1].name } end end,
  bad = { { { unit_name = "u", project_name = "乙" }, { unit_name = "u", project_name = "甲" }, { unit_name = "u", project_name = "丙" } } },
  good = { { { unit_name = "u", project_name = "甲" } } } }
LUA
try 0 "the second of a group is the same whatever the order" "$jihe" rules test G-1 "${r[@]}"
sed -i 's/"甲"/"同"/g;s/"乙"/"同"/g;s/"丙"/"同"/g' "$work/rules/national/G-1.lua"
try 1 "projects that nothing tells apart" "$jihe" rules test G-1 "${r[@]}"; has "told once" "$(grep -c 换一种次序 "$work/out")" 1
printf '%s\n' '{"form":"target","project_code":"2","unit_name":"u","project_name":"乙"}' '{"form":"target","project_code":"1","unit_name":"u","project_name":"甲"}' >"$work/a.ndjson"
tac "$work/a.ndjson" >"$work/b.ndjson"
for f in a b; do "$jihe" check "$work/$f.ndjson" --format ndjson "${r[@]}" | grep -o '"fingerprint":"[0-9a-f]*"' | sort >"$work/$f.prints"; done
check "fingerprints of group findings do not depend on the order" "$(cmp "$work/a.prints" "$work/b.prints" && [ -s "$work/a.prints" ] && echo same)" same

# --- columns that are no fields, by any of their headings ---
by_any='check = function(p)
  local s = extra(p, { "等级", "评级" })
  if s ~= nil then return fail { field = "purpose", message = "[" .. s .. "]" } end
end,'
said() { echo "{\"form\":\"target\",\"project_name\":\"P\"$1}" >"$work/extra.ndjson"; "$jihe" check --rules "$work/extra" --format ndjson "$work/extra.ndjson" | grep -o '"message":"[^"]*"'; }
mkdir -p "$work/extra/national"
cp "$work/rules/national/pack.lua" "$work/extra/national/"
printf 'rule "E-1" { title = "T", severity = "error", aspect = "完整性", basis = {}, each = "project",\n%s\n}\n' "$by_any" >"$work/extra/national/E-1.lua"
check "none of them" "$(said '')" ""
check "the first that says something" "$(said ',"等级":" ","评级":"优"')" '"message":"[优]"'
check "in the order of the list" "$(said ',"评级":"优","等级":"良"')" '"message":"[良]"'
check "blank where all are" "$(said ',"评级":""')" '"message":"[]"'

# --- folding ---
mkdir -p "$work/fold/national"
cp "$work/rules/national/pack.lua" "$work/fold/national/"
cat >"$work/fold/national/F-1.lua" <<'LUA'
rule "F-1" { title = "T", severity = "error", aspect = "完整性", basis = {}, each = "indicator", fold = true,
  check = function(i)
    if text.trim(i.target) == "长" then return fail { field = "target", message = "“{level3}”过长" } end
    return fail { field = "target", message = "“{level3}”过短" }
  end }
LUA
echo '{"form":"target","project_name":"P","indicators":[{"level3":"甲","target":"长"},{"level3":"乙","target":"短"},{"level3":"丙","target":"长"}]}' >"$work/fold.ndjson"
try 1 "folding" "$jihe" check --rules "$work/fold" --format ndjson "$work/fold.ndjson"
has "the same words, whatever the values in them" "$out" "“甲”过长；另有 1 处同样如此：“丙”"
has "other words are another finding" "$out" '"message":"“乙”过短"'

# --- the rules we ship ---
try 0 "all rules" "$jihe" rules test --rules rules
grep -v 没有示例走到的行 "$work/out" | sed 's/^/# /' | head -20
finish
