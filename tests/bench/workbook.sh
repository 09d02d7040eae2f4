#!/bin/sh
# workbook.sh JIHE DIR N: a workbook of N indicator rows read with one harmless rule, once with shared and
# once with inline strings, and the same rows as CSV: size, rows a second, highest memory. For `make bench-xlsx`.
set -eu
jihe=$1 dir=$2 rows=$3
here=$(cd "$(dirname "$0")" && pwd)
rules=$here/../../fixtures/faults/rules/honest
mkdir -p "$dir"
[ -d "$dir/csv-$rows" ] || python3 "$here/gen_bench.py" "$dir/csv-$rows" "$rows"
for kind in csv shared inline; do
    book=$dir/$kind-$rows.xlsx
    [ $kind != csv ] || book=$dir/csv-$rows
    [ -e "$book" ] || python3 "$here/gen_xlsx.py" "$dir/csv-$rows" "$book" $([ $kind = shared ] || echo --inline)
    python3 - "$jihe" "$rules" "$book" "$rows" <<'END'
import os, resource, subprocess, sys, time
jihe, rules, book, rows = sys.argv[1:]
began = time.time()
done = subprocess.run([jihe, 'check', '--quiet', '--rules', rules, book], stdout=subprocess.DEVNULL)
took = time.time() - began
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
files = [f'{book}/{f}' for f in os.listdir(book)] if os.path.isdir(book) else [book]
size = sum(map(os.path.getsize, files))
print(f'{os.path.basename(book)}: {size / 1e6:.1f} MB, {int(rows) / took:.0f} rows/s, {peak:.0f} MB')
sys.exit(done.returncode not in (0, 1))
END
done
