#!/usr/bin/env python3
"""measure.py JIHE CSVBARE DATA REPEATS: wall time, processor time and memory of one check, side by side.

The programs take turns, several rounds, so that a busy minute of the machine hits all of them. Beside jihe
run libcsv alone over the same bytes (the floor) and, where there is sqlite3, the same data imported and
queried for three simple rules (a peer). Memory below some 15 MB is the measuring program itself. Prints a
table; judges nothing.
"""
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
FILES = ('projects.csv', 'indicators.csv', 'goals.csv')
HEAD = 4 << 20


class Candidate:
    """A program under measurement and what its runs took."""

    def __init__(self, name, argv, stdin=None, good=(0,)):
        self.name, self.argv, self.stdin, self.good = name, argv, stdin, good
        self.wall, self.cpu, self.peak = [], [], 0

    def run(self, folder):
        with open(self.stdin or os.devnull, 'rb') as given, open(os.devnull, 'wb') as nowhere:
            start = time.monotonic()
            child = subprocess.Popen(self.argv, stdin=given, stdout=nowhere, cwd=folder)
            _, status, used = os.wait4(child.pid, 0)
            self.wall.append(time.monotonic() - start)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in self.good:
            sys.exit(f'{self.name}: status {child.returncode}')
        self.cpu.append(used.ru_utime + used.ru_stime)
        self.peak = max(self.peak, used.ru_maxrss)

    def line(self, floor, note):
        low, middle = min(self.wall), statistics.median(self.wall)
        return (f'  {self.name:<16}{low:>9.2f}{middle:>9.2f}{min(self.cpu):>9.2f}{self.peak / 1024:>9.0f}'
                f'{low / floor:>9.1f}  {note}')


def candidates(jihe, csvbare, data, report):
    rules = os.path.normpath(f'{HERE}/../../rules')
    check = [jihe, 'check', '--rules', rules, '--format', 'json', '-o', report, '--quiet']
    found = [Candidate('libcsv alone', [csvbare, *(f'{data}/{name}' for name in FILES)])]
    for jobs in ('1', '2'):
        found.append(Candidate(f'jihe --jobs {jobs}', [*check, '--jobs', jobs, '--', data], good=(0, 1)))
    if shutil.which('sqlite3'):
        found.append(Candidate('sqlite3', ['sqlite3', ':memory:'], stdin=f'{HERE}/peer.sql'))
    return found


def summary(report):
    """The summary stands first in the report; the findings behind it may be gigabytes."""
    with open(report, encoding='utf-8', errors='ignore') as f:
        head = f.read(HEAD)
    return json.JSONDecoder().raw_decode(head, head.index('{', head.index('"summary"')))[0]


def told(found):
    """What jihe said of the data, in a line."""
    counts = found['findings']
    total = sum(counts[level] for level in ('error', 'warning', 'note'))
    rows = found['indicators']
    return f'{total} findings, {rows["checked"]} of {rows["read"]} indicators checked'


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    jihe, csvbare, data = (os.path.abspath(path) for path in sys.argv[1:4])
    size = sum(os.path.getsize(f'{data}/{name}') for name in FILES)
    print(f'  {os.path.basename(data)}: {size / 1e6:.0f} MB of CSV, {sys.argv[4]} rounds')
    with tempfile.TemporaryDirectory(dir=os.path.dirname(data)) as folder:
        report = f'{folder}/report.json'
        runs = candidates(jihe, csvbare, data, report)
        notes = {}
        for _ in range(int(sys.argv[4])):
            for candidate in runs:
                candidate.run(data)
                if candidate.name.startswith('jihe'):
                    notes[candidate.name] = told(summary(report))
                    os.remove(report)
    print(f'  {"":<16}{"min s":>9}{"median s":>9}{"cpu s":>9}{"peak MB":>9}{"ratio":>9}')
    floor = min(runs[0].wall)
    for candidate in runs:
        print(candidate.line(floor, notes.get(candidate.name, '')))
    if not shutil.which('sqlite3'):
        print(f'  {"sqlite3":<16}  skipped: not installed')


if __name__ == '__main__':
    main()
