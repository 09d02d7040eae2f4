#!/usr/bin/env bash
# The program from outside: every option's effect, every exit status, what is refused and with which
# words, where output goes and what happens when it cannot. $JIHE is the program; speaks TAP.
set -u
. "$(dirname "$0")/../tap.inc"

mkdir -p "$work/rules/national/data" "$work/rules/420000-hubei" "$work/bad/national" "$work/form" "$work/odd/national"
cat >"$work/rules/national/pack.lua" <<'LUA'
pack "national" { title = "国家", version = "1",
  parameters = { most = { type = "number", default = 5, min = 1, max = 9, stricter = "lower", why = "示例" } } }
LUA
cat >"$work/rules/420000-hubei/pack.lua" <<'LUA'
pack "420000" { title = "湖北省", version = "2", names = { "湖北省", "湖北" }, set = { most = 3 } }
LUA
echo 'codes "divisions" { ["420000"] = "湖北省" }' >"$work/rules/national/data/divisions.lua"
cat >"$work/rules/national/A-1-name.lua" <<'LUA'
rule "A-1" { title = "名称过长", severity = "error", aspect = "完整性", basis = {}, each = "project",
  check = function(p)
    if text.length(p.project_name) > number(param.most) then
      return fail { field = "project_name", message = "名称过长", message_en = "name too long" }
    end
  end,
  bad = { { project_name = "一二三四五六" } }, good = { { project_name = "一二三" } } }
LUA
cat >"$work/rules/national/A-2-unit.lua" <<'LUA'
rule "A-2" { title = "单位名称", severity = "warning", aspect = "规范性", basis = {}, each = "project",
  where = { form = "target" },
  check = function(p) if p.unit_name == "" then return fail { field = "unit_name", message = "没有单位" } end end,
  bad = { { unit_name = "" } }, good = { { unit_name = "局" } } }
LUA
cat >"$work/rules/national/A-3-year.lua" <<'LUA'
rule "A-3" { title = "年度", severity = "note", aspect = "规范性", basis = {}, each = "project",
  check = function(p) if p.year == 2020 then return fail { field = "year", message = "旧年度" } end end,
  bad = { { year = 2020 } }, good = { { year = 2024 } } }
LUA
cp "$work/rules/national/pack.lua" "$work/bad/national/"
cp "$work/rules/national/A-1-name.lua" "$work/bad/national/"
echo 'rule "B-1" { titel = "x" }' >"$work/bad/national/B-1-bad.lua"
cp "$work/rules/national/pack.lua" "$work/odd/national/"
cat >"$work/odd/national/C-1-odd.lua" <<'LUA'
rule "C-1" { title = "示例不对", severity = "error", aspect = "完整性", basis = {}, each = "project",
  check = function(p) end, bad = { { project_name = "x" } }, good = { { project_name = "y" } } }
LUA
record() { printf '{"form":"%s","year":%s,"project_code":"%s","project_name":"%s","unit_name":"%s"}\n' "$@"; }
record target 2024 P1 甲项目 某局 >"$work/clean.ndjson"
record target 2024 P2 乙项目 "" >"$work/warn.ndjson"
record target 2020 P3 丙项目 某局 >"$work/note.ndjson"
{ record target 2024 P4 一二三四五六 某局; record target 2024 P5 丁 ""; } >"$work/fault.ndjson"
record "" 2024 P6 戊 "" | sed 's/"form":"",//' >"$work/form/noform.ndjson"
{ cat "$work/clean.ndjson"; echo '{"form":'; } >"$work/cut.ndjson"
printf '{"form":"target","year":2024,"project_code":"P7","project_name":"a\\u001b[31m\\u202eb一二三四","unit_name":"x"}\n' >"$work/evil.ndjson"
j=("$jihe" check --rules "$work/rules")

# --- exit status and verdict ---
try 0 clean "${j[@]}" "$work/clean.ndjson"; has "the verdict in words" "$out" 可提交
try 0 "a warning" "${j[@]}" "$work/warn.ndjson"; has "须说明" "$out" 须说明
try 1 "an error" "${j[@]}" "$work/fault.ndjson"; has "须修改" "$out" 须修改; has "the rule" "$out" A-1; has "the value" "$out" 「一二三四五六」
try 3 "a rejected row" "${j[@]}" "$work/cut.ndjson"; has "无法核验" "$out" 无法核验
try 3 "a missing input" "${j[@]}" "$work/none.ndjson"; has "it is named" "$out" none.ndjson
try 3 "missing beside good" "${j[@]}" "$work/fault.ndjson" "$work/none.ndjson"; has "the good one is checked" "$out" A-1
try 2 "a rule that does not load" "$jihe" check --rules "$work/bad" "$work/fault.ndjson"
has "it is told with file and nearest key" "$out" 'B-1-bad.lua'; has "nearest" "$out" title; has "other rules run" "$out" A-1
try 2 "no rules folder" "$jihe" check --rules "$work/nowhere" "$work/clean.ndjson"; has "named" "$err" nowhere

# --- options ---
try 1 --fail-on=warning "${j[@]}" --fail-on warning "$work/warn.ndjson"
try 0 --fail-on=error "${j[@]}" --fail-on error "$work/warn.ndjson"
try 0 "--fail-on=warning on a note" "${j[@]}" --fail-on warning "$work/note.ndjson"
try 1 --fail-on=note "${j[@]}" --fail-on note "$work/note.ndjson"
try 1 --param "${j[@]}" --param most=2 "$work/clean.ndjson"
try 2 "--param unknown" "${j[@]}" --param mots=2 "$work/clean.ndjson"; has "nearest parameter" "$err" most
try 2 "--param out of bounds" "${j[@]}" --param most=99 "$work/clean.ndjson"
try 0 "no --region" "${j[@]}" --format ndjson "$work/clean.ndjson"; has "nothing found, by what" "$out" '{"kind":"run","verdict":"pass"'
record target 2024 P8 一二三四 某局 >"$work/four.ndjson"
try 0 "national most" "${j[@]}" "$work/four.ndjson"
try 1 --region "${j[@]}" --region 420000 "$work/four.ndjson"; has "the pack is named" "$out" 420000@2
try 1 "--region by name" "${j[@]}" --region 湖北省 "$work/four.ndjson"
try 2 "--region unknown" "${j[@]}" --region 湖南北 "$work/four.ndjson"; has "it is named" "$err" 湖南北
try 1 --year "${j[@]}" --year 2020 --fail-on note "$work/form/noform.ndjson"
try 1 --form "${j[@]}" --form target --fail-on warning "$work/form/noform.ndjson"
try 0 --stage "${j[@]}" --stage finance "$work/clean.ndjson"
try 1 --format=ndjson "${j[@]}" --format ndjson "$work/fault.ndjson"; check "one line per finding" "$(grep -c '^{"kind":"finding"' "$work/out")" 2; has "and the last, by what" "$(tail -1 "$work/out")" '"packs":["national@1"]'
try 1 --format=json "${j[@]}" --format=json "$work/fault.ndjson"
check "json is one object" "$(python3 -c 'import json,sys; d=json.load(open(sys.argv[1])); print(d["summary"]["findings"]["error"], len(d["findings"]), list(d))' "$work/out")" "1 2 ['summary', 'findings']"
try 0 --lang=en "${j[@]}" --lang en "$work/clean.ndjson"; has "English" "$out" ready
try 0 "an English locale" env LANG=en_US.UTF-8 "${j[@]}" "$work/clean.ndjson"; has "English too" "$out" ready
try 1 --quiet "${j[@]}" --quiet "$work/fault.ndjson"; check "one line" "$(wc -l <"$work/out")" 1
for bad in --fromat=json --form=targt --format=njson --stage=finanse --fail-on=eror --jobs=0 --year=1 --lang=xx; do
    try 2 "$bad" "${j[@]}" "$bad" "$work/clean.ndjson"; has "it is named" "$err" "${bad%%=*}"
done
try 2 "a mistyped command" "$jihe" chekc x; has nearest "$err" check
try 2 "a mistyped rules command" "$jihe" rules lits; has nearest "$err" "rules list"
try 2 "no command" "$jihe"
try 2 "no input" "${j[@]}"
try 0 "-- ends options" bash -c 'cd "$1" && cp clean.ndjson ./--quiet && "$2" check --rules rules -- --quiet' - "$work" "$jihe"

# --- the same bytes whatever the threads ---
# many small projects: threads overtake each other often
python3 -c 'for i in range(20000):
    print("{\"form\":\"target\",\"year\":%d,\"project_code\":\"P%d\",\"project_name\":\"%s\",\"unit_name\":\"%s\"}"
          % (2020 + i % 5, i, "名" * (i % 9 + 1), "局%d" % (i % 7) if i % 3 else ""))' >"$work/many.ndjson"
for format in ndjson text; do
    for jobs in 1 2 8; do "${j[@]}" --jobs $jobs --format $format "$work/many.ndjson" >"$work/$format.$jobs"; done
    check "$format: jobs 1 and 2" "$(cmp "$work/$format.1" "$work/$format.2" && echo same)" same
    check "$format: jobs 1 and 8" "$(cmp "$work/$format.1" "$work/$format.8" && echo same)" same
done
"${j[@]}" --format json "$work/many.ndjson" | grep -v '^ "seconds"' >"$work/json.1"
"${j[@]}" --format json --jobs 8 "$work/many.ndjson" | grep -v '^ "seconds"' >"$work/json.8"
check "json but for the seconds" "$(cmp "$work/json.1" "$work/json.8" && echo same)" same

# --- inputs ---
try 1 "standard input" bash -c '"${@:2}" - --format ndjson <"$1"' - "$work/fault.ndjson" "${j[@]}"; cp "$work/out" "$work/stdin.file"
try 1 "standard input, a pipe" bash -c 'cat "$1" | "${@:2}" - --format ndjson' - "$work/fault.ndjson" "${j[@]}"
check "a pipe and a file give the same" "$(cmp "$work/out" "$work/stdin.file" && echo same)" same
try 1 /dev/stdin bash -c 'cat "$1" | "${@:2}" /dev/stdin' - "$work/fault.ndjson" "${j[@]}"
try 1 /dev/fd bash -c '"${@:2}" <(cat "$1")' - "$work/fault.ndjson" "${j[@]}"
try 0 "a folder" "${j[@]}" "$work/form"
check "standard input is not touched without -" "$(printf 'a\nb\nc\n' >"$work/abc"; while read -r x; do "${j[@]}" -q "$work/clean.ndjson" >/dev/null; printf %s "$x"; done <"$work/abc")" abc

# --- outputs ---
for f in ndjson json txt; do
    try 1 "-o .$f" "${j[@]}" "$work/fault.ndjson" -o "$work/report.$f"; check "nothing printed" "$out$err" ""
    check "it is written" "$([ -s "$work/report.$f" ] && echo yes)" yes
done
check "the extension tells the format" "$(head -c 11 "$work/report.json")" '{"summary":'
try 1 "--format before the extension" "${j[@]}" "$work/fault.ndjson" -o "$work/x.json" --format ndjson; check "lines" "$(head -c 8 "$work/x.json")" '{"kind":'
try 2 "an unknown extension" "${j[@]}" "$work/clean.ndjson" -o "$work/x.jsn"; has nearest "$err" json
try 2 "no extension" "${j[@]}" "$work/clean.ndjson" -o "$work/x"; has "what to say" "$err" --format
cp "$work/fault.ndjson" "$work/io.ndjson"; ln -s io.ndjson "$work/link.ndjson"; ln "$work/io.ndjson" "$work/hard.ndjson"
for o in io link hard; do try 2 "-o is the input ($o)" "${j[@]}" "$work/io.ndjson" -o "$work/$o.ndjson"; done
check "the input is unchanged" "$(cmp "$work/io.ndjson" "$work/fault.ndjson" && echo same)" same
try 3 "-o /dev/full" "${j[@]}" "$work/fault.ndjson" -o /dev/full; has "it is named" "$err" /dev/full
try 3 ">/dev/full" bash -c '"$@" >/dev/full' - "${j[@]}" "$work/fault.ndjson"; has "told" "$err" stdout
try 3 "closed standard output" bash -c '"$@" >&-' - "${j[@]}" "$work/fault.ndjson"; has "told" "$err" stdout
try 1 "closed standard input" bash -c '"$@" <&-' - "${j[@]}" "$work/fault.ndjson"
try 1 "all closed, -o" bash -c '"$@" <&- >&- 2>&-' - "${j[@]}" "$work/fault.ndjson" -o "$work/closed.ndjson"
check "only the report" "$(cmp "$work/closed.ndjson" "$work/report.ndjson" && echo same)" same
try 3 "a closed pipe" bash -c 'set -o pipefail; "$@" | true; exit ${PIPESTATUS[0]}' - "${j[@]}" --format ndjson "$work/many.ndjson"; check "quiet about it" "$err" ""
try 3 "no such folder" "${j[@]}" "$work/clean.ndjson" -o "$work/no/x.json"; has "named" "$err" "no/x.json"
try 3 "a folder as output" "${j[@]}" "$work/clean.ndjson" -o "$work/form" --format json
try 3 "a file that may not grow" bash -c 'ulimit -f 8; "$@"' - "${j[@]}" --format ndjson "$work/many.ndjson" -o "$work/big.ndjson"; check "no half report" "$([ -e "$work/big.ndjson" ] || echo none)" none
check "no temporary file left" "$(ls "$work" | grep -c tmp)" 0
try 1 "no TMPDIR" env TMPDIR=/nonexistent "${j[@]}" "$work/fault.ndjson"
try 1 "an empty environment" env -i "${j[@]}" "$work/fault.ndjson"
for c in 1 99999999999 x; do try 1 "COLUMNS=$c" env COLUMNS=$c "${j[@]}" "$work/fault.ndjson"; done

# --- terminals ---
terminal() { python3 -c 'import os,pty,sys
data = b""
def read(fd):
    global data
    chunk = os.read(fd, 65536); data += chunk; return b""
pty.spawn(sys.argv[2:], read)
open(sys.argv[1], "wb").write(data)' "$work/tty" "$@" </dev/null; }
esc=$(printf '\033')
TERM=xterm terminal "${j[@]}" "$work/fault.ndjson"; has "colours on a terminal" "$(cat "$work/tty")" "$esc[31m"
TERM=xterm NO_COLOR=1 terminal "${j[@]}" "$work/fault.ndjson"; hasnot NO_COLOR "$(cat "$work/tty")" "$esc"
TERM=dumb terminal "${j[@]}" "$work/fault.ndjson"; hasnot TERM=dumb "$(cat "$work/tty")" "$esc"
try 1 "colours in a pipe" "${j[@]}" "$work/fault.ndjson"; hasnot none "$out" "$esc"
TERM=xterm NO_COLOR=1 terminal "${j[@]}" "$work/evil.ndjson"
hasnot "no escape from the data" "$(cat "$work/tty")" "$esc"; hasnot "no bidi control" "$(cat "$work/tty")" "$(printf '\342\200\256')"; has "shown instead" "$(cat "$work/tty")" '<U+202E>'
for f in ndjson json; do try 1 "$f of hostile data" "${j[@]}" --format $f "$work/evil.ndjson"; hasnot "no escape" "$out" "$esc"; hasnot "no bidi" "$out" "$(printf '\342\200\256')"; has "the same data" "$out" '\u202e'; done

# --- signals ---
for signal in TERM INT; do
    python3 -c 'import os,signal,subprocess,sys,time
p = subprocess.Popen(sys.argv[2:], stdin=subprocess.PIPE)
time.sleep(0.3); p.send_signal(getattr(signal, "SIG" + sys.argv[1])); print(p.wait())' $signal "${j[@]}" - -o "$work/sig.json" >"$work/out" 2>"$work/err"
    check "SIG$signal ends it" "$(cat "$work/out")" "-$(kill -l $signal)"
    check "nothing is left" "$(ls "$work" | grep -c 'sig')" 0
done

# --- value, rules, help ---
try 0 value "$jihe" value '≥95%' '1-2个'; check "one line each" "$(wc -l <"$work/out")" 2; has "as JSON" "$out" '"text":"≥95%"'
try 0 "value --" "$jihe" value -- -5%
try 2 "value of nothing" "$jihe" value
try 0 "rules list" "$jihe" rules list --rules "$work/rules"; check "a line each" "$(wc -l <"$work/out")" 3; has id "$out" A-1
try 2 "rules list, one bad" "$jihe" rules list --rules "$work/bad"; has "told" "$out" B-1-bad.lua
try 0 "rules show" "$jihe" rules show A-1 --rules "$work/rules" --region 420000 --lang en
has severity "$out" "error ← national@1"; has parameter "$out" "most = 3 ← 420000"; has source "$out" 'rule "A-1" {'; has practice "$out" "review practice"
try 2 "rules show unknown" "$jihe" rules show A1 --rules "$work/rules"; has nearest "$err" A-1
try 0 "rules test" "$jihe" rules test --rules "$work/rules"
try 0 "rules test ID" "$jihe" rules test A-2 --rules "$work/rules"; has "two examples" "$out" 2
try 1 "rules test, a wrong example" "$jihe" rules test --rules "$work/odd"; has "named" "$out" "C-1 bad[1]"
try 2 "rules test, one bad" "$jihe" rules test --rules "$work/bad"
try 2 "rules test unknown" "$jihe" rules test A-9x --rules "$work/rules"
try 0 help "$jihe" help; has "every command" "$out" "rules test"
try 0 "help check" "$jihe" help check; has "every option" "$out" --fail-on
try 0 "check --help" "$jihe" check --help; has "the same" "$out" --fail-on
try 2 "help of nothing" "$jihe" help chek; has nearest "$err" check
try 0 --version "$jihe" --version; has "name" "$out" "jihe "
for f in jihe.1 completions/jihe.bash completions/_jihe completions/jihe.fish; do
    for option in $("$jihe" check --help | grep -oE -- '--[a-z-]+'); do
        long=${option#--}
        grep -qE -- "(--|-l |\\\\-\\\\-)${long//-/(\\\\)?-}" "docs/$f" || check "docs/$f tells of $option" no yes
    done
    check "docs/$f tells of every option" yes yes
done
try 0 JIHE_RULES env JIHE_RULES="$work/rules" "$jihe" rules list; check "it is used" "$(wc -l <"$work/out")" 3
mkdir -p "$work/tree/bin" && cp "$jihe" "$work/tree/bin/jihe" && cp -r "$work/rules" "$work/tree/rules"
try 0 "rules beside the program" "$work/tree/bin/jihe" rules list; check "they are used" "$(wc -l <"$work/out")" 3
# --- groups across forms ---
mkdir -p "$work/across/national" && cp "$work/rules/national/pack.lua" "$work/across/national/"
cat >"$work/across/national/G-1-pair.lua" <<'LUA'
rule "G-1" { title = "两张表", severity = "error", aspect = "完整性", basis = {}, each = "group", across_forms = true,
  by = project_keys, keep = function(p) return { form = p.form } end,
  check = function(items) return fail { at = items[1], message = "配成一对" } end }
LUA
long=$(printf 'y%.0s' $(seq 6000))
pair() { for f in "$@"; do printf '{"form":"%s","unit_name":"局","project_name":"%s"}\n' "$f" "$long"; done; }
pair target target >"$work/one-form.ndjson"; pair target self_evaluation >"$work/two-forms.ndjson"
try 0 "one form: nothing to compare" "$jihe" check "$work/one-form.ndjson" --rules "$work/across" --format json; has "not applicable" "$out" '"pass":0,"not_applicable":2'
try 1 "two forms, a name longer than a key" "$jihe" check "$work/two-forms.ndjson" --rules "$work/across" --format ndjson; has "a pair" "$out" "配成一对"
echo "1..$n"
