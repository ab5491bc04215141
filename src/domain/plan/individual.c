/* The individual plan from the offer to its end, and its ten points. May not decide whether she needs one: she does. (MODEL 3.9, IPF-2, IPF-6) */
#include "domain/plan/individual.h"

#include "domain/plan/internal.h"
#include "domain/plan/reading.h"
#include "domain/plan/words.h"
#include "texts.h"

enum { REVISE_WITHIN_MONTHS = 12, TOLD_BEFORE_DAYS = 21, COORDINATED_AFTER_DAYS = 30, OFFER_WITHIN_DAYS = 14, MORNING_MINUTES = 6 * 60, WATCH_BATCH = 200 };

#define BRIEF_OF(row)                                                                                                                                             \
    ((struct individual_plan_brief){(row)->id, (row)->case_id, (row)->state, (row)->offered_at, (row)->consented_at, (row)->from_date, (row)->until_date, (row)->revise_on, \
                                    (row)->version})

bool individual_plan_read(struct db *db, struct case_id id, struct individual_plan_brief *ret_plan) {
    struct individual_plan_get_row row;
    if (!individual_plan_get(db, id, &row)) return false;
    *ret_plan = BRIEF_OF(&row);
    return true;
}

bool individual_plan_runs(const struct individual_plan_brief *plan) {
    return plan->state == INDIVIDUAL_PLAN_STATE_CONSENTED || plan->state == INDIVIDUAL_PLAN_STATE_IN_WORK || plan->state == INDIVIDUAL_PLAN_STATE_ACTIVE ||
           plan->state == INDIVIDUAL_PLAN_STATE_UNDER_REVISION;
}

static void told(struct db *db, struct case_id id, enum case_event_kind kind) { work_event(db, id, kind, ZONE_PLAN, (struct unit_id){0}); }

static void forget_revision(struct db *db, const struct individual_plan_brief *plan) {
    job_cancel(db, JOB_PLAN_REVISE, plan->id.v);
    work_task_done(db, plan->case_, TASK_KIND_REVISE_PLAN, plan->id.v);
}

static int step(struct db *db, const struct individual_plan_brief *plan, enum individual_plan_state to) {
    if (!individual_plan_may_become(plan->state, to)) return PLAN_WRONG_STATE;
    if (plan_answered(db, plan->case_, PLAN_OFFER_KIND_INDIVIDUAL_PLAN) != PLAN_ANSWER_YES) return PLAN_NO_CONSENT;
    return PLAN_DONE;
}

/* ── her answer ───────────────────────────────────────────────────────── */

static bool is_open(const struct individual_plan_brief *plan) { return plan->state != INDIVIDUAL_PLAN_STATE_REFUSED && plan->state != INDIVIDUAL_PLAN_STATE_ENDED; }

static struct individual_plan_brief offered(struct db *db, const struct case_brief *brief) {
    struct individual_plan_brief plan;
    if (individual_plan_read(db, brief->id, &plan) && is_open(&plan)) return plan;
    individual_plan_end_others(db, brief->person, brief->id, db_now(db));
    struct individual_plan_id id = individual_plan_insert(db, brief->id, brief->person, db_now(db));
    return (struct individual_plan_brief){.id = id, .case_ = brief->id, .state = INDIVIDUAL_PLAN_STATE_OFFERED, .version = 1};
}

/* Nav, health and care and child welfare may each start it (IPF-3); the unit that keeps the plan then has it to make. */
static void tell_keeper(struct db *db, const struct individual_plan_brief *plan) {
    struct unit_id keeper = plan_keeper(db, plan->case_);
    if (keeper.v && keeper.v != db_actor(db)->unit)
        work_task_add(db, plan->case_, keeper, TASK_KIND_BEGIN_PLAN, plan->id.v, date_add_days(plan_today(db), OFFER_WITHIN_DAYS));
}

void individual_plan_answered(struct db *db, struct case_id id, enum plan_answer answer) {
    struct case_brief brief;
    if (!work_case(db, id, &brief)) return;
    struct individual_plan_brief plan = offered(db, &brief);
    if (answer == PLAN_ANSWER_YES && plan.state == INDIVIDUAL_PLAN_STATE_OFFERED) {
        individual_plan_set_consented(db, plan.id, plan.version, db_now(db));
        tell_keeper(db, &plan);
    }
    if (answer != PLAN_ANSWER_NO) return;
    if (plan.state == INDIVIDUAL_PLAN_STATE_OFFERED) individual_plan_set_state(db, plan.id, plan.version, INDIVIDUAL_PLAN_STATE_REFUSED);
    else individual_plan_end(db, &plan, PLAN_END_REASON_SHE_WANTS_NONE);
}

/* ── its steps ────────────────────────────────────────────────────────── */

int individual_plan_begin(struct db *db, const struct individual_plan_brief *plan) {
    int fault = step(db, plan, INDIVIDUAL_PLAN_STATE_IN_WORK);
    if (fault) return fault;
    if (individual_plan_set_state(db, plan->id, plan->version, INDIVIDUAL_PLAN_STATE_IN_WORK) == 0) return PLAN_CHANGED;
    work_task_done(db, plan->case_, TASK_KIND_BEGIN_PLAN, plan->id.v);
    told(db, plan->case_, CASE_EVENT_KIND_PLAN_BEGUN);
    return PLAN_DONE;
}

static int period_fault(struct db *db, const struct plan_period *period) {
    struct date today = plan_today(db);
    if (date_is_none(period->revise_on) || period->revise_on.days <= today.days) return PLAN_REVISE_PASSED;
    if (period->revise_on.days > date_add_months(today, REVISE_WITHIN_MONTHS).days) return PLAN_REVISE_FAR;
    return !date_is_none(period->until) && period->until.days <= period->from.days ? PLAN_UNTIL_BEFORE : PLAN_DONE;
}

int individual_plan_use(struct db *db, const struct access *access, const struct individual_plan_brief *plan, const struct plan_period *period) {
    int fault = step(db, plan, INDIVIDUAL_PLAN_STATE_ACTIVE);
    if (!fault && !access) fault = PLAN_NO_ACCESS;
    if (!fault) fault = period_fault(db, period);
    if (fault) return fault;
    if (!plan_points_of(db, access, plan->case_, plan).usable) return PLAN_POINTS_MISSING;
    if (individual_plan_set_active(db, plan->id, plan->version, period->from, period->until, period->revise_on) == 0) return PLAN_CHANGED;
    forget_revision(db, plan);
    job_add(db, JOB_PLAN_REVISE, plan->id.v, instant_of_oslo(date_add_days(period->revise_on, -TOLD_BEFORE_DAYS), MORNING_MINUTES));
    told(db, plan->case_, CASE_EVENT_KIND_PLAN_IN_USE);
    return PLAN_DONE;
}

int individual_plan_revise(struct db *db, const struct individual_plan_brief *plan) {
    int fault = step(db, plan, INDIVIDUAL_PLAN_STATE_UNDER_REVISION);
    if (fault) return fault;
    if (individual_plan_set_state(db, plan->id, plan->version, INDIVIDUAL_PLAN_STATE_UNDER_REVISION) == 0) return PLAN_CHANGED;
    told(db, plan->case_, CASE_EVENT_KIND_PLAN_REVISION);
    return PLAN_DONE;
}

int individual_plan_end(struct db *db, const struct individual_plan_brief *plan, enum plan_end_reason reason) {
    if (!individual_plan_may_become(plan->state, INDIVIDUAL_PLAN_STATE_ENDED)) return PLAN_WRONG_STATE;
    if (individual_plan_set_ended(db, plan->id, plan->version, reason, db_now(db)) == 0) return PLAN_CHANGED;
    forget_revision(db, plan);
    work_task_done(db, plan->case_, TASK_KIND_BEGIN_PLAN, plan->id.v);
    told(db, plan->case_, CASE_EVENT_KIND_PLAN_OVER);
    return PLAN_DONE;
}

void individual_plan_case_closes(struct db *db, struct case_id id) {
    struct individual_plan_brief plan;
    if (individual_plan_read(db, id, &plan) && is_open(&plan)) individual_plan_end(db, &plan, PLAN_END_REASON_CASE_CLOSED);
    work_tasks_done(db, id, TASK_KIND_OFFER_PLAN);
    work_tasks_done(db, id, TASK_KIND_SEE_PLAN_NEED);
    job_cancel(db, JOB_PLAN_OFFER, id.v);
}

/* ── the ten points ───────────────────────────────────────────────────── */

text_key plan_point_text(enum plan_point point) {
    switch (point) {
    case POINT_GOALS: return T_plan_point_goals;
    case POINT_PARTICIPANTS: return T_plan_point_participants;
    case POINT_RESPONSIBLE: return T_plan_point_responsible;
    case POINT_CONTRIBUTIONS: return T_plan_point_contributions;
    case POINT_SERVICES: return T_plan_point_services;
    case POINT_HOW: return T_plan_point_how;
    case POINT_COORDINATOR: return T_plan_point_coordinator;
    case POINT_PERIOD: return T_plan_point_period;
    case POINT_CONSENT: return T_plan_point_consent;
    case POINT_COOPERATION: return T_plan_point_cooperation;
    case POINT_CHILD: return T_plan_point_child;
    case POINT_COUNT: break;
    }
    return 0;
}

bool plan_is_child(struct db *db, struct case_id id) {
    struct case_brief brief;
    struct person_spine person;
    if (!work_case(db, id, &brief) || !person_spine(db, brief.person, &person) || date_is_none(person.born)) return false;
    return date_add_months(person.born, 12 * PLAN_GROWN_UP).days > plan_today(db).days;
}

struct plan_points plan_points_of(struct db *db, const struct access *access, struct case_id id, const struct individual_plan_brief *plan) {
    struct plan_point_facts_row facts;
    struct plan_points points = {.n = 0};
    if (!plan_point_facts(db, id, &facts)) return points;
    struct plan_words about = plan_words_read(db, access, id, PLAN_PART_ABOUT_HER);
    points.has[POINT_GOALS] = facts.n_goals > 0 && about.v[PLAN_SECTION_STRENGTHS] && about.v[PLAN_SECTION_NEEDS];
    points.has[POINT_PARTICIPANTS] = points.has[POINT_RESPONSIBLE] = true; /* a case always has a unit that has it (I-01) */
    points.has[POINT_CONTRIBUTIONS] = about.v[PLAN_SECTION_CONTRIBUTIONS] || facts.n_agreed > 0;
    points.has[POINT_SERVICES] = facts.n_services > 0 || facts.n_agreed > 0;
    points.has[POINT_HOW] = about.v[PLAN_SECTION_HOW] != NULL;
    points.has[POINT_COORDINATOR] = plan_answered(db, id, PLAN_OFFER_KIND_COORDINATOR) != 0;
    points.has[POINT_PERIOD] = !date_is_none(plan->revise_on);
    points.has[POINT_CONSENT] = individual_plan_runs(plan);
    points.has[POINT_COOPERATION] = about.v[PLAN_SECTION_COOPERATION] != NULL;
    points.child = plan_is_child(db, id);
    points.has[POINT_CHILD] = points.child && about.v[PLAN_SECTION_CHILD];
    points.of = POINT_COUNT - !points.child;
    for (int i = 0; i < POINT_COUNT; i++) points.n += points.has[i];
    points.usable = points.n == points.of || (points.n == points.of - 1 && !points.has[POINT_PERIOD]);
    return points;
}

/* ── the clock ────────────────────────────────────────────────────────── */

void plan_revise_job(struct db *db, int64_t subject, struct instant now) {
    struct individual_plan_by_id_row row;
    (void)now;
    if (!individual_plan_by_id(db, (struct individual_plan_id){subject}, &row) || row.state != INDIVIDUAL_PLAN_STATE_ACTIVE) return;
    work_task_add(db, row.case_id, plan_keeper(db, row.case_id), TASK_KIND_REVISE_PLAN, row.id.v, row.revise_on);
    audit_add(db, "plan_revision_due", "case", row.case_id.v, NULL);
}

/* What she has not said yes to. */
static bool open_offer(struct db *db, struct case_id id) {
    enum plan_answer coordinator = plan_answered(db, id, PLAN_OFFER_KIND_COORDINATOR), plan = plan_answered(db, id, PLAN_OFFER_KIND_INDIVIDUAL_PLAN);
    return coordinator != PLAN_ANSWER_YES || plan != PLAN_ANSWER_YES;
}

void plan_offer_job(struct db *db, int64_t subject, struct instant now) {
    struct case_brief brief;
    struct case_id id = {subject};
    if (!work_case(db, id, &brief) || brief.state == CASE_STATE_CLOSED || !open_offer(db, id)) return;
    work_task_add(db, id, brief.holder_unit, TASK_KIND_OFFER_PLAN, id.v, date_add_days(instant_oslo_date(now), OFFER_WITHIN_DAYS));
    audit_add(db, "plan_offer_due", "case", id.v, NULL);
}

/* The municipality's coordinating unit, when it is another than the one that has it to offer, is told apart. (IPF-5, HOL-16) */
static void tell_coordinating(struct db *db, struct case_id id) {
    struct case_brief brief;
    if (!work_case(db, id, &brief) || plan_coordinating_unit(db, id, brief.holder_unit).v == brief.holder_unit.v) return;
    (void)plan_need_tell(db, &brief, PLAN_NOTICE_WISH_BOTH, (struct staff_id){0}, brief.holder_unit);
}

void plan_watch_job(struct db *db, int64_t subject, struct instant now) {
    struct date today = instant_oslo_date(now);
    struct plan_never_offered_rows rows = plan_never_offered(db, (struct instant){now.ms - COORDINATED_AFTER_DAYS * MS_PER_DAY});
    for (size_t i = 0; i < rows.n; i++) {
        work_task_add(db, rows.v[i].id, rows.v[i].holder_unit, TASK_KIND_OFFER_PLAN, rows.v[i].id.v, date_add_days(today, OFFER_WITHIN_DAYS));
        tell_coordinating(db, rows.v[i].id);
        audit_add(db, "plan_offer_due", "case", rows.v[i].id.v, NULL);
    }
    struct instant tomorrow = instant_of_oslo(date_add_days(today, 1), MORNING_MINUTES);
    job_add(db, JOB_PLAN_WATCH, subject, rows.n >= WATCH_BATCH ? (struct instant){now.ms + MS_PER_MINUTE} : tomorrow);
}
