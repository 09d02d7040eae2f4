#!/usr/bin/env python3
"""gen_xlsx.py CSV_DIR OUT.xlsx [--inline]: one worksheet with a row per indicator, its project's columns
repeated, from a CSV folder (gen_bench.py). Texts are shared, as Excel writes them, or inline. The parts
are written row by row, so that any size can be made; the same folder gives the same bytes."""
import csv
import sys
import zipfile
from xml.sax.saxutils import escape

MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PKG = 'http://schemas.openxmlformats.org/package/2006'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
PARTS = {
    '[Content_Types].xml': f'<Types xmlns="{PKG}/content-types"><Default Extension="rels" ContentType="application/'
    'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/><Override PartName='
    f'"/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" '
    f'ContentType="{TYPE}.sharedStrings+xml"/></Types>',
    '_rels/.rels': f'<Relationships xmlns="{PKG}/relationships"><Relationship Id="rId1" Type="{REL}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml': f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets><sheet name="数据" sheetId="1" r:id="rId1"/>'
    '</sheets></workbook>',
    'xl/_rels/workbook.xml.rels': f'<Relationships xmlns="{PKG}/relationships"><Relationship Id="rId1" '
    f'Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{REL}/sharedStrings" '
    'Target="sharedStrings.xml"/></Relationships>',
}


def letters(n):
    return letters((n - 1) // 26) + chr(65 + (n - 1) % 26) if n else ''


def rows(folder):
    """The heading row, then a row per indicator with its project's columns first."""
    with open(f'{folder}/projects.csv', encoding='utf-8-sig', newline='') as f:
        projects = list(csv.reader(f))
    with open(f'{folder}/indicators.csv', encoding='utf-8-sig', newline='') as f:
        indicators = csv.reader(f)
        heading = next(indicators)
        key, own = heading.index('project_code'), projects[0].index('project_code')
        of = {p[own]: p for p in projects[1:]}
        yield projects[0] + [h for i, h in enumerate(heading) if i != key]
        for row in indicators:
            yield of[row[key]] + [c for i, c in enumerate(row) if i != key]


def main():
    folder, out = sys.argv[1:3]
    inline = '--inline' in sys.argv
    strings, uses = {}, 0
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED, compresslevel=6) as z:
        for name, text in PARTS.items():
            z.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), HEAD + text, zipfile.ZIP_DEFLATED)
        info = zipfile.ZipInfo('xl/worksheets/sheet1.xml', (1980, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED
        with z.open(info, 'w', force_zip64=True) as f:
            f.write((HEAD + f'<worksheet xmlns="{MAIN}"><sheetData>').encode())
            for n, row in enumerate(rows(folder), 1):
                cells = []
                for c, text in enumerate(row, 1):
                    if text == '':
                        continue
                    if inline:
                        cells.append(f'<c r="{letters(c)}{n}" t="inlineStr"><is><t>{escape(text)}</t></is></c>')
                        continue
                    uses += 1
                    cells.append(f'<c r="{letters(c)}{n}" t="s"><v>{strings.setdefault(text, len(strings))}</v></c>')
                f.write(f'<row r="{n}">{"".join(cells)}</row>'.encode())
            f.write(b'</sheetData></worksheet>')
        info = zipfile.ZipInfo('xl/sharedStrings.xml', (1980, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED
        with z.open(info, 'w', force_zip64=True) as f:
            f.write((HEAD + f'<sst xmlns="{MAIN}" count="{uses}" uniqueCount="{len(strings)}">').encode())
            for text in strings:
                f.write(f'<si><t xml:space="preserve">{escape(text)}</t></si>'.encode())
            f.write(b'</sst>')


if __name__ == '__main__':
    main()
