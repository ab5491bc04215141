#!/bin/sh
# Backups under load, on both databases; see backup.mjs.
cd "$(dirname "$0")/../.." || exit 2
node tests/long/backup.mjs
sqlite=$?
[ -n "${FELLES_TEST_POSTGRESQL:-}" ] || exit $sqlite
FELLES_FEATURE_DB=postgresql node tests/long/backup.mjs && exit $sqlite
