#!/usr/bin/env python3
"""Hold records against what they should be, field by field.

    score.py EXPECTED.ndjson ACTUAL.ndjson [--min PERCENT] [--ignore FIELD…]

Projects and their lists are compared place by place; `source` never counts. Prints every difference
and, last, "equal / total percent"; exits 1 below --min.
"""
import argparse, json, sys

def records(path):
    with open(path, encoding='utf-8') as f:
        return [json.loads(line) for line in f if line.strip()]

def leaves(value, where, out, ignore):
    if isinstance(value, dict):
        for key in value:
            if key not in ignore:
                leaves(value[key], where + (key,), out, ignore)
    elif isinstance(value, list):
        for n, item in enumerate(value, 1):
            leaves(item, where + (n,), out, ignore)
    else:
        out[where] = str(value)

def name(where):
    return '.'.join(map(str, where))

def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('expected'); ap.add_argument('actual')
    ap.add_argument('--min', type=float, default=100)
    ap.add_argument('--ignore', nargs='*', default=[])
    a = ap.parse_args()
    want, got = {}, {}
    ignore = {'source', *a.ignore}
    leaves(records(a.expected), (), want, ignore)
    leaves(records(a.actual), (), got, ignore)
    places = sorted(set(want) | set(got), key=lambda w: [(isinstance(k, str), str(k).zfill(6)) for k in w])
    equal = 0
    for where in places:
        if want.get(where) == got.get(where):
            equal += 1
        else:
            print(f'{name(where)}: expected {want.get(where)!r}, read {got.get(where)!r}')
    percent = 100 * equal / len(places) if places else 0
    print(f'{equal} / {len(places)} {percent:.2f}%')
    sys.exit(percent < a.min)

main()
