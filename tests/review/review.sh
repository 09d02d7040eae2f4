#!/usr/bin/env bash
# jihe review from outside: the arithmetic of the form over a small pack, what is shown as not verified, what the
# packs' lists decide, and the three outputs. $JIHE is the program; speaks TAP.
set -u
. "$(dirname "$0")/../tap.inc"

mkdir -p "$work/rules/national/data" "$work/rules/420000-hubei/data"
cat >"$work/rules/national/pack.lua" <<'LUA'
pack "national" { title = "国家", version = "1",
  parameters = { bad = { type = "text", default = "错", why = "示例" } },
  stages = { self = { ["B-2"] = "off" }, finance = { ["B-1"] = "error" } } }
LUA
echo 'pack "420000" { title = "湖北省", version = "2", names = { "湖北省", "湖北" } }' >"$work/rules/420000-hubei/pack.lua"
echo 'statute "s" { number = "示号", title = "示例", standing = "memory" }' >"$work/rules/national/statutes.lua"
cat >"$work/rules/national/data/lists.lua" <<'LUA'
codes "divisions" { ["420000"] = "湖北省" }
codes "review_items" {
  { aspect = "甲", name = "一", points = 10, asks = "一问", rules = { "A-*" } },
  { aspect = "甲", name = "二", points = 15, asks = "二问", rules = { "B-*", "A-3" } },
  { aspect = "乙", name = "三", points = 20, asks = "三问", least = 2, rules = { "C-*" } },
  { aspect = "丙", name = "四", points = 5, asks = "四问", by_person = true, rules = { "D-*" } },
}
codes "review_grades" {
  form = "审核表", basis = "s", note = "仅为建议", forms = { "target" },
  weights = { error = 100, warning = 50, note = 10 }, checks_most = 4, verified_least = 25, poor_aspects = 2,
  item = { { grade = "优", share = 0, low = 90, high = 100 }, { grade = "良", share = 20, low = 80, high = 90 },
           { grade = "中", share = 60, low = 60, high = 80 }, { grade = "差", share = 100, low = 0, high = 60 } },
  total = { { grade = "优", low = 90, causes_most = 2, consequence = "通过" }, { grade = "良", low = 80 }, { grade = "中", low = 60 },
            { grade = "差", low = 0 } },
  at_best = { grade = "中", rules = { "B-2" } },
  general = { { grade = "优", least = 3, among = { "优" }, without = { "中", "差" } },
              { grade = "良", least = 2, among = { "优", "良" }, without = { "差" } },
              { grade = "中", least = 2, among = { "优", "良", "中" } }, { grade = "差" } },
}
LUA
# rule ID SEVERITY EACH CONDITION FIELD: fails where the condition holds
rule() {
    cat >"$work/rules/national/$1-x.lua" <<LUA
rule "$1" { title = "规则 $1", severity = "$2", aspect = "示例", basis = {}, each = "$3",
  check = function(r) if $4 then return fail { field = "$5", message = "$1 不对", suggestion = "改 $1" } end end,
  bad = { { $5 = "x" } }, good = { { $5 = "y" } } }
LUA
}
rule A-1 warning indicator 'r.target_basis == "懒"' target_basis
rule A-2 note project 'r.purpose == "注"' purpose
rule A-3 warning project 'r.content == "警"' content
rule B-1 warning project 'r.purpose == "警"' purpose
rule B-2 error project 'r.purpose == param.bad' purpose
rule C-1 warning project 'r.legal_basis == "警"' legal_basis
cat >"$work/rules/national/C-2-x.lua" <<'LUA'
rule "C-2" { title = "规则 C-2", severity = "error", aspect = "示例", basis = {}, each = "project",
  check = function(r) if r.legal_basis == "难" then return undecided("看不出") end end,
  bad = { { legal_basis = "难" } }, good = { { legal_basis = "y" } } }
LUA
cat >"$work/rules/national/E-1-x.lua" <<'LUA'
rule "E-1" { title = "同名", severity = "warning", aspect = "示例", basis = {}, each = "group",
  by = function(p) return "" .. p.unit_name end, keep = function(p) return { n = 1 } end,
  check = function(items) if #items > 1 then return fail { at = items[2], field = "unit_name", related = { { at = items[1], field = "unit_name" } }, message = "单位重复" } end end,
  bad = { { { unit_name = "局" }, { unit_name = "局" } } }, good = { { { unit_name = "局" } } } }
LUA
record() { # NAME FIELDS ROWS FORM
    python3 -c 'import json, sys
r = {"form": sys.argv[4], "year": 2024, "project_code": sys.argv[1], "project_name": sys.argv[1], "purpose": "", "content": "", "legal_basis": ""}
r.update(json.loads(sys.argv[2]))
r["indicators"] = [{"level3": "站点%d" % i, "target_basis": "懒"} for i in range(int(sys.argv[3]))]
print(json.dumps(r, ensure_ascii=False))' "$1" "$2" "$3" "${4:-target}"
}
v=("$jihe" review --rules "$work/rules")
# of FILE PYTHON: the expression over the list `r` of reviews, `i` the items of the first by name
of() { python3 -c 'import json, sys
r = [x for x in map(json.loads, open(sys.argv[1])) if x["kind"] == "review"]
i = {x["name"]: x for x in r[0]["items"]}
print(eval(sys.argv[2]))' "$1" "$2"; }
one() { record "$@" >"$work/one.ndjson"; "${v[@]}" "$work/one.ndjson" -o "$work/one.out.ndjson" 2>"$work/err" || echo "status $?" >>"$work/err"; }

# --- the arithmetic ---
one P1 '{}' 0
check "nothing found: full marks of what is verified" "$(of "$work/one.out.ndjson" '[(x["name"], x.get("grade"), x.get("score")) for x in r[0]["items"]]')" \
    "[('一', '优', 10), ('二', '优', 15), ('三', '优', 20), ('四', None, None)]"
check "what a person must judge gives no points" "$(of "$work/one.out.ndjson" 'r[0]["points"], r[0]["verified"], r[0]["score"], r[0]["percent"], r[0]["grade"], i["四"]["standing"]')" \
    "(50, 45, 45, 100, '优', 'unverified')"
one P2 '{}' 62
check "62 rows with one lazy basis are one cause" "$(of "$work/one.out.ndjson" 'len(i["一"]["causes"]), i["一"]["causes"][0]["places"], i["一"]["causes"][0]["rule"]')" "(1, 62, 'A-1')"
# one warning of two checks: a share of 25 %: an eighth into 中 (20 to 60): 80 - 20 × 5 / 40 = 77.5 %
check "its grade and points" "$(of "$work/one.out.ndjson" 'i["一"]["checks"], i["一"]["grade"], i["一"]["score"]')" "(2, '中', 7.7)"
one P3 '{}' 1
check "one row with it is the same cause" "$(of "$work/one.out.ndjson" 'i["一"]["grade"], i["一"]["score"], i["一"]["causes"][0]["places"]')" "('中', 7.7, 1)"
one P4 '{"purpose": "注"}' 0
# a note of one check (A-1 has no row to judge): 10 %: half into 良: 85 %
check "a note" "$(of "$work/one.out.ndjson" 'i["一"]["checks"], i["一"]["grade"], i["一"]["score"]')" "(1, '良', 8.5)"
one P5 '{"content": "警"}' 0
check "an id outweighs a pattern" "$(of "$work/one.out.ndjson" '[c["rule"] for c in i["二"]["causes"]], [c["rule"] for c in i["一"]["causes"]]')" "(['A-3'], [])"
one P6 '{"purpose": "错", "content": "警"}' 0
# an error and a warning of three checks: 50 %: 80 - 20 × 30 / 40 = 65 % of 15
check "an error and a warning" "$(of "$work/one.out.ndjson" 'i["二"]["checks"], i["二"]["grade"], i["二"]["score"]')" "(3, '中', 9.7)"
check "errors stand first" "$(of "$work/one.out.ndjson" '[c["severity"] for c in i["二"]["causes"]]')" "['error', 'warning']"
check "an error that caps the grade" "$(of "$work/one.out.ndjson" 'r[0]["percent"], r[0]["grade"], r[0]["lowered_by"]')" "(88.2, '中', '“规则 B-2”（B-2）')"

check "without points" "$(of "$work/one.out.ndjson" 'r[0]["general_grade"], r[0]["general_counts"]')" "('中', '优 2 项、中 1 项，未能核验 1 项')"

# --- the best grades are for forms with little to mend ---
lists="$work/rules/national/data/lists.lua"
one P5 '{"content": "警"}' 0
check "as many as are allowed" "$(of "$work/one.out.ndjson" 'r[0]["percent"], r[0]["grade"], r[0].get("lowered_by")')" "(93.7, '优', None)"
sed -i 's/causes_most = 2/causes_most = 0/' "$lists"
one P5 '{"content": "警"}' 0
check "one too many" "$(of "$work/one.out.ndjson" 'r[0]["percent"], r[0]["grade"], r[0]["lowered_by"]')" "(93.7, '良', '有 1 个问题须修改或说明')"
one P4 '{"purpose": "注"}' 0
check "a note is none of them" "$(of "$work/one.out.ndjson" 'r[0]["grade"], r[0].get("lowered_by")')" "('优', None)"
sed -i 's/"A-\*" }/"A-*", "E-*" }/' "$lists"
{ record Q1 '{"unit_name": "局"}' 0; record Q2 '{"unit_name": "局"}' 0; } >"$work/two.ndjson"
"${v[@]}" "$work/two.ndjson" -o "$work/two.out.ndjson" 2>/dev/null
check "nor what several forms have in common" "$(of "$work/two.out.ndjson" '[(x["grade"], x.get("lowered_by"), [c["rule"] for c in x["items"][0]["causes"]]) for x in r]')" \
    "[('优', None, []), ('优', None, ['E-1'])]"
sed -i 's/causes_most = 0/causes_most = 2/; s/"A-\*", "E-\*" }/"A-*" }/' "$lists"

# --- what could not be verified ---
one P7 '{"legal_basis": "难"}' 0
check "undecided is no full mark" "$(of "$work/one.out.ndjson" 'i["三"].get("score"), i["三"]["standing"], [c["message"] for c in i["三"]["unjudged"]]')" "(None, 'unverified', ['看不出'])"
check "the rest is graded" "$(of "$work/one.out.ndjson" 'r[0]["verified"], r[0]["grade"]')" "(25, '优')"
sed -i 's/verified_least = 25/verified_least = 26/' "$work/rules/national/data/lists.lua"
one P7 '{"legal_basis": "难"}' 0
check "too little for a grade" "$(of "$work/one.out.ndjson" 'r[0].get("grade")')" None
sed -i 's/verified_least = 26/verified_least = 25/; s/least = 2,/least = 3,/' "$work/rules/national/data/lists.lua"
one P8 '{}' 0
check "too few checks" "$(of "$work/one.out.ndjson" 'i["三"]["checks"], i["三"]["standing"]')" "(2, 'unverified')"
sed -i 's/least = 3,/least = 2,/' "$work/rules/national/data/lists.lua"
one P9 '{}' 0 self_evaluation
check "no grade for a form that is no plan" "$(of "$work/one.out.ndjson" 'r[0].get("grade"), i["一"]["grade"]')" "(None, '优')"

# --- findings of no item, of group rules, of a region ---
{ record P1 '{"unit_name": "局"}' 0; record P2 '{"unit_name": "局"}' 0; } >"$work/two.ndjson"
try 0 "two projects" "${v[@]}" "$work/two.ndjson" -o "$work/two.out.ndjson"
check "a group rule's finding is its project's, and of no item" "$(of "$work/two.out.ndjson" '[[c["rule"] for c in x["others"]] for x in r]')" "[[], ['E-1']]"
cat >"$work/rules/420000-hubei/data/lists.lua" <<'LUA'
codes "review_items" { { aspect = "全部", name = "全部", points = 100, asks = "都对吗", rules = { "*" } } }
codes "review_grades" { extend = true, form = "湖北审核表" }
LUA
one P1 '{"region": "湖北省", "purpose": "错"}' 0
check "a region has its own form" "$(of "$work/one.out.ndjson" 'r[0]["form"], [(x["name"], x["points"]) for x in r[0]["items"]], r[0]["note"]')" "('湖北审核表', [('全部', 100)], '仅为建议')"

# --- options ---
echo '{"form":"target","project_name":"P","purpose":"错"}' >"$work/opt.ndjson"
opt() { "${v[@]}" "$work/opt.ndjson" "$@" -o "$work/opt.out.ndjson" 2>"$work/err"; of "$work/opt.out.ndjson" 'r[0]["form"], r[0].get("grade"), r[0]["project"].get("year"), [c["severity"] for x in r[0]["items"] for c in x["causes"]]'; }
check "no option" "$(opt)" "('审核表', '中', None, ['error'])"
check --param "$(opt --param bad=好)" "('审核表', '优', None, [])"
check --stage "$(opt --stage self)" "('审核表', '优', None, [])"
check --region "$(opt --region 湖北省)" "('湖北审核表', '中', None, ['error'])"
check --form "$(opt --form disclosure)" "('审核表', None, None, ['error'])"
check --year "$(opt --year 2020)" "('审核表', '中', 2020, ['error'])"
check --as-of "$(opt --as-of 2021)" "('审核表', '中', None, ['error'])"
try 2 "an option review does not take" "${v[@]}" --fail-on note "$work/opt.ndjson" -o "$work/x.html"
sed -i 's/"purpose":"错"/"purpose":"警"/' "$work/opt.ndjson"
check "the stage is finance" "$(opt)" "('审核表', '优', None, ['error'])"
check "but where another is said" "$(opt --stage department)" "('审核表', '优', None, ['warning'])"

# --- three outputs ---
{ record 'P&<1>' '{"unit_name": "局", "purpose": "错"}' 3; record P2 '{"legal_basis": "难"}' 0; } >"$work/page.ndjson"
try 0 HTML "${v[@]}" "$work/page.ndjson" -o "$work/page.html"
page=$(cat "$work/page.html")
has "data is text" "$page" 'P&amp;&lt;1&gt;'; hasnot "never markup" "$page" 'P&<1>'
has "a suggestion" "$page" 建议等级; has "not verified" "$page" 未能核验; has "the finding" "$page" 'B-2 不对'; has "the mend" "$page" '改 B-2'
has "by what" "$page" 核验指纹：; has "and input" "$page" 'page.ndjson  '
has "room for a person" "$page" 审核人填写; has "the basis" "$page" 示号
check "well-formed" "$(python3 - "$work/page.html" <<'PY'
import html.parser, sys
class P(html.parser.HTMLParser):
    def __init__(self): super().__init__(); self.stack = []; self.ok = True
    def handle_starttag(self, t, a):
        if t not in ('meta', 'br', 'hr'): self.stack.append(t)
    def handle_endtag(self, t): self.ok = self.ok and self.stack and self.stack.pop() == t
p = P(); p.feed(open(sys.argv[1], encoding='utf-8').read()); print(p.ok and not p.stack)
PY
)" True
try 0 XLSX "${v[@]}" "$work/page.ndjson" -o "$work/page.xlsx"
book=$(python3 -c 'import sys; sys.path.insert(0, "tests/convert"); import roundtrip
for name, rows in roundtrip.sheets(sys.argv[1]).items():
    for row in rows: print(name, *row.values())' "$work/page.xlsx")
has "a sheet of all" "$book" 汇总; has "by what" "$book" '核验依据 规则包 national@1'; has "and input" "$book" "核验依据 输入 $work/page.ndjson"; has "the forms" "$book" '审核表 甲'; has "the finding" "$book" 'B-2 不对'; has "not verified" "$book" 未能核验
has "the share" "$book" 得分率; has "the share on the page" "$page" 得分率
# a result longer than a row goes on in the next; nothing is left out
echo '{"form":"target","project_name":"长","purpose":"警"}' >"$work/long.ndjson"
for n in 1 2 3 4 5 6 7 8; do
    cat >"$work/rules/national/A-5$n-x.lua" <<LUA
rule "A-5$n" { title = "长", severity = "warning", aspect = "示例", basis = {}, each = "project",
  check = function(r) if r.purpose == "警" then return fail { field = "purpose", message = "第$n 条：$(printf '很长的说明%.0s' $(seq 30))", suggestion = "改" } end end,
  bad = { { purpose = "警" } }, good = { { purpose = "y" } } }
LUA
done
try 0 "long results" "${v[@]}" "$work/long.ndjson" -o "$work/long.xlsx"
check "all of them, in several rows, none too high" "$(python3 - "$work/long.xlsx" <<'PY'
import re, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
sheet, texts = z.read('xl/worksheets/sheet2.xml').decode(), z.read('xl/sharedStrings.xml').decode()
rows = [float(h) for h in re.findall(r'<row r="\d+"[^>]* ht="([\d.]+)"', sheet)]
print(all(f'A-5{n} 第{n} 条' in texts for n in range(1, 9)), max(rows) <= 409, any(a != b for a, b in re.findall(r'ref="B(\d+):B(\d+)"', sheet)))
PY
)" "True True True"
rm "$work"/rules/national/A-5?-x.lua
# rows are as high as their text, not only where the program that opens the book makes them so
check "rows high enough" "$(python3 - "$work/page.xlsx" <<'PY'
import re, sys, zipfile
sheet = zipfile.ZipFile(sys.argv[1]).read('xl/worksheets/sheet2.xml').decode()
rows = {int(n): float(ht) for n, ht in re.findall(r'<row r="(\d+)"[^>]* ht="([\d.]+)"', sheet)}
print(all(rows.get(n, 0) >= 32 for n in (5, 6, 7, 8)) and max(rows.values()) <= 409 and 'orientation="landscape"' not in sheet)
PY
)" True
try 0 "the same bytes" "${v[@]}" --jobs 1 "$work/page.ndjson" -o "$work/again.xlsx"
check "whatever the time and threads" "$(cmp "$work/page.xlsx" "$work/again.xlsx" && echo same)" same
try 0 English "${v[@]}" --lang en "$work/page.ndjson" -o "$work/en.html"; has "in English" "$(cat "$work/en.html")" 'not verified'
try 0 "standard output" "${v[@]}" "$work/page.ndjson" -o -; check "NDJSON" "$(grep -c '^{"kind":"review"' "$work/out")" 2; has "by what" "$(tail -1 "$work/out")" '"packs":["national@1"'; has "its fingerprint" "$(tail -1 "$work/out")" '"fingerprint":"'; has "and input" "$(tail -1 "$work/out")" '"sha256":"'

# --- what is refused ---
try 2 "no output" "${v[@]}" "$work/page.ndjson"
try 2 "an unknown extension" "${v[@]}" "$work/page.ndjson" -o "$work/x.htm"; has nearest "$(cat "$work/err")" html
try 3 "a missing input" "${v[@]}" "$work/none.ndjson" -o "$work/none.html"; check "nothing is written" "$(ls "$work" | grep -c none)" 0
{ cat "$work/page.ndjson"; echo '{'; } >"$work/cut.ndjson"
try 3 "a record that is cut off" "${v[@]}" "$work/cut.ndjson" -o "$work/cut.html"; has "it is told" "$(cat "$work/err")" 'cut.ndjson:3'
echo 'codes "review_items" { { aspect = "甲", name = "一", rules = { "*" } } }' >"$work/rules/420000-hubei/data/lists.lua"
record P1 '{"region": "湖北省"}' 0 >"$work/hb.ndjson"
try 2 "a list without points" "${v[@]}" "$work/hb.ndjson" -o "$work/hb.html"; has "it is named" "$(cat "$work/err")" review_items

# --- the national form over real filings ---
try 0 "the fixtures" "$jihe" review --rules rules fixtures/00?-*.ndjson -o "$work/real.ndjson"
check "fifty forms of eight items and 100 points" "$(of "$work/real.ndjson" 'len(r), {len(x["items"]) for x in r}, {x["points"] for x in r}')" "(50, {8}, {100})"
check "withheld projects get no grade" "$(of "$work/real.ndjson" '[x.get("grade") for x in r if x["project"]["name"] in ("扫黑除恶专项斗争经费", "教育转化及关爱之家建设经费")]')" "[None, None]"
check "no item without a check has points" "$(of "$work/real.ndjson" 'sum(1 for x in r for k in x["items"] if "score" in k and not k["checks"])')" 0
check "no rule stands twice under one item" "$(of "$work/real.ndjson" 'max(len(k["causes"]) - len({(c["rule"], c["severity"]) for c in k["causes"]}) for x in r for k in x["items"])')" 0
exit $failed
