#!/bin/sh
# bench.sh JIHE CSVBARE FOLDER [N] [ROUNDS]: what `make bench` runs. Makes N indicators once into FOLDER,
# then measures. No pass, no fail: the numbers are for people.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
jihe=$1 csvbare=$2 folder=$3 n=${4:-1000000} rounds=${5:-5}
data=$folder/indicators-$n

if [ ! -f "$data/made" ]; then
    printf '  making %s indicators\n' "$n"
    rm -rf "$data"
    python3 "$here/gen_bench.py" "$data" "$n"
    : > "$data/made"
fi
exec python3 "$here/measure.py" "$jihe" "$csvbare" "$data" "$rounds"
