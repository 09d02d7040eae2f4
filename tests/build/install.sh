#!/usr/bin/env bash
# `make install` puts down what others need: a program finds the library through pkg-config, static and
# shared; the installed jihe finds its rules; the man page renders; uninstall leaves nothing. TAP.
set -u
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=0
tell() { n=$((n + 1)); if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi; }

make -s install PREFIX="$work/usr" B="$work/build" >"$work/log" 2>&1
tell $? "make install"
grep -iE 'error|warning' "$work/log" | sed 's/^/# /'
export PKG_CONFIG_PATH=$work/usr/lib/pkgconfig
cat >"$work/use.c" <<'C'
#include <jihe.h>
#include <stdio.h>
int main(void)
{
    puts(jihe_version());
    return 0;
}
C
gcc -std=c99 -pedantic -Wall -Werror -o "$work/shared" "$work/use.c" $(pkg-config --cflags --libs jihe)
tell $? "a program against the shared library"
[ "$(LD_LIBRARY_PATH=$work/usr/lib "$work/shared")" = "$(sed -n 's/^VERSION *:= *//p' Makefile)" ]
tell $? "it tells the version"
readelf -d "$work/shared" | grep -q 'NEEDED.*libjihe\.so\.[0-9]'
tell $? "it is bound to a versioned soname"
gcc -std=c99 -o "$work/static" "$work/use.c" $(pkg-config --cflags jihe) "$work/usr/lib/libjihe.a" \
    $(pkg-config --libs --static jihe | sed 's/-ljihe//') && "$work/static" >/dev/null
tell $? "a program against the static library"
nm -D --defined-only "$work/usr/lib/libjihe.so" | awk '{print $3}' | grep -v '^jihe_' | sed 's/^/# /' | grep . && leak=1 || leak=0
tell $leak "the shared library shows jihe_ names only"
(cd / && "$work/usr/bin/jihe" check "$OLDPWD/fixtures/faults/execution-60.ndjson" --format ndjson >"$work/out" 2>&1)
[ $? -le 1 ] && ! grep -q SEV-004 "$work/out"
tell $? "the installed jihe finds its rules"
man -l --warnings "$work/usr/share/man/man1/jihe.1" >/dev/null 2>"$work/man" && [ ! -s "$work/man" ]
tell $? "the man page renders without warnings"
make -s uninstall PREFIX="$work/usr" >/dev/null 2>&1 && [ -z "$(find "$work/usr" -type f -o -type l)" ]
tell $? "make uninstall leaves nothing"
