#!/usr/bin/env bash
# The same form in wide characters, with other signs, unseen characters, broken lines, traditional characters,
# other names of levels or a column of units: the findings are the same (harmless.py). With rows or forms in
# another order they keep their fingerprints.
set -u
. "$(dirname "$0")/../tap.inc"
command -v python3 >/dev/null || { echo "1..0 # skipped: no python3"; exit 0; }
judge() { "$jihe" check "$work/$1.ndjson" --rules rules -q --format ndjson -o "$work/$1.ndjson.out" >/dev/null 2>&1; mv "$work/$1.ndjson.out" "$work/$1.said"; }
changes=$(python3 tests/rules/harmless.py "$work")
judge base
for change in $changes; do
    judge "$change"
    cmp -s "$work/base.ndjson" "$work/$change.ndjson" && check "$change changes the forms" no yes
    check "$change: the same findings" "$(python3 tests/rules/harmless.py "$work" "$change")" ""
done
finish
