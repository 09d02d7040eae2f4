#!/usr/bin/env python3
"""score.py NOTES FINDINGS [-v] [--min-recall R] [--max-loud N] [--max-unexplained N]

Holds the findings of `jihe check` (NDJSON) against what a reviewer wrote down about the same document. A note
says where (ordinal, seq, field), about what (topic, in topics.json: which rules speak of it), how grave
(severity), and whether it is certain; a note marked `trap` is something that only looks wrong. Seq 0 is the
project itself, ordinal 0 the document as a whole, which no finding stands at.

A note counts towards recall if it is certain and more than a note. It is found by a finding of its topic
at its indicator or about the whole project; by one on the same cell, whatever the topic; a note on the project
also by one of its topic on any of its indicators. That something is not there ("completeness") is found only where it
is not there: at the same field. What a finding lists as related counts like the place it stands at.
A trap is raised where a finding of its topic stands at the very cell; loud are those of severity error or
warning. An error is unexplained where no note of its topic stands near. Exits 1 when a bound is missed.
"""
import argparse
import collections
import json
import sys
from pathlib import Path

TOPICS = json.loads((Path(__file__).parent / 'topics.json').read_text(encoding='utf-8'))
GRAVE = ('error', 'warning')


def load(path):
    with open(path, encoding='utf-8') as lines:
        return [json.loads(line) for line in lines if line.strip()]


def speaks_of(finding, topic):
    """Whether a rule belongs to a topic; a rule of a region has the name of its division in front."""
    rule = finding['rule'].rpartition(':')[2]
    return any(rule.startswith(start) for start in TOPICS[topic])


def by_place(findings):
    """(ordinal, seq) → [(finding, field)], with the related places."""
    at = collections.defaultdict(list)
    for f in findings:
        if f.get('kind', 'finding') != 'finding':
            continue
        at[f['project']['ordinal'], f.get('indicator', {}).get('seq', 0)].append((f, f.get('field')))
        for r in f.get('related', ()):
            if 'ordinal' in r:
                at[r['ordinal'], r.get('seq', 0)].append((f, r.get('field', f.get('field'))))
    return at


def is_found(note, at):
    ordinal, seq, field, topic = (note[key] for key in ('ordinal', 'seq', 'field', 'topic'))
    here = at[ordinal, seq]
    around = at[ordinal, 0] if seq else [hit for (o, _), hits in at.items() if o == ordinal for hit in hits]
    if topic == 'completeness':
        return any(f == field and speaks_of(x, topic) for x, f in here + around)
    return any(f == field for _, f in here) or any(speaks_of(x, topic) for x, _ in here + around)


def raised(trap, at):
    """'error', 'warning' or None."""
    if trap['topic'] == 'other':
        return None
    loud = {x['severity'] for x, f in at[trap['ordinal'], trap['seq']] if f == trap['field'] and speaks_of(x, trap['topic'])}
    return next((severity for severity in GRAVE if severity in loud), None)


def unexplained(notes, at):
    for (ordinal, seq), hits in sorted(at.items()):
        near = [n['topic'] for n in notes if not n.get('trap') and n['ordinal'] in (ordinal, 0)
                and (n['seq'] == seq or not n['seq'] or not seq)]
        for finding, field in hits:
            if finding['severity'] == 'error' and not any(speaks_of(finding, topic) for topic in near):
                yield {'ordinal': ordinal, 'seq': seq, 'field': field, 'rule': finding['rule'], 'what': finding.get('message', '')}


def score(notes, findings):
    at = by_place(findings)
    counted = [n for n in notes if n['ordinal'] and not n.get('trap') and n['certain'] and n['severity'] in GRAVE]
    traps = [n for n in notes if n['ordinal'] and n.get('trap')]
    missed = [n for n in counted if not is_found(n, at)]
    loud = [(severity, t) for t in traps for severity in [raised(t, at)] if severity]
    return {
        'expected': len(counted), 'missed': missed, 'traps': len(traps),
        'errors': [t for severity, t in loud if severity == 'error'],
        'warnings': [t for severity, t in loud if severity == 'warning'],
        'unexplained': list(unexplained(notes, at)),
        'recall': (len(counted) - len(missed)) / len(counted) if counted else 1.0,
    }


def main():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument('notes')
    ap.add_argument('findings')
    ap.add_argument('-v', action='store_true', help='name what was missed, raised or unexplained')
    ap.add_argument('--min-recall', type=float, default=0)
    ap.add_argument('--max-loud', type=int, default=sys.maxsize)
    ap.add_argument('--max-unexplained', type=int, default=sys.maxsize)
    a = ap.parse_args()
    s = score(load(a.notes), load(a.findings))
    if a.v:
        for word in ('missed', 'errors', 'warnings', 'unexplained'):
            for n in s[word]:
                print(word, n['ordinal'], n['seq'], n['field'], n.get('topic', n.get('rule')), n['what'])
    loud = len(s['errors']) + len(s['warnings'])
    print(f'expected {s["expected"]}, found {s["expected"] - len(s["missed"])}, recall {s["recall"]:.3f}, traps {s["traps"]}, '
          f'raised {loud}, errors nobody expected {len(s["unexplained"])}')
    return s['recall'] < a.min_recall or loud > a.max_loud or len(s['unexplained']) > a.max_unexplained


if __name__ == '__main__':
    sys.exit(main())
