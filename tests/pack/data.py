"""data.py RULES CASES JIHE: every kind of data that a pack holds can be overridden by a county, one case of
data.txt each. All cases are judged in one run: the same record once by the country's packs, once by those of a
county that changes one thing. TAP lines on standard output.

A case is `verb name | rule | form | before > after | what the county writes | the record as JSON`. Before and after are
what the rule says: `-` nothing, else the severities (undecided among them), and `:text` where a message or a suggestion must hold it. The
record is laid over the first of fixtures/clean of its form: an object replaces the project's fields, its `row` the
fields of the row of the same second level (a new row where there is none); null takes a field away; a list is several
projects. With a region of its own (`region` in the record) the county lies in that province.
"""
import collections, copy, json, re, subprocess, sys, tempfile
from pathlib import Path

RULES, CASES, JIHE = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
CLEAN = Path(__file__).resolve().parents[2] / 'fixtures' / 'clean'
# Kinds that no finding shows: what they are for is tested where it happens.
ELSEWHERE = {
    'codes divisions': 'tests/pack/packs.sh', 'codes flawless': 'tests/rules/test.sh',
    'codes review_items': 'tests/review/review.sh', 'codes review_grades': 'tests/review/review.sh',
}
PLAIN = '430000'
Case = collections.namedtuple('Case', 'kind name rule form before after body record line')


def cases():
    for n, line in enumerate(CASES.read_text(encoding='utf-8').splitlines(), 1):
        if line.strip() and not line.startswith(('#', 'label ')):
            what, rule, form, change, body, record = (part.strip() for part in line.split(' | ', 5))
            before, after = change.split(' > ')
            kind, name = what.split(' ', 1)
            yield Case(kind, name, rule, form, before, after, body, json.loads(record), n)


def lay(under, over):
    for key, value in over.items():
        if value is None:
            under.pop(key, None)
        else:
            under[key] = value
    return under


def project(form, over):
    name = CLEAN / (form.replace('_', '-') + '.ndjson')
    p = json.loads(name.read_text(encoding='utf-8').splitlines()[0])
    over = dict(over)
    row = over.pop('row', None)
    lay(p, over)
    if row is not None:
        same = [r for r in p['indicators'] if r.get('level2') == row.get('level2')]
        if not same:
            p['indicators'].append({})
        lay(same[0] if same else p['indicators'][-1], row)
    return p


def records(case):
    over = case.record if isinstance(case.record, list) else [case.record]
    return [project(case.form, o) for o in over]


def province(case):
    over = case.record if isinstance(case.record, list) else [case.record]
    return over[0].get('region', PLAIN)


def manifest(case, code):
    body = f'{case.kind} = {{ {case.body} }}' if case.kind in ('set', 'rules', 'stages', 'parameters') else ''
    return f'pack "{code}" {{ title = "某县", version = "1", {body} }}\n'


def write(folder, case, code):
    (folder / 'data').mkdir(parents=True)
    (folder / 'pack.lua').write_text(manifest(case, code), encoding='utf-8')
    if case.kind in ('words', 'codes'):
        (folder / 'data' / 'own.lua').write_text(f'{case.kind} "{case.name}" {{ {case.body} }}\n', encoding='utf-8')


def counties(wanted):
    """A county without a pack of its own for each region in `wanted`; most need any that no province's pack covers."""
    text = (RULES / 'national' / 'data' / 'divisions.lua').read_text(encoding='utf-8')
    taken = {p.name[:6] for p in RULES.rglob('*-*') if p.is_dir()}
    free = [c for c in re.findall(r'\["(\d{6})"\]', text) if not c.endswith('00') and c not in taken]
    plain = [c for c in free if c[:2] in ('36', '37', '41', '43')]
    for region in wanted:
        if region == PLAIN:
            yield plain.pop(0)
        else:
            start = re.sub('(00)+$', '', region)
            code = next(c for c in free if c.startswith(start))
            free.remove(code)
            yield code


def said(findings, ordinals, rule):
    of = [f for o in ordinals for f in findings[o] if f['rule'] == rule]
    return of, sorted('undecided' if f['kind'] == 'undecided' else f['severity'] for f in of)


def wanted(text):
    severities, _, part = text.partition(':')
    return [] if severities == '-' else sorted(severities.split('+')), part


def holds(text, got):
    severities, part = wanted(text)
    return got[1] == severities and (not part or any(part in f['message'] + f.get('suggestion', '') for f in got[0]))


def show(got):
    return '+'.join(got[1]) + ''.join(' ' + f['message'] for f in got[0]) or '-'


def run(table):
    with tempfile.TemporaryDirectory() as folder:
        rules, source, out = Path(folder, 'rules'), Path(folder, 'in.ndjson'), Path(folder, 'out.ndjson')
        subprocess.run(['cp', '-r', str(RULES), str(rules)], check=True)
        lines, places = [], []
        for case, code in zip(table, counties([province(c) for c in table])):
            write(rules / f'{code}-county', case, code)
            for region in (province(case), code):
                own = records(case)
                places.append(range(len(lines) + 1, len(lines) + 1 + len(own)))
                for p in own:
                    # groups are kept apart by their unit
                    p.update(region=region, unit_name=p['unit_name'] + str(len(places)), unit_code=str(900000 + len(places)))
                    lines.append(json.dumps(p, ensure_ascii=False))
        source.write_text('\n'.join(lines) + '\n', encoding='utf-8')
        done = subprocess.run([JIHE, 'check', '--rules', str(rules), '--stage', 'finance', '-o', str(out), str(source)],
                              capture_output=True, check=False)
        if done.returncode not in (0, 1):
            print('not ok 1 - the packs of all counties load')
            print('# ' + done.stderr.decode('utf-8', 'replace')[:2000].replace('\n', '\n# '))
            sys.exit(1)
        findings = collections.defaultdict(list)
        for line in out.read_text(encoding='utf-8').splitlines():
            f = json.loads(line)
            if f['kind'] in ('finding', 'undecided') and 'project' in f:
                findings[f['project']['ordinal']].append(f)
        return findings, places


def labels():
    """What became of each label: whether the map found it, without and with the county's word."""
    for line in CASES.read_text(encoding='utf-8').splitlines():
        if not line.startswith('label '):
            continue
        name, form, old, new = (part.strip() for part in line[len('label '):].split('|'))
        text = form if form.startswith('<') else (CLEAN.parent / 'forms' / form).read_text(encoding='utf-8')
        with tempfile.TemporaryDirectory() as folder:
            rules = Path(folder, 'rules')
            subprocess.run(['cp', '-r', str(RULES), str(rules)], check=True)
            write(rules / '430102-county', Case('words', name, '', '', '', '', f'extend = true, "{new}"', {}, 0), '430102')
            read = [converted(folder, rules, *told).replace(new, old) for told in ((text, '430103'), (text.replace(old, new), '430103'),
                                                                 (text.replace(old, new), '430102'))]
        yield name, read[0] == read[2] and read[0] != read[1], read[2]


def converted(folder, rules, text, region):
    source, out = Path(folder, 'form.txt'), Path(folder, 'form.ndjson')
    source.write_text(text, encoding='utf-8')
    out.unlink(missing_ok=True)
    subprocess.run([JIHE, 'convert', '--rules', str(rules), '--region', region, str(source), '-o', str(out)],
                   capture_output=True, check=False)
    lines = out.read_text(encoding='utf-8').splitlines() if out.exists() else []
    return json.dumps([{k: v for k, v in json.loads(line).items() if k != 'source'} for line in lines], ensure_ascii=False)


def kinds():
    """Every list the packs hold, and every type of parameter."""
    found = set()
    for path in RULES.rglob('*.lua'):
        if 'library' in path.parts:
            continue
        text = path.read_text(encoding='utf-8')
        found |= {f'{verb} {name}' for verb, name in re.findall(r'^(words|codes) "([^"]+)"', text, re.M)}
        if path.name == 'pack.lua':
            found |= {f'set ({kind})' for kind in re.findall(r'\{ type = "(\w+)"', text)}
            found |= {f'{key} (table)' for key in re.findall(r'^  (rules|stages) = \{', text, re.M)}
    return found


def covered(table):
    types = dict(re.findall(r'(\w+) = \{ type = "(\w+)"', ''.join(
        p.read_text(encoding='utf-8') for p in RULES.rglob('pack.lua'))))
    for case in table:
        if case.kind == 'set':
            yield f'set ({types[case.name]})'
        elif case.kind in ('rules', 'stages'):
            yield f'{case.kind} (table)'
        else:
            yield f'{case.kind} {case.name}'


def main():
    table, n, failed = list(cases()), 0, False
    findings, places = run(table)

    def tell(name, good, detail=''):
        nonlocal n, failed
        n, failed = n + 1, failed or not good
        print(f"{'ok' if good else 'not ok'} {n} - {name}" + ('' if good else f'\n# {detail}'[:600]))
    for k, case in enumerate(table):
        before, after = (said(findings, places[2 * k + m], case.rule) for m in (0, 1))
        tell(f'{case.kind} {case.name}: {case.rule} {case.before} > {case.after}',
             holds(case.before, before) and holds(case.after, after) and case.before != case.after,
             f'{CASES.name}:{case.line}: {show(before)} > {show(after)}')
    have, want = set(covered(table)) | set(ELSEWHERE), kinds()
    for name, good, detail in labels():
        tell(f'words {name}: the county\'s label is read', good, detail)
        have.add(f'words {name}')
    for kind in sorted(want - have):
        tell(f'{kind} has a case', False, f'add a line to {CASES.name}')
    tell('every kind of data has a case', want <= have, ', '.join(sorted(want - have)))
    tell('no case without its kind', have <= want, ', '.join(sorted(have - want)))
    print(f'1..{n}')
    sys.exit(failed)


if __name__ == '__main__':
    main()
