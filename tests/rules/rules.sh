#!/bin/sh
# The rule library: every example of every rule, and what it promises beyond them. $JIHE is the program;
# speaks TAP.
here=$(cd "$(dirname "$0")" && pwd)
jihe=${JIHE:-$here/../../build/jihe}
failed=0
if said=$("$jihe" rules test --rules "$here/../../rules" 2>&1); then
    echo "ok examples of the rules: $(echo "$said" | tail -1)"
else
    echo "not ok examples of the rules"
    echo "$said" | sed 's/^/# /'
    failed=1
fi
python3 "$here/check_rules.py" "$jihe" || failed=1
python3 "$here/accuracy.py" "$jihe" --check || failed=1
exit "$failed"
