#!/usr/bin/env bash
# The guides, done as they say.
set -u
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 tests/docs/guide.py "${1:-docs/writing-rules.md}" "$PWD" "$work" "$(realpath "${JIHE:-build/jihe}")"
