#!/bin/sh
# run.sh [SECONDS]: builds every fuzz target with clang's address and undefined-behaviour sanitizers and feeds it inputs for so many seconds
# (3). Prints TAP, and writes it to test-results/raw/fuzz.tap. What broke a target is kept in test-results/fuzz/; new inputs that reach new
# code stay in build-fuzz/corpus, so that the next run begins where this one ended. Needs what `ninja -C build` generates.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-3}
jobs=${FELLES_JOBS:-$(nproc)}
out=build-fuzz
results=test-results
mkdir -p $out/corpus $results/raw $results/fuzz $results/logs

base="src/base/arena.c src/base/str.c src/base/date.c src/base/err.c src/base/clock.c src/base/log.c"
# What each target is built from, beside its own file.
sources_of() {
  case $1 in
  text) echo "$base" ;;
  allocation) echo "$base $(ls src/domain/allocation/*.c | grep -v /test_)" ;;
  body) echo "$base src/platform/http/body.c src/platform/http/multipart.c src/platform/http/match.c" ;;
  form) echo "$base src/platform/http/body.c src/platform/http/form.c" ;;
  i18n) echo "$base src/platform/i18n/i18n.c src/platform/i18n/format.c" ;;
  csv) echo "$base src/domain/exchange/csv.c src/domain/dwelling/kobo.c src/platform/i18n/i18n.c build/dwelling_schema.c build/texts.c" ;;
  profile) echo "$base src/platform/yaml/yaml_file.c src/domain/organisation/profile.c src/domain/organisation/profile_stock.c src/domain/organisation/profile_measures.c" ;;
  law) echo "$base -Wl,--wrap=yaml_file_read src/platform/yaml/yaml_file.c src/domain/law/load.c src/domain/law/schema.c src/domain/law/words.c
    src/domain/evaluation/tool.c src/domain/assessment/form.c src/domain/target_group/definition.c" ;;
  identity) echo "$base src/domain/person/national_id.c src/domain/person/same.c src/domain/desk/search.c src/platform/mail/mail.c" ;;
  token) echo "$base src/platform/auth/oidc_token.c" ;;
  key) echo "$base src/platform/crypt/master_key.c" ;;
  routegen) echo "-Dmain=routegen_main tools/routegen.c tools/routegen_read.c tools/routegen_write.c src/base/arena.c src/base/str.c" ;;
  sqlgen) echo "-Dmain=sqlgen_main -Dsqlite3_open=fuzz_sqlite3_open $(ls tools/sqlgen*.c) src/base/arena.c src/base/str.c" ;;
  textgen) echo "src/base/arena.c src/base/str.c" ;;
  htmlgen) echo "-Dmain=htmlgen_main tools/htmlgen.c tools/html_holes.c tools/html_follow.c tools/html_rules.c src/base/arena.c src/base/str.c" ;;
  *) echo "no sources are named for fuzz_$1 in tests/fuzz/run.sh" >&2; return 1 ;;
  esac
}
libraries_of() {
  case $1 in
  allocation) echo -ljansson ;;
  csv) echo -lcsv ;;
  profile) pkg-config --libs libcyaml yaml-0.1 ;;
  law | identity | token | key) # what these stand on is taken from the program as it is built, without sanitizers
    echo build/libcore.a
    ninja -C build -t commands felles | tail -n 1 | tr ' ' '\n' | grep -E '^(-l.*|/.*\.so|-pthread)$'
    ;;
  sqlgen) pkg-config --libs sqlite3 libsodium ;;
  textgen) echo -lgettextpo ;;
  esac
}
# Inputs to begin with; they are only read.
seeds_of() {
  case $1 in
  allocation) echo tests/fixtures/allocation ;;
  csv) echo tests/fixtures/import ;;
  profile) echo tests/fixtures/profiles profiles ;;
  law) echo "$out/seeds/law" ;;
  routegen) echo "$out/seeds/routegen" ;;
  sqlgen) echo "$out/seeds/sqlgen" ;;
  textgen) echo "$out/seeds/textgen" ;;
  htmlgen) echo src/domain/intake src/platform/html ;;
  esac
}

# Some targets read their inputs with something before, between or left out.
make_seeds() {
  rm -rf $out/seeds
  mkdir -p $out/seeds/law $out/seeds/routegen $out/seeds/sqlgen $out/seeds/textgen
  number=0 # as in fuzz_law.c
  for name in rules deadlines holidays part_kinds grounds reader_matrix letter_blocks words tools forms target_group; do
    { printf "\\$(printf %03o $number)" && head -n 80 law/$name.yaml; } >$out/seeds/law/$name
    number=$((number + 1))
  done
  cp src/domain/intake/intake.routes src/domain/appeal/appeal.routes src/platform/auth/auth.routes $out/seeds/routegen
  { cat tools/test/sqlgen/home/001.sql && echo ==== && cat tools/test/sqlgen/home/*.sql; } >$out/seeds/sqlgen/home
  { cat src/domain/person/001.sql && echo ==== && cat src/domain/person/person.sql; } >$out/seeds/sqlgen/person
  for name in person plan guidance; do sed '/^"Language:/d' src/domain/$name/en.po >$out/seeds/textgen/$name; done
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
  # LeakSanitizer finds arenas that a target forgot; a slow input is a fault too. A tool that refuses leaves its memory to the process' end.
  leaks=1
  [ "$name" = sqlgen ] && leaks=0
  if ASAN_OPTIONS=detect_leaks=$leaks "$out/fuzz_$name" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=2048 -print_final_stats=1 \
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
make_seeds
for file in tests/fuzz/fuzz_*.c; do basename "$file" .c; done | sed 's/^fuzz_//' |
  xargs -P "$jobs" -n 1 tests/fuzz/run.sh "$seconds" | tee $results/raw/fuzz.tap
! grep -q '^not ok' $results/raw/fuzz.tap
