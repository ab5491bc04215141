#!/bin/sh
# look.sh [--twice]: the rules of the look (web/README.md), as TAP. --twice also makes the bundle two times and compares.
cd "$(dirname "$0")/.." || exit 2
exec node web/check.mjs "$@"
