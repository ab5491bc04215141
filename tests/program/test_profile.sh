#!/bin/sh
# Another profile while the program runs: a signal takes in use one that was approved, and no other; the program goes on all the same.
felles=${FELLES_BUILD:-build}/felles
root=$(cd "$(dirname "$0")/../.." && pwd)
case $felles in /*) ;; *) felles=$root/$felles ;; esac
cd "$root" || exit 2
folder=$(mktemp -d)
failed=0
LSAN_OPTIONS=suppressions=$root/tests/lsan.supp
export LSAN_OPTIONS
port=$(node -e 'const s = require("net").createServer(); s.listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
profile=$folder/kommune.yaml
common="--db sqlite:$folder/felles.db --key $folder/key --profile $profile"
cp profiles/levanger.yaml "$profile"
# shellcheck disable=SC2086
"$felles" demo --persons 0 $common >"$folder/demo" 2>&1 || { cat "$folder/demo"; echo "not ok - profile: no municipality"; exit 1; }
# shellcheck disable=SC2086
"$felles" serve --demo --no-jobs --rate 0 --port "$port" $common 2>"$folder/log" &
serve=$!
trap 'kill $serve 2>/dev/null; rm -rf "$folder"' EXIT

tell() { if [ "$2" = yes ]; then echo "ok - profile: $1"; else echo "not ok - profile: $1"; sed 's/^/# /' "$folder/log"; failed=1; fi; }
# within TEXT COUNT: the log says it so many times, soon enough
within() {
  for i in $(seq 300); do [ "$(grep -cF -- "$1" "$folder/log")" -ge "$2" ] && { echo yes; return; }; sleep 0.1; done
  echo no
}
answers() { curl -sf "http://127.0.0.1:$port/helse" >"$folder/health" && kill -0 $serve && echo yes; }
in_use() { sqlite3 "$folder/felles.db" "SELECT body FROM profile_use ORDER BY id DESC LIMIT 1" | grep -qF "$1" && echo yes; }

[ "$(within 'listening on' 1)" = yes ] || { tell "it begins" no; exit 1; }
kill -HUP $serve
tell "the one in use is no other" "$(within 'it is the one in use' 1)"
sed 's/^name: .*/name: {nb: "Levanger prøve", nn: "Levanger prøve"}/' profiles/levanger.yaml >"$profile.new" && mv "$profile.new" "$profile"
cmp -s "$profile" profiles/levanger.yaml && tell "the test has another profile" no
kill -HUP $serve
tell "one that nobody has approved is not taken" "$(within 'it is not the one that was approved last' 1)"
echo 'units: [' >"$profile.wrong" && cp "$profile" "$profile.good" && mv "$profile.wrong" "$profile"
kill -HUP $serve
tell "one with a fault is not taken" "$(within 'is not taken in use' 3)"
tell "and the program goes on" "$(answers)"
mv "$profile.good" "$profile"
sqlite3 "$folder/felles.db" "INSERT INTO profile_proposal (id, hash, body, proposed_at, proposed_by) VALUES (1, 'prøve', CAST(readfile('$profile') AS TEXT), 1, 1);
  INSERT INTO profile_approval (proposal_id, approved_at, approved_by) VALUES (1, 2, 2)"
kill -HUP $serve
tell "one that was approved is taken in use" "$(within 'is taken in use' 1)"
tell "by the same process, that listens again" "$([ "$(within 'listening on' 2)" = yes ] && answers)"
tell "and it is written down which" "$(in_use 'Levanger prøve')"
kill -TERM $serve
wait $serve
tell "it ends cleanly" "$([ $? = 0 ] && echo yes)"
exit $failed
