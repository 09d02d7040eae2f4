"""Blocks as HTML, as a flat OpenDocument text and as a flat OpenDocument workbook, which LibreOffice makes into
DOCX and XLSX."""
import html
import re
from xml.sax.saxutils import escape

from layouts import cell

NAMESPACES = ' '.join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for p, n in (
    ('office', 'office'), ('table', 'table'), ('text', 'text'), ('style', 'style'), ('fo', 'xsl-fo-compatible'),
    ('number', 'datastyle')))


def cells_of(row):
    return [c if isinstance(c, cell) else cell(c) for c in row]


# ---- HTML ----

def html_cell(c):
    spans = (f' colspan="{c.across}"' if c.across > 1 else '') + (f' rowspan="{c.down}"' if c.down > 1 else '')
    text = html.escape(c.text, quote=False).replace('\n', '<br>')
    text = re.sub('[☑□]', lambda m: f'<input type="checkbox"{" checked" if m.group() == "☑" else ""}>', text)
    return f'<td{spans}>{text}</td>'


def as_html(name, sheets):
    out = ['<!DOCTYPE html>', f'<html lang="zh-CN"><head><meta charset="utf-8"><title>{html.escape(name)}</title>',
           '<style>table{border-collapse:collapse}td{border:1px solid #000;padding:2px 4px}</style></head><body>']
    for _, blocks in sheets:
        for block in blocks:
            if block[0] == 'text':
                out.append(f'<p>{html.escape(block[1], quote=False)}</p>')
                continue
            out.append('<table>')
            out += [f'<tr>{"".join(html_cell(c) for c in cells_of(row))}</tr>' for row in block[2]]
            out.append('</table>')
    return '\n'.join(out + ['</body></html>', ''])


# ---- OpenDocument ----

def paragraphs(text):
    def line(s):
        s = escape(s)
        return re.sub('  +', lambda m: f' <text:s text:c="{len(m.group()) - 1}"/>', s)
    return ''.join(f'<text:p>{line(s)}</text:p>' for s in text.split('\n'))


def spans(c):
    return ((f' table:number-columns-spanned="{c.across}"' if c.across > 1 else '') +
            (f' table:number-rows-spanned="{c.down}"' if c.down > 1 else ''))


def odf_rows(columns, rows, put):
    """Every place of the grid, covered ones too."""
    covered, out = {}, []
    for y, row in enumerate(rows):
        line, x = [], 0
        todo = cells_of(row)
        while x < columns:
            if covered.get((y, x)):
                line.append('<table:covered-table-cell/>')
                x += 1
                continue
            if not todo:
                raise ValueError(f'row {y + 1} has too few cells for {columns} columns: {row}')
            c = todo.pop(0)
            for dy in range(c.down):
                for dx in range(c.across):
                    covered[(y + dy, x + dx)] = True
            line.append(put(c))
            line += ['<table:covered-table-cell/>'] * (c.across - 1)
            x += c.across
        if todo or x != columns:
            raise ValueError(f'row {y + 1} has too many cells for {columns} columns')
        out.append(f'<table:table-row>{"".join(line)}</table:table-row>')
    return ''.join(out)


def text_cell(c):
    return f'<table:table-cell{spans(c)} table:style-name="box" office:value-type="string">{paragraphs(c.text)}</table:table-cell>'


def as_fodt(sheets):
    body = []
    for _, blocks in sheets:
        for block in blocks:
            if block[0] == 'text':
                body.append(paragraphs(block[1]))
            else:
                body.append(f'<table:table><table:table-column table:number-columns-repeated="{block[1]}"/>'
                            f'{odf_rows(block[1], block[2], text_cell)}</table:table>')
    return ('<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<office:document {NAMESPACES} office:version="1.2" '
            'office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>'
            '<style:style style:name="box" style:family="table-cell"><style:table-cell-properties '
            'fo:border="0.5pt solid #000000" fo:padding="0.05cm"/></style:style></office:automatic-styles>'
            f'<office:body><office:text>{"".join(body)}</office:text></office:body></office:document>\n')


def number_style(text):
    """(style, value type, value) of a figure as printed; None where it is no plain one."""
    m = re.fullmatch(r'(-?\d+)(?:\.(\d+))?(%?)', text)
    if not m or len(m.group(2) or '') > 4 or (m.group(1).lstrip('-').startswith('0') and m.group(1) not in ('0', '-0')):
        return None
    places, value = len(m.group(2) or ''), float(text.rstrip('%'))
    if m.group(3):
        return f'p{places}', 'percentage', f'{value / 100:.10g}'
    return f'n{places}', 'float', f'{value:.10g}'


def sheet_cell(c):
    style = number_style(c.text) if c.number else None
    if style:
        return (f'<table:table-cell{spans(c)} table:style-name="{style[0]}" office:value-type="{style[1]}" '
                f'office:value="{style[2]}"/>')
    if not c.text:
        return f'<table:table-cell{spans(c)} table:style-name="box"/>'
    return text_cell(c)


def styles():
    out = ['<style:style style:name="box" style:family="table-cell"><style:table-cell-properties '
           'fo:border="0.5pt solid #000000" fo:wrap-option="wrap"/></style:style>']
    for kind, element, tail in (('n', 'number', ''), ('p', 'percentage', '<number:text>%</number:text>')):
        for places in range(5):
            out.append(f'<number:{element}-style style:name="{kind}f{places}"><number:number '
                       f'number:decimal-places="{places}" number:min-decimal-places="{places}" '
                       f'number:min-integer-digits="1"/>{tail}</number:{element}-style>'
                       f'<style:style style:name="{kind}{places}" style:family="table-cell" '
                       f'style:data-style-name="{kind}f{places}"><style:table-cell-properties '
                       'fo:border="0.5pt solid #000000"/></style:style>')
    return ''.join(out)


def as_fods(sheets):
    body = []
    for name, blocks in sheets:
        columns = max(b[1] for b in blocks if b[0] == 'table')
        rows = []
        for block in blocks:
            table = [[cell(block[1], columns)]] if block[0] == 'text' else block[2]
            rows.append(odf_rows(columns, table, sheet_cell))
        name = re.sub(r'[\[\]:*?/\\]', ' ', name)[:31]
        body.append(f'<table:table table:name="{escape(name, {chr(34): "&quot;"})}"><table:table-column '
                    f'table:number-columns-repeated="{columns}"/>{"".join(rows)}</table:table>')
    return ('<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<office:document {NAMESPACES} office:version="1.2" '
            'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles>'
            f'{styles()}</office:automatic-styles><office:body><office:spreadsheet>{"".join(body)}'
            '</office:spreadsheet></office:body></office:document>\n')
