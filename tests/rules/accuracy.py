#!/usr/bin/env python3
"""accuracy.py JIHE [--check]: how near the rules come to a careful reviewer, as docs/accuracy.md.

Prints the page; with --check compares it with docs/accuracy.md instead and speaks TAP. Our own notes are
tests/golden/*.expected.ndjson. Those on two more documents lie outside the project ($JIHE_SHARED, else beside
it); without them their rows are taken from the page as it stands, and not compared.
"""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(os.environ.get('JIHE_SHARED', ROOT.parent / 'shared')) / 'golden'
NOTES = ROOT / 'tests' / 'golden'
PAGE = ROOT / 'docs' / 'accuracy.md'
OTHERS = {'002-ezhou-self-evaluation-2023': '002', '003-changli-target-2022': '003'}
HEADS = ('document', 'expected', 'found', 'recall', 'traps', 'raised as error', 'raised as warning', 'errors nobody expected')
sys.dont_write_bytecode = True
sys.path.insert(0, str(NOTES))
from score import load, score  # noqa: E402  the scorer lies beside the notes
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


def score_of_others(notes, found, folder):
    """The same numbers from the scorer that came with the notes."""
    def told(some):
        path = folder / 'scored.ndjson'
        path.write_text(''.join(json.dumps(f, ensure_ascii=False) + '\n' for f in some), encoding='utf-8')
        done = subprocess.run([sys.executable, str(GOLDEN / 'score.py'), str(notes), str(path)],
                              capture_output=True, timeout=300, check=False)
        return json.loads(done.stdout.decode('utf-8').splitlines()[-1])
    s, errors = told(found), told([f for f in found if f['severity'] == 'error'])['false_alarms']
    return (s['expected'], s['found'], f'{s["recall"]:.3f}', s['traps'], errors, s['false_alarms'] - errors,
            s['unexplained']), s['missed_by_topic']


def score_of_ours(notes, found):
    s = score(load(notes), found)
    missed = collections.Counter(n['topic'] for n in s['missed'])
    return (s['expected'], s['expected'] - len(s['missed']), f'{s["recall"]:.3f}', s['traps'], len(s['errors']),
            len(s['warnings']), len(s['unexplained'])), missed


def table(heads, rows):
    lines = ['| ' + ' | '.join(heads) + ' |', '|' + '---|' * len(heads)]
    return '\n'.join(lines + ['| ' + ' | '.join(str(cell) for cell in row) + ' |' for row in rows]) + '\n'


def as_told(name):
    """What the page as it stands says of a document whose notes are not here: its row, its misses."""
    told = PAGE.read_text(encoding='utf-8') if PAGE.exists() else ''
    rows = [tuple(cell.strip() for cell in line.split('|')[2:-1]) for line in told.splitlines() if line.startswith(f'| {name} |')]
    row = next((r for r in rows if len(r) == len(HEADS) - 1 and re.match(r'[01]\.\d', r[2])), None)
    return row, {r[0]: r[1] for r in rows if len(r) == 2}


def judged(jihe, folder):
    rows, missed = [], []
    for path in sorted((ROOT / 'fixtures').glob('00?-*.ndjson')):
        name, notes, other = path.stem, NOTES / f'{path.stem}.expected.ndjson', OTHERS.get(path.stem)
        if other and (GOLDEN / 'score.py').exists():
            found = findings(jihe, GOLDEN / f'{other}.records.ndjson', folder)
            row, misses = score_of_others(GOLDEN / f'{other}.expected.ndjson', found, folder)
        elif other:
            row, misses = as_told(name)
        elif notes.exists():
            row, misses = score_of_ours(notes, findings(jihe, path, folder))
        else:
            row = None
        if row:
            rows.append((name, *row))
            missed += [(name, topic.replace('_', ' '), n) for topic, n in sorted(misses.items())]
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

Made by `make accuracy`; do not edit. Careful reviewers read documents in `fixtures/` line by line and wrote down
what is wrong (expected) and what only looks wrong (traps). The program was held against these notes.

## Beside a reviewer

{table(HEADS, rows)}
Expected are the certain ones of severity error or warning. A trap raised as a note is no false alarm.
The notes on {' and '.join(name[:3] for name in OTHERS)} were given; those on the other documents are our own (`tests/golden/`): they were written before
their writer had seen what the program says, then used to mend the rules, so they tell what the rules can do, not
how they do on a document never seen. A place where a reviewer's note was found wrong was mended in the note.

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
