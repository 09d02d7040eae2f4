#!/usr/bin/env python3
"""roundtrip.py JIHE: records keep every cell, absent or blank or filled, through NDJSON, CSV and XLSX.

Each fixture is converted to each format and back to NDJSON; what comes back must be what `jihe convert` makes
of the fixture itself, key by key, but for `source`. `jihe check` of each result must find the same things. The
XLSX is also read here, cell by cell, as text. Speaks TAP; exits 1 if something is lost.
"""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from xml.etree import ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.normpath(f'{HERE}/../..')
RULES = f'{ROOT}/rules'
NS = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
SECONDS = 120
FORMS = {'declaration': '申报表', 'target': '绩效目标表', 'monitoring': '运行监控表', 'self_evaluation': '自评表',
         'disclosure': '公开表'}
failed = count = 0


def tell(ok, name, why=''):
    global failed, count
    count += 1
    failed += not ok
    print(f'{"ok" if ok else "not ok"} {count} - {name}')
    if not ok:
        print('\n'.join(f'# {line}' for line in str(why)[:1500].split('\n')))
    return ok


def run(jihe, *argv):
    return subprocess.run([jihe, *argv], capture_output=True, timeout=SECONDS, check=False)


def records(path):
    with open(path, encoding='utf-8') as f:
        return [json.loads(line) for line in f]


def sourceless(found):
    return [{k: v for k, v in record.items() if k != 'source'} for record in found]


def placeless(value):
    if isinstance(value, dict):
        return {k: placeless(v) for k, v in value.items() if k not in ('location', 'ordinal')}
    return [placeless(v) for v in value] if isinstance(value, list) else value


def findings(jihe, path):
    """What rules say; remarks on the input are about the file, not the record."""
    done = run(jihe, 'check', '--rules', RULES, '--format', 'ndjson', '--', path)
    if done.returncode not in (0, 1, 3):
        raise ValueError(f'check {path}: status {done.returncode}: {done.stderr.decode()[:400]}')
    said = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return sorted(json.dumps(placeless(f), sort_keys=True, ensure_ascii=False)
                  for f in said if f['kind'] not in ('input_error', 'run'))


def differences(a, b):
    out = []
    for i, (x, y) in enumerate(zip(a, b)):
        for key in sorted(set(x) | set(y)):
            if x.get(key, '(absent)') != y.get(key, '(absent)'):
                out.append(f'record {i + 1} {key}: {x.get(key, "(absent)")!r} became {y.get(key, "(absent)")!r}'[:300])
    if len(a) != len(b):
        out.append(f'{len(a)} records became {len(b)}')
    return '\n'.join(out)


# ---- XLSX without the program ----

def unescape(text):
    return re.sub(r'_x([0-9A-Fa-f]{4})_', lambda m: chr(int(m.group(1), 16)), text)


def column(reference):
    n = 0
    for letter in re.match('[A-Z]+', reference).group():
        n = n * 26 + ord(letter) - 64
    return n - 1


def sheets(path):
    """{sheet name: rows of {column: text}}; a formula or a number anywhere is an error."""
    with zipfile.ZipFile(path) as z:
        names = [s.get('name') for s in ElementTree.fromstring(z.read('xl/workbook.xml')).iter(f'{NS}sheet')]
        shared = []
        if 'xl/sharedStrings.xml' in z.namelist():
            shared = [''.join(t.text or '' for t in si.iter(f'{NS}t'))
                      for si in ElementTree.fromstring(z.read('xl/sharedStrings.xml'))]
        out = {}
        for i, name in enumerate(names):
            rows = []
            for row in ElementTree.fromstring(z.read(f'xl/worksheets/sheet{i + 1}.xml')).iter(f'{NS}row'):
                cells = {}
                for c in row.iter(f'{NS}c'):
                    if c.find(f'{NS}f') is not None or (c.find(f'{NS}v') is not None and c.get('t') != 's'):
                        raise ValueError(f'{name}!{c.get("r")} is no text')
                    text = ''.join(t.text or '' for t in c.iter(f'{NS}t'))
                    if c.get('t') == 's':
                        text = shared[int(c.find(f'{NS}v').text)]
                    cells[column(c.get('r'))] = unescape(text)
                rows.append(cells)
            out[name] = rows
        return out


def xlsx_texts(path):
    """All non-blank texts under headings, by sheet."""
    return {name: sorted(t for row in rows[1:] for t in row.values()) for name, rows in sheets(path).items()}


def record_texts(found):
    """The same from records: what must stand in the workbook."""
    def flat(value):
        if isinstance(value, dict):
            return [t for v in value.values() for t in flat(v)]
        return [value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)]
    projects, indicators, goals = [], [], []
    for r in found:
        for key, value in r.items():
            if key in ('indicators', 'goals', 'source'):
                continue
            if key in ('category', 'attribute', 'type') and isinstance(value, list):
                projects.append(None if re.search('[;；|]', ''.join(value)) else '；'.join(value))
            elif key == 'payment_plan':
                projects += flat(value)
            elif key == 'form':
                projects.append(FORMS.get(value, value))
            elif isinstance(value, (dict, list)):
                projects.append(None)
            else:
                projects += flat(value)
        for kind, into in (('indicators', indicators), ('goals', goals)):
            for item in r.get(kind, []):
                into += [{'annual': '年度', 'long': '长期'}.get(v, v) if k == 'term' else v
                         for k, v in item.items()]
    return {'项目': projects, '指标': [str(v) for v in indicators], '目标': goals}


def has_texts(book, found):
    lost = []
    for sheet, texts in record_texts(found).items():
        there = list(book.get(sheet, []))
        for text in texts:
            if text is None or text == '':
                continue
            if text in there:
                there.remove(text)
            else:
                lost.append(f'{sheet}: {text!r}')
    return lost


# ---- one fixture ----

def reads_xlsx(jihe, work):
    """Whether this program reads workbooks."""
    path = f'{work}/probe.xlsx'
    run(jihe, 'convert', '--rules', RULES, f'{ROOT}/fixtures/faults/fine.ndjson', '-o', path)
    return run(jihe, 'convert', '--rules', RULES, path, '-o', f'{work}/probe.ndjson').returncode == 0


def line_ends(value):
    """Ends of lines inside a cell are one character in a workbook that was read."""
    if isinstance(value, dict):
        return {k: line_ends(v) for k, v in value.items()}
    if isinstance(value, list):
        return [line_ends(v) for v in value]
    return value.replace('\r\n', '\n') if isinstance(value, str) else value


def through(jihe, work, name, path, base, form):
    out, back = f'{work}/{name}{form}', f'{work}/{name}{form}.back.ndjson'
    done = run(jihe, 'convert', '--rules', RULES, base, '-o', out)
    if not tell(done.returncode == 0, f'{name} to {form or "CSV"}', done.stderr.decode()):
        return
    if form == '.xlsx':
        lost = has_texts(xlsx_texts(out), records(base))
        tell(not lost, f'{name}: every text stands in the workbook, as text', '\n'.join(lost))
        if not READS_XLSX:
            return
    done = run(jihe, 'convert', '--rules', RULES, out, '-o', back)
    if not tell(done.returncode == 0, f'{name} back from {form or "CSV"}', done.stderr.decode()):
        return
    wanted = sourceless(records(base))
    why = differences(line_ends(wanted) if form == '.xlsx' else wanted, sourceless(records(back)))
    tell(not why, f'{name}: {form or "CSV"} keeps every cell', why)
    a, b = findings(jihe, path), findings(jihe, out)
    if form == '.xlsx':
        a = sorted(line.replace('\\r\\n', '\\n') for line in a)
    tell(a == b, f'{name}: check of {form or "CSV"} finds the same {len(a)} things',
         '\n'.join(sorted(set(a) ^ set(b)))[:1400])


def fixture(jihe, work, path):
    name = os.path.relpath(path, f'{ROOT}/fixtures').removesuffix('.ndjson').replace('/', '_').replace('.', '_')
    base = f'{work}/{name}.base.ndjson'
    done = run(jihe, 'convert', '--rules', RULES, path, '-o', base)
    if not os.path.exists(base):
        tell(False, f'{name} is converted', done.stderr.decode())
        return
    for form in ('.ndjson', '', '.xlsx'):
        through(jihe, work, name, path, base, form)


def main():
    global READS_XLSX
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    jihe = os.path.abspath(sys.argv[1])
    paths = sorted(glob.glob(f'{ROOT}/fixtures/00?-*.ndjson') + glob.glob(f'{ROOT}/fixtures/convert/*.ndjson') +
                   glob.glob(f'{ROOT}/fixtures/faults/*.ndjson'))
    paths = [p for p in paths if os.path.basename(p) not in ('not-json.ndjson', 'truncated.ndjson')]
    paths += [f'{ROOT}/fixtures/faults/{n}' for n in ('fine.csv', 'gb18030-fine.csv', 'unsorted-indicators')]
    with tempfile.TemporaryDirectory() as work:
        READS_XLSX = reads_xlsx(jihe, work)
        for path in paths:
            fixture(jihe, work, path)
    print(f'1..{count}')
    sys.exit(failed > 0)


if __name__ == '__main__':
    main()
