#!/usr/bin/env python3
"""read.py JIHE: the five documents as HTML, DOCX and XLSX give the records of fixtures/00?-*.ndjson, and the
addresses of findings are true.

Records are compared field by field but for what EXCEPT lists with its reason. For the addresses another reader
(zipfile, ElementTree, html.parser) opens each document at twenty findings, taken by a fixed random choice, and at
every finding with a value looks for the text there.
Speaks TAP; exits 1 if something differs.
"""
import html.parser
import json
import os
import random
import re
import string
import sys
import tempfile
import zipfile
from xml.etree import ElementTree

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.normpath(f'{HERE}/../..')
sys.path.insert(0, f'{HERE}/../convert')
import roundtrip  # noqa: E402 (its reader of workbooks)

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
NS = roundtrip.NS
TAKEN = 20
# What a document cannot say as the records do: the region is the division's code there and its name on paper; a
# title above a form, which the records leave out.
EXCEPT = {'002-ezhou-self-evaluation-2023': {'表名'}, '004-menyuan-disclosure-2024': {'region'}}
tell, run = roundtrip.tell, roundtrip.run


def plain(text):
    return re.sub(r'\s+', '', text)


# ---- records ----

def fields(record, left_out):
    """{place: text} of everything a record says."""
    out = {}
    for key, value in record.items():
        if key in left_out or key == 'source':
            continue
        if key in ('indicators', 'goals'):
            for n, item in enumerate(value):
                out.update({f'{key}[{n}].{k}': str(v) for k, v in item.items()})
        elif isinstance(value, dict):
            out.update({f'{key}.{k}': str(v) for k, v in value.items()})
        else:
            out[key] = '；'.join(value) if isinstance(value, list) else str(value)
    return out


def compare(wanted, got, left_out):
    """(fields that agree, all fields, differences): line ends and blanks do not count, a missing field does."""
    same = total = 0
    out = [] if len(wanted) == len(got) else [f'{len(got)} records, wanted {len(wanted)}']
    for n, (a, b) in enumerate(zip(wanted, got), 1):
        x, y = fields(a, left_out), fields(b, left_out)
        for key in sorted(set(x) | set(y)):
            total += 1
            if plain(x.get(key, '(absent)')) == plain(y.get(key, '(absent)')):
                same += 1
            else:
                out.append(f'{n} {key}: {y.get(key, "(absent)")!r}, wanted {x.get(key, "(absent)")!r}')
    return same, total, out


# ---- addresses: another reader ----

class Tables(html.parser.HTMLParser):
    """tables[t][r][c] of a page without nested tables, as text; a ticked box is ☑."""

    def __init__(self):
        super().__init__()
        self.tables, self.lines, self.at = [], [''], None

    def handle_starttag(self, tag, attributes):
        if tag == 'table':
            self.tables.append([])
        elif tag == 'tr':
            self.tables[-1].append([])
        elif tag == 'td':
            self.tables[-1][-1].append('')
            self.at = self.tables[-1][-1]
        elif tag == 'p':
            self.lines.append('')
            self.at = self.lines
        elif tag == 'br' and self.at:
            self.at[-1] += '\n'
        elif tag == 'input':
            self.at[-1] += '☑' if dict(attributes).get('checked', 'no') != 'no' else '□'

    def handle_endtag(self, tag):
        if tag in ('td', 'p'):
            self.at = None

    def handle_data(self, data):
        if self.at:
            self.at[-1] += data


def in_page(tables, paragraphs, at):
    """The text of the cell, of the whole row where no cell is said, of the paragraph; None elsewhere."""
    if 'table' not in at:
        return paragraphs[at['paragraph'] - 1] if 'paragraph' in at else None
    row = tables[at['table'] - 1][at['row'] - 1]
    return row[at['cell'] - 1] if 'cell' in at else ' '.join(row)


def html_reader(path):
    page = Tables()
    with open(path, encoding='utf-8') as f:
        page.feed(f.read())
    return lambda at: in_page(page.tables, page.lines[1:], at)


def docx_reader(path):
    with zipfile.ZipFile(path) as z:
        body = ElementTree.fromstring(z.read('word/document.xml')).find(f'{W}body')
    tables = [[[''.join(t.text or '' for t in c.iter(f'{W}t')) for c in r.findall(f'{W}tc')]
               for r in t.findall(f'{W}tr')] for t in body.findall(f'{W}tbl')]
    paragraphs = [''.join(t.text or '' for t in p.iter(f'{W}t')) for p in body.findall(f'{W}p')]
    return lambda at: in_page(tables, paragraphs, at)


def shown(value, places, percent):
    return f'{float(value) * (100 if percent else 1):.{places}f}' + ('%' if percent else '')


def xlsx_reader(path):
    """Texts of cells, numbers as their format shows them."""
    with zipfile.ZipFile(path) as z:
        book = ElementTree.fromstring(z.read('xl/workbook.xml'))
        names = [s.get('name') for s in book.iter(f'{NS}sheet')]
        shared = [''.join(t.text or '' for t in si.iter(f'{NS}t'))
                  for si in ElementTree.fromstring(z.read('xl/sharedStrings.xml'))]
        style = ElementTree.fromstring(z.read('xl/styles.xml'))
        codes = {n.get('numFmtId'): n.get('formatCode') for n in style.iter(f'{NS}numFmt')}
        codes.update({'0': '', '1': '0', '2': '0.00', '9': '0%', '10': '0.00%'})
        formats = [codes.get(x.get('numFmtId'), '') for x in style.find(f'{NS}cellXfs')]
        cells = {}
        for n, name in enumerate(names):
            for c in ElementTree.fromstring(z.read(f'xl/worksheets/sheet{n + 1}.xml')).iter(f'{NS}c'):
                v = c.find(f'{NS}v')
                if v is None:
                    text = ''.join(t.text or '' for t in c.iter(f'{NS}t'))
                elif c.get('t') == 's':
                    text = shared[int(v.text)]
                else:
                    code = formats[int(c.get('s', 0))]
                    places = len(code.split('.')[1].rstrip('%')) if '.' in code else 0
                    text = shown(v.text, places, code.endswith('%')) if code else v.text
                cells[name, c.get('r')] = text
    def read(at):
        if 'cell' in at:
            return cells.get((at['sheet'], at['cell']), '')
        own = [text for (sheet, cell), text in cells.items()
               if sheet == at.get('sheet') and cell.lstrip(string.ascii_uppercase) == str(at.get('row'))]
        return ' '.join(own) if 'row' in at else None
    return read


READERS = {'html': html_reader, 'docx': docx_reader, 'xlsx': xlsx_reader}


def findings(jihe, path):
    done = run(jihe, 'check', '--rules', f'{ROOT}/rules', '--format', 'ndjson', '--', path)
    said = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return [f for f in said if f['kind'] == 'finding']


def is_true(f, read):
    """The value stands at the address. What a discreet rule leaves out (略) must at least have a cell."""
    at = f['location']
    there = read(at)
    value = f.get('value', '').replace('（略）', '')
    if there is None:
        return False, 'no cell'
    # several cells make up a list, a level name may be printed above: those point at one cell that is part of it
    ok = plain(value) in plain(there) or (f.get('field') in ('category', 'attribute', 'type') and '☑' in there)
    return ok, there


def addresses(jihe, path, name, kind):
    read = READERS[kind](path)
    found = [f for f in findings(jihe, path) if 'value' in f and 'location' in f]
    placed = [f for f in found if any(k in f['location'] for k in ('row', 'cell'))]
    chosen = random.Random(name).sample(found, min(TAKEN, len(found)))
    wrong = []
    for f in chosen + placed:
        try:
            ok, there = is_true(f, read)
        except (IndexError, KeyError) as e:
            ok, there = False, f'nothing: {e!r}'
        if not ok and (f in placed or f.get('value')):
            wrong.append(f'{f["rule"]} {f.get("field")} {f["location"]}: {f.get("value")!r}, there stands {str(there)[:80]!r}')
    tell(not wrong and len(found) > 0, f'{name}.{kind}: {len(chosen)} random findings and {len(placed)} in cells stand '
         'where they say', '\n'.join(dict.fromkeys(wrong)))


# ---- one document ----

def document(jihe, work, name, kind):
    path = f'{ROOT}/fixtures/documents/{name}.{kind}'
    out = f'{work}/{name}.{kind}.ndjson'
    done = run(jihe, 'convert', '--rules', f'{ROOT}/rules', path, '-o', out)
    said = done.stderr.decode()
    if not tell(done.returncode == 0, f'{name}.{kind} is read', said):
        return
    wanted = roundtrip.records(f'{ROOT}/fixtures/{name}.ndjson')
    same, total, why = compare(wanted, roundtrip.records(out), EXCEPT.get(name, set()))
    tell(not why, f'{name}.{kind}: {same} of {total} fields as in the records', '\n'.join(why))
    addresses(jihe, path, name, kind)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    names = sorted(n.removesuffix('.html') for n in os.listdir(f'{ROOT}/fixtures/documents') if n.endswith('.html'))
    tell(len(names) == 5, 'five documents', names)
    with tempfile.TemporaryDirectory() as work:
        for name in names:
            for kind in READERS:
                document(os.path.abspath(sys.argv[1]), work, name, kind)
    print(f'1..{roundtrip.count}')
    sys.exit(roundtrip.failed > 0)


if __name__ == '__main__':
    main()
