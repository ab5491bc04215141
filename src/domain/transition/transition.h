/* Safe transitions (MODEL 3.11): every announced way from an institution, a municipality, a worker or a measure to another, from the first message until
 * she has settled.; USK-1–USK-8, BVL-3, SOT-15, HOL-18. Everything runs in the caller's write transaction and by its actor; time is the
 * transaction's. A rule that says no returns a negative TRANSITION_… and changes nothing. Words are read and written with an access to their zone. */
#pragma once
#include "domain/secrecy/secrecy.h"
#include "platform/http/http.h"
#include "platform/jobs/jobs.h"
#include "transition_schema.h"

/* Why not. X(name, form field or NULL, text key) */
#define TRANSITION_FAULTS(X)                                   \
    X(NOT_FOUND, NULL, transition_not_found)                   \
    X(NOT_YOURS, NULL, transition_not_yours)                   \
    X(CASE_CLOSED, NULL, transition_case_closed)               \
    X(OPEN_ALREADY, "kind", transition_open_already)           \
    X(ENDS_ALIKE, "to_party", transition_ends_alike)           \
    X(DAY_PAST, "expected_on", transition_day_past)            \
    X(TIME_FUTURE, "began_on", transition_time_future)         \
    X(WRONG_STATE, NULL, transition_wrong_state)               \
    X(HOME_MISSING, "home", transition_home_missing)           \
    X(HOME_NOTHING, "home", transition_home_nothing)           \
    X(HOME_DAY, "home_from", transition_home_day)              \
    X(HOME_TOO_LATE, "home", transition_home_too_late)         \
    X(CONTACT_MISSING, "staff", transition_contact_missing)    \
    X(STAFF_UNKNOWN, "staff", transition_staff_unknown)        \
    X(UNTIL_MISSING, "cannot_until", transition_until_missing) \
    X(UNTIL_PAST, "cannot_until", transition_until_past)       \
    X(MOVED_FUTURE, "moved_on", transition_moved_future)       \
    X(MOVED_BEFORE, "moved_on", transition_moved_before)       \
    X(POINT_UNKNOWN, NULL, transition_point_unknown)           \
    X(DONE_ALREADY, NULL, transition_done_already)             \
    X(CONTACTS_LEFT, NULL, transition_contacts_left)           \
    X(MEETING_LEFT, NULL, transition_meeting_left)             \
    X(NOT_FROM_WARD, NULL, transition_not_from_ward)           \
    X(STAY_MISSING, "municipality", transition_stay_missing)   \
    X(ANSWERED_MEANWHILE, NULL, transition_answered_meanwhile) \
    X(PRICE_YEAR, "year", transition_price_year)               \
    X(PRICE_STANDS, "stands", transition_price_stands)         \
    X(TREATMENT_STATE, "treatment_state", transition_treatment_state)              \
    X(TREATMENT_WHY, "refused_why", transition_treatment_why)            \
    X(TREATMENT_APPEAL, "appeal_told", transition_treatment_appeal)      \
    X(LETTER_FAILED, NULL, transition_letter_failed)           \
    X(LETTER_NOT_SO, "letter_kind", transition_letter_not_so)   \
    X(LETTER_WORDS, "letter_words", transition_letter_words_missing) \
    X(NO_ACCESS, NULL, transition_no_access)
enum transition_fault {
    TRANSITION_DONE = 0,
    TRANSITION_FAULT_FIRST = -900,
#define X(name, field, key) TRANSITION_##name,
    TRANSITION_FAULTS(X)
#undef X
};
struct transition_fault_text {
    const char *field; /* of the form; NULL: the whole */
    text_key why;
};
struct transition_fault_text transition_fault_text(int fault);

/* ── pure rules (rules.c) ─────────────────────────────────────────────── */

/* The state table; the triggers of 001.sql say the same. */
bool transition_may(enum transition_state from, enum transition_state to);
bool transition_is_open(enum transition_state state);
bool transition_is_inside(enum transition_kind kind);           /* a new worker or measure: begins with the weeks after */
bool transition_from_ward(enum transition_party from);          /* the rules on patients ready for discharge apply: clock and payment (USK-3, USK-4) */
bool transition_leaves(enum transition_kind kind);              /* away from here: nobody declares her ready to us */
bool transition_waits_in(enum transition_kind kind);            /* she is in an institution until she moves */
enum transition_party transition_usual_from(enum transition_kind kind), transition_usual_to(enum transition_kind kind);
/* May she be received with this home answer on that day? 0, HOME_MISSING, HOME_NOTHING or HOME_TOO_LATE. */
int transition_home_check(enum transition_home home, struct date home_from, struct date day);
/* The points of the plan for such a way, in order. `young`: under 25. Gives back how many. (R-259, R-266–R-268, USK-2, USK-8, BVL-3) */
enum { TRANSITION_POINTS_MOST = TRANSITION_POINT_COUNT };
size_t transition_points(enum transition_kind kind, bool young, enum transition_point ret_points[TRANSITION_POINTS_MOST]);
/* The days somebody meets her: before the day when it is known, and after she has moved. */
enum { TRANSITION_DAYS_MOST = 12 };
size_t transition_days_before(enum transition_kind kind, int ret_days[TRANSITION_DAYS_MOST]); /* below zero */
size_t transition_days_after(enum transition_kind kind, int ret_days[TRANSITION_DAYS_MOST]);
int transition_look_back_days(void); /* after a new worker or measure: four to eight weeks */
/* When an answer is due to a message that she is ready: the same working day; to the municipality's own, the same day. (USK-3) */
struct instant transition_answer_due(struct instant ready);
/* The first message came more than 24 hours after she was admitted. (USK-1) */
bool transition_warned_late(struct instant admitted, struct instant announced);
/* Under 25 on that day; a birth date that is not known counts as not. */
bool transition_young(struct date born, struct date day);

/* Days paid, with what is known of the price. `missing_year`: the first year without a price, else 0: then no sum is shown. (USK-4, USK-5) */
struct transition_price {
    int64_t year, amount;
};
struct transition_cost {
    int64_t days, sum, missing_year;
};
/* From the first day up to `until`, that day not counted; one that runs counts the day of today. */
int64_t transition_days_paid(struct date from, struct date until, struct date today);
struct transition_cost transition_cost(struct date from, struct date until, struct date today, const struct transition_price *prices, size_t n);
struct transition_cost transition_cost_add(struct transition_cost a, struct transition_cost b);

/* ── the steps (transition.c, moves.c, settle.c) ──────────────────────── */

/* The municipality's one port: the unit the profile names, else the one with the one door, else the first unit. */
struct unit_id transition_port(struct db *db);

struct transition_new {
    struct case_id case_;
    enum transition_kind kind;
    enum transition_party from, to; /* 0: the usual of the kind */
    enum transition_source source;
    struct instant began;    /* when she was admitted or began to serve; INSTANT_NONE: not said */
    struct date expected;    /* DATE_NONE: not known */
    bool lacks_home;         /* expected to lack a suitable dwelling (USK-1) */
    const char *message_key; /* of a message from a ward: the same one twice is one; NULL: none */
};
/* Announced: the port finds the case from now and has it to claim today; the unit with the responsibility has a plan and a home to find. */
int transition_announce(struct db *db, const struct transition_new *made, struct transition_id *ret_transition);
/* A worker leaves: where she was the name the person knows, another is. */
void transition_change_staff(struct db *db, struct case_id id, struct staff_id from, struct staff_id to);
/* A new worker or measure in a case: a transition of its own, with a look back on that day (DATE_NONE: after the usual weeks). A measure is looked back on where
 * measures are, so that nobody is asked twice: here it is only ended. Nothing when one is open already. */
void transition_inside(struct db *db, struct case_id id, enum transition_kind kind, struct date look_back);

struct transition {
    struct transition_id id;
    struct case_id case_;
    struct person_id person;
    enum transition_kind kind;
    enum transition_state state;
    enum transition_party from, to;
    struct unit_id unit, holder;
    struct date expected, home_from, cannot_until, moved_on;
    enum transition_home home; /* 0: not known */
    struct staff_id contact;
    struct instant announced_at, began_at, ready_at, answer_due, answered_at;
    enum transition_ready_by ready_by;
    bool lacks_home, planned, without_yes, stays_elsewhere; /* the last: another municipality answers and pays (USK-6) */
    int64_t version;
};
bool transition_get(struct db *db, struct case_id id, struct transition_id transition, struct transition *ret_transition);
/* The unit that has it to do, or the one that has the responsibility. */
bool transition_is_ours(const struct transition *transition, struct unit_id unit);

int transition_claim(struct db *db, struct case_id id, struct transition_id transition);
int transition_plan_point(struct db *db, struct case_id id, struct transition_id transition, enum transition_point point, enum transition_point_state state);
int transition_set_day(struct db *db, struct case_id id, struct transition_id transition, struct date expected);
int transition_set_home(struct db *db, struct case_id id, struct transition_id transition, enum transition_home home, struct date from);
int transition_set_contact(struct db *db, struct case_id id, struct transition_id transition, struct staff_id staff);
/* The institution says she is ready, and cannot be refused that: without a plan or a home answer it is a deviation. The municipality's own word
 * needs the home answer first. (USK-3, R-265) */
int transition_ready(struct db *db, struct case_id id, struct transition_id transition, enum transition_ready_by by);
/* The same in a message from a ward, whoever has it here: the clock and the payment run from the ward's own time. Said again it changes nothing. */
int transition_told_ready(struct db *db, struct case_id id, struct transition_id transition, struct instant ready);
int transition_not_ready(struct db *db, struct case_id id, struct transition_id transition); /* after all */
int transition_can_receive(struct db *db, struct case_id id, struct transition_id transition);
int transition_cannot_until(struct db *db, struct case_id id, struct transition_id transition, struct date until);
/* She has come, or gone. Without a yes: it is said so and logged. */
int transition_moved(struct db *db, struct case_id id, struct transition_id transition, struct date on);
/* The contact of one day. Not reached is tried again. */
int transition_met(struct db *db, struct case_id id, struct transition_contact_id contact, enum transition_result result, struct date on);
/* A visit or call that was written down elsewhere is the contact that was due by then. For the log of visits; nothing when none is. */
void transition_seen(struct db *db, struct case_id id, struct date on, enum transition_result result);
int transition_complete(struct db *db, struct case_id id, struct transition_id transition);
int transition_break_off(struct db *db, struct case_id id, struct transition_id transition, enum transition_end_why why);

/* ── which municipality she says she stays in (stay.c) ─────────────────── */

/* That municipality answers the ward and pays, wherever she is registered: elsewhere, nothing is paid here from the first day; here again, what the answer or
 * its absence began goes on. For somebody on the way from a ward. `municipality`: its name; NULL for ours. (USK-6) */
int transition_say_stay(struct db *db, struct case_id id, struct transition_id transition, enum stay_said said, const char *municipality);
struct transition_stay {
    enum stay_said said;
    const char *municipality, *by; /* municipality NULL: this one */
    struct instant at;
};
bool transition_stay_of(struct db *db, struct transition_id transition, struct transition_stay *ret_stay); /* false: nothing is said */

/* ── what went wrong (deviation.c) ────────────────────────────────────── */

struct transition_wrong {
    struct case_id case_;
    struct transition_id transition; /* 0: none */
    enum transition_deviation_kind kind;
    enum transition_party party;     /* whose duty it was */
};
/* Logged, with the leader of the unit that has it told. */
struct transition_deviation_id transition_deviate(struct db *db, const struct transition_wrong *wrong);
int transition_raise(struct db *db, struct case_id id, struct transition_deviation_id deviation);
int transition_deviation_answered(struct db *db, struct case_id id, struct transition_deviation_id deviation);
/* An account is asked for, or another municipality disagrees: the transition goes on meanwhile. (USK-7, SOT-15) */
int transition_dispute(struct db *db, struct case_id id, struct transition_id transition, enum transition_side_kind kind);
int transition_dispute_over(struct db *db, struct case_id id, struct transition_id transition, enum transition_side_kind kind);

/* ── the price of a day (USK-5) ───────────────────────────────────────── */
int transition_set_price(struct db *db, int64_t year, int64_t amount, const char *stands);

/* Job: an answer is due, or was. */
#define JOB_TRANSITION_DUE "transition_due"
void transition_due_job(struct db *db, int64_t subject, struct instant now);

/* For the menu: what waits for the session's unit to claim or answer. */
int64_t transition_count_waiting(struct request *rq);

/* ── somebody who may have no case yet (arrive.c) ─────────────────────── */
struct transition_arrival {
    struct person_id person;
    struct transition_new made; /* its case_ is filled */
    const char *needs, *known_by; /* what was said, and who said it */
};
/* Written down as a first contact like every other, so that its clocks run, and then announced in her case; a new case is held by the unit that was told, or
 * the port where that unit can hold none. (I-01, I-08, R-255) */
int transition_arrive(struct db *db, struct transition_arrival *arrival, struct transition_id *ret_transition);

struct transition_at {
    struct case_id case_;
    struct transition_id id;
};
/* The open one of a kind, under whichever of her records. */
bool transition_open_for(struct db *db, struct person_id person, enum transition_kind kind, struct transition_at *ret_at);

/* ── letters to the other end (letter.c) ──────────────────────────────── */
struct access;
struct transition_letter_new {
    enum transition_letter_kind kind;
    enum lang lang;              /* of the one who gets it */
    const char *receiver;        /* lines separated by '\n' */
    const char *words;           /* what we ourselves say; NULL: none */
};
/* Made and kept in the zone, which `access` must cover. A demand for an account, or a disagreement, begins one. LETTER_NOT_SO: it would say what is not so;
 * LETTER_WORDS: what we do not agree on must be said. (USK-3, USK-7, SOT-15) */
int transition_letter_make(struct db *db, const struct access *access, enum zone zone, const struct transition *transition, const struct transition_letter_new *made,
                           struct transition_letter_id *ret_letter);

struct transition_price_row {
    int64_t year, amount;
    const char *stands, *by;
    struct instant at;
};
struct transition_price_rows {
    struct transition_price_row *v;
    size_t n;
};
struct transition_price_rows transition_prices(struct db *db); /* the newest of each year, the newest year first */
