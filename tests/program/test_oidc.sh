#!/bin/sh
# Signs in through a real OpenID provider, well and badly, with both signature algorithms; see tests/oidc/sign_in.mjs.
cd "$(dirname "$0")/../.." || exit 2
felles=$(realpath "${FELLES_BUILD:-build}/felles")
home=$(mktemp -d) || exit 2
trap 'rm -rf "$home"' EXIT
failed=0

free_port() { node -e 'const s = require("net").createServer(); s.listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }

printf 'hemmelig hemmelig hemmelig\n' >"$home/secret"
printf 'user_name;name;unit_code;role;from\nsilje;Silje Prøve;HOT;officer;2026-01-01\n' >"$home/staff.csv"
common="--db sqlite:$home/felles.db --key $home/master.key --profile levanger"
LSAN_OPTIONS=suppressions=$PWD/tests/lsan.supp
export LSAN_OPTIONS
# The tests' provider speaks plain HTTP on this machine.
if ! "$felles" demo --persons 0 $common >"$home/log" 2>&1 || ! "$felles" import staff "$home/staff.csv" $common >>"$home/log" 2>&1; then
  cat "$home/log"
  echo "not ok - oidc: the municipality could not be made"
  exit 1
fi
for algorithm in RS256 ES256; do
  port=$(free_port) provider=$(free_port)
  node tests/oidc/sign_in.mjs "http://127.0.0.1:$port" "$provider" $algorithm -- "$felles" serve $common --port "$port" --no-jobs --rate 0 \
    --base-url "http://127.0.0.1:$port" --oidc-issuer "http://127.0.0.1:$provider" --oidc-client felles --oidc-secret-file "$home/secret" \
    --oidc-acr idporten-loa-high --oidc-claim sub >"$home/log" 2>&1
  code=$?
  grep -aE '^(not ok|ok) - ' "$home/log" | sed "s/ - / - oidc $algorithm: /"
  if [ $code != 0 ] || ! grep -q '^ok - ' "$home/log"; then
    failed=1
    grep -q '^not ok' "$home/log" || { tail -n 30 "$home/log"; echo "not ok - oidc $algorithm: ended with $code"; }
  fi
done
exit $failed
