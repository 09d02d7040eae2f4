# jihe: `make demo` and `make test` do everything on a fresh Debian machine; `make` only builds.
#
#   make                 build libjihe and jihe into build/
#   make V=1             show the commands
#   make SAN=address     (undefined, thread) an instrumented build in build-address/ …
#   make CI=true         warnings are errors

.DEFAULT_GOAL := all
.SUFFIXES:
.DELETE_ON_ERROR:

VERSION   := 0.1.0
SOVERSION := 0
CC        := gcc
AR        := ar
PREFIX    ?= /usr/local
DESTDIR   ?=
SAN       ?=
B         := build$(if $(SAN),-$(SAN))
Q         := $(if $(V),,@)
say        = $(if $(V),,@printf '  %-7s %s\n' '$(1)' '$(2)';)

PACKAGES := build-essential pkg-config liblua5.4-dev libcsv-dev libcmocka-dev libpcre2-dev \
            libutf8proc-dev libmd-dev libyajl-dev \
            libzip-dev libxml2-dev libxlsxwriter-dev lua-check valgrind python3 man-db

LIBS_PC  := lua5.4 libpcre2-8 libutf8proc libmd yajl libzip libxml-2.0 xlsxwriter
CSTD     := -std=c11 -D_GNU_SOURCE
WARN     := -Wall -Wextra -Wpedantic -Wshadow -Wundef -Wformat=2 -Wwrite-strings -Wstrict-prototypes \
            -Wmissing-prototypes -Wmissing-declarations -Wold-style-definition -Wpointer-arith \
            -Wcast-qual -Wcast-align -Wvla -Wduplicated-cond -Wduplicated-branches -Wlogical-op \
            -Wnull-dereference -Wdouble-promotion -Wfloat-equal -Wimplicit-fallthrough=5
WERROR   := $(if $(CI),-Werror)
HARDEN   := -fstack-protector-strong -fstack-clash-protection -fcf-protection -fvisibility=hidden
SANFLAGS := $(if $(filter address,$(SAN)),-fsanitize=address -fno-omit-frame-pointer) \
            $(if $(filter undefined,$(SAN)),-fsanitize=undefined -fno-sanitize-recover=all) \
            $(if $(filter thread,$(SAN)),-fsanitize=thread)
OPT      := $(if $(SAN),-O1 -g,-O2 -g -D_FORTIFY_SOURCE=2)
CFLAGS   ?=
LDFLAGS  ?=
PC_CFLAGS = $(shell pkg-config --cflags $(LIBS_PC) 2>/dev/null)
PC_LIBS   = $(shell pkg-config --libs $(LIBS_PC) 2>/dev/null) -lcsv -lm
ALL_CFLAGS = $(CSTD) $(OPT) $(WARN) $(WERROR) $(HARDEN) $(SANFLAGS) -fPIC -pthread -MMD -MP \
             -include engine/base/banned.h -DJIHE_VERSION='"$(VERSION)"' \
             -DJIHE_RULES_DIR='"$(PREFIX)/share/jihe/rules"' $(PC_CFLAGS) $(CFLAGS)
ALL_LDFLAGS = $(SANFLAGS) -pthread -Wl,-z,relro,-z,now -Wl,--as-needed $(LDFLAGS)

# Who may include whom. Each folder is compiled against an include root that holds links to these
# folders only, so a forbidden include does not compile.
FOLDERS := base format value model decode pack script write run api cli
MAY_base   := base
MAY_format := base format
MAY_value  := base value
MAY_model  := base value model
MAY_decode := base format value model decode
MAY_pack   := base value model pack
MAY_script := base value model script
MAY_write  := base format value model write
MAY_run    := base value model decode pack script run
MAY_api    := base value model decode pack run write api
MAY_cli    := base cli
PUBLIC_api := include
PUBLIC_cli := include

LIB_FOLDERS := $(filter-out cli,$(FOLDERS))
LIB_SRC := $(sort $(foreach f,$(LIB_FOLDERS),$(wildcard engine/$f/*.c)))
CLI_SRC := $(sort $(wildcard engine/cli/*.c))
LIB_OBJ := $(LIB_SRC:%.c=$B/%.o)
CLI_OBJ := $(CLI_SRC:%.c=$B/%.o)
ROOTS   := $(FOLDERS:%=$B/roots/%/.made)

.PHONY: all deps demo accuracy bench install uninstall clean docs lint
all: $B/libjihe.a $B/libjihe.so $B/jihe

define root_rule
$B/roots/$(1)/.made: Makefile
	$$(Q)mkdir -p $$(@D) && rm -f $$(@D)/* && for d in $(MAY_$(1)); do \
	    ln -sfn $$(CURDIR)/engine/$$$$d $$(@D)/$$$$d; done && touch $$@
$B/engine/$(1)/%.o: engine/$(1)/%.c $B/roots/$(1)/.made
	$$(call say,CC,$$<)mkdir -p $$(@D) && $$(CC) $$(ALL_CFLAGS) -I$B/roots/$(1) \
	    $(if $(PUBLIC_$(1)),-I$(PUBLIC_$(1))) -c -o $$@ $$<
endef
$(foreach f,$(FOLDERS),$(eval $(call root_rule,$f)))

$B/libjihe.a: $(LIB_OBJ)
	$(call say,AR,$@)rm -f $@ && $(AR) rcs $@ $^
$B/libjihe.so.$(SOVERSION): $(LIB_OBJ)
	$(call say,LD,$@)$(CC) -shared -Wl,-soname,libjihe.so.$(SOVERSION) \
	    -Wl,--version-script=engine/api/exports.map $(ALL_LDFLAGS) -o $@ $^ $(PC_LIBS)
$B/libjihe.so: $B/libjihe.so.$(SOVERSION)
	$(Q)ln -sf libjihe.so.$(SOVERSION) $@
$B/jihe: $(CLI_OBJ) $B/libjihe.a
	$(call say,LD,$@)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PC_LIBS)

-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d)
include tests/tests.mk
-include tests/bench/bench.mk

# What is missing of the packages above, installed by root or with sudo.
deps:
	@missing=; for p in $(PACKAGES); do \
	    dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; \
	done; \
	[ -z "$$missing" ] && exit 0; \
	echo "installing:$$missing"; \
	if [ "$$(id -u)" = 0 ]; then as=; \
	elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then as=sudo; \
	else \
	    echo "jihe needs these Debian packages, and installing them takes root or sudo:"; \
	    echo "    apt-get install$$missing"; \
	    exit 1; \
	fi; \
	$$as apt-get update -q && $$as env DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -q --no-install-recommends $$missing

# The real filings among the fixtures, judged, as a reviewer would see them.
demo: deps
	@$(MAKE) --no-print-directory all
	@bash docs/demo.sh

# docs/accuracy.md: the rules beside a reviewer's notes, and what they say about fifty filings.
accuracy: all
	@python3 tests/rules/accuracy.py $B/jihe >build/accuracy.md && grep -q '^#' build/accuracy.md && \
	    cp build/accuracy.md docs/accuracy.md || cat build/accuracy.md

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/pkgconfig $(DESTDIR)$(PREFIX)/include \
	    $(DESTDIR)$(PREFIX)/share/jihe $(DESTDIR)$(PREFIX)/share/man/man1 \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
	    $(DESTDIR)$(PREFIX)/share/zsh/site-functions $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	install -m 755 $B/jihe $(DESTDIR)$(PREFIX)/bin/jihe
	install -m 644 $B/libjihe.a $(DESTDIR)$(PREFIX)/lib/libjihe.a
	install -m 755 $B/libjihe.so.$(SOVERSION) $(DESTDIR)$(PREFIX)/lib/libjihe.so.$(SOVERSION)
	ln -sf libjihe.so.$(SOVERSION) $(DESTDIR)$(PREFIX)/lib/libjihe.so
	install -m 644 include/jihe.h $(DESTDIR)$(PREFIX)/include/jihe.h
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' docs/jihe.pc.in \
	    >$(DESTDIR)$(PREFIX)/lib/pkgconfig/jihe.pc
	cp -R rules $(DESTDIR)$(PREFIX)/share/jihe/
	install -m 644 docs/jihe.1 $(DESTDIR)$(PREFIX)/share/man/man1/jihe.1
	install -m 644 docs/completions/jihe.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/jihe
	install -m 644 docs/completions/_jihe $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_jihe
	install -m 644 docs/completions/jihe.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/jihe.fish

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/jihe $(DESTDIR)$(PREFIX)/lib/libjihe.a \
	    $(DESTDIR)$(PREFIX)/lib/libjihe.so $(DESTDIR)$(PREFIX)/lib/libjihe.so.$(SOVERSION) \
	    $(DESTDIR)$(PREFIX)/include/jihe.h $(DESTDIR)$(PREFIX)/lib/pkgconfig/jihe.pc \
	    $(DESTDIR)$(PREFIX)/share/man/man1/jihe.1 \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions/jihe \
	    $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_jihe \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/jihe.fish
	rm -rf $(DESTDIR)$(PREFIX)/share/jihe

# The rules as pages to read; a test tells when they are stale.
docs: all
	$B/jihe rules doc --rules rules -o docs/rules

lint:
	luacheck -q rules

clean:
	rm -rf build build-address build-undefined build-thread
