#!/usr/bin/env bash
# Real forms changed a little (mutations.txt): what stays right stays silent, a fault is told where it is.
set -u
. "$(dirname "$0")/../tap.inc"
command -v python3 >/dev/null || { echo "1..0 # skipped: no python3"; exit 0; }
check "right changes are silent, faults are told" "$(python3 tests/rules/mutations.py "$jihe" rules 2>&1)" ""
finish
