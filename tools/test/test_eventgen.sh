#!/bin/sh
# eventgen: what it finds in C and in routes, what it refuses, and that what it writes names the line that lacks a text.
. "$(dirname "$0")/expect.inc"
mkdir -p "$folder/src/part"
cat >"$folder/src/part/part.c" <<'END'
void audit_add(struct db *db, const char *event, const char *subject, int64_t subject_id, const char *detail);
#define JOB_PART_DUE "part_due"
static void written(struct db *db, bool late) {
    audit_add(db, late ? "part_late" : "part_done", "part", 1, late ? "too_late" : NULL);
    audit_add(db, "part_moved", "case", 2, part_state_code(next(1, 2)));
    /* events: part_seen part_read */
    audit_add(db, event, "part", 3, NULL);
    audit_add(db, part_kind_code(kind), "part", 4, "audit_add(db, \"not_an_event\", …)");
    audit_add(db, route->event, route->subject, 5, NULL); /* events: elsewhere */
}
END
cat >"$folder/src/part/part.routes" <<'END'
GET  /del   part_page   right=part.see  subject=-  event=-
POST /del/{meeting:meeting_id}   part_save   right=part.write  subject=meeting  event=part_saved  invalid=part_page
END
cp "$folder/src/part/part.c" "$folder/src/part/test_part.c"
sed -i 's/part_late/only_in_a_test/' "$folder/src/part/test_part.c"
run() { "$tool" --out "$folder/out.c" --depfile "$folder/out.d" --root "$folder/src" --include part_schema.h >"$folder/said" 2>&1; }
if run && [ ! -s "$folder/said" ]; then pass "good sources"; else fail "good sources: $(cat "$folder/said")"; fi
codes=$(grep -o 'T_event_[a-z_]*' "$folder/out.c" | sed 's/T_event_//' | tr '\n' ' ')
wanted="part_done part_late part_moved part_read part_saved part_seen about_case about_meeting about_part about_part_due detail_too_late "
if [ "$codes" = "$wanted" ]; then pass "events, subjects, jobs and details are found"; else fail "found: $codes"; fi
expect_text '{"part_moved", part_state_words}' "$folder/out.c" "a detail has the words of its enumeration"
expect_text '{"", part_kind_words}' "$folder/out.c" "so has an event that is one"
expect_text '#include "part_schema.h"' "$folder/out.c" "the enumerations are declared"
if grep -B1 'T_event_part_moved' "$folder/out.c" | grep -q '#line 5 .*part.c"'; then pass "a missing text is told at the event"; else fail "no #line: $(grep -B1 part_moved "$folder/out.c")"; fi
if grep -q 'part.routes' "$folder/out.d" && ! grep -q test_part "$folder/out.d"; then pass "it is made anew when a source changes"; else fail "$(cat "$folder/out.d")"; fi
touch -d '2001-01-01' "$folder/out.c"
if run && [ -z "$(find "$folder/out.c" -newermt 2002-01-01)" ]; then pass "unchanged output is left alone"; else fail "unchanged output was written again"; fi
sed -i 's|/\* events: part_seen part_read \*/||' "$folder/src/part/part.c"
if run; then fail "an event that nobody names is taken"; else pass "an event that nobody names is refused"; fi
expect_text 'part.c:7: which events are these?' "$folder/said" "and the line is told"
finish
