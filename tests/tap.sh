#!/bin/sh
# tap.sh SUITE script…: runs each script (with its arguments, when it is written with some); a script prints "ok - name" and "not ok - name"
# lines (TAP without numbers) and exits 0 when all went well. The lines are kept in test-results/raw/SUITE.tap; a script that fails without
# saying why, or says nothing at all, counts as one failure.
suite=$1
shift
failed=0
for script; do
  [ -f "${script%% *}" ] || continue
  began=$(date +%s)
  lines=$(mktemp)
  sh -c "$script" >"$lines" 2>&1
  code=$?
  cat "$lines"
  grep -aE '^(ok|not ok) ' "$lines" | sed 's/^\(not \)\{0,1\}ok [0-9]* *-* */\1ok - /' >>"$RESULTS/raw/$suite.tap"
  if [ $code != 0 ]; then
    failed=1
    grep -q '^not ok' "$lines" || echo "not ok - $script ended with $code" >>"$RESULTS/raw/$suite.tap"
  elif ! grep -qE '^(ok|not ok) ' "$lines"; then
    failed=1
    echo "not ok - $script tested nothing" >>"$RESULTS/raw/$suite.tap"
  fi
  rm -f "$lines"
  echo "# $script took $(($(date +%s) - began)) s"
done
exit $failed
