/* Somebody meets her: before a day that is known, and in the weeks after. Over when she has settled. */
#include "domain/transition/internal.h"
#include "transition_sql.h"

enum { FINISH_DAYS = 7, SIGHT_DAYS = 30 };

/* ── the days ─────────────────────────────────────────────────────────── */

/* The task is for the contact by name, else for the unit; one at a time, so that a list never shows four for one person. */
void transition_next_contact(struct db *db, const struct transition *t) {
    struct transition_contacts_of_rows rows = transition_contacts_of(db, t->id);
    work_tasks_done(db, t->case_, TASK_KIND_MEET_TRANSITION);
    for (size_t i = 0; i < rows.n; i++) {
        if (!date_is_none(rows.v[i].done_on)) continue;
        if (rows.v[i].day_no < 0 && !date_is_none(t->moved_on)) continue; /* that day is past: it can only be met after */
        work_task_add(db, t->case_, t->unit, TASK_KIND_MEET_TRANSITION, rows.v[i].id.v, rows.v[i].due);
        if (t->contact.v) work_task_give(db, t->case_, TASK_KIND_MEET_TRANSITION, rows.v[i].id.v, t->contact);
        return;
    }
}

static void put_days(struct db *db, const struct transition *t, struct date from, const int *days, size_t n) {
    for (size_t i = 0; i < n; i++) {
        struct date due = date_add_days(from, days[i]);
        if (days[i] < 0 && due.days < transition_today(db).days) continue; /* told too late for that one */
        transition_contact_put(db, t->id, t->case_, days[i], due);
    }
}

void transition_plan_days(struct db *db, const struct transition *t) {
    int days[TRANSITION_DAYS_MOST];
    if (!date_is_none(t->moved_on)) put_days(db, t, t->moved_on, days, transition_days_after(t->kind, days));
    else if (!date_is_none(t->expected)) put_days(db, t, t->expected, days, transition_days_before(t->kind, days));
    transition_next_contact(db, t);
}

void transition_look_back(struct db *db, const struct transition *t, struct date on) {
    struct date day = date_is_none(on) ? date_add_days(t->moved_on, transition_look_back_days()) : on;
    if (t->kind == TRANSITION_KIND_NEW_MEASURE) {
        work_task_add(db, t->case_, t->unit, TASK_KIND_FINISH_TRANSITION, t->id.v, date_add_days(day, FINISH_DAYS));
        return;
    }
    transition_contact_put(db, t->id, t->case_, date_days_between(t->moved_on, day), day);
    transition_next_contact(db, t);
}

/* ── somebody has met her ─────────────────────────────────────────────── */

/* All that were to be met after she moved: what was before that day is over with it. */
static bool all_met(struct db *db, const struct transition *t) {
    struct transition_contacts_of_rows rows = transition_contacts_of(db, t->id);
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].day_no > 0 && date_is_none(rows.v[i].done_on)) return false;
    return true;
}

static int met(struct db *db, struct transition *t, const struct transition_contact_row_row *contact, enum transition_result result, struct date on) {
    transition_try_insert(db, contact->id, result, on, db_now(db), transition_actor(db));
    audit_add(db, "transition_met", "transition", t->id.v, transition_result_code(result));
    if (result == TRANSITION_RESULT_NOT_REACHED) {
        struct date next = law_add_working_days(law_current(), transition_today(db), 1);
        transition_contact_again(db, contact->id, next);
        transition_next_contact(db, t);
        return TRANSITION_DONE;
    }
    if (transition_contact_done(db, contact->id, on, result) != 1) return TRANSITION_DONE_ALREADY;
    if (t->state == TRANSITION_STATE_MOVED) {
        int fault = transition_step_to(db, t, TRANSITION_STATE_SETTLING);
        if (fault || !transition_get(db, t->case_, t->id, t)) return fault ? fault : TRANSITION_NOT_FOUND;
    }
    transition_next_contact(db, t);
    work_event(db, t->case_, CASE_EVENT_KIND_TRANSITION_MET, ZONE_SPINE, (struct unit_id){0});
    if (t->state == TRANSITION_STATE_SETTLING && all_met(db, t))
        work_task_add(db, t->case_, t->unit, TASK_KIND_FINISH_TRANSITION, t->id.v, date_add_days(transition_today(db), FINISH_DAYS));
    return TRANSITION_DONE;
}

int transition_met(struct db *db, struct case_id id, struct transition_contact_id contact, enum transition_result result, struct date on) {
    struct transition_contact_row_row row;
    struct transition t;
    if (!transition_contact_row(db, id, contact, &row)) return TRANSITION_NOT_FOUND;
    int fault = transition_mine(db, id, row.transition_id, &t);
    if (fault) return fault;
    if (!date_is_none(row.done_on)) return TRANSITION_DONE_ALREADY;
    if (date_is_none(on) || on.days > transition_today(db).days) return TRANSITION_MOVED_FUTURE;
    if (row.day_no > 0 && on.days < t.moved_on.days) return TRANSITION_MOVED_BEFORE;
    return met(db, &t, &row, result, on);
}

void transition_seen(struct db *db, struct case_id id, struct date on, enum transition_result result) {
    struct transition_contact_due_by_row due;
    struct transition_contact_row_row row;
    struct transition t;
    if (!transition_contact_due_by(db, id, on, &due) || !transition_contact_row(db, id, due.id, &row)) return;
    if (transition_get(db, id, row.transition_id, &t) && transition_is_open(t.state)) (void)met(db, &t, &row, result, on);
}

/* ── over ─────────────────────────────────────────────────────────────── */

void transition_tasks_over(struct db *db, const struct transition *t) {
    static const enum task_kind kinds[] = {TASK_KIND_CLAIM_TRANSITION, TASK_KIND_PLAN_TRANSITION, TASK_KIND_ANSWER_TRANSITION, TASK_KIND_HOME_FOR_TRANSITION,
                                           TASK_KIND_FINISH_TRANSITION};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) work_task_done(db, t->case_, kinds[i], t->id.v);
    struct transition_contacts_of_rows rows = transition_contacts_of(db, t->id);
    for (size_t i = 0; i < rows.n; i++) work_task_done(db, t->case_, TASK_KIND_MEET_TRANSITION, rows.v[i].id.v);
    job_cancel(db, JOB_TRANSITION_DUE, t->id.v);
    secrecy_involve_until(db, t->case_, t->unit, INVOLVEMENT_TRANSITION, date_add_days(transition_today(db), SIGHT_DAYS));
}

/* The meeting with the old and the new one and her comes before the old one steps back, unless she does not want it. */
static bool meeting_left(struct db *db, const struct transition *t) {
    struct transition_plan_of_rows rows = transition_plan_of(db, t->id);
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].point == TRANSITION_POINT_WARM_MEETING) return rows.v[i].state == TRANSITION_POINT_STATE_OPEN;
    return false;
}

int transition_complete(struct db *db, struct case_id id, struct transition_id transition) {
    struct transition t;
    int fault = transition_mine(db, id, transition, &t);
    if (!fault && !transition_may(t.state, TRANSITION_STATE_COMPLETED)) fault = TRANSITION_WRONG_STATE;
    if (fault) return fault;
    if (!all_met(db, &t)) return TRANSITION_CONTACTS_LEFT;
    if (meeting_left(db, &t)) return TRANSITION_MEETING_LEFT;
    if (!transition_is_inside(t.kind) && !transition_leaves(t.kind) && (!t.home || t.home == TRANSITION_HOME_NOTHING_YET)) return TRANSITION_HOME_MISSING;
    if (transition_set_ended(db, transition, t.version, TRANSITION_STATE_COMPLETED, 0, transition_today(db), db_now(db), transition_actor(db)) != 1)
        return TRANSITION_WRONG_STATE;
    transition_tasks_over(db, &t);
    transition_note(db, &t, CASE_EVENT_KIND_TRANSITION_COMPLETED, "transition_completed");
    return TRANSITION_DONE;
}

int transition_break_off(struct db *db, struct case_id id, struct transition_id transition, enum transition_end_why why) {
    struct transition t;
    int fault = transition_mine(db, id, transition, &t);
    if (fault) return fault;
    if (transition_set_ended(db, transition, t.version, TRANSITION_STATE_BROKEN_OFF, why, transition_today(db), db_now(db), transition_actor(db)) != 1)
        return TRANSITION_WRONG_STATE;
    transition_pay_until(db, &t, transition_today(db));
    transition_tasks_over(db, &t);
    transition_note(db, &t, CASE_EVENT_KIND_TRANSITION_BROKEN_OFF, "transition_broken_off");
    return TRANSITION_DONE;
}
