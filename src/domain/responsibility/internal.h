/* What the files of this module share. No other module may include it. */
#pragma once
#include "domain/responsibility/responsibility.h"
#include "responsibility_sql.h"

static inline struct unit_id actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }
static inline struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static inline struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }
struct date working_days_from_today(struct db *db, int days);

/* BATON_DONE and the case, or why nothing can be done with it. */
int case_that_is_open(struct db *db, struct case_id id, struct case_brief *ret_case);
/* Units that follow a person up may hold; property, peers, voluntary and outside units owe parts only. (MODEL §5) */
bool unit_can_hold(struct db *db, struct unit_id id);
/* The tasks, the job and the receiver's sight of the case that belong to a waiting offer end. */
void offer_ended(struct db *db, struct case_id id, struct handover_id handover, struct unit_id receiver);
/* A waiting offer ends without an answer, for a reason that is not the giver's. */
void offer_falls(struct db *db, const struct case_brief *brief, enum withdrawal_reason why);
/* The baton passes: period, sight of the case, tasks. The former holder finds the case for a while yet. Duties are the caller's. */
void holder_changed(struct db *db, const struct case_brief *before, struct unit_id unit, struct staff_id staff);

struct leader_task {
    struct unit_id unit;
    enum task_kind kind;
    int64_t subject;
};
/* A task for the unit's leader, for as long as an answer to a handover may take. */
void task_for_leader(struct db *db, struct case_id id, const struct leader_task *task);
/* The unit owes this from now on; the one that is there already is kept. */
struct unit_duty_id duty_start(struct db *db, struct case_id id, struct unit_id unit, enum duty_kind kind, struct date due);
/* Counts the bounce index of a case anew, after something that changes it. */
void bounce_count(struct db *db, struct case_id id);
