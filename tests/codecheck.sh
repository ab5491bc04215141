#!/bin/sh
# codecheck.sh PATH-OF-CODECHECK: the rules of the house (tools/README.md) over the whole tree, as TAP: one line a breach.
cd "$(dirname "$0")/.." || exit 2
breaches=$("$1" . 2>&1)
status=$?
[ -n "$breaches" ] && printf '%s\n' "$breaches" | sed 's/^/not ok - /'
[ $status = 0 ] && echo "ok - codecheck: the tree keeps the rules of the house"
exit $status
