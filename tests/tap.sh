#!/bin/sh
# tap.sh SUITE script…: runs each script (with its arguments, when it is written with some); a script prints "ok - name" and "not ok - name"
# lines (TAP without numbers) and exits 0 when all went well. The lines are kept in test-results/raw/SUITE.tap; a script that fails without
# saying why, or says nothing at all, counts as one failure.
suite=$1
shift
jobs=${FELLES_JOBS:-1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# As many at once as there are jobs; what each said, how it ended and how long it took stands in files of its number.
number=0
for script; do
  [ -f "${script%% *}" ] || continue
  number=$((number + 1))
  printf '%s\n' "$script" >"$work/$number.script"
  echo $number
done | xargs -P "$jobs" -n 1 sh -c 'began=$(date +%s) script=$(cat "$0/$1.script")
  sh -c "$script" >"$0/$1.out" 2>&1
  echo $? >"$0/$1.code"
  echo "# $script took $(($(date +%s) - began)) s" >>"$0/$1.out"' "$work"

number=0
for script; do
  [ -f "${script%% *}" ] || continue
  number=$((number + 1))
  cat "$work/$number.out"
  grep -aE '^(ok|not ok) ' "$work/$number.out" | sed 's/^\(not \)\{0,1\}ok [0-9]* *-* */\1ok - /' >>"$RESULTS/raw/$suite.tap"
  if [ "$(cat "$work/$number.code")" != 0 ]; then
    failed=1
    grep -q '^not ok' "$work/$number.out" || echo "not ok - $script ended with $(cat "$work/$number.code")" >>"$RESULTS/raw/$suite.tap"
  elif ! grep -qE '^(ok|not ok) ' "$work/$number.out"; then
    failed=1
    echo "not ok - $script tested nothing" >>"$RESULTS/raw/$suite.tap"
  fi
done
exit $failed
