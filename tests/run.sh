#!/usr/bin/env bash
# Runs every test and counts: `run.sh` all of them, in the ordinary build, with the sanitizers and under
# valgrind; `run.sh quick` the ordinary build alone. Each test speaks TAP ("ok …", "not ok …",
# "ok … # SKIP why"); the last line here is "N passed, N failed".
set -u
cd "$(dirname "$0")/.."
# A shell in the background ignores SIGINT and hands that on; the tests of signals need the default.
[ -n "${JIHE_TEST_SIGNALS-}" ] || JIHE_TEST_SIGNALS=1 exec env --default-signal=INT,QUIT,TERM,PIPE bash "$0" "$@"
export CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C.UTF-8
unset JIHE_RULES NO_COLOR COLUMNS
passed=0 failed=0 skipped=0
jobs=$(nproc)
logs=build/test-logs
mkdir -p "$logs"

# start NAME COMMAND…: one test program, beside up to as many others as there are processors. Its status
# comes into a file beside its log; `settle` counts.
names=()
start() {
    local log=$logs/${1//[^A-Za-z0-9._-]/-}
    names+=("$1")
    shift
    while [ "$(jobs -rp | wc -l)" -ge "$jobs" ]; do wait -n; done
    rm -f "$log.status"
    {
        env --default-signal=HUP,INT,QUIT,TERM,PIPE "$@" </dev/null >"$log.log" 2>&1
        echo $? >"$log.status"
    } &
}

# Waits for what was started and counts it, in the order of starting.
settle() {
    wait
    local name
    for name in "${names[@]}"; do count "$name"; done
    names=()
}

# count NAME: a death without a failed line counts as one failure.
count() {
    local name=$1 log=$logs/${1//[^A-Za-z0-9._-]/-}.log ok bad skip status
    status=$(cat "${log%.log}.status" 2>/dev/null || echo 255)
    skip=$(grep -aciE '^(not )?ok.*# skip' "$log") # cmocka writes "not ok … # SKIP"
    ok=$(grep -aE '^ok ' "$log" | grep -acivE '# skip')
    bad=$(grep -aE '^not ok' "$log" | grep -acivE '# skip')
    if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
        bad=1
        echo "not ok $name: ended with status $status"
    fi
    if [ "$status" -eq 0 ] && [ "$ok" -eq 0 ] && [ "$skip" -eq 0 ]; then
        bad=1
        echo "not ok $name: told no result"
    fi
    passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + skip))
    if [ "$bad" -gt 0 ]; then
        printf '  %-46s %4d passed, %d failed\n' "$name" "$ok" "$bad"
        grep -aE -A6 '^not ok|^# .*(Error|FAIL|rror:)|ERROR: |runtime error|==[0-9]+==' "$log" | head -60
        [ "$status" -ne 0 ] && tail -5 "$log"
    elif [ "$skip" -gt 0 ]; then
        printf '  %-46s %4d passed, skipped: %s\n' "$name" "$ok" "$(grep -aihE -m1 '^(not )?ok.*# skip' "$log" | sed 's/.*# *[sS][kK][iI][pP] *//')"
    else
        printf '  %-46s %4d passed\n' "$name" "$ok"
    fi
}

# programs LABEL BUILD PREFIX…: every cmocka program of a build, the folders with the longest first, so that
# none of those is left for the end.
programs() {
    local label=$1 build=$2 t
    shift 2
    for t in $(cd "$build/tests" && ls -U -- script/test_* value/test_* */test_* | grep -v '\.d$' | awk '!seen[$0]++'); do
        start "$label$t" "$@" "$build/tests/$t"
    done
}

make_build() {
    echo "building $*"
    make -s -j"$jobs" CI=true "$@" all tests || { echo "not ok build $*"; failed=$((failed + 1)); return 1; }
}

make_build || { echo "0 passed, 1 failed"; exit 1; }
programs "" build
for script in $(ls tests/*/*.sh | sort); do
    case $script in tests/bench/* | tests/cli/instrumented.sh) ;; *) start "${script#tests/}" env JIHE=build/jihe bash "$script" ;; esac
done

start golden bash tests/golden.sh build/jihe 0.85 0
settle
if [ "${1-}" != quick ]; then
    start hostile bash tests/hostile.sh build/jihe
    settle # its programs are measured, so nothing runs beside it
    export JIHE_TEST_LIGHT=1
    for san in address undefined thread; do
        make_build SAN=$san || continue
        export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1 TSAN_OPTIONS=halt_on_error=1
        start "$san: fixtures" bash tests/cli/instrumented.sh "build-$san/jihe" # long, hence first
        programs "$san: " "build-$san"
        settle
    done
    valgrind="valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,possible"
    start "valgrind: fixtures" env JIHE_TEST_FEW=1 bash tests/cli/instrumented.sh $valgrind build/jihe
    programs "valgrind: " build $valgrind # what is forked is followed, what other programs do is theirs
    settle
fi

if [ "$skipped" -gt 0 ]; then
    echo "$passed passed, $failed failed, $skipped skipped"
else
    echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ]
