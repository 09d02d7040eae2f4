# `make bench`: jihe over a million indicators beside libcsv alone. Included by the Makefile.
#   make bench BENCH_N=20000 BENCH_ROUNDS=5

BENCH_N      ?= 1000000
BENCH_ROUNDS ?= 1

$B/bench/csvbare: tests/bench/csvbare.c
	$(call say,CC,$@)mkdir -p $(@D) && $(CC) $(CSTD) -O2 $(WARN) $(WERROR) -o $@ $< -lcsv

.PHONY: bench
bench: $B/jihe $B/bench/csvbare
	$(Q)sh tests/bench/bench.sh $B/jihe $B/bench/csvbare $B/bench $(BENCH_N) $(BENCH_ROUNDS)

# A province of a hundred packs: make bench-packs BENCH_ROUNDS=3
.PHONY: bench-packs
bench-packs: $B/jihe
	$(Q)python3 tests/bench/packs.py $B/jihe $(CURDIR)/rules $B/bench/packs $(BENCH_ROUNDS)

# A workbook of many rows: time and memory.
BENCH_ROWS ?= 300000
.PHONY: bench-xlsx
bench-xlsx: $B/jihe
	$(Q)sh tests/bench/workbook.sh $B/jihe $B/bench $(BENCH_ROWS)
