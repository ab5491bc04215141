#!/bin/sh
# A hundred thousand random lives of the baton and a hundred thousand of what is told and read, three in ten of each on PostgreSQL, which takes
# eight times as long, each property with several processes at work on the same cases (I-01 to I-06); and long walks of decisions, appeals,
# joinings, files and allocations. Built without sanitizers, which the ordinary check has; two programs at a time, about three quarters of an hour on two
# quiet cores. FELLES_HISTORIES: another number. A program says what it found in test-results/logs.
cd "$(dirname "$0")/../.." || exit 2
histories=${FELLES_HISTORIES:-100000}
on_server=$((histories * 3 / 10)) on_file=$((histories * 7 / 10)) others=$((histories / 100 + 20))
logs=${LOGS:-test-results/logs}
build=${FELLES_BUILD_LONG:-build-long}
mkdir -p "$logs"
programs="property_baton property_secrecy property_decision property_appeal property_join property_exchange property_search property_allocation"
[ -d "$build" ] || meson setup "$build" >"$logs/histories.build.log" 2>&1 || exit 2
ninja -C "$build" $programs >>"$logs/histories.build.log" 2>&1 || { tail -n 20 "$logs/histories.build.log"; exit 2; }
# Histories fill tables much faster than a server learns how large they are: it is told to use the indexes.
server=
case $FELLES_TEST_POSTGRESQL in
*\?*) server=$FELLES_TEST_POSTGRESQL ;;
?*) server="$FELLES_TEST_POSTGRESQL?options=-cenable_seqscan%3Doff" ;;
esac

# run DATABASE PROGRAM HISTORIES
run() {
  if [ "$1" = postgresql ]; then set -- "$@" FELLES_TEST_SQLITE=no "FELLES_TEST_POSTGRESQL=$server"; else set -- "$@" -u FELLES_TEST_POSTGRESQL; fi
  log=$logs/$2-$1.log
  if env "$4" "$5" CMOCKA_MESSAGE_OUTPUT=TAP FELLES_HISTORIES="$3" FELLES_WALKS="$3" "$build/$2" >"$log" 2>&1 && ! grep -q '^not ok' "$log"; then
    echo "ok - $2: $3 random histories, $1"
  else
    echo "not ok - $2: $3 random histories, $1: see $log"
  fi
}

lines=$(mktemp)
{
  if [ -n "$server" ]; then
    run postgresql property_baton "$on_server" &
    run postgresql property_secrecy "$on_server" &
    wait
  fi
  {
    for each in decision appeal join exchange search; do run sqlite property_$each "$others"; done
    run sqlite property_allocation "$((histories / 5))"
  } &
  run sqlite property_baton "$on_file"
  run sqlite property_secrecy "$on_file"
  wait
} >"$lines"
cat "$lines"
! grep -q '^not ok' "$lines"
status=$?
rm -f "$lines"
exit $status
