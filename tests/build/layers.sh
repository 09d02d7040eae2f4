#!/usr/bin/env bash
# The compiler keeps the layers: for each folder, a file that includes a header of a folder it may not
# see does not compile, and one that includes an allowed header does. And every header compiles
# alone; the public one as C99 and as C++.
set -u
cd "$(dirname "$0")/../.."
roots=build/roots
mkdir -p build
n=0
tell() { n=$((n + 1)); echo "$1 $n - $2"; }
declare -A header=([base]=slice.h [format]=csv.h [value]=value.h [model]=record.h [decode]=decode.h
    [pack]=pack.h [script]=script.h [write]=write.h [run]=run.h)
allowed() { sed -n "s/^MAY_$1 *:= *//p" Makefile; }
flags=(-std=c11 -D_GNU_SOURCE -fsyntax-only $(pkg-config --cflags lua5.4) -x c)
for folder in base format value model decode pack script write run api cli; do
    for other in "${!header[@]}"; do
        printf '#include "%s/%s"\n' "$other" "${header[$other]}" >build/layer.c
        if gcc "${flags[@]}" -I"$roots/$folder" build/layer.c 2>/dev/null; then got=yes; else got=no; fi
        case " $(allowed "$folder") " in *" $other "*) want=yes ;; *) want=no ;; esac
        if [ "$got" = "$want" ]; then tell ok "$folder includes $other: $got"; else tell "not ok" "$folder includes $other: $got, not $want"; fi
    done
done
for h in engine/*/*.h; do
    folder=$(basename "$(dirname "$h")")
    if gcc "${flags[@]}" -Wall -Wextra -Werror -I"$roots/$folder" -Iinclude "$h" 2>build/layer.err; then
        tell ok "$h alone"
    else
        tell "not ok" "$h alone"; sed 's/^/# /' build/layer.err
    fi
done
if gcc -std=c99 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c include/jihe.h; then tell ok "jihe.h as C99"; else tell "not ok" "jihe.h as C99"; fi
if g++ -std=c++11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c++ include/jihe.h; then tell ok "jihe.h as C++"; else tell "not ok" "jihe.h as C++"; fi
if grep -lE '#include *[<"](lua|lauxlib|lualib)\.h' engine/*/*.[ch] | grep -v '^engine/script/'; then tell "not ok" "lua.h outside engine/script"; else tell ok "lua.h only in engine/script"; fi
if grep -nwE 'strtod|strncpy' engine/*/*.[ch] | grep -v '^engine/base/banned.h'; then tell "not ok" "strtod or strncpy in the engine"; else tell ok "no strtod, no strncpy in the engine"; fi
