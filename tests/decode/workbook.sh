#!/bin/bash
# A large workbook is read in the memory of the same rows as CSV: it is not held. Speaks TAP.
set -u
cd "$(dirname "$0")/../.." || exit 1
jihe=${JIHE:-build/jihe}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# peak INPUT: the kilobytes jihe takes at most
peak() {
    python3 - "$jihe" "$1" <<'END'
import resource, subprocess, sys
done = subprocess.run([sys.argv[1], 'check', '--rules', 'fixtures/faults/rules/honest', '--quiet', '--lang', 'en',
                       sys.argv[2]], capture_output=True, check=False)
assert done.returncode in (0, 1), done.stderr
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
END
}

python3 tests/bench/gen_bench.py "$work/csv" 20000 && python3 tests/bench/gen_xlsx.py "$work/csv" "$work/book.xlsx"
csv=$(peak "$work/csv")
book=$(peak "$work/book.xlsx")
if [ -n "$csv" ] && [ -n "$book" ] && [ $((book - csv)) -lt 12000 ]; then
    echo "ok workbook: 20000 rows in $book kB, as CSV in $csv kB"
else
    echo "not ok workbook: 20000 rows in ${book:-?} kB, as CSV in ${csv:-?} kB"
    exit 1
fi
