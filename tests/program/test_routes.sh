#!/bin/sh
# Every route against those who may not and what no browser sends; see routes.mjs.
cd "$(dirname "$0")/../.." && exec node tests/program/routes.mjs
