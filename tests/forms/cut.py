#!/usr/bin/env python3
"""cut.py JIHE: forms whose text breaks off, and forms that are only blank, as text, page, Word document and workbook.

What breaks off is marked (`truncated`), told with its place, and lowers what is said of completeness; a blank that a
clerk left is not. Speaks TAP.
"""
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from xml.sax.saxutils import escape

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../..')
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
TYPES = 'xmlns="http://schemas.openxmlformats.org/package/2006/content-types"'
MIME = 'application/vnd.openxmlformats-officedocument'

# ---- a document is a list of lines of text and of tables (lists of rows) ----


def as_text(path, blocks):
    with open(path, 'w', encoding='utf-8') as f:
        for block in blocks:
            f.write(block + '\n\n' if isinstance(block, str) else ''.join('\t'.join(r) + '\n' for r in block) + '\n')


def as_html(path, blocks):
    def table(rows):
        return '<table>' + ''.join('<tr>' + ''.join(f'<td>{escape(c)}</td>' for c in r) + '</tr>' for r in rows) + '</table>'
    with open(path, 'w', encoding='utf-8') as f:
        f.write('<!DOCTYPE html><meta charset=utf-8>')
        f.write(''.join(f'<p>{escape(b)}</p>' if isinstance(b, str) else table(b) for b in blocks))


def packed(path, main, kind, parts):
    with zipfile.ZipFile(path, 'w') as z:
        z.writestr('[Content_Types].xml', f'<Types {TYPES}><Default Extension="rels" ContentType="application/vnd.'
                   'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
                   f'<Override PartName="/{main}" ContentType="{MIME}.{kind}.main+xml"/></Types>')
        z.writestr('_rels/.rels', f'<Relationships {RELATIONS}><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
                   f'Target="{main}"/></Relationships>')
        for name, xml in parts.items():
            z.writestr(name, xml)


def as_docx(path, blocks):
    def line(s):
        return f'<w:p><w:r><w:t xml:space="preserve">{escape(s)}</w:t></w:r></w:p>'

    def table(rows):
        return '<w:tbl>' + ''.join('<w:tr>' + ''.join(f'<w:tc>{line(c)}</w:tc>' for c in r) + '</w:tr>'
                                   for r in rows) + '</w:tbl><w:p/>'
    body = ''.join(line(b) if isinstance(b, str) else table(b) for b in blocks)
    packed(path, 'word/document.xml', 'wordprocessingml.document',
           {'word/document.xml': f'<w:document {WORD}><w:body>{body}</w:body></w:document>'})


def as_xlsx(path, blocks):
    rows = [row for b in blocks for row in ([[b]] if isinstance(b, str) else b)]
    data = ''.join(f'<row r="{y}">' + ''.join(
        f'<c r="{chr(65 + x)}{y}" t="inlineStr"><is><t>{escape(c)}</t></is></c>' for x, c in enumerate(row) if c) + '</row>'
        for y, row in enumerate(rows, 1))
    packed(path, 'xl/workbook.xml', 'spreadsheetml.sheet', {
        'xl/workbook.xml': f'<workbook {SHEET} xmlns:r="{OFFICE}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels': f'<Relationships {RELATIONS}><Relationship Id="r1" Type="{OFFICE}/worksheet" '
                                      'Target="worksheets/sheet1.xml"/></Relationships>',
        'xl/worksheets/sheet1.xml': f'<worksheet {SHEET}><sheetData>{data}</sheetData></worksheet>'})


WRITERS = {'txt': as_text, 'html': as_html, 'docx': as_docx, 'xlsx': as_xlsx}

# ---- the documents ----

HEAD = [['一级指标', '二级指标', '三级指标', '指标值']]
OUTPUT = [['产出指标', '数量指标', '养护里程', '≥30公里'], ['', '质量指标', '完好率', '≥90%']]
WHOLE = [*OUTPUT, ['效益指标', '社会效益指标', '受益人数', '≥200人'], ['满意度指标', '服务对象满意度指标', '群众满意度', '≥90%']]


def target(name, rows, *after):
    return ['2024年度项目支出绩效目标表', [['项目名称', name, '', ''], ['年度资金总额', '10', '', ''], *HEAD, *rows], *after]


TITLE = '某县司法局2024年项目支出绩效目标公开表'
TOLD = [['序号', '项目名称', '金额（万元）', '绩效目标', '绩效指标']]
TREE = '一、产出指标（一）数量指标：1.宣传≥4次。（二）成本指标：≤6万元。二、效益指标（一）社会效益指标：受益人数≥200人。（二）生态效益指标：'


def filled(length):
    tree = TREE + '三、满意度指标：群众满意度≥90%。'
    return tree + ('家长满意度≥90%，' * 40)[:length - len(tree) - 3] + '老师满'


def told(*trees):
    return [TITLE, [*TOLD, *([str(k), f'项目{k}', '6', '目标一：普法。', tree] for k, tree in enumerate(trees, 1))]]


# name → document, and for each of its projects behind which words its text breaks off (None: it does not)
CASES = {
    'a first level with nothing behind it': (target('道路', WHOLE) + target('桥梁', [*OUTPUT, ['效益指标', '', '', '']]), [None, '效益指标']),
    'in the only form': (target('桥梁', [*OUTPUT, ['效益指标', '', '', '']]), ['效益指标']),
    'before the number of the page': (target('桥梁', [*OUTPUT, ['效益指标', '', '', '']], '第 3 页 共 8 页'), ['效益指标']),
    'a second level where the other forms go on': (target('桥梁', [*OUTPUT, ['效益指标', '社会效益指标', '', '']]) + target('道路', WHOLE), ['社会效益指标', None]),
    'in the middle of a list': (target('桥梁', [*OUTPUT, ['效益指标', '社会效益指标', '惠及沿线居民、', '']]), ['惠及沿线居民、']),
    'a second level left blank': (target('桥梁', [*OUTPUT, ['效益指标', '社会效益指标', '', '']]), [None]),
    'satisfaction left blank': (target('桥梁', [*WHOLE[:3], ['满意度指标', '', '', '']]), [None]),
    'benefits left blank before satisfaction': (target('桥梁', [*OUTPUT, ['效益指标', '', '', ''], WHOLE[3]]), [None]),
    'benefits left blank before a signature': (target('桥梁', [*OUTPUT, ['效益指标', '', '', '']], '填表人：王某'), [None]),
    'nothing but names of levels': (target('桥梁', [['产出指标', '', '', ''], ['效益指标', '', '', '']]), [None]),
    'a narrative cell behind a first level': (told(TREE + '三、满意度指标：群众满意度≥85%。', TREE.split('（一）社会')[0]), [None, '效益指标']),
    'behind a heading the others go on from': (told(TREE, TREE + '三、满意度指标：群众满意度≥85%。'), ['生态效益指标', None]),
    'behind the first of several': (told(TREE.split('受益')[0]), ['社会效益指标']),
    'in the middle of a sentence': (told(TREE + '无污染、'), ['无污染、']),
    'in the middle of a word, where the others go on': (told(*[TREE + '三、满意度指标：群众满意度≥85%。'] * 3, TREE.split('人数')[0]), [None] * 3 + ['受益']),
    'without a full stop, where few go on': (told(*[TREE + '三、满意度指标：群众满意度≥85%。'] * 2, TREE.split('人数')[0]), [None] * 3),
    'a whole sentence, where the others go on': (told(*[TREE + '三、满意度指标：群众满意度≥85%。'] * 3, TREE.split('（二）生')[0]), [None] * 4),
    'without satisfaction and a full stop': (told(*[TREE + '三、满意度指标：群众满意度≥85%。'] * 3, TREE + '无污染'), [None] * 4),
    'at the 255th character': (told(filled(255)), [filled(255).split('，')[-1]]),
    'not at the 254th': (told(filled(254)), [None]),
    'a last heading left blank everywhere': (told(TREE, TREE), [None, None]),
    'a sentence without its full stop': (told(TREE + '三、满意度指标：群众满意度≥85%'), [None]),
    'goals that break off': ([TITLE, [*TOLD, ['1', '项目1', '6', '目标一：普法，', TREE + '三、满意度指标：群众满意度≥85%。']]], ['普法，']),
}
COUNT = 0


def check(what, got, want):
    global COUNT
    COUNT += 1
    print(f'{"ok" if got == want else "not ok"} {COUNT} - {what}' + ('' if got == want else f': got {got}, not {want}'))


def run(jihe, *args):
    return subprocess.run([jihe, *args, '--rules', os.path.join(ROOT, 'rules'), '--lang', 'en'], capture_output=True, timeout=120, check=False)


def behind(messages):
    """Project → the words behind which its text breaks off, as told."""
    out = {}
    for line in messages.decode('utf-8', 'replace').split('\n'):
        if 'breaks off behind' in line:
            parts = line.split("'")
            out[parts[1]] = parts[3]
    return out


def main():
    jihe = sys.argv[1]
    with tempfile.TemporaryDirectory() as work:
        for what, (blocks, want) in CASES.items():
            for kind, write in WRITERS.items():
                path, out = f'{work}/form.{kind}', f'{work}/out.ndjson'
                write(path, blocks)
                said = behind(run(jihe, 'convert', path, '-o', out).stderr)
                with open(out, encoding='utf-8') as f:
                    got = [json.loads(line) for line in f]
                os.unlink(out)
                check(f'{what}, {kind}', [said.get(p['project_name']) if p.get('truncated') == '是' else None for p in got], want)
        as_xlsx(f'{work}/form.xlsx', CASES['in the only form'][0])
        run(jihe, 'check', f'{work}/form.xlsx', '--format', 'ndjson', '-o', f'{work}/said.ndjson')
        with open(f'{work}/said.ndjson', encoding='utf-8') as f:
            said = [json.loads(line) for line in f]
        check('what may be missing is a level less', [(s['severity'], '可能因文本截断' in s['remark']) for s in said if s.get('rule') == 'CMP-012'],
              [('warning', True)])
        check('with its cell', [s['location'].get('cell') for s in said if s['kind'] == 'input_error' and '中断' in s['message']], ['A7'])
    print(f'1..{COUNT}')


main()
