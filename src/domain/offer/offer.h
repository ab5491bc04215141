/* From a yes to a home to the keys (MODEL 3.7): the dwelling that is offered, her answer, who is next, the day she moves in and the first weeks after it.
 * I-06, I-10. Everything runs in the caller's write transaction and by its actor. A rule that says no returns a negative OFFER_…
 * and changes nothing. */
#pragma once
#include "domain/application/application.h"
#include "domain/calendar/calendar.h"
#include "domain/lease/tenancy.h"
#include "offer_schema.h"

/* Why not. X(name, form field or NULL, text key) */
#define OFFER_FAULTS(X)                                  \
    X(NOT_FOUND, NULL, offer_not_found)                  \
    X(NOT_YOURS, NULL, offer_not_yours)                  \
    X(NOT_APPROVED, NULL, offer_not_approved)            \
    X(HAS_OPEN, NULL, offer_has_open)                    \
    X(HOME_TAKEN, "dwelling", offer_home_taken)          \
    X(CHOICE_MISSING, "choice", offer_choice_missing)    \
    X(FORCED_MISSING, "forced_why", offer_forced_missing) \
    X(ANSWER_BY, "answer_by", offer_answer_by_wrong)     \
    X(WRONG_STATE, NULL, offer_wrong_state)              \
    X(WHY_MISSING, "why", offer_why_missing)             \
    X(NOT_LATER, "to_date", offer_not_later)             \
    X(VIEWING_DAY, "on_date", offer_viewing_day)         \
    X(VIEWING_PLANNED, NULL, offer_viewing_planned)      \
    X(NOT_OFFERED, "dwelling", offer_not_offered)        \
    X(IN_LINE, "dwelling", offer_in_line)                \
    X(NO_ACCESS, NULL, offer_no_access)                  \
    X(LETTER_FAILED, NULL, offer_letter_failed)          \
    X(NO_POINT, NULL, offer_no_point)
enum offer_fault {
    OFFER_DONE = 0,
    OFFER_FAULT_FIRST = -700,
#define X(name, field, key) OFFER_##name,
    OFFER_FAULTS(X)
#undef X
};
struct offer_fault_text {
    const char *field; /* of the form; NULL: the whole */
    text_key why;
};
struct offer_fault_text offer_fault_text(int fault);

/* ── rules, pure ──────────────────────────────────────────────────────── */

bool offer_step(enum offer_state from, enum offer_state to);
/* What a no means for the next offer. A dwelling that does not suit never counts, and nothing ever takes her off the list. */
enum offer_effect { OFFER_NEVER_COUNTS = 1, OFFER_NOTED, OFFER_ASK_HER };
enum offer_effect offer_effect(enum decline_reason why);

enum { OFFER_AREAS_MOST = 20 };
struct offer_need {
    int64_t rooms; /* 0: not said */
    enum floor_wish floor;
    bool quiet, apart, step_free, pets, transport;
    struct date born;
    const char *wanted[OFFER_AREAS_MOST], *avoided[OFFER_AREAS_MOST]; /* areas */
    size_t n_wanted, n_avoided;
};
struct offer_home {
    struct maybe_int rooms, bedrooms, floor, age_from, age_to;
    bool step_free, quiet, pets, transport, house_rules, full;
    const char *area; /* NULL: not known */
};
struct offer_fits {
    enum offer_match v[OFFER_POINT_COUNT + 1]; /* by offer_point; 0: she has not asked for it */
    int64_t wrong, unknown;
};
struct offer_fits offer_fits(const struct offer_need *need, const struct offer_home *home, struct date today);

/* ── the offer ────────────────────────────────────────────────────────── */

struct offer_new {
    struct case_id case_;
    struct dwelling_id dwelling;
    enum offer_choice choice; /* needed where something does not fit or the neighbourhood is full; else 0 */
    struct date answer_by;    /* DATE_NONE: as the municipality does */
    enum forced_why forced;   /* needed where the neighbourhood is full and she has not chosen it; else 0 */
};
/* By the unit that picks the dwelling, from the order; or the one that decides, where it picks itself. Of two at once one wins: the other gets HOME_TAKEN. */
int offer_make(struct db *db, const struct offer_new *offer, struct dwelling_offer_id *ret_offer);
/* Next in line for a dwelling that is offered to somebody else: gets it by itself when that comes to nothing. */
int offer_reserve(struct db *db, const struct offer_new *offer);

struct offer_brief {
    struct dwelling_offer_id id;
    struct case_id case_;
    struct person_id person;
    struct dwelling_id dwelling;
    struct housing_application_id application; /* 0: none */
    struct dwelling_order_id order;            /* 0: none */
    struct unit_id unit;
    enum offer_state state;
    struct date made_on, answer_by, sent_on, ended_on, moved_in_on; /* DATE_NONE: none */
};
bool offer_read(struct db *db, struct dwelling_offer_id id, struct offer_brief *ret_offer);

struct offer_said {
    struct dwelling_offer_id offer;
    bool yes;
    enum answer_way way;
    enum decline_reason why; /* of a no */
};
int offer_said_to(struct db *db, const struct offer_said *answer);
int offer_more_time(struct db *db, struct dwelling_offer_id offer, struct date to, enum offer_more_time why);
int offer_take_back(struct db *db, struct dwelling_offer_id offer, enum offer_back why);
int offer_plan_viewing(struct db *db, struct dwelling_offer_id offer, struct date on, int minute);
int offer_viewing_went(struct db *db, struct dwelling_offer_id offer, struct offer_viewing_id viewing, enum viewing_state went);
/* Viewings in the calendar, for who shows the home and who follows her. Nothing about her or the home. */
struct calendar_others offer_calendar_others(struct request *rq, bool whole_unit, struct date first, struct date last);
/* Hers, for her own calendar: the unit that shows the home as a letter names it, and that it is a viewing. */
struct calendar_others offer_calendar_of_case(struct request *rq, struct case_id id, enum lang lang, struct date first, struct date last);
/* The letter for each who gets it, kept as it was made. Sent later than the offer was made: she has the whole time from then. `access`: the tenancy zone. */
int offer_send(struct db *db, const struct access *access, struct dwelling_offer_id offer);
/* A dwelling was looked at for her and did not suit. */
int offer_pass(struct db *db, struct case_id id, struct dwelling_id dwelling, enum passed_reason why);
/* A cluster takes nobody more for now, or again. By the unit that decides on homes. */
int offer_cluster(struct db *db, struct dwelling_cluster_id cluster, bool full);

/* ── the keys, and after ──────────────────────────────────────────────── */

/* A lease took a step: drafted, withdrawn or begun. When it begins she has moved in: the application is over, a place for the time being ends the same day. */
void offer_lease_step(struct db *db, const struct lease_brief *lease, enum lease_state to);
int offer_point_done(struct db *db, struct dwelling_offer_id offer, const char *point);
int offer_settled(struct db *db, struct dwelling_offer_id offer, int64_t day, enum settling_result result);

/* Job: her answer is due soon, is late, or nobody has heard from her. */
#define JOB_OFFER_DUE "offer_due"
void offer_due_job(struct db *db, int64_t subject, struct instant now);
