#!/bin/bash
# tests/bench/run.sh [--long]: what a page costs beside its own queries, and whether it grows with the municipality.
#
# For Min dag, the case page and search: felles and a bare server that runs the same queries raw and answers with a body of the same size take
# turns under wrk at 64 connections, in one run on one machine; the ratio is felles / bare. Also start-up, memory and import rate. --long adds
# the municipality of 100 000 persons. Prints the table of docs/performance.md.
set -eu
cd "$(dirname "$0")/../.."
felles=${FELLES:-build/felles}
rounds=${ROUNDS:-3} seconds=${SECONDS_EACH:-4} connections=64
sizes=1000
[ "${1:-}" = --long ] && sizes="1000 100000"
work=$(mktemp -d)
port=$((21000 + $$ % 9000))
pids=
trap 'kill $pids 2>/dev/null || true; rm -rf "$work"' EXIT

gcc -O2 -shared -fPIC -o "$work/trace_sql.so" tests/bench/trace_sql.c -ldl -lsqlite3
gcc -O2 -o "$work/bare" tests/bench/bare.c -lmicrohttpd -lsqlite3 -lpthread

now_ms() { date +%s%3N; }
median() { sort -n | awk '{v[NR]=$1} END {print v[int((NR+1)/2)]}'; }

# start SIZE [preload]: serves the municipality and waits until it answers; prints how long that took in ms.
start() {
  local begun
  begun=$(now_ms)
  env ${2:+LD_PRELOAD=$2} "$felles" serve --demo --profile levanger --db "sqlite:$work/$1.db" --key "$work/$1.key" --port "$port" --rate 0 --no-jobs \
    2>"$work/serve.log" &
  serve=$!
  pids="$pids $serve"
  until curl -sf -o "$work/health" "http://127.0.0.1:$port/helse"; do sleep 0.002; done
  started=$(($(now_ms) - begun))
}
stop() {
  kill "$serve"
  wait "$serve" || true
}

# sign_in NAME: steps in as the demo user; the cookie is in $work/jar.
sign_in() {
  rm -f "$work/jar"
  curl -s -c "$work/jar" -b "$work/jar" "http://127.0.0.1:$port/logg-inn" >"$work/sign_in.html"
  node tests/bench/sign_in.mjs "$work/sign_in.html" "$1" >"$work/fields"
  curl -s -c "$work/jar" -b "$work/jar" -H "Origin: http://127.0.0.1:$port" -d @"$work/fields" -o "$work/answer" "http://127.0.0.1:$port/logg-inn/demo"
  cookie=$(awk '$6=="felles"{print "felles="$7}' "$work/jar")
}

# rate PORT LUA PATH: requests a second and p99 in ms.
rate() { wrk -t2 -c"$connections" -d"${seconds}s" --latency -s "$2" "http://127.0.0.1:$1$3" | node tests/bench/wrk.mjs; }

get_script() { printf 'wrk.headers["Cookie"] = "%s"\n' "$cookie" >"$work/$1.lua"; }
post_script() { # NAME BODY
  printf 'wrk.method = "POST"\nwrk.headers["Cookie"] = "%s"\nwrk.headers["Origin"] = "http://127.0.0.1:%s"\nwrk.headers["Content-Type"] = "application/x-www-form-urlencoded"\nwrk.body = "%s"\n' "$cookie" "$port" "$2" >"$work/$1.lua"
}

echo "| persons | page | bytes | felles/s | bare + raw queries/s | ratio | p99 ms |"
echo "|---:|---|---:|---:|---:|---:|---:|"
for size in $sizes; do
  "$felles" demo --profile levanger --persons "$size" --db "sqlite:$work/$size.db" --key "$work/$size.key" 2>"$work/demo.log"
  start "$size" "$work/trace_sql.so"
  sign_in "Kari Moen"
  unit=$(sqlite3 "$work/$size.db" "SELECT id FROM unit WHERE code = 'HOT'")
  # The case held by the unit with most events that has an assessment and a decision: the heaviest page of an ordinary day.
  case=$(sqlite3 "$work/$size.db" "SELECT c.id FROM person_case c JOIN joint_decision d ON d.case_id = c.id JOIN assessment a ON a.case_id = c.id
    WHERE c.holder_unit = $unit ORDER BY (SELECT count(*) FROM case_event e WHERE e.case_id = c.id) DESC, c.id LIMIT 1")
  name=$(sqlite3 "$work/$size.db" "SELECT p.family_name FROM person p JOIN person_case c ON c.person_id = p.id WHERE c.id = $case" | cut -c1-4)
  csrf=$(node tests/bench/sign_in.mjs --csrf <(curl -s -b "$work/jar" "http://127.0.0.1:$port/"))
  for page in day case search; do
    case $page in
    day) path=/ method= ;;
    case) path=/sak/$case method= ;;
    search) path=/sok method="-d csrf=$csrf&q=$name" ;;
    esac
    : >"$work/trace"
    kill "$serve" && wait "$serve" || true
    FELLES_TRACE_SQL=$work/trace.$page start "$size" "$work/trace_sql.so"
    curl -s -b "$work/jar" -H "Origin: http://127.0.0.1:$port" $method -o "$work/first" "http://127.0.0.1:$port$path"
    : >"$work/trace.$page"
    curl -s -b "$work/jar" -H "Origin: http://127.0.0.1:$port" $method -o "$work/$page.html" "http://127.0.0.1:$port$path"
    grep -iE '^ *(WITH|SELECT)' "$work/trace.$page" >"$work/queries.$page" || true
  done
  kill "$serve" && wait "$serve" || true
  start "$size"
  echo "$started" >"$work/start.$size"
  for page in day case search; do
    case $page in
    day) path=/ ;;
    case) path=/sak/$case ;;
    search) path=/sok ;;
    esac
    if [ "$page" = search ]; then post_script search "csrf=$csrf&q=$name"; else get_script "$page"; fi
    "$work/bare" $((port + 1)) "$work/$size.db" "$work/queries.$page" "$work/$page.html" &
    bare=$!
    pids="$pids $bare"
    sleep 0.3
    : >"$work/a" && : >"$work/b" && : >"$work/p"
    for _ in $(seq "$rounds"); do
      rate "$port" "$work/$page.lua" "$path" >"$work/out" && cut -d' ' -f1 "$work/out" >>"$work/a" && cut -d' ' -f2 "$work/out" >>"$work/p"
      rate $((port + 1)) "$work/$page.lua" "$path" >"$work/out" && cut -d' ' -f1 "$work/out" >>"$work/b"
    done
    kill "$bare" && wait "$bare" || true
    ours=$(median <"$work/a") theirs=$(median <"$work/b") p99=$(median <"$work/p")
    awk -v n="$size" -v page="$page" -v bytes="$(stat -c %s "$work/$page.html")" -v a="$ours" -v b="$theirs" -v p="$p99" \
      'BEGIN {printf "| %d | %s | %d | %.0f | %.0f | %.2f | %.1f |\n", n, page, bytes, a, b, a / b, p}'
  done
  memory=$(awk '/VmHWM/ {print int($2 / 1024)}' "/proc/$serve/status")
  stop
  echo
  echo "$size persons: start-up $(cat "$work/start.$size") ms, most memory under load $memory MB"
  echo
done
rows=20000
node tests/bench/dwellings.mjs "$rows" >"$work/dwellings.csv"
"$felles" demo --profile levanger --persons 0 --db "sqlite:$work/import.db" --key "$work/import.key" 2>"$work/demo.log"
begun=$(now_ms)
"$felles" import dwellings "$work/dwellings.csv" --db "sqlite:$work/import.db" --key "$work/import.key" >"$work/import.log"
echo "import: $((rows * 1000 / ($(now_ms) - begun))) dwellings a second ($rows rows, one transaction)"
