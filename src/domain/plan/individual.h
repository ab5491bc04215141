/* The individual plan itself: offered, wanted or not, made, used, looked at again, ended; and the ten points it must hold. (MODEL 3.9, IPF-2, IPF-6, R-202)
 * What she answers is written by plan_offer (plan.h), which begins and ends it: a yes opens one, a no ends the one there is. No step but an end is possible
 * while her last answer is anything but yes; the schema says the same. Everything is in the caller's write transaction and by its actor. */
#pragma once
#include "domain/plan/fault.h"
#include "domain/secrecy/secrecy.h"
#include "plan_schema.h"
#include "platform/jobs/jobs.h"

struct individual_plan_brief {
    struct individual_plan_id id;
    struct case_id case_;
    enum individual_plan_state state;
    struct instant offered_at, consented_at;
    struct date from, until, revise_on; /* DATE_NONE: not set */
    int64_t version;
};
/* The newest of the case, whatever its state. False: none has been offered. */
bool individual_plan_read(struct db *db, struct case_id id, struct individual_plan_brief *ret_plan);
/* Is it hers to work with now: she has said yes, and it has not ended? */
bool individual_plan_runs(const struct individual_plan_brief *plan);

/* Her answer has come: by plan_offer, in the same transaction. */
void individual_plan_answered(struct db *db, struct case_id id, enum plan_answer answer);
/* The work on it begins. */
int individual_plan_begin(struct db *db, const struct individual_plan_brief *plan);
struct plan_period {
    struct date from, until, revise_on; /* until: DATE_NONE when it has no end; revise_on: within twelve months */
};
/* It is taken into use, or goes on after it was looked at again. PLAN_POINTS_MISSING: one of the ten points is empty. `access`: to the plan's zone. */
int individual_plan_use(struct db *db, const struct access *access, const struct individual_plan_brief *plan, const struct plan_period *period);
/* It is looked at again; it goes on counting meanwhile. */
int individual_plan_revise(struct db *db, const struct individual_plan_brief *plan);
/* It ends. What stands in it stays readable. */
int individual_plan_end(struct db *db, const struct individual_plan_brief *plan, enum plan_end_reason reason);
/* Her case closes: nothing more is offered or looked at, and the plan ends with it. By closing, before the case is closed. */
void individual_plan_case_closes(struct db *db, struct case_id id);
/* Pure: the steps of MODEL 3.9. The schema says the same. */
bool individual_plan_may_become(enum individual_plan_state from, enum individual_plan_state to);

/* The ten points of the regulation (IPF-6), in its order. */
enum plan_point {
    POINT_GOALS = 0, POINT_PARTICIPANTS, POINT_RESPONSIBLE, POINT_CONTRIBUTIONS, POINT_SERVICES, POINT_HOW, POINT_COORDINATOR, POINT_PERIOD, POINT_CONSENT,
    POINT_COOPERATION,
    POINT_CHILD, /* for somebody under 18: that she has taken part herself, and what she says */
    POINT_COUNT
};
enum { PLAN_GROWN_UP = 18 };
/* Which are there. What the case knows already (who takes part, who is responsible, whether a coordinator is offered, her consent) nobody writes again; the
 * period is there when it is taken into use. */
struct plan_points {
    bool has[POINT_COUNT];
    bool child;  /* POINT_CHILD is asked about: she is under 18 */
    int n, of;   /* how many are there, of how many */
    bool usable; /* nothing but the period is missing */
};
struct plan_points plan_points_of(struct db *db, const struct access *access, struct case_id id, const struct individual_plan_brief *plan);
/* Under 18 today; a birth date that is not known counts as not. She takes part herself, and her plan says how. (IPF-6) */
bool plan_is_child(struct db *db, struct case_id id);
text_key plan_point_text(enum plan_point point);

/* Jobs: a plan must be looked at again soon; the time has come to offer again what she said no to; once a day, who has helpers in two units and no offer. */
#define JOB_PLAN_REVISE "plan_revise"
void plan_revise_job(struct db *db, int64_t subject, struct instant now);
#define JOB_PLAN_OFFER "plan_offer_again"
void plan_offer_job(struct db *db, int64_t subject, struct instant now);
#define JOB_PLAN_WATCH "plan_watch"
void plan_watch_job(struct db *db, int64_t subject, struct instant now);
