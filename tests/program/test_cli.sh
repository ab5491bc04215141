#!/bin/sh
# The command line: help, exit codes, and plain words when something is wrong.
felles=${FELLES:-build/felles}
root=$(cd "$(dirname "$0")/../.." && pwd)
case $felles in /*) ;; *) felles=$root/$felles ;; esac
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$root" || exit 1
failed=0
db="--db sqlite:$folder/a.db --key $folder/key"

check() {
  name=$1
  shift
  if "$@" >"$folder/out" 2>&1; then echo "ok - $name"; else
    echo "not ok - $name"
    sed 's/^/# /' "$folder/out" | head -n 12
    failed=1
  fi
}
# ends CODE TEXT command…: exit code and a text that it says
ends() {
  want=$1 text=$2
  shift 2
  "$felles" "$@" >"$folder/said" 2>&1
  code=$?
  [ $code = "$want" ] || { echo "exit code $code, not $want"; cat "$folder/said"; return 1; }
  grep -qF -- "$text" "$folder/said" || { echo "no '$text' in:"; cat "$folder/said"; return 1; }
}

check "without a command it says what there is" ends 2 "usage: felles COMMAND"
check "--help says what there is" ends 0 "Exit codes: 0 done, 1 failed, 2 wrong use." --help
check "--version says the version" ends 0 "felles " --version
check "an unknown command is told" ends 2 "there is no command 'fly'" fly
for command in serve jobs demo import export key backup restore verify user profile allocate; do
  check "$command --help explains itself" ends 0 "usage: felles $command" $command --help
  check "$command tells of an option it does not have" ends 2 "there is no option --no-such" $command --no-such
done
check "an option without its value is told" ends 2 "--db needs URL" verify --db
check "a number that is none is told" ends 2 "--persons, --visits, --seed and --years take whole numbers" demo --persons many $db
check "a date that is none is told" ends 2 "--until a date" demo --until tomorrow $db
check "a word too many is told" ends 2 "one word too many" verify again
check "import without a file is told" ends 2 "say what to import" import dwellings
check "import of something else is told" ends 2 "say what to import" import cats "$folder/x"
check "export to nowhere is told" ends 2 "say what to export" export all
check "backup without a file is told" ends 2 "name the backup file" backup
check "user without a name is told" ends 2 "name the user" user
check "profile without a file is told" ends 2 "say check or approved" profile check

check "a demonstration is made" ends 0 "All of it is invented." demo --persons 12 --until 2026-11-22 $db
check "a missing file is told" ends 1 "cannot read $folder/none.csv" import persons "$folder/none.csv" $db
check "a folder is no file" ends 1 "no ordinary file" import persons "$folder" $db
check "a missing database is told and not made" ends 1 "felles:" verify --db "sqlite:$folder/none.db" --key "$folder/key"
absent() { [ ! -e "$folder/none.db" ]; }
check "verify makes no database" absent
check "a database of an unknown kind is told" ends 1 "the database must be sqlite:PATH or postgresql://" verify --db "mysql:x" --key "$folder/key"
check "a missing key is told" ends 1 "nokey" verify --db "sqlite:$folder/a.db" --key "$folder/nokey"
other_key() {
  "$felles" demo --persons 0 --db "sqlite:$folder/b.db" --key "$folder/other" >/dev/null 2>&1
  ends 1 "the key file does not belong to this database" verify --db "sqlite:$folder/a.db" --key "$folder/other"
}
check "the key of another database is told" other_key
check "a profile that is not there is told" ends 1 "atlantis" import staff tests/fixtures/import/staff.csv --profile atlantis $db
check "a profile with an error is told with its line" ends 1 "tests/fixtures/profiles/unknown_key.yaml:" import staff tests/fixtures/import/staff.csv --profile tests/fixtures/profiles/unknown_key.yaml $db
check "a profile is checked against the one in use" ends 0 "inhabitants: " profile check profiles/alesund.yaml $db
check "a profile that does not hold is not" ends 1 "profile.yaml:" profile check tests/fixtures/profiles/unknown_key.yaml $db
check "where none is approved there is none to write" ends 1 "no profile has been approved" profile approved "$folder/approved.yaml" $db
check "everything holds" ends 0 "Everything holds." verify --all $db

check "a backup is made" ends 0 "The backup is in" backup "$folder/copy.db" $db
check "a backup never writes over a file" ends 1 "felles:" backup "$folder/copy.db" $db
check "a backup is put back where none is" ends 0 "Now run: felles verify" restore "$folder/copy.db" --db "sqlite:$folder/back.db"
check "everything holds in what was put back" ends 0 "Everything holds." verify --all --db "sqlite:$folder/back.db" --key "$folder/key"
check "a backup is not put back over a database" ends 1 "exists already" restore "$folder/copy.db" --db "sqlite:$folder/a.db"
alike() {
  "$felles" export persons "$folder/1" $db >/dev/null && "$felles" export persons "$folder/2" --db "sqlite:$folder/back.db" --key "$folder/key" >/dev/null && cmp "$folder/1" "$folder/2"
}
check "what was put back is what was there" alike
damaged() {
  cp "$folder/copy.db" "$folder/bad.db" && cp "$folder/copy.db.access" "$folder/bad.db.access" && sqlite3 "$folder/bad.db" "DROP TRIGGER audit_event_fixed; UPDATE audit_event SET staff_id = 99 WHERE id = 3" &&
    ends 1 "WRONG   audit_chain" verify --db "sqlite:$folder/bad.db" --key "$folder/key" && grep -q "breaks at event 3" "$folder/said"
}
if command -v sqlite3 >/dev/null; then check "verify finds an audit trail that was changed" damaged; fi
# Allocation: a file in, a file out, no database.
allocate() { "$felles" allocate --explain <"$1" >"$2" && cmp "$2" "${3:-$2}"; }
allocate tests/fixtures/allocation/small.json "$folder/first" >/dev/null 2>&1
check "allocate proposes, and says why" grep -q '"outcome": "housed"' "$folder/first"
check "allocate gives the same bytes for the same instance in another order" allocate tests/fixtures/allocation/small_shuffled.json "$folder/second" "$folder/first"
refuse_allocation() {
  sed 's/"rank": 5/"rank": 1/' tests/fixtures/allocation/small.json >"$folder/wrong.json"
  "$felles" allocate <"$folder/wrong.json" >"$folder/none" 2>"$folder/said"
  [ $? = 1 ] && [ ! -s "$folder/none" ] && grep -qF "applicants[1].rank: the rank is used twice" "$folder/said"
}
check "allocate refuses an instance with the place and the reason" refuse_allocation
exit $failed
