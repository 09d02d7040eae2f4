#!/usr/bin/env python3
"""accuracy.py JIHE [--check]: how near the rules come to a careful reviewer, as docs/accuracy.md.

Prints the page; with --check compares it with docs/accuracy.md instead and speaks TAP. The reviewer's
notes lie outside the project ($JIHE_SHARED, else beside it); without them: skipped.
"""
import collections
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(os.environ.get('JIHE_SHARED', ROOT.parent / 'shared')) / 'golden'
PAGE = ROOT / 'docs' / 'accuracy.md'
JUDGED = (('002', '002-ezhou-self-evaluation-2023'), ('003', '003-changli-target-2022'))
ASPECTS = ('完整性', '相关性', '适当性', '可行性', '自评质量', '运行监控', '公开与保密')
FORMS = {'declaration': 'declaration', 'target': 'target form', 'self_evaluation': 'self-evaluation', 'disclosure': 'disclosure'}


def findings(jihe, source, folder):
    out = folder / 'findings.ndjson'
    done = subprocess.run([jihe, 'check', '--rules', str(ROOT / 'rules'), '--format', 'ndjson', '-o', str(out), '--', str(source)],
                          capture_output=True, timeout=300, check=False)
    if done.returncode > 1:
        raise SystemExit(done.stderr.decode('utf-8', 'replace'))
    lines = [json.loads(line) for line in out.read_text(encoding='utf-8').splitlines()]
    return [f for f in lines if f['kind'] == 'finding']


def score(notes, found, folder):
    path = folder / 'scored.ndjson'
    path.write_text(''.join(json.dumps(f, ensure_ascii=False) + '\n' for f in found), encoding='utf-8')
    done = subprocess.run([sys.executable, str(GOLDEN / 'score.py'), str(notes), str(path)],
                          capture_output=True, timeout=300, check=False)
    return json.loads(done.stdout.decode('utf-8').splitlines()[-1])


def table(heads, rows):
    lines = ['| ' + ' | '.join(heads) + ' |', '|' + '---|' * len(heads)]
    return '\n'.join(lines + ['| ' + ' | '.join(str(cell) for cell in row) + ' |' for row in rows]) + '\n'


def judged(jihe, folder):
    rows, missed = [], []
    for short, name in JUDGED:
        records, notes = GOLDEN / f'{short}.records.ndjson', GOLDEN / f'{short}.expected.ndjson'
        found = findings(jihe, records, folder)
        all_of, errors = score(notes, found, folder), score(notes, [f for f in found if f['severity'] == 'error'], folder)
        traps, loud = all_of['traps'], all_of['false_alarms']
        rows.append((name, all_of['expected'], all_of['found'], f'{all_of["recall"]:.3f}', traps, errors['false_alarms'],
                     loud - errors['false_alarms'], all_of['unexplained']))
        missed += [(name, topic.replace('_', ' '), n) for topic, n in sorted(all_of['missed_by_topic'].items())]
    return rows, missed


def counted(jihe, folder):
    documents, per_project, by_aspect = [], [], collections.Counter()
    for path in sorted((ROOT / 'fixtures').glob('00?-*.ndjson')):
        records = [json.loads(line) for line in path.read_text(encoding='utf-8').splitlines()]
        found = findings(jihe, path, folder)
        counts = collections.Counter(f['project']['ordinal'] for f in found)
        own = [counts.get(n + 1, 0) for n in range(len(records))]
        per_project += own
        for f in found:
            by_aspect[f['aspect'], f['severity']] += 1
        severity = collections.Counter(f['severity'] for f in found)
        documents.append((path.stem, FORMS[records[0]['form']], len(records), sum(len(r.get('indicators', [])) for r in records),
                          severity['error'], severity['warning'], severity['note'], f'{sum(own) / len(own):.1f}', max(own)))
    return documents, per_project, by_aspect


def page(jihe):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows, missed = judged(jihe, folder)
        documents, per_project, by_aspect = counted(jihe, folder)
    many = sum(1 for n in per_project if n > 12)
    aspects = [(a, *(by_aspect[a, s] for s in ('error', 'warning', 'note'))) for a in ASPECTS
               if any(by_aspect[a, s] for s in ('error', 'warning', 'note'))]
    return f'''# How accurate the rules are

Made by `make accuracy`; do not edit. A careful reviewer read two of the documents in `fixtures/` line by line
and wrote down what is wrong (expected) and what only looks wrong (traps). The program was held against these notes.

## Beside a reviewer

{table(('document', 'expected', 'found', 'recall', 'traps', 'raised as error', 'raised as warning', 'errors nobody expected'), rows)}
Expected are the certain ones of severity error or warning. A trap raised as a note is no false alarm.

What was missed:

{table(('document', 'topic', 'missed'), missed)}
## The {len(per_project)} filings among the fixtures

{table(('document', 'form', 'projects', 'indicators', 'errors', 'warnings', 'notes', 'findings per project', 'most'), documents)}
{many} of {len(per_project)} projects have more than twelve findings. By aspect:

{table(('aspect', 'errors', 'warnings', 'notes'), aspects)}
One finding may stand for several rows: what a rule says again and again about one project is told once, with a count.
'''


def main():
    jihe = sys.argv[1]
    if not (GOLDEN / 'score.py').exists():
        print('ok accuracy # SKIP skipped: the notes are not here')
        return 0
    made = page(jihe)
    if '--check' not in sys.argv:
        print(made, end='')
        return 0
    told, section = PAGE.read_text(encoding='utf-8') if PAGE.exists() else '', '\n## Beside a reviewer\n'
    same = told.partition(section)[2].partition('\n## ')[0] == made.partition(section)[2].partition('\n## ')[0]
    print(('ok' if same else 'not ok') + ' docs/accuracy.md tells how the rules stand beside a reviewer')
    if not same:
        print('# run make accuracy and look at what changed')
    return 0 if same else 1


sys.exit(main())
