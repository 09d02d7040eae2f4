#!/usr/bin/env bash
# What `make demo` shows: one real form in full, then fifty filings of five units in sum. Findings are
# what a demonstration is for, so status 1 is success here.
set -u
cd "$(dirname "$0")/.."
jihe=build/jihe
documents=(fixtures/000-ezhou-declaration-2022 fixtures/001-shunping-target-2020
    fixtures/002-ezhou-self-evaluation-2023 fixtures/003-changli-target-2022
    fixtures/004-menyuan-disclosure-2024)
report=build/demo-report.txt

judged() {
    "$@"
    local status=$?
    [ "$status" -le 1 ] || { echo "demo: $* ended with status $status" >&2; exit "$status"; }
}

echo "── 一份表格的核验意见：$jihe check ${documents[0]}"
echo
judged $jihe check "${documents[0]}"
echo
echo "── 五个单位、五十个项目：$jihe check fixtures/00?-*"
echo
judged $jihe check "${documents[@]}" -o "$report"
sed -n '/^按方面/,$p' "$report"
echo
echo "全部意见：$report（$(wc -l <"$report") 行）。下一步：$jihe help，或阅读 README.zh-CN.md。"
