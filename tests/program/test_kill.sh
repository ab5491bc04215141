#!/bin/sh
# Killed fifty times while writing, on both databases; see kill.mjs.
cd "$(dirname "$0")/../.." || exit 2
node tests/program/kill.mjs
sqlite=$?
[ -n "${FELLES_TEST_POSTGRESQL:-}" ] || exit $sqlite
FELLES_FEATURE_DB=postgresql node tests/program/kill.mjs && exit $sqlite
