#!/usr/bin/env bash
# instrumented.sh COMMAND…: the program over every fixture, in a build or under a tool that ends with
# a status of its own (above 3) when it finds something. TAP.
set -u
cd "$(dirname "$0")/../.."
command=("$@")
n=0
try() {
    n=$((n + 1))
    local out
    out=$("${command[@]}" "$@" 2>&1 >/dev/null)
    local status=$?
    if [ "$status" -le 3 ] && ! grep -qE 'Sanitizer|runtime error|==[0-9]+==' <<<"$out"; then
        echo "ok $n - $*"
    else
        echo "not ok $n - $* (status $status)"
        head -40 <<<"$out" | sed 's/^/# /'
    fi
}
[ $# -gt 0 ] || { echo "ok 1 # SKIP run by tests/run.sh with a command"; exit 0; }
for fixture in fixtures/[0-9]* fixtures/faults/*; do
    [ "$fixture" = fixtures/faults/rules ] && continue
    try check "$fixture" --jobs 2
done
try check fixtures/002*.ndjson --format json --jobs 1
try check fixtures/003*.ndjson --format ndjson
for rules in fixtures/faults/rules/*/; do
    try check fixtures/002*.ndjson --rules "$rules"
done
try rules list
try rules test
try value '≥95%' '23万元' '2024年12月底前' '1-2个'
