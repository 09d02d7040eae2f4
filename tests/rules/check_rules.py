#!/usr/bin/env python3
"""check_rules.py JIHE: what the rule library promises beyond its own examples.

Execution scores to the digit, monitoring lights at their limits, repeated findings folded, regional
packs in force where they should be. Speaks TAP; exits 1 if anything differs.
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
JIHE = sys.argv[1]
failed = False


def check(records, *options):
    """Findings of a run over these records."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, 'in.ndjson'), Path(folder, 'out.ndjson')
        source.write_text(''.join(json.dumps(r, ensure_ascii=False) + '\n' for r in records), encoding='utf-8')
        done = subprocess.run([JIHE, 'check', '--rules', str(ROOT / 'rules'), '--format', 'ndjson', '-o', str(out),
                               *options, '--', str(source)], capture_output=True, timeout=120, check=False)
        if done.returncode > 1:
            raise SystemExit(done.stderr.decode('utf-8', 'replace'))
        lines = [json.loads(line) for line in out.read_text(encoding='utf-8').splitlines()]
        return [f for f in lines if f['kind'] != 'run']


def tell(name, good, detail=''):
    global failed
    failed = failed or not good
    print(('ok ' if good else 'not ok ') + name)
    if not good and detail:
        print('# ' + str(detail)[:500])


def of(findings, rule, ordinal=None):
    return [f for f in findings if f['rule'] == rule and (ordinal is None or f['project']['ordinal'] == ordinal)]


def row(level1, level2, level3, target, **more):
    return dict(level1=level1, level2=level2, level3=level3, target=target, **more)


def rows(**more):
    """A self-evaluation's rows that nobody objects to."""
    return [row('产出指标', '数量指标', '维修站点', '≥50处', actual='52处', **more),
            row('产出指标', '质量指标', '验收合格率', '=100%', actual='100%', **more),
            row('产出指标', '时效指标', '按时完成率', '≥95%', actual='97%', **more),
            row('效益指标', '社会效益指标', '受益人口', '≥12000人', actual='12500人', **more),
            row('满意度指标', '服务对象满意度指标', '受益群众满意度', '≥90%', actual='93%（问卷200份）', **more)]


def seeds():
    """Budget and executed of the eleven self-evaluations of one document, as printed."""
    path = ROOT / 'fixtures' / '002-ezhou-self-evaluation-2023.ndjson'
    return [json.loads(line) for line in path.read_text(encoding='utf-8').splitlines()]


def execution_scores():
    twenty = '19.33 11.12 20.00 11.48 15.39 19.10 18.84 12.36 17.74 11.72 19.20'.split()
    ten = '9.67 5.56 10.00 5.74 7.70 9.55 9.42 6.18 8.87 5.86 9.60'.split()
    for weight, scores in (('20', twenty), ('10', ten)):
        right, wrong = [], []
        for project, score in zip(seeds(), scores):
            base = {k: project[k] for k in ('form', 'year', 'project_name', 'unit_name', 'currency_unit', 'budget_total',
                                            'executed', 'execution_rate')}
            base.update(execution_weight=weight, indicators=rows())
            right.append(dict(base, execution_score=score))
            away = f'{float(score) + (0.02 if float(score) < float(weight) else -0.02):.2f}'
            wrong.append(dict(base, execution_score=away))
        silent = of(check(right), 'SEV-022')
        tell(f'execution scores of {weight} points: the eleven right ones pass', not silent,
             [f['message'] for f in silent])
        said = of(check(wrong), 'SEV-022')
        told = [any(f['project']['ordinal'] == n + 1 and f['message'].endswith(score.rstrip('0').rstrip('.'))
                    for f in said) for n, score in enumerate(scores)]
        tell(f'execution scores of {weight} points: the right figure is told for each wrong one', all(told),
             [f['message'] for f in said])


def lights():
    def project(executed, month, **more):
        return dict(form='monitoring', year=2024, month=month, project_name='甲', unit_name='乙', currency_unit='万元',
                    budget_total='1200', executed=str(executed), indicators=rows(), **more)
    # July: the calendar stands at 700; 60 % of it is 420, 80 % is 560
    for executed, severity in ((419.99, 'error'), (420, 'warning'), (559.99, 'warning'), (560, None)):
        found = of(check([project(executed, 7)]), 'MON-002')
        tell(f'light of spending at {executed} of 700 due', [f['severity'] for f in found] == ([severity] if severity else []),
             found)
    # Sichuan: lowest rates by month
    for month, least in ((4, 25), (6, 40), (8, 60), (10, 80)):
        below = of(check([project(12 * least - 1, month, region='510000')]), 'MON-002')
        at = of(check([project(12 * least, month, region='510000')]), 'MON-002')
        tell(f'Sichuan, month {month}: {least} % is enough, less is told', len(below) == 1 and not at, (below, at))

    def pace(actual):
        own = rows()
        own[0].update(target='≥120处', actual=f'{actual}处')
        return of(check([dict(project(700, 7), indicators=own)]), 'MON-003')
    # 120 by the year's end: 70 due by July; 80 % is 56, 60 % is 42
    for actual, said in ((56, None), (55, '黄灯'), (41, '红灯')):
        found = pace(actual)
        tell(f'light of an indicator at {actual} of 70 due', not found if said is None else
             len(found) == 1 and said in found[0]['message'], found)


def folding():
    own = rows()
    for n, place in enumerate(('县城', '乡镇', '山区')):
        own.append(row('效益指标', '社会效益指标', f'{place}供水条件', '持续改善', actual='达成年度指标'))
    found = of(check([dict(form='declaration', year=2024, project_name='甲', unit_name='乙', indicators=own)]), 'QNT-006')
    good = (len(found) == 1 and '另有 2 处' in found[0]['message'] and '山区供水条件' in found[0]['message']
            and [r['seq'] for r in found[0]['related']] == [7, 8])
    tell('repeated findings are one, with the others counted, named and placed', good, found)
    twice = [dict(own[-1], level3=own[-3]['level3']), own[-3]]
    found = of(check([dict(form='declaration', year=2024, project_name='甲', unit_name='乙', indicators=own + twice)]), 'QNT-006')
    tell('a name is told once', len(found) == 1 and found[0]['message'].count('县城供水条件') <= 1 and '另有 4 处' in found[0]['message']
         and found[0]['message'].endswith('“山区供水条件” 等'), found)
    own[-1]['level2'] = '经济效益指标'
    found = of(check([dict(form='declaration', year=2024, project_name='甲', unit_name='乙', indicators=own)]), 'QNT-006')
    told = [dict(r, level3='供水条件') for r in own]
    said = [f['message'] for f in of(check([dict(form='declaration', year=2024, project_name='甲', unit_name='乙', indicators=told)]), 'QNT-006')]
    tell('rows of one name are counted, and the name is said once', said and all('同样如此：' not in m for m in said)
         and any('另有 1 处同样如此' in m for m in said), said)
    tell('a note is not folded into a warning', sorted(f['severity'] for f in found) == ['note', 'warning'], found)


def places():
    """What a finding stands at and lists beside, over the projects of one unit."""
    records = [json.loads(line) for line in (ROOT / 'fixtures' / '001-shunping-target-2020.ndjson').read_text(encoding='utf-8').splitlines()]
    found = check(records)
    own = [f['rule'] for f in found if f['kind'] == 'finding' for r in f.get('related', ())
           if (r['ordinal'], r.get('seq', 0), r.get('field')) == (f['project']['ordinal'], f.get('indicator', {}).get('seq', 0), f.get('field'))]
    tell('no finding is related to itself', not own, sorted(set(own)))
    lists = [f['rule'] for f in found if f.get('field') in ('indicators', 'payment_plan') and 'value' in f]
    tell('a list of rows is no blank cell', not lists and of(found, 'APP-017') and of(found, 'APP-004'), lists)
    twins = sorted(sorted({f['project']['ordinal'], *(r['ordinal'] for r in f['related'])}) for f in of(found, 'APP-017'))
    tell('twin projects, those with one goal and half of the rows among them', twins == [[1, 8], [3, 4], [5, 12], [6, 9], [7, 10]], twins)
    tell('the parts of a brief goal are told apart', ['；' in f['message'] for f in of(found, 'FEA-009')] == [True, True])


def standings():
    """Second-hand facts of a region are a warning at most."""
    standing, loud = {}, []
    for path in (ROOT / 'rules').rglob('statutes.lua'):
        for found in re.finditer(r'statute "([^"]+)".*?standing = "([^"]+)"', path.read_text(encoding='utf-8'), re.S):
            standing[found[1]] = found[2]
    for path in (ROOT / 'rules').rglob('*.lua'):
        text = path.read_text(encoding='utf-8')
        if path.relative_to(ROOT / 'rules').parts[0] == 'national' or not re.search(r'^rule "', text, re.M):
            continue
        basis = re.findall(r'"([^"]+)"', re.search(r'basis\s*=\s*\{([^}]*)\}', text)[1])
        if 'severity = "error"' in text and basis and all(standing[one] == 'second-hand' for one in basis):
            loud.append(path.name)
    tell('what is second-hand is a warning at most', not loud, loud)


def english():
    """Every rule, and everything it says about the filings, can be read in English."""
    lacking = []
    for path in sorted((ROOT / 'rules').rglob('*.lua')):
        text = path.read_text(encoding='utf-8')
        if not re.search(r'^rule "', text, re.M):
            continue
        code = text.split('\n  bad ')[0]
        count = [len(re.findall(r'(?<![\w.])' + key + r'\s*=[^=]', code)) for key in ('message', 'message_en')]
        if count[0] != count[1] or 'title_en' not in code or ('suggestion =' in code and 'suggestion_en =' not in code):
            lacking.append(path.name)
    tell('every rule has English texts', not lacking, lacking)
    silent = set()
    for path in sorted((ROOT / 'fixtures').glob('00?-*.ndjson')):
        records = [json.loads(line) for line in path.read_text(encoding='utf-8').splitlines()]
        for f in check(records):
            if f['kind'] == 'finding' and not (f.get('message_en') and ('suggestion' not in f or f.get('suggestion_en'))):
                silent.add(f['rule'])
            if re.search('[：；，。]', re.sub(r"'[^']*'|‘[^’]*’|“[^”]*”", '', f.get('suggestion_en', ''))):
                silent.add(f['rule'])
    tell('every finding about the seeds has English texts', not silent, sorted(silent))


def regions():
    """Each region's own rules and settings are in force there and nowhere else."""
    base = dict(form='self_evaluation', year=2024, project_name='甲', unit_name='乙', currency_unit='万元', budget_total='100',
                executed='85', execution_rate='85%', indicators=rows())
    for region, rule in (('510000', 'SCH-001'),):
        own, other = check([dict(base, region=region)]), check([dict(base, region='110000')])
        tell(f'{rule} speaks in {region} only', len(of(own, rule)) == 1 and not of(other, rule))
    weights = [dict(r, weight=w, score=w) for r, w in zip(rows(), ('15', '15', '10', '30', '10'))]
    hubei = dict(base, executed='100', execution_rate='100%', execution_weight='20', execution_score='20', total_score='100',
                 indicators=weights)
    found = check([dict(hubei, region='420700')])
    tell('20 / 40 / 40 is right in Ezhou', not of(found, 'SEV-020') and not of(found, 'HUB-001'), found)
    tell('20 / 40 / 40 is not the national profile', len(of(check([hubei]), 'SEV-020')) == 1)
    band = [dict(r) for r in rows()]
    band[3].update(target='明显提升', actual='部分达成年度指标并具有一定效果', weight='10', score='5.5')
    part = dict(base, indicators=band, deviation_reason='资金结余为招标节约，个别村群众知晓不够')
    tell('55 % is within the middle band of Hubei alone', not of(check([dict(part, region='湖北省')]), 'SEV-024')
         and len(of(check([part]), 'SEV-024')) == 1)
    packs = {f['pack'] for f in check([dict(base, region=r, budget_total='') for r in (
        '110000', '120000', '130000', '140000', '140781', '310000', '330000', '340000', '420700', '440000', '450000', '510000',
        '632221')])}
    codes = {re.sub('@[^+]*', '', p.split('+')[-1]) for p in packs if '+' in p}
    tell('thirteen regions have packs of their own', len(codes) == 13, sorted(codes))


def regional_rules():
    """One record, judged by two regions: the rule speaks in the first and is silent in the other."""
    watched = dict(form='monitoring', year=2025, month=6, project_name='甲', unit_name='乙', reported_on='2025-11-20',
                   currency_unit='万元', budget_total='100', executed='60', execution_rate='60%',
                   indicators=[dict(r, actual=r['target']) for r in rows() if r['level1'] == '产出指标'])
    lasting = dict(form='target', year=2024, project_name='甲', unit_name='乙',
                   indicators=rows() + [row('效益指标', '可持续影响指标', '供水设施', '持续影响')])
    period = dict(form='target', year=2024, project_name='甲', unit_name='乙',
                  indicators=[dict(r, **{'实施周期指标值': ''}) for r in rows()])
    for record, rule, there, elsewhere in (
            (watched, 'SCH-002', '510000', '140000'), (watched, 'JIX-001', '140781', '140000'),
            (watched, 'CMP-012', '140000', '420000'), (lasting, 'QNT-006', '130000', '120000'),
            (period, 'GDG-001', '440000', '450000')):
        own, other = check([dict(record, region=there)]), check([dict(record, region=elsewhere)])
        tell(f'{rule} speaks in {there}, not in {elsewhere}', len(of(own, rule)) == 1 and not of(other, rule), (of(own, rule), of(other, rule)))


execution_scores()
standings()
english()
regions()
regional_rules()
lights()
folding()
places()
sys.exit(failed)
