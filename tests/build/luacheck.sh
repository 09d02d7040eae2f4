#!/usr/bin/env bash
# luacheck over every rule and data file. TAP.
cd "$(dirname "$0")/../.."
if luacheck -q --no-color rules; then echo "ok 1 - luacheck rules"; else echo "not ok 1 - luacheck rules"; fi
