#!/bin/sh
# golden.sh [JIHE [MIN_RECALL [MAX_FALSE]]]: jihe beside careful reviewers, for whole documents. Our own notes are
# tests/golden/*.expected.ndjson, each named as its document in fixtures/. Two more documents, read from NDJSON,
# from CSV and from their text, have notes outside the project; without those: skipped. Speaks TAP.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
golden=${JIHE_SHARED:-$root/../shared}/golden
jihe=${1:-${JIHE:-$root/build/jihe}} recall=${2:-0} false=${3:-1000000}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0

# score NAME INPUT SCORER…: findings of one input before one scorer
score() {
    name=$1 input=$2
    shift 2
    rm -f "$work/findings.ndjson"
    "$jihe" check --rules "$root/rules" --format ndjson -o "$work/findings.ndjson" -- "$input" >"$work/said" 2>&1
    status=$?
    if [ "$status" -gt 1 ] || [ ! -f "$work/findings.ndjson" ]; then
        printf 'not ok golden %s: status %s\n' "$name" "$status"
        head -c 500 "$work/said" | sed 's/^/# /'
        failed=1
        return
    fi
    word=ok
    "$@" "$work/findings.ndjson" >"$work/score" 2>&1 || { word="not ok"; failed=1; }
    printf '%s golden %s\n' "$word" "$name"
    sed 's/^/# /' "$work/score"
}

for notes in "$here"/golden/*.expected.ndjson; do
    name=$(basename "$notes" .expected.ndjson)
    score "$name" "$root/fixtures/$name.ndjson" \
        python3 "$here/golden/score.py" -v --min-recall "$recall" --max-loud "$false" --max-unexplained 0 "$notes"
    if python3 "$here/golden/score.py" --min-recall 0.01 "$notes" /dev/null >"$work/score"; then
        echo "not ok golden $name: whoever says nothing must be told so"
        failed=1
    fi
done

if [ ! -f "$golden/score.py" ]; then
    echo "ok golden # SKIP skipped: the other notes are not here"
    exit "$failed"
fi
# other NAME EXPECTED INPUT
other() {
    score "$1" "$3" python3 "$golden/score.py" --min-recall "$recall" --max-false "$false" "$golden/$2.expected.ndjson"
}
for n in 002 003; do
    other "$n ndjson" "$n" "$golden/$n.records.ndjson"
    python3 "$here/fixtures/records_to_csv.py" "$golden/$n.records.ndjson" "$work/$n" || failed=1
    other "$n csv" "$n" "$work/$n"
    other "$n text" "$n" "$(echo "${golden%/*}/seeds/$n"_*.txt)"
done
exit "$failed"
