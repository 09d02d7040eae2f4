#!/bin/sh
# golden.sh [JIHE [MIN_RECALL [MAX_FALSE]]]: jihe beside a careful reviewer, for two whole documents, from
# NDJSON, from CSV and from their text. The reviewer's notes lie outside the project; without them: skipped. Speaks TAP.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
golden=${JIHE_SHARED:-$root/../shared}/golden
jihe=${1:-${JIHE:-$root/build/jihe}} recall=${2:-0} false=${3:-1000000}

if [ ! -f "$golden/score.py" ]; then
    echo "ok golden # SKIP skipped: the notes are not here"
    exit 0
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0

# score NAME EXPECTED INPUT
score() {
    rm -f "$work/findings.ndjson"
    "$jihe" check --rules "$root/rules" --format ndjson -o "$work/findings.ndjson" -- "$3" >"$work/said" 2>&1
    status=$?
    if [ "$status" -gt 1 ] || [ ! -f "$work/findings.ndjson" ]; then
        printf 'not ok golden %s: status %s\n' "$1" "$status"
        head -c 500 "$work/said" | sed 's/^/# /'
        failed=1
        return
    fi
    word=ok
    python3 "$golden/score.py" "$golden/$2.expected.ndjson" "$work/findings.ndjson" \
        --min-recall "$recall" --max-false "$false" >"$work/score" 2>&1 || { word="not ok"; failed=1; }
    printf '%s golden %s\n# %s\n' "$word" "$1" "$(tail -1 "$work/score")"
}

for n in 002 003; do
    score "$n ndjson" "$n" "$golden/$n.records.ndjson"
    python3 "$here/fixtures/records_to_csv.py" "$golden/$n.records.ndjson" "$work/$n" || failed=1
    score "$n csv" "$n" "$work/$n"
    score "$n text" "$n" "$(echo "${golden%/*}/seeds/$n"_*.txt)"
done
exit "$failed"
