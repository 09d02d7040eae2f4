#!/usr/bin/env bash
# instrumented.sh COMMAND…: the program over every fixture, in a build or under a tool that ends with
# a status of its own (above 3) when it finds something; with JIHE_TEST_FEW over one of each kind. As many
# at a time as there are processors. TAP.
set -u
cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || { echo "ok 1 # SKIP run by tests/run.sh with a command"; exit 0; }
command=("$@")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=0
one() {
    local n=$1 out status
    shift
    out=$("${command[@]}" "$@" 2>&1 >/dev/null)
    status=$?
    if [ "$status" -le 3 ] && ! grep -qE 'Sanitizer|runtime error|==[0-9]+==' <<<"$out"; then
        echo "ok $n - $*"
    else
        echo "not ok $n - $* (status $status)"
        head -40 <<<"$out" | sed 's/^/# /'
    fi
}
try() {
    n=$((n + 1))
    while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n; done
    one "$n" "$@" >"$work/$(printf %04d "$n")" &
}
if [ -n "${JIHE_TEST_FEW-}" ]; then
    fixtures=(fixtures/002-ezhou-self-evaluation-2023 fixtures/003*.ndjson fixtures/documents/000*.docx
        fixtures/documents/003*.xlsx fixtures/documents/001*.html fixtures/forms/hefei-monitoring.txt
        fixtures/faults/unsorted-indicators fixtures/faults/truncated.ndjson)
    rules=(SEV-004)
else
    fixtures=(fixtures/[0-9]* fixtures/documents/* fixtures/forms/*.* fixtures/faults/*)
    rules=()
fi
try rules test "${rules[@]}" # the longest by far: beside all others
for fixture in "${fixtures[@]}"; do
    [ "$fixture" = fixtures/faults/rules ] || try check "$fixture" --jobs 2
done
try check fixtures/002*.ndjson --format json --jobs 1
for format in ndjson csv html xlsx md sarif junit; do
    try check fixtures/003*.ndjson --format $format
done
try convert fixtures/documents/000*.docx -o "$work/out.xlsx"
try review fixtures/003*.ndjson -o "$work/out.html"
for folder in fixtures/faults/rules/*/; do
    try check fixtures/002*.ndjson --rules "$folder"
done
try rules list
try value '≥95%' '23万元' '2024年12月底前' '1-2个'
wait
cat "$work"/[0-9]*
