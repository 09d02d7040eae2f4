#!/usr/bin/env bash
# Forms whose text breaks off, in every kind of document (cut.py). $JIHE is the program; speaks TAP.
cd "$(dirname "$0")/../.." || exit 1
command -v python3 >/dev/null || { echo "1..0 # skipped: no python3"; exit 0; }
unset JIHE_RULES
exec python3 tests/forms/cut.py "$(realpath "${JIHE:-build/jihe}")"
