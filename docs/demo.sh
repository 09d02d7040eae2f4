#!/usr/bin/env bash
# What `make demo` shows: a Word form in full, then fifty filings of five units in sum. Findings are
# what a demonstration is for, so status 1 is success here.
set -u
cd "$(dirname "$0")/.."
jihe=build/jihe
documents=(fixtures/000-ezhou-declaration-2022 fixtures/001-shunping-target-2020
    fixtures/002-ezhou-self-evaluation-2023 fixtures/003-changli-target-2022
    fixtures/004-menyuan-disclosure-2024)
form=fixtures/documents/000-ezhou-declaration-2022.docx
report=build/demo-report

judged() {
    "$@"
    local status=$?
    [ "$status" -le 1 ] || { echo "demo: $* ended with status $status" >&2; exit "$status"; }
}

echo "── 一份 Word 表格的核验意见：$jihe check $form"
echo
judged $jihe check "$form"
echo
echo "── 五个单位、五十个项目：$jihe check fixtures/00?-*"
echo
judged $jihe check "${documents[@]}" -o "$report.txt"
judged $jihe check "${documents[@]}" -o "$report.html"
sed -n '/^按方面/,$p' "$report.txt"
echo
echo "全部意见：$report.txt（$(wc -l <"$report.txt") 行），网页 $report.html。下一步：$jihe help，或阅读 README.zh-CN.md。"
