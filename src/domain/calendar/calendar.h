/* Appointments with a person, and the calendar of a worker and her unit. What is planned follows the baton (a trigger); where it is, is never
 * shown for a graded address but to who may know it. (R-045, GDPR-6) */
#pragma once
#include "calendar_schema.h"
#include "domain/work/work.h"
#include "platform/http/http.h"

struct booking_words {
    enum booking_kind kind;
    enum booking_state state; /* of a change */
    struct date on_date;
    int from_minute, to_minute;
    struct staff_id staff; /* 0: the unit, nobody by name yet */
    const char *place;     /* NULL: none */
};
enum booking_fault {
    BOOKING_DONE = 0,
    BOOKING_NO_CASE = -500,
    BOOKING_ENDS_BEFORE, /* it ends before it begins */
    BOOKING_PAST,        /* a planned booking on a day that has been */
    BOOKING_NOT_THERE,   /* the worker does not work in the unit */
    BOOKING_NOT_OURS,    /* another unit's */
    BOOKING_CHANGED,     /* someone changed it meanwhile */
};
/* By the actor's unit, which is in the case. */
int booking_add(struct db *db, struct case_id id, const struct booking_words *words, struct booking_id *ret_booking);
/* The same by a rule, for a unit that is in the case, whoever acts: without a notice and an event of its own, since the rule has both. */
int booking_add_for(struct db *db, struct case_id id, struct unit_id unit, const struct booking_words *words, struct booking_id *ret_booking);
/* By a rule: it is off, if it is planned still. */
void booking_call_off(struct db *db, struct booking_id booking);
int booking_set(struct db *db, struct case_id id, struct booking_id booking, const struct booking_words *words, int64_t version);

/* A worker leaves: what is planned with her in the case, from today on, is another's. */
void calendar_change_staff(struct db *db, struct case_id id, struct unit_id unit, struct staff_id from, struct staff_id to);

/* What became of it, by what somebody wrote of the visit: held, or not met. Of the actor's unit and planned; BOOKING_CHANGED: it is not planned any more. */
int booking_settle(struct db *db, struct case_id id, struct booking_id booking, bool held);
/* One as it stands, with the version that booking_set takes. The place is left out unless `with_place`. False: not of the case. */
bool booking_read(struct db *db, struct case_id id, struct booking_id booking, bool with_place, struct booking_words *ret_words, int64_t *ret_version);

/* The next one of a case, for its page: kind, when, who. */
struct booking_brief {
    text_key kind;
    struct date on_date;
    int from_minute;
    const char *who; /* the worker, or the unit */
};
bool booking_next_of(struct request *rq, struct case_id id, struct booking_brief *ret_next);

/* What others have in the same days, for the pages of the calendar and its file: nothing about a person in either. Set by main at start. */
struct calendar_other {
    const char *uid, *path, *name; /* path: where it is; name: for the page; summary: for the file, which leaves the house */
    const char *summary;
    text_key kind;
    struct date on_date;
    int from_minute, to_minute;
    struct instant changed_at;
};
struct calendar_others {
    struct calendar_other *v;
    size_t n;
};
void calendar_on_others(struct calendar_others (*read)(struct request *rq, bool whole_unit, struct date first, struct date last));
/* The cases in which those of the session's unit who go do so two together, for the lists of who goes where. One question a page; set by main at start. (AML-1) */
struct calendar_cases {
    const struct case_id *v;
    size_t n;
};
void calendar_on_together(struct calendar_cases (*read)(struct request *rq));
struct calendar_cases calendar_together(struct request *rq); /* none when nobody has said */
bool calendar_case_among(const struct calendar_cases *cases, struct case_id id);
/* Entries as an iCalendar file (RFC 5545). */
const char *calendar_file_of(struct arena *arena, const struct calendar_others *entries, struct instant now);
