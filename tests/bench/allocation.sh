#!/bin/bash
# tests/bench/allocation.sh [--long]: the allocation engine beside LEMON's network simplex and GLPK, in turns within each round; medians, and
# ratios of one run. Fails when they do not find the same. Sizes (a) 150 applicants and 25 dwellings, (b) 3 000 and 400, (c) 50 000 and 8 000,
# each with dwellings and intake alone and with all limits. --long adds seeds 1-5, other shares of active users, and the one-shot of (c).
# ROUNDS: how many (7). Prints the tables of docs/performance.md.
set -eu
cd "$(dirname "$0")/../.."
rounds=${ROUNDS:-7}
for file in /usr/include/glpk.h /usr/include/lemon/network_simplex.h /usr/bin/g++; do
  [ -e "$file" ] || { echo "The benchmark needs Debian's libglpk-dev, liblemon-dev and g++." >&2; exit 2; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
engine=$(ls src/domain/allocation/*.c | grep -v -e /test_ -e /read -e /write.c)
for file in tests/bench/allocation.c tests/bench/allocation_glpk.c $engine src/base/arena.c src/base/err.c; do
  gcc -std=gnu17 -O3 -g -D_GNU_SOURCE -I. -Isrc -c -o "$work/$(basename "$file").o" "$file"
done
g++ -std=c++17 -O3 -I. -o "$work/allocation" "$work"/*.o tests/bench/allocation_lemon.cpp -lglpk
run() { "$work/allocation" "$@"; }

echo "Load before: $(cut -d' ' -f1 /proc/loadavg) on $(nproc) cores."
run a p 1 38 "$rounds" log
run a f 1 38 "$rounds" -
run b p 1 38 "$rounds" log
run b f 1 38 "$rounds" -
run b f 1 60 "$rounds" -
run c p 1 38 $((rounds < 3 ? rounds : 3)) l
run c f 1 38 1 -
if [ "${1:-}" = --long ]; then
  for seed in 2 3 4 5; do
    run b p "$seed" 38 "$rounds" lo
    for active in 38 60 80 95; do run b f "$seed" "$active" 3 -; done
  done
  run c f 1 60 1 -
  run c p 1 38 1 lo
fi
