/* Safe work (AML-1, R-221): a rule for a situation of work, for instance that two go together, and what has happened to workers. A rule is never a word about a
 * person: it belongs to the unit whose visits it is about, has measures, a leader's yes and a day to look at it again, and is seen by those who go. It is in no
 * letter, no extract and no figure. What runs never ends by itself: past its day it is red, and stands. Everything runs in the caller's write transaction and by
 * its actor; a rule that says no returns a negative SAFETY_… and changes nothing. */
#pragma once
#include "domain/calendar/calendar.h"
#include "domain/secrecy/secrecy.h"
#include "safety_schema.h"

/* Why not. X(name, form field or NULL, text key) */
#define SAFETY_FAULTS(X)                                   \
    X(NOT_FOUND, NULL, safety_not_found)                   \
    X(CASE_CLOSED, NULL, safety_case_closed)               \
    X(NO_MEASURE, "measure", safety_no_measure)            \
    X(STANDS_ALREADY, "situation", safety_stands_already)  \
    X(UNIT_NOT_IN_CASE, "goer", safety_unit_not_in_case)   \
    X(REVIEW_TOO_SOON, "review_on", safety_review_too_soon) \
    X(REVIEW_TOO_LATE, "review_on", safety_review_too_late) \
    X(SAME_PERSON, NULL, safety_same_person)               \
    X(ANSWERED, NULL, safety_answered)                     \
    X(NOT_RUNNING, NULL, safety_not_running)               \
    X(IN_FUTURE, "on_date", safety_in_future)              \
    X(LONG_AGO, "on_date", safety_long_ago)                \
    X(OWN_INCIDENT, NULL, safety_own_incident)             \
    X(CARED_ALREADY, NULL, safety_cared_already)           \
    X(NO_ZONE, NULL, safety_no_zone)
enum safety_fault {
    SAFETY_DONE = 0,
    SAFETY_FAULT_FIRST = -950,
#define X(name, field, key) SAFETY_##name,
    SAFETY_FAULTS(X)
#undef X
};
struct safety_fault_text {
    const char *field; /* of the form; NULL: the whole */
    text_key why;
};
struct safety_fault_text safety_fault_text(int fault);

/* ── rules ────────────────────────────────────────────────────────────── */

struct safety_new {
    struct case_id case_;
    enum work_situation situation;
    const enum safe_measure *measures;
    size_t n_measures;
    const struct unit_id *goers; /* other units of the case that go there: they see what to do, not why */
    size_t n_goers;
    struct date review_on;        /* DATE_NONE: as the municipality does */
    struct incident_id incident;  /* 0: nothing has happened */
};
struct date safety_review_day(struct date today); /* 12 November 2026 gives 12 February 2027 */
/* By the actor's unit, for its own visits. Counts at once; its leader answers. */
int safety_propose(struct db *db, const struct safety_new *rule, struct safety_rule_id *ret_rule);
/* By a leader of the unit who is another than the one who proposed it. */
int safety_answer(struct db *db, struct case_id id, struct safety_rule_id rule, bool yes);
/* Looked at again: still needed until `next_on`, or (DATE_NONE) not needed any more. */
int safety_look_again(struct db *db, struct case_id id, struct safety_rule_id rule, struct date next_on);

/* For calendar's hook, and for whoever lists visits: the cases where those of the session's unit go two together. One query. */
struct calendar_cases safety_go_together(struct request *rq);


/* ── what has happened ────────────────────────────────────────────────── */

struct incident_new {
    struct case_id case_; /* 0: not with anybody the municipality follows up */
    enum incident_kind kind;
    enum incident_by by;
    enum work_situation situation;
    struct date on_date;
};
/* To the actor; a leader of her unit has until the profile's days to look after her. */
int incident_report(struct db *db, const struct incident_new *incident, struct incident_id *ret_incident);
/* By another than the worker it happened to. */
int incident_looked_after(struct db *db, struct incident_id incident, enum care_step care);

/* The strain on each worker of a unit between two days: for pages about workload. View staff_incident has it row by row. */
struct staff_incidents {
    struct staff_incident_of {
        struct staff_id staff;
        int64_t n;
    } *v;
    size_t n;
};
struct staff_incidents unit_incident_counts(struct db *db, struct unit_id unit, struct date first, struct date last);

int64_t safety_count(struct request *rq); /* for the menu: what waits for a leader; 0 to others */
