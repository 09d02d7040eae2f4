#!/usr/bin/env bash
# Ways to get a pack wrong. For each the message alone is enough to mend it: the file and line, what is
# wrong, and the nearest real name or what to write. A pack that is right is taken and one thing in it is
# written wrongly; `jihe rules test` is what its author runs.
set -u
. "$(dirname "$0")/../tap.inc"
base=$work/base
mkdir -p "$base/national/data" "$base/national/completeness" "$base/420000-hubei"
cat >"$base/national/pack.lua" <<'LUA'
pack "national" {
  title = "全国",
  version = "2026.1",
  parameters = {
    floor = { type = "percent", default = 60, min = 0, max = 100, stricter = "higher", why = "示例" },
    budget = { type = "money", unit = "万元", default = 50, stricter = "lower", why = "示例" },
    shares = { type = "number", default = 5, min = 1, max = 9, stricter = "lower", negotiable = { max = 7 }, why = "示例" },
  },
}
LUA
cat >"$base/national/statutes.lua" <<'LUA'
statute "mof-2020-10" {
  number = "财预〔2020〕10号", title = "办法", issuer = "财政部", from = "2020-02-25",
  standing = "seen", articles = { ["第十二条"] = "等次" },
}
LUA
cat >"$base/national/data/words.lua" <<'LUA'
words "vague" { title = "空话", "较好", "明显" }
codes "level2" { ["数量指标"] = { "数量" }, ["质量指标"] = { "质量" } }
codes "divisions" { ["420000"] = "湖北省", ["420700"] = "鄂州市" }
LUA
cat >"$base/national/completeness/CMP-001-rate.lua" <<'LUA'
-- 执行率低于下限。
rule "CMP-001" {
  title    = "执行率低于下限",
  severity = "error",
  aspect   = "完整性",
  basis    = { "mof-2020-10" },
  each     = "project",
  where    = { form = "self_evaluation" },
  check = function(p)
    local rate = p.executed / p.budget_total
    if rate == nil then return undecided("没有数") end
    if rate < param.floor then
      return fail { field = "executed", message = "执行率 {rate}", rate = percent(rate) }
    end
  end,
  bad  = { { budget_total = "100", executed = "59" } },
  good = { { budget_total = "100", executed = "60" } },
}
LUA
cat >"$base/national/completeness/CMP-002-vague.lua" <<'LUA'
rule "CMP-002" {
  title    = "指标值是空话",
  severity = "warning",
  aspect   = "完整性",
  basis    = {},
  each     = "indicator",
  where    = { form = "target", level2 = "数量指标" },
  needs    = { "CMP-001" },
  negotiable = { severity = "note" },
  check = function(i)
    local word = text.contains(i.target.text, words.vague)
    if word then
      return fail { field = "target", message = "“{word}”没有标准", word = word }
    end
  end,
  bad  = { { level2 = "数量指标", target = "较好" } },
  good = { { level2 = "数量指标", target = "5个" } },
}
LUA
cat >"$base/420000-hubei/pack.lua" <<'LUA'
pack "420000" {
  title = "湖北省",
  version = "2026.1",
  set = {
    floor = 65,
    shares = { value = 6, reason = "本省项目较大" },
  },
  rules = {
    ["CMP-002"] = { severity = "note", reason = "本省只提示" },
  },
}
LUA
cat >"$base/420000-hubei/HUB-001-name.lua" <<'LUA'
rule "HUB-001" {
  title    = "没有名称",
  severity = "error",
  aspect   = "完整性",
  basis    = {},
  each     = "project",
  check = function(p)
    if text.is_blank(p.project_name) then
      return fail { field = "project_name", message = "没有名称" }
    end
  end,
  bad  = { { project_name = "" } },
  good = { { project_name = "工程" } },
}
LUA
try 0 "nothing wrong" "$jihe" rules test --rules "$base"

ways=0
# wrong NAME FILE OLD NEW PART…: OLD written as NEW; every PART is told, in one line, in both languages
# (a PART that begins with zh: or en: in that one alone).
wrong() {
    local name=$1 file=$2 old=$3 new=$4
    shift 4
    rm -rf "$work/rules"; cp -r "$base" "$work/rules"
    OLD=$old NEW=$new python3 -c '
import os, sys
path = sys.argv[1]; text = open(path, encoding="utf-8", errors="surrogateescape").read()
old, new = (os.fsencode(os.environ[k]).decode("utf-8", "surrogateescape") for k in ("OLD", "NEW"))
assert old in text, old
open(path, "w", encoding="utf-8", errors="surrogateescape").write(text.replace(old, new, 1))' "$work/rules/$file" || check "$name: can be written" no yes
    told "$name" "$@"
}
# told NAME PART…: what is said of $work/rules.
told() {
    local name=$1 part lang line
    shift
    ways=$((ways + 1))
    for lang in zh en; do
        "$jihe" rules test --rules "$work/rules" --lang $lang >"$work/out" 2>"$work/err"
        [ $? -ne 0 ] || check "$name ($lang): refused" no yes
        line=$(cat "$work/out" "$work/err" | grep -aF -- "$1" | head -1)
        for part in "$@"; do
            case $part in zh:*) [ $lang = zh ] || continue; part=${part#zh:} ;; en:*) [ $lang = en ] || continue; part=${part#en:} ;; esac
            case $line in *"$part"*) ;; *) check "$name ($lang)" "no '$part' in '$line'" told; return ;; esac
        done
    done
    check "$name: ${line:0:110}" told told
}
rate=national/completeness/CMP-001-rate.lua vague=national/completeness/CMP-002-vague.lua
hubei=420000-hubei/pack.lua national=national/pack.lua statutes=national/statutes.lua name=420000-hubei/HUB-001-name.lua

# --- names in a check ---
wrong "a misspelt field" $rate p.executed p.exceuted "$rate:10:" exceuted executed
wrong "a field of an indicator on a project" $name p.project_name p.level3 "$name:8:" level3
wrong "a misspelt parameter" $rate param.floor param.flor "$rate:12:" flor floor
wrong "a severity by another name" $vague 'severity = "warning"' 'severity = "info"' "$vague:3:" info '"note"'
wrong "a severity's change by another name" $hubei 'severity = "note"' 'severity = "提醒"' "$hubei:9:" 提醒 '"note"'
wrong "a share written as a fraction" $hubei 'floor = 65' 'floor = 0.65' "$hubei:5:" "0.65" 65 '"65%"'
wrong "a default written as a fraction" $national 'default = 60' 'default = 0.6' "$national:5:" "0.6" 60
wrong "a misspelt word list" $vague words.vague words.vage "$vague:11:" vage vague
wrong "a misspelt helper" $vague text.contains text.contain "$vague:11:" contain contains
wrong "a misspelt function" $rate 'percent(rate)' 'precent(rate)' "$rate:13:" precent percent
wrong "a misspelt member of a value" $vague i.target.text i.target.txt "$vague:11:" txt text
wrong "a misspelt answer" $rate 'undecided(' 'undecide(' "$rate:11:" undecide undecided
wrong "a misspelt field of fail" $rate 'field = "executed"' 'field = "exceuted"' "$rate:13:" exceuted executed
wrong "a misspelt key of fail" $rate 'message = "执行率 {rate}"' 'mesage = "执行率 {rate}"' "$rate:13:" message
wrong "a placeholder with nothing behind it" $rate '{rate}' '{rat}' "$rate:13:" rat
wrong "a value compared with a plain number by ==" $rate 'rate == nil' 'p.executed == 0' "$rate:11:" equal
wrong "an end too few" $rate $'    end\n  end,' $'    end\n  ' "$rate:17:" "near '='"
wrong "an assignment in a condition" $rate 'rate == nil' 'rate = nil' "$rate:11:"

# --- what a rule says about itself ---
wrong "a misspelt severity" $rate '"error"' '"eror"' "$rate:4:" eror error
wrong "a misspelt key" $rate 'title    =' 'titel    =' "$rate:3:" titel title
wrong "a misspelt kind of record" $rate '"project"' '"projekt"' "$rate:7:" projekt project
wrong "a misspelt form" $rate '"self_evaluation"' '"self_evalution"' "$rate:8:" self_evalution self_evaluation
wrong "a misspelt level" $vague '"数量指标" },' '"数量指示" },' "$vague:7:" 数量指示 数量指标
wrong "a misspelt statute" $rate '"mof-2020-10"' '"mof-2020-1"' "$rate:6:" mof-2020-1 mof-2020-10
wrong "a misspelt needed rule" $vague '"CMP-001"' '"CMP-01"' "$vague:8:" CMP-01 CMP-001
wrong "an id used twice" $name '"HUB-001"' '"CMP-001"' "$name:1:" "$rate:2"
wrong "a key that is missing" $rate '  aspect   = "完整性",' '' "$rate:2:" aspect
wrong "a circle of needs" $rate 'each     = "project",' 'each = "project", needs = { "CMP-002" },' CMP-001 CMP-002 '→'

# --- examples ---
wrong "a missing failing example" $rate '  bad  = { { budget_total = "100", executed = "59" } },' '' "$rate:2:" 'bad = { { … } }'
wrong "a missing silent example" $rate '  good = { { budget_total = "100", executed = "60" } },' '' "$rate:2:" 'good = { { … } }'
wrong "a rule that fires on its good example" $rate 'executed = "60"' 'executed = "58"' "$rate:17:" 'good[1]' executed zh:应当通过 "en:should pass"
wrong "a bad example that is not found" $rate 'executed = "59"' 'executed = "61"' "$rate:16:" 'bad[1]' zh:应当报出问题 "en:should be found"
wrong "a misspelt field in an example" $rate 'executed = "59"' 'exceuted = "59"' "$rate:16:" exceuted executed
wrong "a good example without a decision" $rate 'budget_total = "100", executed = "60"' 'budget_total = "", executed = "60"' "$rate:17:" 'expect = "undecided"'
wrong "examples that are no list" $rate 'bad  = { { budget_total = "100", executed = "59" } }' 'bad = { budget_total = "100" }' "$rate:16:" '{ { … }, { … } }'

# --- parameters ---
wrong "a unit of another kind" $national 'unit = "万元"' 'unit = "公里"' "$national:6:" budget 公里 万元
wrong "a misspelt type" $national '"percent"' '"precent"' "$national:5:" floor precent percent
wrong "a misspelt way" $national 'stricter = "higher"' 'stricter = "hihger"' "$national:5:" floor hihger higher
wrong "bounds that leave the default out" $national 'default = 5, min = 1' 'default = 0, min = 1' "$national:7:" shares 0 1
wrong "a default of the wrong kind" $national 'default = 60' 'default = "many"' "$national:5:" floor many

# --- what a pack changes ---
wrong "a misspelt parameter in set" $hubei 'floor = 65' 'flor = 65' "$hubei:5:" flor floor
wrong "a loosening" $hubei 'floor = 65' 'floor = 55' "$hubei:5:" 420000 national 60% 55%
wrong "a loosening beyond what is negotiable" $hubei 'value = 6,' 'value = 8,' "$hubei:6:" 420000 national 8 7
wrong "a loosening without a reason" $hubei 'shares = { value = 6, reason = "本省项目较大" }' 'shares = 6' "$hubei:6:" shares reason
wrong "a rule that is not there" $hubei '["CMP-002"]' '["CMP-022"]' "$hubei:9:" CMP-022 CMP-002
wrong "a rule off that may not be" $hubei 'severity = "note", reason' 'off = true, reason' "$hubei:9:" CMP-002 420000 national off
wrong "a lower severity that may not be" $hubei '["CMP-002"] = { severity = "note"' '["CMP-001"] = { severity = "note"' "$hubei:9:" CMP-001 420000 national
wrong "a misspelt severity in a change" $hubei 'severity = "note"' 'severity = "noet"' "$hubei:9:" noet note
wrong "a pack that is not its folder's" $hubei '"420000"' '"430000"' "$hubei:1:" 430000 420000-hubei
wrong "a misspelt key of a pack" $hubei 'version =' 'verison =' "$hubei:3:" verison version
wrong "an engine that is too old" $hubei 'version = "2026.1",' 'version = "2026.1", engine = ">=99",' "$hubei:3:" engine 99

# --- registers and lists ---
wrong "a misspelt key of a statute" $statutes 'issuer =' 'isuer =' "$statutes:2:" isuer issuer
wrong "a misspelt standing" $statutes '"seen"' '"sene"' "$statutes:3:" sene seen
wrong "a date that is none" $statutes '2020-02-25' '2020-02-31' "$statutes:2:" 2020-02-31
wrong "a list declared twice" national/data/words.lua 'codes "level2"' 'words "vague" { "好" } codes "level2"' "national/data/words.lua:" vague

# --- what a colleague types who writes Chinese all day ---
wrong "a comma forgotten" $hubei 'floor = 65,' 'floor = 65' "$hubei:6:" "zh:上一行末尾漏了逗号" "en:comma missing"
wrong "a comma forgotten between words" national/data/words.lua '"较好", ' '"较好" ' "national/data/words.lua:1:" 明显 "zh:逗号" "en:comma"
wrong "a Chinese comma" $hubei 'floor = 65,' 'floor = 65，' "$hubei:5:" '，' ','
wrong "Chinese quotes" $hubei '"湖北省"' '“湖北省”' "$hubei:2:" '“' '"'
wrong "a Chinese quote at the end" $hubei '"湖北省"' '"湖北省”' "$hubei:2:" '"' "zh:中文引号不算" "en:Chinese quotation marks"
wrong "full-width digits" $hubei 'floor = 65' 'floor = ６５' "$hubei:5:" ６５ 65
wrong "a full-width equals sign" $hubei 'floor = 65' 'floor ＝ 65' "$hubei:5:" ＝ '='
wrong "a full-width brace" $hubei 'set = {' 'set = ｛' "$hubei:4:" ｛ '{'
wrong "a full-width blank" $hubei '    floor' '　　floor' "$hubei:5:" U+3000
wrong "text without quotes" $hubei '"湖北省"' 湖北省 "$hubei:2:" '"湖北省"'
wrong "a word without quotes" $hubei 'severity = "note"' 'severity = note' "$hubei:9:" '"note"'
wrong "a colon for the equals sign" $hubei 'floor = 65' 'floor: 65' "$hubei:5:" 'floor = …'
wrong "a quoted key without brackets" $hubei '["CMP-002"]' '"CMP-002"' "$hubei:9:" '["CMP-002"] = …'
wrong "a bare key with a dash" $hubei '["CMP-002"]' 'CMP-002' "$hubei:9:" '["CMP-002"] = …'
wrong "a pack named by a number" $hubei '"420000"' 420000 "$hubei:1:" 'pack "420000" { … }'
wrong "a percent sign behind a number" $hubei 'floor = 65' 'floor = 65%' "$hubei:5:" '"65%"'
wrong "a key written twice" $hubei 'floor = 65,' $'floor = 65,\n    floor = 70,' "$hubei:6:" floor 5
wrong "a rule changed twice" $hubei 'rules = {' $'rules = {\n    ["CMP-002"] = { severity = "error" },' "$hubei:10:" CMP-002 9
wrong "a brace that is not closed" $hubei $'    shares = { value = 6, reason = "本省项目较大" },\n  },' '    shares = { value = 6, reason = "本省项目较大" },' "$hubei:4:" '{'
wrong "a brace too many" $hubei $'  },\n}' $'  },\n}}' "$hubei:11:" '}'
wrong "a severity in Chinese" $hubei 'severity = "note"' 'severity = "提示"' "$hubei:9:" 提示 '"note"' '"warning"' '"error"'
wrong "a year with its word" $hubei 'floor = 65' 'floor = { value = 65, since = "2027年" }' "$hubei:5:" 2027年 2025-07-01
wrong "a year that is neither text nor number" $hubei 'floor = 65' 'floor = { value = 65, since = true }' "$hubei:5:" since "zh:应为文字或数字" "en:must be text or a number"
wrong "an end before its beginning" $hubei 'floor = 65' 'floor = { value = 65, since = 2027, until_ = 2025 }' "$hubei:5:" 2027-01-01 2025-12-31
wrong "until without its dash" $hubei 'floor = 65' 'floor = { value = 65, until = 2025 }' "$hubei:5:" until_
wrong "a unit that is the name of one" $national 'default = 60' 'unit = "百分比", default = 60' "$national:5:" 百分比 %
wrong "a reason that is blank" $hubei '"本省只提示"' '""' "$hubei:9:" CMP-002 reason
wrong "a version that is a number" $hubei '"2026.1"' 2026.1 "$hubei:3:" version "zh:应为文字" "en:must be text"
wrong "an article that is not in the register" $rate '"mof-2020-10"' '"mof-2020-10#第十三条"' "$rate:6:" 第十三条 第十二条
wrong "a Chinese date" $statutes 2020-02-25 2020年2月25日 "$statutes:2:" 2020年2月25日 2025-07-01
wrong "a field by its Chinese name" $name p.project_name p.项目名称 "$name:8:" 项目名称 project_name
wrong "!= for ~=" $rate 'rate == nil' 'rate != nil' "$rate:11:" '~='
wrong "&& for and" $rate 'rate == nil' 'rate == nil && true' "$rate:11:" and
wrong "null for nil" $rate 'rate == nil' 'equal(rate, null)' "$rate:11:" null nil
wrong "else if in two words" $rate $'    if rate < param.floor then' $'    if rate == 1 then return\n    else if rate < param.floor then' "$rate:13:" elseif

# --- files ---
# file NAME COMMAND PART…: a right pack, changed by a command in the folder of all packs.
file() {
    local name=$1 command=$2
    shift 2
    rm -rf "$work/rules"; cp -r "$base" "$work/rules"
    (cd "$work/rules" && eval "$command") || check "$name: can be done" no yes
    told "$name" "$@"
}
file "a folder without its code" 'mv 420000-hubei hubei' "hubei/pack.lua:1:" hubei 420000-…
file "a folder with another dash" 'mv 420000-hubei 420000—湖北' "420000—湖北/pack.lua:1:" 420000-…
file "a folder with a digit missing" 'mv 420000-hubei 42000-hubei' "42000-hubei/pack.lua:1:" 42000-hubei 420000-…
file "one division in two folders" 'cp -r 420000-hubei 420000-copy' "pack.lua:1:" 420000-copy/pack.lua 420000-hubei
file "a capital letter in pack.lua" 'mv 420000-hubei/pack.lua 420000-hubei/Pack.lua' "420000-hubei/Pack.lua:" pack.lua
file "statute.lua for statutes.lua" 'mv national/statutes.lua national/statute.lua' "national/statute.lua:" statutes.lua
file "a rule saved as text" "mv $name $name.txt" "$name.txt:" .lua
file "a rule among the lists" "mkdir 420000-hubei/data && mv $name 420000-hubei/data/" "420000-hubei/data/HUB-001-name.lua:1:" rule data
file "a list among the rules" 'mkdir 420000-hubei/lists && cp national/data/words.lua 420000-hubei/lists/' "420000-hubei/lists/words.lua:1:" words data
file "a pack in GBK" "iconv -f UTF-8 -t GBK $hubei >x && mv x $hubei" "$hubei:2:" GBK UTF-8
file "a rule in GBK" "iconv -f UTF-8 -t GBK $name >x && mv x $name" "$name:2:" GBK UTF-8
file "a rule in UTF-16" "iconv -f UTF-8 -t UTF-16 $name >x && mv x $name" "$name:1:" UTF-16 UTF-8
file "two rules in one file" "sed 's/HUB-001/HUB-002/' $name >x && cat x >>$name; rm x" "$name:15:" "zh:一个文件只能有一条规则" "en:a file holds one rule"
file "a rule of another region changed" 'mkdir 430000-hunan; printf "pack \"430000\" { title = \"湖南省\", version = \"1\",\n rules = {\n  [\"HUB-001\"] = { severity = \"note\" },\n } }\n" >430000-hunan/pack.lua' "430000-hunan/pack.lua:3:" HUB-001 420000
file "a statute of the nation once more" 'printf "statute \"mof-2020-10\" { title = \"办法\" }\n" >420000-hubei/statutes.lua' "420000-hubei/statutes.lua:1:" mof-2020-10 national/statutes.lua:1
# What is not wrong: a byte order mark, line ends of Windows, tabs.
rm -rf "$work/rules"; cp -r "$base" "$work/rules"
for one in $hubei $name $statutes; do
    { printf '\xef\xbb\xbf'; sed 's/  /\t/g; s/$/\r/' "$base/$one"; } >"$work/rules/$one"
done
try 0 "saved by Notepad with tabs" "$jihe" rules test --rules "$work/rules"
wrong "a pack without pack.lua" $hubei 'pack "420000"' '-- pack "420000"' "420000-hubei" pack.lua
wrong "text that is not UTF-8" $name '没有名称' $'\xff' "$name:" UTF-8
check "a hundred ways and more" "$([ $ways -ge 100 ] && echo yes)" yes
finish
