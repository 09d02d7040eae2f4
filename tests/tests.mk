# How the tests are built and run. Every tests/<folder>/test_*.c is one cmocka program that may see the
# whole engine; tests/*.sh drive the built program.

TEST_SRC := $(sort $(wildcard tests/*/test_*.c))
TEST_BIN := $(TEST_SRC:%.c=$B/%)
$B/tests/%: tests/%.c $B/libjihe.a
	$(call say,TEST,$@)mkdir -p $(@D) && $(CC) $(ALL_CFLAGS) -Iengine -Iinclude -Itests \
	    $(ALL_LDFLAGS) -o $@ $< $B/libjihe.a -lcmocka $(PC_LIBS)
-include $(TEST_SRC:%.c=$B/%.d)

.PHONY: tests
tests: $(TEST_BIN)
