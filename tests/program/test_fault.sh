#!/bin/sh
# The machine fails while the program runs, on both databases; see fault.mjs.
cd "$(dirname "$0")/../.." || exit 2
node tests/program/fault.mjs
sqlite=$?
[ -n "${FELLES_TEST_POSTGRESQL:-}" ] || exit $sqlite
FELLES_FEATURE_DB=postgresql node tests/program/fault.mjs && exit $sqlite
