#!/usr/bin/env python3
"""check_rules.py JIHE: what the rule library promises beyond its own examples.

Execution scores to the digit, monitoring lights at their limits, repeated findings folded, regional
packs in force where they should be. Speaks TAP; exits 1 if anything differs.
"""
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
JIHE = sys.argv[1]
failed = False


def check(records, *options, rules=ROOT / 'rules'):
    """Findings of a run over these records."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, 'in.ndjson'), Path(folder, 'out.ndjson')
        source.write_text(''.join(json.dumps(r, ensure_ascii=False) + '\n' for r in records), encoding='utf-8')
        done = subprocess.run([JIHE, 'check', '--rules', str(rules), '--format', 'ndjson', '-o', str(out),
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
    return [f for f in findings if f.get('rule') == rule and (ordinal is None or f['project']['ordinal'] == ordinal)]


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
    levels = rows() + [row('效益指标', level, f'{level}一项', '≥90%') for level in ('效率指标', '效能指标', '效率指标')]
    odd = of(check([dict(form='declaration', year=2024, project_name='甲', unit_name='乙', indicators=levels)]), 'REL-002')
    works = rows() + [row('效益指标', level, name, '≥10次') for level, name in (('社会效益指标', '督查检查整改'), ('可持续影响指标', '护路宣传活动'))]
    counted = of(check([dict(form='declaration', year=2024, project_name='甲', unit_name='乙', indicators=works)]), 'REL-011')
    tell('rows of which the name is told are known by it', len(counted) == 1 and counted[0]['message'].endswith('同样如此：“护路宣传活动”'), counted)
    tell('strange levels are told by their own words', len(odd) == 1 and odd[0]['message'].endswith('另有 2 处同样如此：“效能指标” 等'), odd)
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
    """Every fact of a region carries its standing, and what is only told by others is a warning at most."""
    lacking, loud, orphans = [], [], []
    for pack in sorted(ROOT.joinpath('rules').rglob('pack.lua')):
        if pack.parent.name == 'national':
            continue
        register = pack.parent / 'statutes.lua'
        standing = dict(re.findall(r'statute "([^"]+)".*?standing = "(seen|checked|second-hand|memory)"',
                                   register.read_text(encoding='utf-8') if register.exists() else '', re.S))
        if not standing:
            lacking.append(pack.parent.name)
        hearsay = {name for name, kind in standing.items() if kind in ('second-hand', 'memory')}
        texts = {pack.name: pack.read_text(encoding='utf-8')}
        for path in pack.parent.rglob('*.lua'):
            text = path.read_text(encoding='utf-8')
            own = not any(p != pack and p.parent in path.parents and pack.parent in p.parents for p in pack.parent.rglob('pack.lua'))
            if own and re.search(r'^rule "', text, re.M):
                basis = set(re.findall(r'"([^"#]+)', re.search(r'basis\s*=\s*\{([^}]*)\}', text)[1]))
                if not basis:
                    orphans.append(path.name)
                if basis <= hearsay:
                    texts[path.name] = text.split('\n  bad ')[0]
        if set(standing) > hearsay:
            del texts[pack.name]
        loud += [name for name, text in texts.items() if 'severity = "error"' in text]
    tell('every pack of a region registers what it rests on, with its standing', not lacking, lacking)
    tell('every rule of a region rests on something registered', not orphans, orphans)
    tell('what is second-hand or from memory is a warning at most', not loud, loud)
    # the engine holds to it even where a rule says otherwise
    with tempfile.TemporaryDirectory() as folder:
        rules = Path(folder, 'rules')
        shutil.copytree(ROOT / 'rules', rules)
        for rule in ('510000-sichuan/self_evaluation/SCH-001', '330000-zhejiang/completeness/ZHJ-001'):
            path = next(rules.glob(rule + '*'))
            path.write_text(path.read_text(encoding='utf-8').replace('severity = "warning"', 'severity = "error"'), encoding='utf-8')
        low = dict(form='self_evaluation', year=2026, region='510000', project_name='甲', unit_name='乙', currency_unit='万元',
                   budget_total='100', executed='85', execution_rate='85%', indicators=rows())
        weights = dict(form='target', year=2026, region='330000', project_name='甲', unit_name='乙', indicators=rows(weight='10'))
        found = check([low, weights], rules=rules)
        said = [(f['rule'], f['severity']) for f in found if f['rule'] in ('SCH-001', 'ZHJ-001')]
        tell('hearsay raised to an error is told as a warning', said == [('SCH-001', 'warning'), ('ZHJ-001', 'warning')], said)


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
        elif re.search(r'undecided\("[^"]*"\)', code):
            lacking.append(path.name + ': undecided')
    for path in sorted((ROOT / 'rules').rglob('pack.lua')):
        text = path.read_text(encoding='utf-8')
        if len(re.findall(r'\breason =', text)) != len(re.findall(r'\breason_en =', text)):
            lacking.append(str(path.relative_to(ROOT)))
    for path in sorted((ROOT / 'rules').rglob('forms/*.lua')):
        text = path.read_text(encoding='utf-8')
        if 'title_en' not in text or ('looks_for ' in text and 'looks_for_en' not in text):
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
                  indicators=[dict(r, **{'实施周期指标值': ''}) for r in rows(reason='')])
    full = dict(form='self_evaluation', year=2024, project_name='甲', unit_name='乙', currency_unit='万元', budget_total='100',
                executed='100', execution_rate='100%')
    over = dict(full, indicators=[dict(r) for r in rows(reason='')])
    over['indicators'][4].update(target='≥70%', actual='98%')
    # 100 points by the approved weights, 90 by the others
    approved = dict(full, execution_weight='10', indicators=[
        dict(r, 分值='18', score='18', 权重='20') for r in rows(reason='')])
    cancelled = dict(form='target', year=2024, project_name='甲', unit_name='乙', indicators=rows() + [
        row('效益指标', '经济效益指标', '增收', '本指标不适用此项目', computesign='10')])
    listed = dict(form='target', year=2024, project_name='甲', unit_name='乙', indicators=rows() + [
        row('产出指标', '数量指标', '救助人数', '≥35人', computesign='9')])
    lights = dict(watched, month=7, reported_on='2025-08-10', 是否达到序时支出进度='是', 是否达到阶段性绩效目标='否', 预警灯='绿灯')
    doubt = dict(watched, month=7, reported_on='2025-08-10')
    doubt['indicators'] = [dict(r, forecast='', likelihood='有可能', reason='资金下达较晚') for r in doubt['indicators']]
    for record, rule, there, elsewhere in (
            (over, 'SEV-015', '450000', '430000'), (approved, 'SEV-026', '330000', '430000'), (approved, 'SEV-019', None, '330000'),
            (listed, 'AHI-002', '340000', '430000'), (lights, 'HFE-001', '340100', '340000'),
            (doubt, 'TJN-002', '120000', '430000'), (doubt, 'MON-014', '430000', '120000'),
            (cancelled, 'REL-007', None, '430000'),
            (watched, 'SCH-002', '510000', '140000'), (watched, 'JIX-001', '140781', '140000'),
            (watched, 'CMP-012', '140000', '420000'), (lasting, 'QNT-006', '130000', '120000'),
            (period, 'GDG-001', '440000', '450000')):
        own = of(check([dict(record, region=there)]), rule) if there else [None]
        other = of(check([dict(record, region=elsewhere)]), rule)
        tell(f'{rule} speaks in {there or "no region"}, not in {elsewhere}', own and not other, (own, other))


execution_scores()
standings()
english()
regions()
regional_rules()
lights()
folding()
places()
sys.exit(failed)
