#!/usr/bin/env bash
# docs/rules is what `jihe rules doc` makes of the rules; and what that command does and leaves alone.
set -u
. "$(dirname "$0")/../tap.inc"
try 0 "the pages" "$jihe" rules doc --rules rules -o "$work/pages"
diff -r docs/rules "$work/pages" >"$work/diff" 2>&1
check "docs/rules is up to date (else: make docs)" "$(head -c 400 "$work/diff")" ""
try 0 "again" "$jihe" rules doc --rules rules -o "$work/again"
check "the same bytes" "$(diff -r "$work/pages" "$work/again" && echo same)" same
for pack in rules/*/pack.lua rules/*/*/pack.lua; do
    [ -e "$pack" ] || continue
    name=$(basename "$(dirname "$pack")")
    check "a page for $name" "$([ -s "$work/pages/$name.md" ] && grep -c "($name.md)" "$work/pages/README.md")" 1
done
"$jihe" rules list --rules rules | cut -d' ' -f1 >"$work/ids"
check "every rule has its part" "$(sed -n 's/^### \([^ ]*\) .*/\1/p' "$work/pages/national.md" | sort | diff - <(sort "$work/ids") && echo all)" all
check "every link has its target" "$(grep -oE '\]\(#[^)]*\)' "$work/pages/national.md" | sed 's/](#\(.*\))/\1/' | sort -u | while read -r id; do grep -q "<a id=\"$id\">" "$work/pages/national.md" || echo "$id"; done)" ""

mkdir -p "$work/r/national" "$work/r/420000-hubei"
echo 'pack "national" { title = "国家<b>", version = "1", parameters = { most = { type = "number", default = 5, why = "a|b" } } }' >"$work/r/national/pack.lua"
echo 'pack "420000" { title = "湖北省", version = "2" }' >"$work/r/420000-hubei/pack.lua"
cat >"$work/r/national/A-1.lua" <<'LUA'
-- 第一行。
-- 第二行 <script>。
rule "A-1" { title = "*名*", severity = "error", aspect = "完整性", basis = {}, each = "project",
  check = function(p) if p.project_name == "" then return fail { field = "project_name", message = "无名" } end end,
  bad = { { project_name = "" } }, good = { { project_name = "x|y" } } }
LUA
try 0 "small" "$jihe" rules doc --rules "$work/r" -o "$work/small"
page=$(cat "$work/small/national.md")
has "the comment" "$page" "第一行。"; hasnot "no markup of the data" "$page" "<script>"; has "escaped" "$page" '\*名\*'; has "a table stays one" "$page" 'a\|b'
has "what is said" "$page" '项目名称（空白） → **无名**'; has "what passes" "$page" '- 项目名称“x\|y”'
echo mine >"$work/small/notes.md"; rm -r "$work/r/420000-hubei"
try 0 "a pack less" "$jihe" rules doc --rules "$work/r" -o "$work/small"
check "its page is gone" "$([ -e "$work/small/420000-hubei.md" ] || echo gone)" gone
check "what is not ours stays" "$(cat "$work/small/notes.md")" mine
try 2 "no folder" "$jihe" rules doc --rules "$work/r"; has "what to say" "$err" "-o"
try 3 "a folder that cannot be" "$jihe" rules doc --rules "$work/r" -o "$work/no/where"; has "named" "$err" no/where
echo 'rule "B-1" { titel = "x" }' >"$work/r/national/B-1.lua"
try 2 "a rule that does not load" "$jihe" rules doc --rules "$work/r" -o "$work/small"; has "told" "$err" "B-1.lua"
finish
