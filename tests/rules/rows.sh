#!/usr/bin/env bash
# Right but odd rows raise nothing, missed ones are told (rows.txt); the scores and lights of forms drawn by
# lot are what Python's decimals make of them (scores.py).
set -u
. "$(dirname "$0")/../tap.inc"
command -v python3 >/dev/null || { echo "1..0 # skipped: no python3"; exit 0; }
judge() { "$jihe" check "$work/$1.ndjson" --rules rules -q --format ndjson -o "$work/said.ndjson" >/dev/null 2>&1; }
here=tests/rules
python3 $here/rows.py write "$work/rows.ndjson"
judge rows
check "rows as clerks write them" "$(python3 $here/rows.py told "$work/said.ndjson")" ""
for what in self_evaluation monitoring; do
    python3 $here/scores.py $what write "$work/drawn.ndjson"
    judge drawn
    check "$what: what decimals say" "$(python3 $here/scores.py $what told "$work/said.ndjson")" ""
done
finish
