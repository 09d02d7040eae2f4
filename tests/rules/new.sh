#!/usr/bin/env bash
# jihe rules new: where the file goes, that it works at once, and what is refused.
set -u
. "$(dirname "$0")/../tap.inc"
cp -r rules "$work/rules"
r=(--rules "$work/rules")

try 0 "follows ids that begin alike" "$jihe" rules new HUB-902 "${r[@]}"
check "in their pack and folder" "$(head -1 <<<"$out")" "$work/rules/420000-hubei/self_evaluation/HUB-902.lua"
try 0 "national" "$jihe" rules new SEV-902 --subject low-execution "${r[@]}"
check "subject in the name" "$(head -1 <<<"$out")" "$work/rules/national/self_evaluation/SEV-902-low-execution.lua"
has "its form" "$(cat "$work/rules/national/self_evaluation/SEV-902-low-execution.lua")" 'form = "self_evaluation"'
# ids are compared whole: SEV-90 and SEV-9 are other rules than SEV-902
try 0 "the beginning of a taken id" "$jihe" rules new SEV-90 "${r[@]}"
try 0 "and a shorter one" "$jihe" rules new SEV-9 "${r[@]}"
try 0 "--pack by name, --aspect, --each" "$jihe" rules new QH-901 --pack 青海 --aspect 完整性 --each indicator --form target "${r[@]}"
check "the folder of the aspect" "$(head -1 <<<"$out")" "$work/rules/630000-qinghai/completeness/QH-901.lua"
try 0 "--pack by code, a group, in English" "$jihe" rules new HEB-901 --pack 130000 --each group --lang en "${r[@]}"
has "English comments" "$(cat "$work"/rules/130000-hebei/*/HEB-901.lua)" "Each \`bad\` must be found"
ids=(HUB-902 SEV-902 SEV-90 SEV-9 QH-901 HEB-901)
try 0 "all pass at once" "$jihe" rules test "${ids[@]}" "${r[@]}"
for each in project indicator group; do for form in declaration target monitoring self_evaluation disclosure; do
    "$jihe" rules new "T-$each-$form" --pack national --each $each --form $form "${r[@]}" >/dev/null || check "T-$each-$form" refused made
    ids+=("T-$each-$form")
done; done
try 0 "for every form and kind" "$jihe" rules test "${ids[@]}" "${r[@]}"
if command -v luacheck >/dev/null; then
    try 0 "luacheck" luacheck -q --config .luacheckrc "$work"/rules/*/*/{HUB-902,QH-901,HEB-901}.lua
fi

try 2 "a taken id" "$jihe" rules new SEV-004 "${r[@]}"; has "by whom" "$err" national/self_evaluation/SEV-004
try 2 "twice" "$jihe" rules new SEV-902 "${r[@]}"
echo 'rule "OLD-1" { titel = "x" }' >"$work/rules/national/completeness/OLD-1.lua"
try 2 "the id of a file that does not load" "$jihe" rules new OLD-1 "${r[@]}"; has "which" "$err" OLD-1.lua
echo keep >"$work/rules/national/completeness/CMP-901.lua"
try 2 "a file that is there" "$jihe" rules new CMP-901 "${r[@]}"; check "it is left alone" "$(cat "$work/rules/national/completeness/CMP-901.lua")" keep
try 2 "an impossible id" "$jihe" rules new '../x' "${r[@]}"; check "nothing outside" "$(ls "$work"/x* "$work"/rules/x* 2>/dev/null)" ""
try 2 "a mistyped pack" "$jihe" rules new NEW-1 --pack 63000 "${r[@]}"; has nearest "$err" 630000
try 2 "an unknown pack" "$jihe" rules new NEW-1 --pack 990000x "${r[@]}"; has "how to make one" "$err" pack.lua
try 2 "a mistyped aspect" "$jihe" rules new NEW-1 --aspect 完整 "${r[@]}"; has nearest "$err" 完整性
try 2 "a mistyped kind" "$jihe" rules new NEW-1 --each projekt "${r[@]}"; has nearest "$err" project
try 2 "a mistyped form" "$jihe" rules new NEW-1 --form targt "${r[@]}"; has nearest "$err" target
try 2 "a bad subject" "$jihe" rules new NEW-1 --subject 'a/b' "${r[@]}"; has "what it is made of" "$err" low-execution
try 2 "no id" "$jihe" rules new "${r[@]}"
finish
