#!/usr/bin/env bash
# The first rule of both READMEs, made as they say: every command, in order. TAP.
set -u
. "$(dirname "$0")/../tap.inc"
for readme in README.md README.zh-CN.md; do
    mkdir "$work/$readme" && ln -s "$PWD/fixtures" "$work/$readme/" && cp -r rules "$work/$readme/rules" && mkdir "$work/$readme/build" && ln -s "$jihe" "$work/$readme/build/jihe"
    # The blocks from the rule's heading on: shell, Lua, shell.
    python3 - "$readme" "$work/$readme" <<'PY'
import re, sys
text = open(sys.argv[1], encoding='utf-8').read()
part = re.split(r'(?m)^## (?:A first rule|第一条规则)$', text)[1]
blocks = re.findall(r'(?ms)^```(\w+)\n(.*?)^```', part)
assert [kind for kind, _ in blocks[:3]] == ['sh', 'lua', 'sh'], blocks
for name, (_, body) in zip(('before.sh', 'rule.lua', 'after.sh'), blocks):
    open(f'{sys.argv[2]}/{name}', 'w', encoding='utf-8').write(body)
PY
    name=$(grep -oE 'my/national/[A-Za-z0-9./-]+\.lua' "$readme" | head -1)
    try 0 "$readme: the folder" bash -ec 'cd "$1" && . ./before.sh && cp rule.lua "$2"' - "$work/$readme" "$name"
    try 0 "$readme: the rule's test" bash -c 'cd "$1" && eval "$(sed -n 1p after.sh)"' - "$work/$readme"
    has "$readme: both examples" "$out" "示例 2 个，未通过 0 个"
    try 1 "$readme: the check" bash -c 'cd "$1" && eval "$(sed -n 2p after.sh)"' - "$work/$readme"
    has "$readme: by all rules" "$out" "national@"
done
finish
