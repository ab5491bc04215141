# What the tools' tests share; sourced, not run. Use of a test: tools/test/test_NAME.sh [PATH_OF_TOOL]; without one, build/tools/NAME.
# A good case must succeed; a bad case must fail with the named message at exactly the named line, and say nothing else.
# Prints TAP lines.
set -u
root=$(realpath "$(dirname "$0")/../..")
name_of_tool=$(basename "$0" .sh)
tool=$(realpath "${1:-$root/build/tools/${name_of_tool#test_}}")
[ -x "$tool" ] || { echo "not ok - no tool at $tool"; exit 2; }
compiler=${CC:-cc}
warnings="-std=gnu17 -D_GNU_SOURCE -Wall -Wextra -Wconversion -Wshadow -Wvla -Wformat=2 -Wswitch-enum -Wstrict-prototypes -Wmissing-prototypes
  -Wno-missing-field-initializers -Werror"
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
passed=0
failed=0

say() { printf '%s - %s: %s\n' "$1" "${name_of_tool#test_}" "$(printf '%s' "$2" | tr '\n#' ' _')"; }
pass() {
  passed=$((passed + 1))
  say ok "$*"
}
fail() {
  failed=$((failed + 1))
  say 'not ok' "${1%%: *}"
  printf '%s\n' "$*" >&2
}
# expect_error FILE:LINE MESSAGE_PART OUTPUT STATUS WHAT
expect_error() {
  if [ "$4" -ne 1 ]; then
    fail "$5: status $4, expected 1: $3"
  elif ! printf '%s\n' "$3" | head -n 1 | grep -qF -- "$1: "; then
    fail "$5: expected $1, got: $3"
  elif ! printf '%s\n' "$3" | head -n 1 | grep -qF -- "$2"; then
    fail "$5: expected \"$2\", got: $3"
  elif [ "$(printf '%s\n' "$3" | wc -l)" -ne 1 ]; then
    fail "$5: more than one message: $3"
  else
    pass "$5"
  fi
}
expect_text() { # TEXT FILE WHAT
  if grep -qF -- "$1" "$2"; then pass "$3"; else fail "$3: no \"$1\" in: $(cat "$2")"; fi
}
refuse_text() {
  if grep -qF -- "$1" "$2"; then fail "$3: unexpected \"$1\""; else pass "$3"; fi
}
finish() {
  echo "# $(basename "$0"): $passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
