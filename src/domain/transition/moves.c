/* She is ready: the answer, what waiting costs, and the day she moves. */
#include "domain/transition/internal.h"
#include "transition_sql.h"

/* ── paying (USK-4) ───────────────────────────────────────────────────── */

void transition_pay_from(struct db *db, const struct transition *transition, struct date from) {
    if (!transition_from_ward(transition->from) || transition->stays_elsewhere) return;
    if (transition_payment_begin(db, transition->id, from) == 1) audit_add(db, "transition_pays", "transition", transition->id.v, NULL);
}

void transition_pay_until(struct db *db, const struct transition *transition, struct date until) {
    if (transition_payment_end(db, transition->id, until) == 1) audit_add(db, "transition_pays_no_more", "transition", transition->id.v, NULL);
}

/* ── ready ────────────────────────────────────────────────────────────── */

static void deviate(struct db *db, const struct transition *t, enum transition_deviation_kind kind) {
    struct transition_deviation_there_row there;
    if (transition_deviation_there(db, t->case_, t->id, kind, &there)) return;
    transition_deviate(db, &(struct transition_wrong){t->case_, t->id, kind, t->from});
}

static int become_ready(struct db *db, const struct transition *t, enum transition_ready_by by, struct instant ready) {
    struct case_id id = t->case_;
    struct instant due = transition_answer_due(ready);
    if (transition_set_ready(db, t->id, t->state, t->version, by, ready, due, db_now(db), transition_actor(db)) != 1) return TRANSITION_WRONG_STATE;
    work_task_done(db, id, TASK_KIND_CLAIM_TRANSITION, t->id.v);
    work_task_done(db, id, TASK_KIND_PLAN_TRANSITION, t->id.v);
    work_task_add(db, id, t->unit, TASK_KIND_ANSWER_TRANSITION, t->id.v, instant_oslo_date(due));
    job_add(db, JOB_TRANSITION_DUE, t->id.v, due);
    transition_note(db, t, CASE_EVENT_KIND_TRANSITION_READY, "transition_ready");
    if (by != TRANSITION_READY_BY_INSTITUTION) return TRANSITION_DONE;
    if (!t->planned) deviate(db, t, TRANSITION_DEVIATION_KIND_READY_UNPLANNED);
    if (!t->home || t->home == TRANSITION_HOME_NOTHING_YET) deviate(db, t, TRANSITION_DEVIATION_KIND_READY_WITHOUT_HOME);
    return TRANSITION_DONE;
}

int transition_ready(struct db *db, struct case_id id, struct transition_id transition, enum transition_ready_by by) {
    struct transition t;
    int fault = transition_mine(db, id, transition, &t);
    if (fault) return fault;
    if (!transition_may(t.state, TRANSITION_STATE_READY_DECLARED) || transition_is_inside(t.kind)) return TRANSITION_WRONG_STATE;
    if (by == TRANSITION_READY_BY_MUNICIPALITY && !t.home) return TRANSITION_HOME_MISSING;
    return become_ready(db, &t, by, db_now(db));
}

int transition_told_ready(struct db *db, struct case_id id, struct transition_id transition, struct instant ready) {
    struct transition t;
    if (!transition_get(db, id, transition, &t)) return TRANSITION_NOT_FOUND;
    bool waits = t.state == TRANSITION_STATE_READY_DECLARED || t.state == TRANSITION_STATE_CAN_RECEIVE || t.state == TRANSITION_STATE_CANNOT_UNTIL;
    if (waits) return TRANSITION_DONE;
    if (!transition_may(t.state, TRANSITION_STATE_READY_DECLARED)) return TRANSITION_WRONG_STATE;
    return become_ready(db, &t, TRANSITION_READY_BY_INSTITUTION, ready);
}

int transition_not_ready(struct db *db, struct case_id id, struct transition_id transition) {
    struct transition t;
    int fault = transition_mine(db, id, transition, &t);
    if (!fault) fault = transition_may(t.state, TRANSITION_STATE_PLANNING) && t.state != TRANSITION_STATE_CLAIMED ? TRANSITION_DONE : TRANSITION_WRONG_STATE;
    if (!fault) fault = transition_step_to(db, &t, TRANSITION_STATE_PLANNING);
    if (fault) return fault;
    transition_pay_until(db, &t, transition_today(db));
    job_cancel(db, JOB_TRANSITION_DUE, transition.v);
    work_task_done(db, id, TASK_KIND_ANSWER_TRANSITION, transition.v);
    transition_note(db, &t, CASE_EVENT_KIND_TRANSITION_NOT_READY, "transition_not_ready");
    return TRANSITION_DONE;
}

/* ── the answer ───────────────────────────────────────────────────────── */

static int answer(struct db *db, const struct transition *t, enum transition_state state, struct date until) {
    if (!transition_may(t->state, state) && t->state != state) return TRANSITION_WRONG_STATE;
    if (transition_set_answer(db, t->id, t->version, state, until, db_now(db), transition_actor(db)) != 1) return TRANSITION_WRONG_STATE;
    job_cancel(db, JOB_TRANSITION_DUE, t->id.v);
    work_task_done(db, t->case_, TASK_KIND_ANSWER_TRANSITION, t->id.v);
    transition_note(db, t, CASE_EVENT_KIND_TRANSITION_ANSWERED, "transition_answered");
    return TRANSITION_DONE;
}

/* Yes: only with a home and somebody by name. What was paid for ends today. (MODEL 3.11, R-265) */
int transition_can_receive(struct db *db, struct case_id id, struct transition_id transition) {
    struct transition t;
    int fault = transition_mine(db, id, transition, &t);
    if (!fault && t.state == TRANSITION_STATE_CAN_RECEIVE) fault = TRANSITION_WRONG_STATE;
    if (!fault) fault = transition_home_check(t.home, t.home_from, transition_today(db));
    if (!fault && !t.contact.v) fault = TRANSITION_CONTACT_MISSING;
    if (!fault) fault = answer(db, &t, TRANSITION_STATE_CAN_RECEIVE, DATE_NONE);
    if (!fault) transition_pay_until(db, &t, transition_today(db));
    return fault;
}

/* Not before a day: then it is to be answered again, and from the day she was ready the municipality pays. */
int transition_cannot_until(struct db *db, struct case_id id, struct transition_id transition, struct date until) {
    struct transition t;
    int fault = transition_mine(db, id, transition, &t);
    if (fault) return fault;
    if (date_is_none(until)) return TRANSITION_UNTIL_MISSING;
    if (until.days <= transition_today(db).days) return TRANSITION_UNTIL_PAST;
    fault = answer(db, &t, TRANSITION_STATE_CANNOT_UNTIL, until);
    if (fault) return fault;
    /* After a yes that fell through it is paid from today: until then she could have come. */
    if (t.state == TRANSITION_STATE_CAN_RECEIVE) transition_pay_from(db, &t, transition_today(db));
    if (t.state == TRANSITION_STATE_READY_DECLARED) transition_pay_from(db, &t, instant_oslo_date(t.ready_at));
    work_task_add(db, id, t.unit, TASK_KIND_ANSWER_TRANSITION, transition.v, until);
    return TRANSITION_DONE;
}

/* ── the day she moves ────────────────────────────────────────────────── */

static int moved_check(struct db *db, const struct transition *t, struct date on) {
    if (!transition_may(t->state, TRANSITION_STATE_MOVED)) return TRANSITION_WRONG_STATE;
    if (t->state == TRANSITION_STATE_PLANNING && !transition_leaves(t->kind)) return TRANSITION_WRONG_STATE;
    if (date_is_none(on) || on.days > transition_today(db).days) return TRANSITION_MOVED_FUTURE;
    struct date first = instant_oslo_date(t->state == TRANSITION_STATE_PLANNING ? t->announced_at : t->ready_at);
    if (on.days < first.days) return TRANSITION_MOVED_BEFORE;
    return transition_leaves(t->kind) && !t->home ? TRANSITION_HOME_MISSING : TRANSITION_DONE;
}

int transition_moved(struct db *db, struct case_id id, struct transition_id transition, struct date on) {
    struct transition t;
    int fault = transition_mine(db, id, transition, &t);
    if (!fault) fault = moved_check(db, &t, on);
    if (fault) return fault;
    bool without_yes = t.state != TRANSITION_STATE_CAN_RECEIVE && !transition_leaves(t.kind);
    if (transition_set_moved(db, transition, t.version, on, without_yes, db_now(db), transition_actor(db)) != 1) return TRANSITION_WRONG_STATE;
    transition_pay_until(db, &t, on);
    job_cancel(db, JOB_TRANSITION_DUE, transition.v);
    static const enum task_kind over[] = {TASK_KIND_ANSWER_TRANSITION, TASK_KIND_PLAN_TRANSITION, TASK_KIND_CLAIM_TRANSITION};
    for (size_t i = 0; i < sizeof over / sizeof *over; i++) work_task_done(db, id, over[i], transition.v);
    t.moved_on = on;
    transition_plan_days(db, &t);
    transition_note(db, &t, CASE_EVENT_KIND_TRANSITION_MOVED, "transition_moved");
    if (without_yes) deviate(db, &t, TRANSITION_DEVIATION_KIND_READY_WITHOUT_HOME);
    return TRANSITION_DONE;
}

/* ── the job ──────────────────────────────────────────────────────────── */

/* The working day is over and nobody has answered: it is paid from the day she was ready, and the leader is told. (USK-3, USK-4) */
void transition_due_job(struct db *db, int64_t subject, struct instant now) {
    const struct transition_id transition = {subject};
    struct transition_case_of_row row;
    struct transition t;
    if (!transition_case_of(db, transition, &row) || !transition_get(db, row.case_id, transition, &t)) return;
    if (t.state != TRANSITION_STATE_READY_DECLARED || t.answer_due.ms > now.ms || t.stays_elsewhere) return;
    transition_pay_from(db, &t, instant_oslo_date(t.ready_at));
    transition_deviate(db, &(struct transition_wrong){t.case_, t.id, TRANSITION_DEVIATION_KIND_LEFT_UNANSWERED, TRANSITION_PARTY_OWN_UNIT});
}
