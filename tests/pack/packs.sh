#!/usr/bin/env bash
# Packs from outside: regions, stages, time, statutes, baselines, waivers, provenance, as the command line
# shows them. $JIHE is the program; speaks TAP.
set -u
cd "$(dirname "$0")/../.."
jihe=$(realpath "${JIHE:-build/jihe}")
[ -x "$jihe" ] || { echo "not ok 1 - $jihe is not built"; exit 1; }
unset JIHE_RULES NO_COLOR COLUMNS LC_ALL LC_MESSAGES LANG
rules=$PWD/rules
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=0

# try STATUS NAME COMMAND…: the exit status, and the output into $out and $err.
try() {
    local want=$1 name=$2
    shift 2
    "$@" >"$work/out" 2>"$work/err"
    local got=$?
    out=$(cat "$work/out") err=$(cat "$work/err")
    check "$name: status $want" "$got" "$want"
}
check() {
    n=$((n + 1))
    if [ "$2" = "$3" ]; then echo "ok $n - $1"; else printf 'not ok %d - %s: got %s\n' $n "$1" "$2"; sed 's/^/# /' "$work/err" 2>/dev/null | head -5; fi
}
has() { case $2 in *"$3"*) check "$1" yes yes ;; *) check "$1" "no '$3' in ${2:0:400}" yes ;; esac; }
hasnot() { case $2 in *"$3"*) check "$1" "'$3' in it" no ;; *) check "$1" no no ;; esac; }

# --- the national table of divisions ---
check "every county has a line" "$(grep -o '\["[0-9]\{6\}"\] = ' "$rules/national/data/divisions.lua" | sort -u | wc -l)" 3351
try 0 "a county by its name" "$jihe" rules list --region 昌黎县; has "it has its province's pack" "$out" HEB-001
try 0 "a county below its city" "$jihe" rules list --region 湖北省鄂州市鄂城区; has "the province's" "$out" HUB-001
try 0 "a name that two provinces know" "$jihe" rules list --region 朝阳区; hasnot "is nobody's" "$out" "@2026.1+"
try 2 "a county misspelt" "$jihe" rules list --region 昌梨县; has "the nearest" "$err" 昌黎县
try 2 "a city that is not there" "$jihe" rules list --region 424200; has "named" "$err" 424200

echo "1..$n"
