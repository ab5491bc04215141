#!/bin/sh
# run.sh [SECONDS]: builds every fuzz target with clang's address and undefined-behaviour sanitizers and feeds it inputs for so many seconds
# (5). Prints TAP, and writes it to test-results/raw/fuzz.tap. What broke a target is kept in test-results/fuzz/; new inputs that reach new
# code stay in build-fuzz/corpus, so that the next run begins where this one ended. Needs what `ninja -C build` generates.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-5}
jobs=${FELLES_JOBS:-$(nproc)}
out=build-fuzz
results=test-results
mkdir -p $out/corpus $results/raw $results/fuzz $results/logs

base="src/base/arena.c src/base/str.c src/base/date.c src/base/err.c src/base/clock.c src/base/log.c"
# What each target is built from, beside its own file.
sources_of() {
  case $1 in
  text) echo "$base" ;;
  body) echo "$base src/platform/http/body.c src/platform/http/match.c" ;;
  form) echo "$base src/platform/http/body.c src/platform/http/form.c" ;;
  i18n) echo "$base src/platform/i18n/i18n.c src/platform/i18n/format.c" ;;
  csv) echo "$base src/domain/exchange/csv.c src/domain/dwelling/kobo.c src/platform/i18n/i18n.c build/dwelling_schema.c build/texts.c" ;;
  profile) echo "$base src/platform/yaml/yaml_file.c src/domain/organisation/profile.c" ;;
  htmlgen) echo "-Dmain=htmlgen_main tools/htmlgen.c tools/html_holes.c tools/html_follow.c tools/html_rules.c src/base/arena.c src/base/str.c" ;;
  *) echo "no sources are named for fuzz_$1 in tests/fuzz/run.sh" >&2; return 1 ;;
  esac
}
libraries_of() {
  case $1 in
  csv) echo -lcsv ;;
  profile) pkg-config --libs libcyaml yaml-0.1 ;;
  esac
}
# Inputs to begin with; they are only read.
seeds_of() {
  case $1 in
  csv) echo tests/fixtures/import ;;
  profile) echo tests/fixtures/profiles profiles ;;
  htmlgen) echo src/domain/intake src/platform/html ;;
  esac
}

build() {
  program=$out/fuzz_$1
  if [ -x "$program" ] && [ -z "$(find src tools tests/fuzz build/texts.h -newer "$program" -name '*.[ch]' -print -quit)" ]; then return 0; fi
  clang -std=gnu17 -D_GNU_SOURCE -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer \
    -I. -Isrc -Itools -Ibuild -Ibuild/src -Ibuild/src/platform -o "$program" "tests/fuzz/fuzz_$1.c" $(sources_of "$1") $(libraries_of "$1")
}

feed() {
  name=$1
  log=$results/logs/fuzz-$name.log
  mkdir -p "$out/corpus/$name"
  dictionary=tests/fuzz/fuzz_$name.dict
  [ -f "$dictionary" ] && dictionary=-dict=$dictionary || dictionary=
  # LeakSanitizer finds arenas that a target forgot; a slow input is a fault too.
  if ASAN_OPTIONS=detect_leaks=1 "$out/fuzz_$name" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$results/fuzz/$name-" $dictionary "$out/corpus/$name" $(seeds_of "$name") >"$log" 2>&1; then
    inputs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    [ "${inputs:-0}" -gt 0 ] && echo "ok - fuzz $name: $inputs inputs" || echo "not ok - fuzz $name: no input was tried"
  else
    echo "not ok - fuzz $name: see $log and $results/fuzz/$name-*"
  fi
}

one() {
  if build "$1" >"$results/logs/fuzz-$1.build.log" 2>&1; then feed "$1"; else
    echo "not ok - fuzz $1: does not build, see $results/logs/fuzz-$1.build.log"
  fi
}

if [ "${2:-}" ]; then one "$2"; exit 0; fi
for file in tests/fuzz/fuzz_*.c; do basename "$file" .c; done | sed 's/^fuzz_//' |
  xargs -P "$jobs" -n 1 tests/fuzz/run.sh "$seconds" | tee $results/raw/fuzz.tap
! grep -q '^not ok' $results/raw/fuzz.tap
