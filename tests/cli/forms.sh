#!/usr/bin/env bash
# Form maps from outside: which map reads a document, what is told of it, what happens when none, several
# or a broken one is there, forms never filled in. $JIHE is the program; speaks TAP.
set -u
. "$(dirname "$0")/../tap.inc"

flat() { printf %s "$1" | tr -d ' \n'; } # a wrapped report as one line

# --- packs with one rule that any named project passes ---
mkdir -p "$work/rules/national/data" "$work/rules/national/forms" "$work/rules/420000-hubei/forms" "$work/rules/130000-hebei/forms"
echo 'pack "national" { title = "国家", version = "1" }' >"$work/rules/national/pack.lua"
echo 'pack "420000" { title = "湖北省", version = "1", names = { "湖北省" } }' >"$work/rules/420000-hubei/pack.lua"
echo 'pack "130000" { title = "河北省", version = "1", names = { "河北省" } }' >"$work/rules/130000-hebei/pack.lua"
echo 'codes "divisions" { ["130000"] = "河北省", ["420000"] = "湖北省", ["420700"] = "鄂州市" }' >"$work/rules/national/data/d.lua"
cat >"$work/rules/national/N-1-name.lua" <<'LUA'
rule "N-1" { title = "须有名称", severity = "error", aspect = "完整性", basis = {}, each = "project",
  check = function(p) if p.project_name == "" then return fail { field = "project_name", message = "没有名称" } end end,
  bad = { { project_name = "" } }, good = { { project_name = "道路" } } }
LUA
map() { # map PACK NAME MATCH EXTRA
    cat >"$work/rules/$1/forms/$2.lua" <<LUA
form "$2" {
  title = "$2 表", kind = "target", looks_for = "有“项目名称”的 $2 表", $4
  match = function(doc) return $3 end,
  parts = function(doc) return doc:split("*目标表") end,
  read = function(part)
    local p = part:values { project_name = "项目名称", department = "主管部门" }
    p.region = part:region()
    p.indicators = part:rows { level1 = "一级指标", level3 = "三级指标", target = "指标值" }
    return p
  end,
}
LUA
}
map national general 'doc:has("项目名称", "三级指标")' '
  examples = { { document = { "目标表", { { "项目名称", "道路" }, { "一级指标", "三级指标", "指标值" }, { "产出", "里程", "3" } } },
                 gives = { { project_name = "道路", department = false, indicators = { { target = "3" } } } } },
               { document = { "目标表" }, gives = false } },'
two() { printf '%s\n\n项目名称\t%s\n主管部门\t\n一级指标\t三级指标\t指标值\n产出\t%s\t≥5个\n\t%s\t好\n\n' "$1" "$2" "$3" "$4"; }
{ two 鄂州市道路目标表 道路养护 里程 质量; two 桥梁目标表 桥梁维修 座数 质量; echo 尾注; } >"$work/two.txt"

# --- one map reads, and says so ---
try 0 "a form" "$jihe" check "$work/two.txt" --rules "$work/rules" --format json
has "two projects" "$out" '"projects":{"read":2,"checked":2,"rejected":0}'
has "four indicators" "$out" '"indicators":{"read":4,"checked":4,"rejected":0}'
has "which map" "$out" "按表样 general（general 表）读出 2 个项目"
has "what was left" "$out" "1 行文字（“尾注”）"
for f in text ndjson csv html md sarif junit; do
    try 0 "as $f" "$jihe" check "$work/two.txt" --rules "$work/rules" --format $f
    has "$f names the map" "$out" general
done
try 0 "records" "$jihe" convert "$work/two.txt" --rules "$work/rules" -o "$work/two.ndjson"
rec=$(cat "$work/two.ndjson")
has "the blank cell is blank" "$rec" '"department":""'
has "the region in full" "$rec" '"region":"湖北省鄂州市"'
has "levels carried down" "$rec" '"seq":2,"level1":"产出","level3":"质量","target":"好"'
has "the kind" "$rec" '"form":"target"'
for j in 1 2 8; do "$jihe" check "$work/two.txt" "$work/two.txt" --rules "$work/rules" --format ndjson --jobs $j >"$work/j$j"; done
check "1, 2 and 8 threads write the same" "$(cat "$work/j1" "$work/j2" "$work/j8" | md5sum)" "$(cat "$work/j1" "$work/j1" "$work/j1" | md5sum)"

# --- addresses ---
{ two 目标表 '' 里程 质量; } >"$work/blank.txt"
try 1 "a blank name" "$jihe" check "$work/blank.txt" --rules "$work/rules" --format ndjson
has "points at its line" "$out" '"line":3'

# --- examples, list ---
try 0 "examples of maps" "$jihe" rules test --rules "$work/rules"; has "are run" "$out" "示例 4 个，未通过 0 个"
try 0 "of one map" "$jihe" rules test general --rules "$work/rules"; has "two" "$out" "示例 2 个"
try 2 "a map misspelt" "$jihe" rules test genral --rules "$work/rules"; has "the nearest" "$err" general
try 0 "the list" "$jihe" rules forms --rules "$work/rules"; has "names it" "$out" "general"; has "what it looks for" "$out" "有“项目名称”的 general 表"
sed -i 's/target = "3" }/target = "4" }/' "$work/rules/national/forms/general.lua"
try 1 "a wrong example" "$jihe" rules test general --rules "$work/rules"; has "says what came" "$out" 'gives[1] indicators[1] target 读成了“3”，应为“4”'
sed -i 's/target = "4" }/target = "3" }/' "$work/rules/national/forms/general.lua"

# --- a document as maps see it ---
try 0 "shown" "$jihe" rules forms "$work/two.txt" --rules "$work/rules"
has "its lines" "$out" "文字 1  鄂州市道路目标表"; has "its cells" "$out" "1  项目名称 | 道路养护 |"; has "who claims it" "$out" "认领：general  national/forms/general.lua"
printf '项目名称,三级指标,指标值\n甲,a,1\n' >"$work/plain.csv"
try 0 "a plain table" "$jihe" rules forms "$work/plain.csv" --rules "$work/rules"; has "needs none" "$out" "不用表样"

# --- the map that the manual shows reads what it says ---
mkdir -p "$work/manual/national/forms" && cp "$work/rules/national/"*.lua "$work/manual/national/"
awk '/^```lua/ { f = 1; next } /^```/ { if (f) exit } f' docs/form-maps.md >"$work/manual/national/forms/example.lua"
{ printf '2023年度道路养护项目自评表\n\n单位名称：某县交通局 填报日期：2024 年 4 月 23 日\n\n'
  printf '项目名称\t道路养护\t主管部门\t县交通局\t\n项目类别\t1、部门预算项目 ☑ 2、市直专项 □\t\t\t\n预算执行情况（万元）\t\t预算数\t执行数\t执行率\n\t年度财政资金总额\t60\t58\t96.67%%\n'
  printf '一级指标\t二级指标\t三级指标\t年初目标值\t实际完成值\n产出指标\t数量指标\t里程\t≥3公里\t3公里\n偏差大或目标未完成原因分析\t无偏差\t\t\t\n'; } >"$work/manual.txt"
try 0 "the manual's map" "$jihe" convert "$work/manual.txt" --rules "$work/manual" -o "$work/manual.ndjson"
rec=$(cat "$work/manual.ndjson")
for part in '"year":2023' '"unit_name":"某县交通局"' '"reported_on":"2024-04-23"' '"category":["部门预算项目"]' '"currency_unit":"万元"' \
    '"budget_total":"60","executed":"58","execution_rate":"96.67%"' '"deviation_reason":"无偏差"' '"target":"≥3公里","actual":"3公里"'; do
    has "gives $part" "$rec" "$part"
done

# --- none, several ---
echo '会议纪要' >"$work/none.txt"; printf '甲\t乙\n丙\t丁\n' >>"$work/none.txt"
try 3 "nobody knows it" "$jihe" check "$work/none.txt" --rules "$work/rules"; has "what was looked for" "$(flat "$out")" "general：有“项目名称”的general表"
printf '<html><body><p></p><img src="a.png"></body></html>' >"$work/scan.html"
try 3 "pictures of pages" "$jihe" check "$work/scan.html" --rules "$work/rules"; has "are no text" "$(flat "$out")" "里面没有表格和文字"
map 420000-hubei hubei-one 'doc:has("项目名称")' ''
try 3 "two claim it" "$jihe" check "$work/two.txt" --rules "$work/rules"
has "the first and its file" "$(flat "$out")" "general（national/forms/general.lua）"
has "the second and its file" "$out" "hubei-one（420000-hubei/forms/hubei-one.lua）"
try 0 "the region leaves one" "$jihe" check "$work/two.txt" --rules "$work/rules" --region 130000; has "the national one" "$out" "按表样 general"
try 3 "the region leaves two" "$jihe" check "$work/two.txt" --rules "$work/rules" --region 420700; has "both named" "$out" hubei-one
map 420000-hubei hubei-one 'doc:has("项目名称")' 'replaces = { "general" },'
try 0 "the narrower one wins" "$jihe" check "$work/two.txt" --rules "$work/rules"; has "named" "$out" "按表样 hubei-one"
map 420000-hubei hubei-one 'doc:has("项目名称")' 'replaces = { "genral" },'
try 2 "replaces nobody" "$jihe" check "$work/two.txt" --rules "$work/rules"; has "the nearest" "$out" "general"
rm "$work/rules/420000-hubei/forms/hubei-one.lua"
map 420000-hubei other 'doc:has("别的")' ''
{ two 目标表 道路 里程 质量 | sed 's/三级指标/别的/'; } >"$work/other.txt"
try 3 "another region's map knows it" "$jihe" check "$work/other.txt" --rules "$work/rules" --region 130000; has "is told" "$(flat "$out")" "other（420000-hubei/forms/other.lua）"

# --- not filled in ---
{ printf '鄂州市目标表\n\n项目名称\t\n主管部门\t\n一级指标\t三级指标\t指标值\n产出\t\t\n效益\t\t\n\n'; } >"$work/empty.txt"
try 3 "a template" "$jihe" check "$work/empty.txt" --rules "$work/rules"; has "says so" "$out" "空表：项目名称、编码、金额、目标和指标都没有填写"
{ printf '鄂州市目标表\n\n项目名称\t\n主管部门\t\n一级指标\t三级指标\t指标值\n产出\t指标1：\t≥   %%\n效益\t……\t\n\n'; } >"$work/printed.txt"
try 3 "a template with printed hints" "$jihe" check "$work/printed.txt" --rules "$work/rules"; has "says so" "$out" "空表："
printf '项目支出绩效自评表\n\n项目名称\n\n道路\n\n一级指标\n\n三级指标\n\n年度\n\n指标值\n\n产出\n\n里程\n\n3公里\n' >"$work/lines.txt"
try 3 "one cell a line" "$jihe" check "$work/lines.txt"; has "says so" "$out" "每行只有一格"
printf '三级指标\n\n项目名称\t道路\n说明\t无\n' >"$work/nothing.txt"
try 3 "claimed, but nothing in it" "$jihe" check "$work/nothing.txt" --rules "$work/rules"; has "says so" "$out" "没有从中读出项目"

# --- helpers for what many forms have ---
cat >"$work/helpers.lua" <<'LUA'
form "general" { title = "t", kind = "self_evaluation", match = function(doc) return doc:has("项目名称") end,
  parts = function(doc) return doc:parts("*自评表", "项目名称") end,
  read = function(part)
    local p = part:values { project_name = "项目名称" }
    p.total_score, p.executed = part:total("总分"), part:between("执行数", "三级指标"):cross("合计", "执行数")
    p.content = part:between("没有的", "三级指标"):cross("合计", "执行数")
    p.indicators = part:rows({ level1 = "一级指标", level3 = "三级指标", target = "指标值", target_op = "符号?" }, {
      stop = "总分", term = { long = "长期指标", annual = "年度指标" }, ticked = { likelihood = { "能", { "可能", "或许" }, "不能" } } })
    return p
  end }
LUA
one() { printf '%s\n项目名称\t%s\n资金\t执行数\n合计\t8\n一级指标\t三级指标\t符号\t指标值\t能\t或许\t不能\n长期指标\n产出\t里程\t≥\t9\t\t√\t\n年度指标\n\t次数\t\t3\t□\t\t\n总分\t100\t\t97.5分\t好\n' "$1" "$2"; }
cp "$work/helpers.lua" "$work/rules/national/forms/general.lua"
{ one 甲自评表 甲; one '乙' 乙; } | sed 's/^长期指标$/长期指标\t/; s/^年度指标$/年度指标\t/' >"$work/helpers.txt"
try 0 "one title for two forms" "$jihe" convert "$work/helpers.txt" --rules "$work/rules" -o "$work/helpers.ndjson"
rec=$(cat "$work/helpers.ndjson")
check "parts by the project's name" "$(wc -l <"$work/helpers.ndjson")" 2
for part in '"total_score":"97.5分"' '"executed":"8"' '"term":"long","level1":"产出","level3":"里程","target":"≥9","target_op":"≥","target_value":"9"' \
    '"term":"annual","level1":"产出","level3":"次数"' '"likelihood":"可能"' '"likelihood":""'; do
    has "gives $part" "$rec" "$part"
done
hasnot "no sums between labels that are not there" "$rec" '"content"'
for wrong in 'term = "anual"' 'nth = 0' 'ticked = 1' 'stpo = "总分"'; do
    sed "s/stop = \"总分\", term.*/$wrong })/" "$work/helpers.lua" >"$work/rules/national/forms/general.lua"
    try 3 "rows with $wrong" "$jihe" check "$work/helpers.txt" --rules "$work/rules"; has "says the line" "$out" "general.lua:7"
done

# --- maps that fail ---
map national general 'doc:has("项目名称", "三级指标")' ''
map 420000-hubei other 'doc:has("别的").x.y' ''
try 3 "match fails" "$jihe" check "$work/two.txt" --rules "$work/rules"; has "file and line" "$out" "420000-hubei/forms/other.lua:3"; has "the other map still reads" "$out" "读出 2 个项目"
sed -i 's/local p = part/if part:has("桥梁维修") then while true do end end local p = part/' "$work/rules/national/forms/general.lua"
rm "$work/rules/420000-hubei/forms/other.lua"
try 3 "one part loops" "$jihe" check "$work/two.txt" --rules "$work/rules" --format json
has "told as rejected" "$out" '"projects":{"read":2,"checked":1,"rejected":1}'; has "why" "$out" "超出指令上限；这部分没有读出（表样 general）"
cat >"$work/rules/national/forms/general.lua" <<'LUA'
form "general" { title = "t", kind = "target", match = function() return true end,
  read = function() local t = {} for i = 1, 1e9 do t[i] = { project_name = "x" } end return t end }
LUA
try 3 "1e9 records" "$jihe" check "$work/two.txt" --rules "$work/rules"; has "memory" "$out" "超出内存上限"
cat >"$work/rules/national/forms/general.lua" <<'LUA'
form "general" { title = "t", kind = "targt", match = function() return true end, read = function() end }
LUA
try 2 "a kind misspelt" "$jihe" check "$work/two.txt" --rules "$work/rules"; has "the nearest" "$out" "target"
cat >"$work/rules/national/forms/general.lua" <<'LUA'
form "general" { title = "t", kind = "target", match = function() return true end, read = function() end, lokks_for = "x" }
LUA
try 2 "a key misspelt" "$jihe" check "$work/two.txt" --rules "$work/rules"; has "the nearest" "$out" "looks_for"

echo "1..$n"
