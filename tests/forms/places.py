#!/usr/bin/env python3
"""Whether the value of every finding stands where the finding says: places.py FINDINGS.ndjson

A place without a column is a row; a value that is blank has nothing to look for. Blanks and line ends within
a value do not count, nor do tags and boxes that conversion left in the file.
"""
import json, re, sys

def squeezed(text):
    text = re.sub(r'<input[^>]*checked[^>]*>|<[^>]{1,80}>|[☑□\s；]', '', text)
    return re.sub(r'[\s　]+', '', text)

looked = wrong = 0
files = {}
for line in open(sys.argv[1], encoding='utf-8'):
    f = json.loads(line)
    at, value = f.get('location') or {}, f.get('value')
    if not value or 'column' not in at:
        continue
    lines = files.setdefault(at['file'], open(at['file'], encoding='utf-8').read().split('\n'))
    looked += 1
    rest = '\n'.join([lines[at['line'] - 1][at['column'] - 1:]] + lines[at['line']:at['line'] + 12])
    if not squeezed(rest).startswith(squeezed(value)):
        # a part of a cell (a year in a title, a name behind its label) stands in the same cell
        if squeezed(value).replace('-', '') not in squeezed(rest) and f['field'] not in ('reported_on', 'category', 'attribute', 'type', 'region'):
            wrong += 1
            print(at, f['field'], repr(value[:40]), '≠', repr(rest[:60]))
print('all true' if looked and not wrong else f'{wrong} of {looked} wrong')
