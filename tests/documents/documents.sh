#!/usr/bin/env bash
# Real forms (fixtures/documents, made by generate.py) give the records of the fixtures, with true addresses.
# $JIHE is the program; speaks TAP.
cd "$(dirname "$0")/../.." || exit 1
exec python3 tests/documents/read.py "$(realpath "${JIHE:-build/jihe}")"
