#!/bin/sh
# The program under steady load for SOAK_SECONDS (600): pages that read and write, with its jobs. It answers to the end, its memory stops
# growing, and the database holds together.
cd "$(dirname "$0")/../.." || exit 2
felles=${FELLES_BUILD:-build}/felles
[ -x build/felles ] && felles=build/felles # the one that is used, not the one with the sanitizers, whose memory grows by design
seconds=${SOAK_SECONDS:-600}
folder=$(mktemp -d)
port=$((24000 + $$ % 5000))
failed=0
tell() {
  if [ -z "$2" ]; then echo "ok - soak: $1"; else
    echo "not ok - soak: $1: $2"
    failed=1
  fi
}
db="--db sqlite:$folder/soak.db --key $folder/key"
"$felles" demo --persons 300 $db >"$folder/demo.log" 2>&1 || { cat "$folder/demo.log"; exit 1; }
"$felles" serve --demo $db --port "$port" --rate 0 2>"$folder/serve.log" &
serve=$!
trap 'kill $serve 2>/dev/null; rm -rf "$folder"' EXIT
for i in $(seq 200); do curl -sf -o "$folder/health" "http://127.0.0.1:$port/helse" && break; sleep 0.1; done
curl -s -c "$folder/jar" "http://127.0.0.1:$port/logg-inn" >"$folder/sign_in.html"
node tests/bench/sign_in.mjs "$folder/sign_in.html" "Kari Moen" >"$folder/fields"
curl -s -c "$folder/jar" -b "$folder/jar" -H "Origin: http://127.0.0.1:$port" -d @"$folder/fields" -o "$folder/answer" "http://127.0.0.1:$port/logg-inn/demo"
cookie=$(awk '$6=="felles"{print "felles="$7}' "$folder/jar")
cat >"$folder/pages.lua" <<LUA
local paths = {"/", "/enhet", "/henvendelser", "/sak/1", "/sak/2/vedtak", "/sak/3/kartlegging", "/sak/1/innsyn", "/henvendelse/ny"}
local n = 0
request = function() n = n + 1; return wrk.format("GET", paths[n % #paths + 1], {["Cookie"] = "$cookie"}) end
LUA
memory() { awk '/RssAnon/ {print int($2 / 1024)}' "/proc/$serve/status"; }
wrk -t1 -c16 -d"$((seconds / 4))s" -s "$folder/pages.lua" "http://127.0.0.1:$port" >"$folder/wrk1"
early=$(memory)
wrk -t1 -c16 -d"$((seconds * 3 / 4))s" -s "$folder/pages.lua" "http://127.0.0.1:$port" >"$folder/wrk2"
late=$(memory)
tell "it answers to the end" "$(curl -sf "http://127.0.0.1:$port/helse" >"$folder/health" || echo no answer)"
tell "no page failed" "$(grep -h "Non-2xx" "$folder/wrk1" "$folder/wrk2")"
tell "memory stops growing ($early MB after a quarter, $late MB at the end)" "$([ "$late" -le $((early + early / 4 + 4)) ] || echo grew)"
kill -TERM $serve
wait $serve || tell "it ends cleanly" "exit $?"
tell "nothing was logged as an error" "$(grep -c ' ERROR ' "$folder/serve.log" | grep -v '^0$')"
tell "the database holds together" "$("$felles" verify $db >"$folder/verify" 2>&1 || grep -v '^ok' "$folder/verify")"
exit $failed
