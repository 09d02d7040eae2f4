#!/usr/bin/env python3
"""generate.py: writes fixtures/documents/ anew, the five documents as HTML, DOCX and XLSX forms.

The content is that of fixtures/00?-*.ndjson, the layouts are in layouts.py. DOCX and XLSX are LibreOffice's work:
`soffice` must be there. Not part of the tests; needed again only when content or layouts change.
"""
import json
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import layouts  # noqa: E402 (beside this file)
import render  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.normpath(f'{HERE}/../..')
SECONDS = 180


def office(path, kind, folder):
    subprocess.run(['soffice', '--headless', f'-env:UserInstallation=file://{folder}/profile', '--convert-to', kind,
                    '--outdir', f'{ROOT}/fixtures/documents', path],
                   check=True, capture_output=True, timeout=SECONDS)


def main():
    os.makedirs(f'{ROOT}/fixtures/documents', exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        for name, layout in layouts.LAYOUTS.items():
            with open(f'{ROOT}/fixtures/{name}.ndjson', encoding='utf-8') as f:
                sheets = layout([json.loads(line) for line in f])
            with open(f'{ROOT}/fixtures/documents/{name}.html', 'w', encoding='utf-8') as f:
                f.write(render.as_html(name, sheets))
            for ending, text, kind in (('fodt', render.as_fodt(sheets), 'docx'), ('fods', render.as_fods(sheets), 'xlsx')):
                path = f'{work}/{name}.{ending}'
                with open(path, 'w', encoding='utf-8') as f:
                    f.write(text)
                office(path, kind, work)


if __name__ == '__main__':
    main()
