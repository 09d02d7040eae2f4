# How the tests are built and run. Every tests/<folder>/test_*.c is one cmocka program that may see the
# whole engine; tests/<folder>/*.sh drive the built program. A first line "/* LDFLAGS: … */" in a test
# adds flags to its link (replacing malloc, say). All of them speak TAP; tests/run.sh counts.

TEST_SRC := $(sort $(wildcard tests/*/test_*.c))
TEST_BIN := $(TEST_SRC:%.c=$B/%)
test_ldflags = $(shell sed -n '1s|.*LDFLAGS: \(.*\) \*/.*|\1|p' $(1))

$B/tests/%: tests/%.c $B/libjihe.a
	$(call say,TEST,$@)mkdir -p $(@D) && $(CC) $(ALL_CFLAGS) -Iengine -Iinclude -Itests \
	    $(ALL_LDFLAGS) $(call test_ldflags,$<) -o $@ $< $B/libjihe.a -lcmocka $(PC_LIBS)
-include $(TEST_SRC:%.c=$B/%.d)

.PHONY: tests test check
tests: $(TEST_BIN)

# Everything, on a fresh machine: what is missing is installed, the ordinary build is tested, then the
# same tests run in builds with the sanitizers and under valgrind.
test: deps
	@bash tests/run.sh

# The ordinary build's tests only, for the minutes between two edits.
check: all tests
	@bash tests/run.sh quick

# Coverage-guided fuzzing with clang for as long as wanted: `make fuzz TARGET=value SECONDS=60`, where
# TARGET is value, reader, html, docx, xlsx or rule. What it finds stays in build/fuzz/.
TARGET  ?= value
SECONDS ?= 60
.PHONY: fuzz
fuzz:
	$(Q)command -v clang >/dev/null || { echo "make fuzz needs clang: apt-get install clang libclang-rt-14-dev"; exit 1; }
	$(Q)mkdir -p build/fuzz/$(TARGET)-corpus && find fixtures rules -size -20k \
	    \( -name '*.csv' -o -name '*.ndjson' -o -name '*.lua' -o -name '*.html' \) -exec cp -n --backup=numbered {} build/fuzz/$(TARGET)-corpus/ \;
	$(call say,FUZZ,$(TARGET))clang -std=c11 -D_GNU_SOURCE -g -O1 -fsanitize=fuzzer,address,undefined -w \
	    -include engine/base/banned.h -DJIHE_VERSION='"$(VERSION)"' -DJIHE_RULES_DIR='""' -DFUZZ=fuzz_$(TARGET) \
	    -Iengine -Iinclude $(PC_CFLAGS) -o build/fuzz/$(TARGET) tests/fuzz/test_fuzz.c $(LIB_SRC) $(PC_LIBS)
	build/fuzz/$(TARGET) -max_total_time=$(SECONDS) -max_len=4096 -artifact_prefix=build/fuzz/ build/fuzz/$(TARGET)-corpus
