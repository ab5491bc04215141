#!/bin/sh
# routegen: what it writes decodes forms by the rules, and each bad .routes file fails at its line.
. "$(dirname "$0")/expect.inc"

# What other tools generate in the real build.
mkdir platform
cat > platform_schema.h <<'X'
#pragma once
#include <stdbool.h>
#include <stdint.h>
struct staff_id { int64_t v; };
struct unit_id { int64_t v; };
struct person_id { int64_t v; };
enum zone { ZONE_SPINE = 1 };
enum scheme { SCHEME_AUTO = 1, SCHEME_LIGHT, SCHEME_DARK };
X
echo '#pragma once
#include "platform_schema.h"' > platform/platform_schema.h
cat > sample_schema.h <<'X'
#pragma once
#include "platform_schema.h"
struct case_id { int64_t v; };
enum offer_reason { OFFER_REASON_MOVED = 1, OFFER_REASON_ASKED };
enum offer_reason offer_reason_parse(const char *code);
X
echo '#pragma once
enum text { T_field_required = 1, T_field_too_long, T_field_too_short, T_field_date, T_field_number, T_field_choice, T_field_clock, T_field_file_required, T_field_file_too_large };' > texts.h

generate() { "$tool" --out . --include sample_schema.h "$@" 2>&1; }
compile() {
  # shellcheck disable=SC2086
  $compiler $warnings -I. -I"$root/src" "$@" 2>&1
}

# ── good ────────────────────────────────────────────────────────────────
cat > sample.routes <<'X'
# A comment, and a right that no route asks for.
right report.read

POST /sak/{case:case_id}/steg/{step:int}/tilby  offer  right=baton.offer  subject=case  event=offered  invalid=offer_page
  to_unit   unit_id
  reason    offer_reason      # an enum
  what      text 1..10
  note?     text 0..5
  until?    date
  at?       clock
  n         int -5..5
  many?     int 0..9
  sure      bool
  units*    unit_id
  words*    text 0..5
  reasons*  offer_reason
GET  /sak/{case:case_id}/steg/{step:int}/tilby  offer_page  right=baton.offer  subject=case  event=-
  until?    date
  page?     int 1..99
GET  /  front  right=public  subject=-  event=-
GET  /sak/{case:case_id}  offer_page2  right=signed_in  subject=-  event=-
GET  /sak/ny  fixed  right=signed_in  subject=-  event=-
GET  /sak/nyere  fixed  right=signed_in  subject=-  event=-
X
sed -i '/offer_page2/d' sample.routes
if output=$(generate sample:sample.routes); then pass "good routes"; else fail "good: $output"; fi
if output=$(compile -g -fsanitize=address,undefined routes.c "$root/tools/test/route_marks.c" "$root/src/platform/http/form.c" \
  "$root/src/base/arena.c" "$root/src/base/str.c" "$root/src/base/date.c" -o run); then pass "good routes compile"; else fail "good does not compile: $output"; fi

./run > table.txt || fail "the table"
expect_text '0 / front public NULL NULL -1 -' table.txt "a public page"
expect_text '1 /sak/{case:case_id}/steg/{step:int}/tilby offer baton.offer case offered 0 invalid' table.txt "a route's row"
expect_text '1 1 0 1 ' table.txt "rights by code"
order=$(awk '{print $2}' table.txt | head -n 5 | tr '\n' ' ')
case $order in
"/ /sak/ny /sak/nyere /sak/{case:case_id}/steg/{step:int}/tilby /sak/{case:case_id}/steg/{step:int}/tilby ") pass "literal segments before parameters" ;;
*) fail "literal segments before parameters: $order" ;;
esac

post() { ./run POST '/sak/{case:case_id}/steg/{step:int}/tilby' 12 3 -- "$@" > out.txt 2>&1 || fail "run: $(cat out.txt)"; }
good_fields='to_unit=7 reason=asked n=-5'
# shellcheck disable=SC2086
{
post csrf=x $good_fields 'what=a
' note= until=7.9.2026 at=9.05 many= sure=on units=1 units=22 words=a words= words=b reasons=moved reasons=asked
expect_text 'offer case=12 step=3 unit=7 reason=2 what=[a] note=[NULL] until=20703 at=545 n=-5 many=0/0 sure=1' out.txt "every type"
expect_text 'unit 22' out.txt "repeated ids"
expect_text 'word []' out.txt "a blank among repeated texts"
expect_text 'reason 2' out.txt "repeated enums"
expect_text 'status 303' out.txt "the handler's reply"
post $good_fields 'what=  æ øå æøå  '
expect_text 'what=[  æ øå æøå]' out.txt "length in characters, trailing space cut"
post $good_fields "$(printf 'what=a\r\nb\rc')"
expect_text 'what=[a
b
c]' out.txt "line breaks"
post $good_fields what=a
expect_text 'until=-2147483648 at=-1' out.txt "absent date and clock"
post to_unit=7 n=1 what=
expect_text 'wrong what 1' out.txt "required text"
expect_text 'wrong reason 1' out.txt "required choice, not sent"
expect_text 'offer_page case=12 step=3 until=none form=yes
status 200' out.txt "the page comes back with its parameters"
refuse_text 'offer case' out.txt "the handler is not called"
post to_unit=0 reason=x n=6 what=12345678901 until=31.2.2026 at=24:00 many=x sure=maybe units=1 units=-2 words=123456 reasons=y
expect_text 'wrong to_unit 6' out.txt "an id is positive"
expect_text 'wrong reason 6' out.txt "an unknown code"
expect_text 'wrong n 5' out.txt "an int out of range"
expect_text 'wrong what 2' out.txt "too long"
expect_text 'wrong until 4' out.txt "no such day"
expect_text 'wrong at 7' out.txt "no such time"
expect_text 'wrong many 5' out.txt "not a number"
expect_text 'wrong sure 6' out.txt "not a tick"
expect_text 'wrong units 6' out.txt "one of several ids"
expect_text 'wrong words 2' out.txt "one of several texts"
expect_text 'wrong reasons 6' out.txt "one of several codes"
post $good_fields what=a extra=1
expect_text 'status 400' out.txt "an unknown field"
refuse_text 'offer' out.txt "an unknown field stops before the handler"
post $good_fields what=a what=b
expect_text 'status 400' out.txt "a single field sent twice"
}
./run GET '/sak/{case:case_id}/steg/{step:int}/tilby' 12 3 -- until=x page=1000 utm=1 > out.txt
expect_text 'offer_page case=12 step=3 until=none form=no
status 200' out.txt "a GET takes bad fields as absent"
touch -d '2001-01-01' routes.c rights.h sample_routes.h
generate sample:sample.routes
if [ -n "$(find . -maxdepth 1 \( -name routes.c -o -name rights.h -o -name sample_routes.h \) -newermt 2002-01-01)" ]; then fail "unchanged output was written again"; else pass "unchanged output is left alone"; fi

# ── refused by the C compiler, at the route's line ──────────────────────
for type in offer_raeson tenant_id; do
  printf 'GET / a right=public subject=- event=-\n\n  x  %s\n' $type > bad.routes
  generate sample:bad.routes || fail "$type: routegen refused it"
  output=$(compile -c routes.c -o bad.o)
  if printf '%s\n' "$output" | grep 'error:' | head -n 1 | grep -q "^bad.routes:3:.*$type\|^bad.routes:3:.*'x'\|^bad.routes:3:.*‘x’"; then pass "the compiler refuses $type"; else fail "$type: $output"; fi
done

# ── refused by routegen ─────────────────────────────────────────────────
n=0
while IFS='|' read -r line message text; do
  [ -n "$line" ] || continue
  n=$((n + 1))
  printf '%b\n' "$text" > bad.routes
  output=$(generate sample:bad.routes)
  expect_error "bad.routes:$line" "$message" "$output" $? "$text"
done <<'X'
1|has no right=|GET / a subject=- event=-
2|has no subject=|\nGET / a right=public event=-
1|has no event=|GET / a right=public subject=-
1|has event=-|GET / a right=public subject=- event=seen
1|needs an audit event|POST / a right=public subject=- event=-
3|is already a|GET /x/{a:case_id} a right=public subject=- event=-\n\nGET /x/{b:unit_id} b right=public subject=- event=-
2|is not a path parameter|# x\nGET /x/{a:case_id} a right=public subject=b event=-
1|no invalid= page|POST / a right=public subject=- event=e\n  x text 1..2
1|is not a GET handler|POST / a right=public subject=- event=e invalid=b\n  x text 1..2
2|needs {a:case_id}|GET /{a:case_id} b right=public subject=- event=-\nPOST / a right=public subject=- event=e invalid=b
2|another shape|GET / a right=public subject=- event=-\nGET /{x:int} a right=public subject=- event=-
3|another shape|GET / a right=public subject=- event=-\n  x text 1..2\nGET /b a right=public subject=- event=-\n  x text 1..3
2|unknown type "Text"|GET / a right=public subject=- event=-\n  x Text 1..2
3|unknown type "txt"|GET / a right=public subject=- event=-\n  y date\n  x txt 1..2
2|unknown type ""|GET / a right=public subject=- event=-\n  x
2|needs MIN..MAX|GET / a right=public subject=- event=-\n  x text
2|needs MIN..MAX|GET / a right=public subject=- event=-\n  x int 3..2
2|nothing follows|GET / a right=public subject=- event=-\n  x text 1..2 3
3|x stands twice|GET / a right=public subject=- event=-\n  x date\n  x date
2|path parameter too|GET /{x:int} a right=public subject=- event=-\n  x date
2|form's own token|GET / a right=public subject=- event=-\n  csrf date
2|is not a field's name|GET / a right=public subject=- event=-\n  X date
1|a field without a route|  x date
1|neither GET nor POST|PUT / a right=public subject=- event=-
1|METHOD /path handler|GET /
1|begins with /|GET x a right=public subject=- event=-
1|empty segment|GET /x/ a right=public subject=- event=-
1|lower case|GET /X a right=public subject=- event=-
1|is {name:type}|GET /{x} a right=public subject=- event=-
1|an id or an int|GET /{x:text} a right=public subject=- event=-
1|{x} stands twice|GET /{x:int}/{x:int} a right=public subject=- event=-
1|unknown "rihgt="|GET / a right=public rihgt=public subject=- event=-
1|stands twice|GET / a right=public right=public subject=- event=-
1|not name=value|GET / a right=public subject=- event=- x
1|is not a right|GET / a right=Public subject=- event=-
2|looks like a.b|GET / a right=a.b subject=- event=-\nGET /b b right=a_b subject=- event=-
1|not an event's name|POST / a right=public subject=- event=E
1|invalid= belongs to a POST|GET / a right=public subject=- event=- invalid=a
1|changes= belongs to a POST|GET / a right=public subject=- event=- changes=nothing
1|changes= is nothing|POST / a right=public subject=- event=e changes=much
X
[ "$n" -gt 35 ] || fail "only $n bad files were read"
printf 'GET / a right=public subject=- event=-\n' > one.routes
printf '\nGET / b right=public subject=- event=-\n' > two.routes
output=$(generate one:one.routes two:two.routes)
expect_error "two.routes:2" "is already a (one.routes:1)" "$output" $? "the same path in two modules"
finish
