#!/usr/bin/env python3
"""packs.py JIHE RULES FOLDER [ROUNDS]: what a province of a hundred county packs with 250 rules each costs.

Makes the province once into FOLDER out of the national rules, under other ids; beside it one county of it
alone. Measures how long the packs take to load (`rules list` of one county), what a record of that county
costs with the whole province around it and alone, and a run with records of all counties. The programs take
turns. No pass, no fail, but the two reports of the same records must be the same bytes.
"""
import glob
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time

COUNTIES, RULES = 100, 250
CODES = ['42%02d%02d' % (1 + c // 20, 1 + c % 20) for c in range(COUNTIES)]


def national_rules(folder):
    for path in sorted(glob.glob(folder + '/national/*/*.lua')):
        text = open(path, encoding='utf-8').read()
        found = re.search(r'^rule "([^"]+)"', text, re.M)
        if found and found.group(1) in os.path.basename(path):
            yield re.sub(r'needs\s*=\s*\{[^}]*\},?', '', text.replace(f'rule "{found.group(1)}"', 'rule "@"', 1))


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as out:
        out.write(text)


def province_make(rules, folder):
    texts = list(national_rules(rules))
    for county, code in enumerate(CODES):
        here = f'{folder}/all/420000-p/{code}-county'
        write(here + '/pack.lua', f'pack "{code}" {{ title = "县 {county}", version = "1", set = {{ execution_floor = 61 }} }}\n')
        for i in range(RULES):
            rule = f'C{county:02d}-{i:03d}'
            write(f'{here}/{rule}.lua', texts[i % len(texts)].replace('rule "@"', f'rule "{rule}"', 1))
    for name in ('all', 'one'):
        shutil.copytree(rules + '/national', f'{folder}/{name}/national')
        write(f'{folder}/{name}/420000-p/pack.lua', 'pack "420000" { title = "省", version = "1", names = { "湖北省" } }\n')
    shutil.copytree(f'{folder}/all/420000-p/{CODES[5]}-county', f'{folder}/one/420000-p/{CODES[5]}-county')


def records_make(fixture, folder):
    records = [json.loads(line) for line in open(fixture, encoding='utf-8')]
    for name, count, code in (('one', 3000, lambda i: CODES[5]), ('all', 200, lambda i: CODES[i % COUNTIES])):
        with open(f'{folder}/{name}.ndjson', 'w', encoding='utf-8') as out:
            for i in range(count):
                out.write(json.dumps(dict(records[i % len(records)], region=code(i), project_code=f'P{i}'), ensure_ascii=False) + '\n')


def run(argv, out):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    with open(out, 'wb') as to:
        status = subprocess.run(argv, stdout=to, check=False).returncode
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if status not in (0, 1):
        sys.exit(f'{argv}: status {status}')
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    jihe, rules, folder = sys.argv[1:4]
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 3
    if not os.path.exists(folder + '/made'):
        shutil.rmtree(folder, ignore_errors=True)
        print(f'  making {COUNTIES} packs of {RULES} rules')
        province_make(rules, folder)
        records_make(os.path.dirname(rules) + '/fixtures/003-changli-target-2022.ndjson', folder)
        write(folder + '/made', '')
    check = lambda tree, data: [jihe, 'check', '--rules', f'{folder}/{tree}', '--jobs', '1', '--format', 'ndjson', f'{folder}/{data}.ndjson']
    jobs = [
        ('load, one county of the province', [jihe, 'rules', 'list', '--rules', folder + '/all', '--region', CODES[5]], 'list'),
        ('load, that county alone', [jihe, 'rules', 'list', '--rules', folder + '/one', '--region', CODES[5]], 'list1'),
        ('3000 projects, the province around', check('all', 'one'), 'around'),
        ('3000 projects, the county alone', check('one', 'one'), 'alone'),
        ('200 projects of all 100 counties', check('all', 'all'), 'every'),
    ]
    took = {name: [] for name, _, _ in jobs}
    for _ in range(rounds):
        for name, argv, out in jobs:
            took[name].append(run(argv, f'{folder}/{out}.out'))
    print(f'  {"":38}{"seconds":>10}{"processor":>11}')
    for name, times in took.items():
        print(f'  {name:38}{statistics.median(t[0] for t in times):10.3f}{statistics.median(t[1] for t in times):11.3f}')
    same = open(folder + '/around.out', 'rb').read() == open(folder + '/alone.out', 'rb').read()
    print('  the same records, the same bytes:', 'yes' if same else 'NO')
    sys.exit(not same)


if __name__ == '__main__':
    main()
