#!/usr/bin/env python3
"""gen_bench.py DIR N: a CSV folder with N indicators, ten to a project, for `make bench`.

Texts come from the fixtures, spread as in the documents: half of all values are a dozen texts, the
rest carry numbers of their own; target forms and self-evaluations are mixed; a unit has some twenty
projects. The same N gives the same bytes on every machine: the generator has its own random numbers.
"""
import csv
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.normpath(f'{HERE}/../../fixtures')
PER_PROJECT = 10
PROJECTS_PER_UNIT = 20
COMMON = ['≥90%', '≥95%', '100%', '≥98%', '长期', '≥85%', '≥80%', '达到85%', '≤100%', '已完成', '按时完成',
          '2024年1月1日-2024年12月31日']
UNITS = ['人', '人次', '次', '件', '个', '场', '户', '公里', '万元', '平方米', '份', '台']
PLACES = ['城关', '河东', '河西', '北山', '南川', '东滩', '石桥', '柳林', '清水', '双河', '平安', '新华']
BUREAUS = ['司法局', '水利局', '教育局', '民政局', '卫生健康局', '农业农村局', '交通运输局', '文化旅游局']
CODE = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
PROJECT = ['form', 'year', 'region', 'unit_code', 'unit_name', 'project_code', 'project_name', 'currency_unit',
           'budget_total', 'budget_fiscal', 'budget_other', 'executed', 'execution_rate', 'purpose',
           'deviation_reason', 'improvement']
INDICATOR = ['project_code', 'seq', 'term', 'level1', 'level2', 'level3', 'description', 'target',
             'target_basis', 'actual']
GOAL = ['project_code', 'term', 'text']


class Dice:
    """SplitMix64: the same throws everywhere."""

    def __init__(self, seed):
        self.state = seed

    def throw(self, sides):
        self.state = (self.state + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
        z = self.state
        z = ((z ^ z >> 30) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
        z = ((z ^ z >> 27) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
        return (z ^ z >> 31) % sides

    def pick(self, items):
        return items[self.throw(len(items))]


class Pool:
    """The texts of the fixtures, by form."""

    def __init__(self):
        target = self.read('001-shunping-target-2020') + self.read('003-changli-target-2022')
        self_evaluation = self.read('002-ezhou-self-evaluation-2023')
        self.projects = {'target': target, 'self_evaluation': self_evaluation}
        self.rows = {form: [i for p in projects for i in p['indicators']]
                     for form, projects in self.projects.items()}
        self.goals = [g['text'] for p in target for g in p['goals']]

    @staticmethod
    def read(name):
        with open(f'{FIXTURES}/{name}.ndjson', encoding='utf-8') as f:
            return [json.loads(line) for line in f]


def money(cents):
    return f'{cents // 100}.{cents % 100:02d}'


def target(dice, row):
    """Half are a dozen texts; then a number of its own, or what the form says. Withheld rows stay so."""
    if row['target'] == '涉密':
        return row['target']
    kind = dice.throw(10)
    if kind < 5:
        return dice.pick(COMMON)
    if kind < 7:
        return row['target']
    number, unit = dice.throw(5000) + 1, dice.pick(UNITS)
    return dice.pick([f'≥{number}{unit}', f'{number}{unit}', f'不少于{number}{unit}', f'≤{number}{unit}',
                      f'{number}-{number + 20}{unit}'])


def actual(dice, row, wanted):
    kind = dice.throw(10)
    if kind < 4:
        return row['actual']
    return wanted.lstrip('≥≤') if kind < 8 else f'{dice.throw(100) + 1}%'


def project(dice, pool, n, form):
    base = dice.pick(pool.projects[form])
    unit = n // PROJECTS_PER_UNIT
    place = PLACES[unit % len(PLACES)]
    budget = (dice.throw(30000) + 100) * 10
    spent = budget * (40 + dice.throw(61)) // 100
    done = form == 'self_evaluation'
    code = '1303222' + str(n).rjust(7, '0') + ''.join(dice.pick(CODE) for _ in range(7))
    return [form, '2024', '130322', str(100000 + unit), f'{place}县{BUREAUS[unit % len(BUREAUS)]}{unit}所', code,
            f'{place}{base["project_name"]}{n}', '万元', money(budget), money(budget), '0',
            money(spent) if done else '', f'{money(spent * 10000 // budget)}%' if done else '',
            base.get('purpose', ''), base.get('deviation_reason', ''), base.get('improvement', '')]


def indicator(dice, pool, form, code, seq):
    row = dice.pick(pool.rows[form])
    name = row['level3'] if dice.throw(3) else f'{dice.pick(PLACES)}{row["level3"]}'
    wanted = target(dice, row)
    done = actual(dice, row, wanted) if form == 'self_evaluation' else ''
    return [code, seq, 'annual', row['level1'], row['level2'], name, row.get('description', ''), wanted,
            row.get('target_basis', ''), done]


def generate(folder, count):
    dice, pool = Dice(2024), Pool()
    os.makedirs(folder, exist_ok=True)
    files = [open(f'{folder}/{name}.csv', 'w', encoding='utf-8', newline='')
             for name in ('projects', 'indicators', 'goals')]
    projects, indicators, goals = [csv.writer(f, lineterminator='\n') for f in files]
    for writer, heading in ((projects, PROJECT), (indicators, INDICATOR), (goals, GOAL)):
        writer.writerow(heading)
    for n in range((count + PER_PROJECT - 1) // PER_PROJECT):
        form = 'self_evaluation' if dice.throw(2) else 'target'
        row = project(dice, pool, n, form)
        code = row[PROJECT.index('project_code')]
        projects.writerow(row)
        goals.writerow([code, 'annual', dice.pick(pool.goals)])
        for seq in range(1, min(PER_PROJECT, count - n * PER_PROJECT) + 1):
            indicators.writerow(indicator(dice, pool, form, code, seq))
    for f in files:
        f.close()


if __name__ == '__main__':
    if len(sys.argv) != 3 or not sys.argv[2].isdigit() or int(sys.argv[2]) < 1:
        sys.exit(__doc__)
    generate(sys.argv[1], int(sys.argv[2]))
