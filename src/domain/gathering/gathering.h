/* Meeting places where anyone may drop in without signing up: the week's plan, and how many came. Nobody is registered by name: the tables have no
 * person, no case and no words about anyone. A unit is a meeting place when the profile says that it does `activity`. Everything runs in the caller's write
 * transaction and by its actor; a rule that says no returns a negative PLACE_… and changes nothing. */
#pragma once
#include "domain/organisation/organisation.h"
#include "gathering_schema.h"

/* Why not. X(name, form field or NULL, text key) */
#define PLACE_FAULTS(X)                              \
    X(NOT_FOUND, NULL, place_not_found)              \
    X(NOT_A_PLACE, NULL, place_not_a_place)          \
    X(ENDS_BEFORE, "to", place_ends_before)          \
    X(IN_FUTURE, "on_date", place_in_future)         \
    X(LONG_AGO, "on_date", place_long_ago)
enum place_fault {
    PLACE_DONE = 0,
    PLACE_FAULT_FIRST = -970,
#define X(name, field, key) PLACE_##name,
    PLACE_FAULTS(X)
#undef X
};
struct place_fault_text {
    const char *field; /* of the form; NULL: the whole */
    text_key why;
};
struct place_fault_text place_fault_text(int fault);

bool place_is(struct db *db, struct unit_id unit);
int place_add_activity(struct db *db, enum place_day day, int64_t from_minute, int64_t to_minute, const char *what);
int place_end_activity(struct db *db, struct place_activity_id activity);
int place_count_visitors(struct db *db, struct date on_date, int64_t visitors); /* again on the same day: the last number counts */
