#!/bin/sh
# Every test's tags are ones that the trace finds; see trace.mjs.
cd "$(dirname "$0")/.." || exit 2
exec node tests/trace.mjs
