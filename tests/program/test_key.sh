#!/bin/sh
# The master key: made once, changed without touching a text, and taken up again where a change was broken off.
felles=${FELLES:-build/felles}
root=$(cd "$(dirname "$0")/../.." && pwd)
case $felles in /*) ;; *) felles=$root/$felles ;; esac
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$root" || exit 1
failed=0
key=$folder/master.key
echo 2026-11-22T18:00 >"$folder/clock"
db="--db sqlite:$folder/a.db --key $key --clock-file $folder/clock"

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

check "key without a word is told what to say" ends 2 "say make or rotate" key
check "a key is made" ends 0 "The master key is in" key make --key "$key"
owner_only() { [ "$(stat -c %a "$key")" = 600 ]; }
check "only its owner may read it (PJL-5)" owner_only
check "a key is never made over another" ends 1 "cannot be made" key make --key "$key"
check "a municipality is made under it" ends 0 "All of it is invented." demo --persons 6 --until 2026-11-22 $db
check "the key of no database is not changed" ends 1 "felles:" key rotate --db "sqlite:$folder/none.db" --key "$key"
unchanged() { [ ! -e "$key.new" ]; }
check "and nothing is left behind" unchanged
check "a backup is made" ends 0 "The backup is in" backup "$folder/before.db" $db
cp -p "$key" "$folder/former.key"
check "the key is changed" ends 0 "6 persons' keys are under the new key" key rotate $db
check "no new file lies there afterwards" unchanged
check "every sealed text opens (PJL-7 GDPR-4)" ends 0 "Everything holds." verify --all $db
check "the former key opens it no more" ends 1 "does not belong to this database" verify --db "sqlite:$folder/a.db" --key "$folder/former.key"
check "the new key does not open the backup from before" ends 1 "does not belong to this database" verify --db "sqlite:$folder/before.db" --key "$key"
cp -p "$key" "$key.new"
cp -p "$folder/former.key" "$key"
check "a change broken off before the file took its place is done" ends 0 "that was broken off is done" key rotate $db
check "and all opens again" ends 0 "Everything holds." verify $db
"$felles" key make --key "$key.new" >/dev/null 2>&1
check "a file that is another key altogether is never put in its place" ends 1 "is another key altogether" key rotate $db
check "and all still opens" ends 0 "Everything holds." verify $db
exit $failed
