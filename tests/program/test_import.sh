#!/bin/sh
# felles import and export on files: all or nothing, twice is once, a dry run keeps nothing, and files go back as they came.
felles=${FELLES:-build/felles}
root=$(cd "$(dirname "$0")/../.." && pwd)
case $felles in /*) ;; *) felles=$root/$felles ;; esac
files=$root/tests/fixtures/import
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$root" || exit 1
failed=0
db="--db sqlite:$folder/a.db --key $folder/key"

check() { # NAME, then a command that must succeed
  name=$1
  shift
  if "$@" >"$folder/out" 2>&1; then echo "ok - $name"; else
    echo "not ok - $name"
    sed 's/^/# /' "$folder/out" | head -n 12
    failed=1
  fi
}
says() { # a file of output, a text it must hold
  grep -qF -- "$2" "$1" || { echo "no '$2' in:"; cat "$1"; return 1; }
}
run() { "$felles" "$@" >"$folder/said" 2>&1; }
refused() { run "$@"; code=$?; [ $code = 1 ] || { echo "exit code $code"; cat "$folder/said"; return 1; }; }
rows() { [ "$(export_lines "$1")" = "$2" ] || { echo "$(export_lines "$1") rows, not $2"; return 1; }; }
export_lines() { rm -f "$folder/count"; "$felles" export "$1" "$folder/count" $db >/dev/null && tail -n +2 "$folder/count" | grep -c '^[^ ]*;'; }
same() { cmp "$1" "$2"; }

check "a new municipality is made" run demo --persons 0 --until 2026-11-22 $db
# An empty database with the same key: what is imported is all there is.
rm -f "$folder"/a.db*

dwellings_in() { run import dwellings "$files/dwellings.csv" $db && says "$folder/said" "3 rows (ISO-8859-1): 3 added, 0 changed, 0 as before"; }
check "dwellings in ISO-8859-1 with CRLF come in" dwellings_in
check "words the profile does not map are reported" says "$folder/said" 'not mapped in the profile, kept as it stands: koboboligtype "Bofellesskap" (1 rows)'
twice() { run import dwellings "$files/dwellings.csv" $db && says "$folder/said" "0 added, 0 changed, 3 as before. Nothing to change."; }
check "the same file again changes nothing and says so" twice
other() { run import dwellings "$files/dwellings_utf8.csv" $db && says "$folder/said" "3 rows (UTF-8): 0 added, 0 changed, 3 as before"; }
check "the same rows in UTF-8 with a byte order mark are the same rows" other
identity() {
  run export dwellings "$folder/1.csv" $db && rm -f "$folder"/b.db* &&
    run import dwellings "$folder/1.csv" --db "sqlite:$folder/b.db" --key "$folder/key" &&
    run export dwellings "$folder/2.csv" --db "sqlite:$folder/b.db" --key "$folder/key" && same "$folder/1.csv" "$folder/2.csv" &&
    run import dwellings "$folder/1.csv" $db && says "$folder/said" "0 added, 0 changed, 3 as before"
}
check "a file exported and imported is the same file" identity
sealed() { ! grep -aq "Ane Pr" "$folder/a.db" "$folder/a.db-wal" 2>/dev/null; }
check "the main applicant is nowhere in the database in clear" sealed
mode() { [ "$(stat -c %a "$folder/1.csv")" = 600 ]; }
check "an exported file is for its owner only" mode
over() { refused export dwellings "$folder/1.csv" $db && says "$folder/said" "exists"; }
check "an export never writes over a file" over

bad() { refused import dwellings "$files/dwellings_bad.csv" $db; }
check "a file with bad rows is refused" bad
check "the bad row is told with line, column, value and reason" says "$folder/said" 'dwellings_bad.csv:3: gnrbnr "315-12" is not farm and holding number'
check "every bad column of a row is told" says "$folder/said" 'dwellings_bad.csv:3: postnummer "760" is not four digits'
check "a dwelling that stands twice is told" says "$folder/said" "is the same dwelling as in line 2"
header() {
  refused import dwellings "$files/dwellings_header.csv" $db && says "$folder/said" "gnrbnr the column is missing" &&
    says "$folder/said" "gatenavn the column stands twice" && says "$folder/said" '"pris" is no column of this file' && says "$folder/said" "3 errors"
}
check "missing, repeated and unknown columns are told, and no row is blamed" header
check "nothing of a refused file was kept" rows dwellings 3

dry() { run import staff "$files/staff.csv" --dry-run $db && says "$folder/said" "Nothing was kept: this was a dry run." && rows staff 0; }
check "a dry run counts and keeps nothing" dry
staff() { run import staff "$files/staff.csv" $db && says "$folder/said" "3 rows" && rows staff 3; }
check "staff come in" staff
staff_twice() { run import staff "$files/staff.csv" $db && says "$folder/said" "3 as before. Nothing to change."; }
check "the same staff again changes nothing" staff_twice
staff_bad() { refused import staff "$files/staff_bad.csv" $db && says "$folder/said" 'unit_code "XYZ" is no unit' && says "$folder/said" 'role "boss" is no role' && rows staff 3; }
check "bad staff are told and nothing is kept" staff_bad

persons() { run import persons "$files/persons.csv" $db && says "$folder/said" "2 added"; }
check "persons come in" persons
persons_twice() { run import persons "$files/persons.csv" $db && says "$folder/said" "2 as before. Nothing to change."; }
check "the same persons again changes nothing" persons_twice
persons_bad() {
  refused import persons "$files/persons_bad.csv" $db && says "$folder/said" 'national_id "148884*****" is no valid national id' && ! grep -q 14888411889 "$folder/said"
}
check "a wrong national id is told, but never whole" persons_bad
no_id() { ! grep -aq 14888411888 "$folder/a.db" "$folder/a.db-wal" 2>/dev/null; }
check "no national id is in the database in clear" no_id
check "everything holds afterwards" run verify --all $db

many() {
  { head -n 1 "$files/persons.csv"; awk 'BEGIN { for (i = 0; i < 20000; i++) printf "Test%d;Person;1980-01-01;;;;;;\n", i }'; } >"$folder/many.csv"
  from=$(date +%s%N)
  run import persons "$folder/many.csv" --db "sqlite:$folder/c.db" --key "$folder/key" || { cat "$folder/said"; return 1; }
  took=$((($(date +%s%N) - from) / 1000000))
  echo "20 000 persons in $took ms"
  [ "$took" -lt 20000 ]
}
check "20 000 persons come in at more than a thousand a second" many
exit $failed
