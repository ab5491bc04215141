#!/bin/bash
# tests/bench/run.sh [--long]: what a page costs beside its own queries, and whether it grows with the municipality.
#
# For the pages of an ordinary day ($pages): felles and a bare server that runs the same queries raw and answers with a body of the same size take
# turns under wrk at 64 connections, in one run on one machine; the ratio is felles / bare. Also start-up, memory, import rate, letters and write
# transactions. --long adds the municipalities of 10 000 and 100 000 persons. Each has a hundred visits a person, or VISITS in all: with 100 000 persons,
# ten million. Prints the table of docs/performance.md.
set -eu
cd "$(dirname "$0")/../.."
felles=${FELLES:-build/felles}
pages=${PAGES:-day unit calendar inbox contacts case responsibility assessment decisions services consent log followup stability visits group transitions search}
rounds=${ROUNDS:-3} seconds=${SECONDS_EACH:-4} connections=64
sizes=${SIZES:-1000}
[ "${1:-}" = --long ] && sizes="1000 10000 100000"
work=$(mktemp -d)
port=$((21000 + $$ % 9000))
pids=
today=2028-10-02 years=5 # the acts of the histories apply since the summer of 2023: the town is seen on a day with five years behind it
trap 'kill $pids 2>/dev/null || true; rm -rf "$work"' EXIT

echo "${today}T10:00" >"$work/clock"
gcc -O2 -shared -fPIC -o "$work/trace_sql.so" tests/bench/trace_sql.c -ldl -lsqlite3
gcc -O2 -o "$work/bare" tests/bench/bare.c -lmicrohttpd -lsqlite3 -lpthread

now_ms() { date +%s%3N; }
median() { sort -n | awk '{v[NR]=$1} END {print v[int((NR+1)/2)]}'; }

# start SIZE [preload]: serves the municipality and waits until it answers; `started` is how long that took in ms.
start() {
  local begun
  begun=$(now_ms)
  env ${2:+LD_PRELOAD=$2} "$felles" serve --demo --profile levanger --db "sqlite:$work/$1.db" --key "$work/$1.key" --clock-file "$work/clock" --port "$port" --rate 0 --no-jobs \
    2>"$work/serve.log" &
  serve=$!
  pids="$pids $serve"
  until curl -sf -o "$work/health" "http://127.0.0.1:$port/helse"; do
    kill -0 "$serve" 2>/dev/null || { tail "$work/serve.log" >&2; exit 1; }
    sleep 0.002
  done
  started=$(($(now_ms) - begun))
}
stop() {
  kill "$1"
  wait "$1" 2>/dev/null || true
}

# sign_in NAME: steps in as the demo user; the cookie is in $work/jar.
sign_in() {
  rm -f "$work/jar"
  curl -s -c "$work/jar" -b "$work/jar" "http://127.0.0.1:$port/logg-inn" >"$work/sign_in.html"
  node tests/bench/sign_in.mjs "$work/sign_in.html" "$1" >"$work/fields"
  curl -s -c "$work/jar" -b "$work/jar" -H "Origin: http://127.0.0.1:$port" -d @"$work/fields" -o "$work/answer" "http://127.0.0.1:$port/logg-inn/demo"
  cookie=$(awk '$6=="felles"{print "felles="$7}' "$work/jar")
}

ticks() { awk '{print $14 + $15}' "/proc/$1/stat"; }
# rate PROCESS PORT LUA PATH: requests a second, p99 in ms, and processor time in microseconds a request.
rate() {
  local before
  before=$(ticks "$1")
  wrk -t1 --timeout 10s -c"$connections" -d"${seconds}s" --latency -s "$3" "http://127.0.0.1:$2$4" | node tests/bench/wrk.mjs >"$work/wrk"
  awk -v used=$(($(ticks "$1") - before)) -v hertz="$(getconf CLK_TCK)" '{print $1, $2, used * 1000000 / hertz / $3}' "$work/wrk"
}

get_script() { printf 'wrk.headers["Cookie"] = "%s"\n' "$cookie" >"$work/$1.lua"; }
post_script() { # NAME BODY
  printf 'wrk.method = "POST"\nwrk.headers["Cookie"] = "%s"\nwrk.headers["Origin"] = "http://127.0.0.1:%s"\nwrk.headers["Content-Type"] = "application/x-www-form-urlencoded"\nwrk.body = "%s"\n' "$cookie" "$port" "$2" >"$work/$1.lua"
}

sql() { sqlite3 "$work/$size.db" "$1"; }

# divide: no unit of people has tens of thousands of open cases. A municipality with a hundred times as many persons has more units, so
# the cases of this unit are divided until it has as many as in the small municipality; another unit takes the rest, with everything this
# unit has in them (its part in the case, tasks, messages, bookings, visits) and of what is no case yet. What the database keeps of it is made anew.
divide() {
  local have part
  have=$(sql "SELECT count(*) FROM person_case WHERE holder_unit = $unit")
  : "${natural:=$have}"
  part=$((have / natural))
  [ "$part" -gt 1 ] || return 0
  sql "INSERT INTO unit (code, name_nb, name_nn, letter_name_nb, letter_name_nn, role, intake, decides_services, external, phone, active)
         SELECT 'REST', name_nb, name_nn, letter_name_nb, letter_name_nn, role, 0, 0, 1, phone, 1 FROM unit WHERE id = $unit" >/dev/null
  {
    echo ".dbconfig enable_trigger off"
    echo "CREATE TEMP TABLE moved AS SELECT id FROM person_case WHERE id % $part <> 0 AND id <> $case;"
    echo "CREATE UNIQUE INDEX moved_id ON moved (id);"
    echo "BEGIN;"
    echo "UPDATE person_case SET holder_staff = NULL WHERE holder_unit = $unit AND id IN (SELECT id FROM moved);"
    for each in task booking; do echo "UPDATE $each SET staff_id = NULL WHERE unit_id = $unit AND case_id IN (SELECT id FROM moved);"; done
    sql "SELECT format('UPDATE %s SET %s = (SELECT id FROM unit WHERE code = ''REST'') WHERE %s = $unit AND (%s IN (SELECT id FROM moved) OR (%s IS NULL AND rowid %% $part <> 0));',
                       t.name, f.\"from\", f.\"from\", iif(t.name = 'person_case', 'id', 'case_id'), iif(t.name = 'person_case', 'id', 'case_id'))
           FROM sqlite_master t, pragma_foreign_key_list(t.name) f
          WHERE t.type = 'table' AND f.\"table\" = 'unit' AND t.name NOT LIKE 'desk\_%' ESCAPE '\'
            AND (t.name = 'person_case' OR EXISTS (SELECT 1 FROM pragma_table_info(t.name) c WHERE c.name = 'case_id'))"
    for kept in desk_place desk_worry desk_name desk_total desk_day; do echo "DELETE FROM $kept; INSERT INTO $kept SELECT * FROM ${kept}_now;"; done
    echo "COMMIT;"
  } | sqlite3 -bail "$work/$size.db"
}

path_of() {
  case $1 in
  day) echo / ;;
  unit) echo /enhet ;;
  calendar) echo /kalender ;;
  inbox) echo /meldinger ;;
  contacts) echo /henvendelser ;;
  case) echo "/sak/$case" ;;
  responsibility) echo "/sak/$case/ansvar" ;;
  assessment) echo "/sak/$case/kartlegging" ;;
  decisions) echo "/sak/$case/vedtak" ;;
  services) echo "/sak/$case/tjenester" ;;
  consent) echo "/sak/$case/samtykke" ;;
  log) echo "/sak/$case/innsyn" ;;
  followup) echo "/sak/$case/oppfolging" ;;
  stability) echo "/sak/$case/stabilitet" ;;
  visits) echo /besok ;;
  group) echo "/sak/$case/gruppe" ;;
  transitions) echo /overganger ;;
  search) echo /sok ;;
  esac
}
# fetch PAGE FILE: one view of the page.
fetch() {
  if [ "$1" = search ]; then
    curl -sf -b "$work/jar" -H "Origin: http://127.0.0.1:$port" -d "csrf=$csrf&q=$name" -o "$2" "http://127.0.0.1:$port/sok"
  else
    curl -sf -b "$work/jar" -o "$2" "http://127.0.0.1:$port$(path_of "$1")"
  fi
}
# trace PAGE: its body and the SELECTs of one view, when the program is warm.
trace() {
  FELLES_TRACE_SQL=$work/trace start "$size" "$work/trace_sql.so"
  fetch "$1" "$work/first"
  sleep 0.2
  : >"$work/trace"
  fetch "$1" "$work/$1.html"
  sleep 0.2
  grep -iE '^ *(WITH|SELECT)' "$work/trace" >"$work/queries.$1"
  stop "$serve"
}
# compare PAGE: felles and the bare server take turns.
compare() {
  if [ "$1" = search ]; then post_script search "csrf=$csrf&q=$name"; else get_script "$1"; fi
  "$work/bare" $((port + 1)) "$work/$size.db" "$work/queries.$1" "$work/$1.html" &
  local bare=$! ours theirs
  pids="$pids $bare"
  sleep 0.3
  : >"$work/ours" && : >"$work/theirs"
  for _ in $(seq "$rounds"); do
    rate "$serve" "$port" "$work/$1.lua" "$(path_of "$1")" >>"$work/ours"
    rate "$bare" $((port + 1)) "$work/$1.lua" "$(path_of "$1")" >>"$work/theirs"
  done
  stop "$bare"
  for column in 1 2 3; do
    cut -d' ' -f$column "$work/ours" | median >"$work/ours.$column"
    cut -d' ' -f$column "$work/theirs" | median >"$work/theirs.$column"
  done
  awk -v n="$size" -v page="$1" -v bytes="$(stat -c %s "$work/$1.html")" -v q="$(wc -l <"$work/queries.$1")" \
    -v a="$(cat "$work/ours.1")" -v b="$(cat "$work/theirs.1")" -v p="$(cat "$work/ours.2")" -v r="$(cat "$work/theirs.2")" \
    -v c="$(cat "$work/ours.3")" -v d="$(cat "$work/theirs.3")" \
    'BEGIN {printf "| %d | %s | %d | %d | %.0f | %.0f | %.2f | %.1f | %.1f | %.0f | %.0f |\n", n, page, bytes, q, a, b, a / b, p, r, c, d}'
}

echo "Load before: $(cut -d' ' -f1 /proc/loadavg) on $(nproc) cores."
echo
echo "| persons | page | bytes | queries | felles/s | bare/s | ratio | p99 ms | bare p99 ms | µs | bare µs |"
echo "|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
natural=
for size in $sizes; do
  if [ -n "${BENCH_DATA:-}" ] && [ -f "$BENCH_DATA/$size.db" ]; then
    cp "$BENCH_DATA/$size".* "$work/"
  else
    "$felles" demo --profile levanger --years "$years" --until "$today" --persons "$size" --visits "${VISITS:-$((size * 100))}" --db "sqlite:$work/$size.db" --key "$work/$size.key" >"$work/demo.log" 2>&1
  fi
  unit=$(sql "SELECT id FROM unit WHERE code = 'HOT'")
  # The case held by the unit with most events that has an assessment and an issued decision: the heaviest page of an ordinary day.
  case=$(sql "SELECT c.id FROM person_case c JOIN joint_decision d ON d.case_id = c.id AND d.issued_at IS NOT NULL
    WHERE c.holder_unit = $unit AND EXISTS (SELECT 1 FROM assessment a WHERE a.case_id = c.id)
    ORDER BY (SELECT count(*) FROM case_event e WHERE e.case_id = c.id) DESC, c.id LIMIT 1")
  divide
  : "${name:=$(sql "SELECT p.search_name FROM person p JOIN person_case c ON c.person_id = p.id WHERE c.id = $case" | cut -c1-4)}"
  start "$size"
  sign_in "Kari Moen"
  curl -sf -b "$work/jar" -o "$work/day.html" "http://127.0.0.1:$port/"
  csrf=$(node tests/bench/sign_in.mjs --csrf "$work/day.html")
  stop "$serve"
  for page in $pages; do trace "$page"; done
  start "$size"
  echo "$started" >"$work/start"
  for page in $pages; do compare "$page" | tee -a "$work/table"; done
  awk '/VmHWM/ {print int($2 / 1024)}' "/proc/$serve/status" >"$work/most"
  awk '/RssAnon/ {print int($2 / 1024)}' "/proc/$serve/status" >"$work/own"
  stop "$serve"
  echo "$size persons: start-up $(cat "$work/start") ms; memory after the load $(cat "$work/own") MB of its own, $(cat "$work/most") MB at most in all" >>"$work/notes"
done
echo
cat "$work/notes"
rows=20000
node tests/bench/dwellings.mjs "$rows" >"$work/dwellings.csv"
"$felles" demo --profile levanger --persons 0 --db "sqlite:$work/import.db" --key "$work/import.key" >"$work/demo.log" 2>&1
begun=$(now_ms)
"$felles" import dwellings "$work/dwellings.csv" --db "sqlite:$work/import.db" --key "$work/import.key" >"$work/import.log"
echo "import: $((rows * 1000 / ($(now_ms) - begun))) dwellings a second ($rows rows, one transaction)"
echo
ninja -C "$(dirname "$felles")" bench_letter bench_write >"$work/ninja.log" || { tail "$work/ninja.log"; exit 1; }
mkdir "$work/write"
"$(dirname "$felles")/bench_letter" "$seconds"
echo
"$(dirname "$felles")/bench_write" "$work/write" "$seconds"
