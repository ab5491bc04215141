/* Workers who leave, units that become one: the order in which everything goes over. Each module moves its own; here is only the whole. */
#include "domain/succession/succession.h"

#include "domain/calendar/calendar.h"
#include "domain/engagement/engagement.h"
#include "domain/followup/followup.h"
#include "domain/intake/intake.h"
#include "domain/measure/measure.h"
#include "domain/plan/action.h"
#include "domain/plan/plan.h"
#include "domain/roles/roles.h"
#include "domain/secrecy/secrecy.h"
#include "domain/transition/transition.h"
#include "platform/audit/audit.h"
#include "succession_sql.h"
#include "texts.h"

static struct unit_id actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }
static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }

struct succession_fault_text succession_fault_text(int fault) {
    switch (fault) {
#define X(name, field, key) \
    case SUCCESSION_##name: return (struct succession_fault_text){field, T_##key};
        SUCCESSION_FAULTS(X)
#undef X
    }
    return (struct succession_fault_text){0};
}

/* ── a worker leaves ──────────────────────────────────────────────────── */

int leaving_plan(struct db *db, struct staff_id staff, struct date last, struct leaving_id *ret_leaving) {
    struct works_in_unit_row member;
    struct leaving_planned_row planned;
    struct unit_id unit = actor_unit(db);
    if (!works_in_unit(db, staff, unit, today_of(db), &member)) return SUCCESSION_NOT_HERE;
    if (staff.v == actor_staff(db).v) return SUCCESSION_HERSELF;
    if (last.days < today_of(db).days) return SUCCESSION_DAY_PAST;
    if (leaving_planned(db, staff, unit, &planned)) return SUCCESSION_PLANNED_ALREADY;
    struct leaving_id leaving = leaving_insert(db, staff, unit, last, db_now(db), actor_staff(db));
    organisation_last_day(db, staff, unit, last);
    job_add(db, JOB_LEAVING_DUE, leaving.v, instant_of_oslo(date_add_days(last, 1), 0));
    audit_add(db, "leaving_planned", "leaving", leaving.v, NULL);
    *ret_leaving = leaving;
    return SUCCESSION_DONE;
}

/* A leaving that is planned, in the actor's own unit. */
static bool planned_here(struct db *db, struct leaving_id leaving, struct leaving_get_row *ret_row) {
    return leaving_get(db, leaving, ret_row) && ret_row->state == LEAVING_STATE_PLANNED && ret_row->unit_id.v == actor_unit(db).v;
}

static bool is_hers(const struct leaving_persons_rows *persons, struct case_id id) {
    for (size_t i = 0; i < persons->n; i++)
        if (persons->v[i].id.v == id.v) return true;
    return false;
}

/* May this worker take over from her, in this case? Somebody who leaves herself would hand over again; who is too close could not open the case. */
static int successor_fault(struct db *db, const struct leaving_get_row *leaving, struct case_id id, struct staff_id successor) {
    struct works_in_unit_row member;
    struct leaving_planned_row planned;
    if (successor.v == leaving->staff_id.v || !works_in_unit(db, successor, leaving->unit_id, today_of(db), &member))
        return SUCCESSION_SUCCESSOR_UNKNOWN;
    if (leaving_planned(db, successor, leaving->unit_id, &planned)) return SUCCESSION_SUCCESSOR_LEAVES;
    int fault = baton_may_have(db, id, successor);
    if (fault == BATON_STAFF_BARRED) return SUCCESSION_SUCCESSOR_BARRED;
    return fault == BATON_STAFF_NOT_NAMED ? SUCCESSION_SUCCESSOR_NOT_NAMED : SUCCESSION_DONE;
}

static int assign_one(struct db *db, const struct leaving_get_row *row, const struct leaving_persons_rows *persons, const struct successor_choice *choice) {
    struct case_id id = choice->case_;
    if (!is_hers(persons, id)) return SUCCESSION_NOT_FOUND;
    int fault = successor_fault(db, row, id, choice->successor);
    if (fault) return fault;
    if (!date_is_none(choice->meet) && choice->meet.days < today_of(db).days) return SUCCESSION_MEETING_PAST;
    leaving_case_put(db, row->id, id, choice->successor, choice->meet);
    if (!date_is_none(choice->meet)) {
        work_task_add(db, id, row->unit_id, TASK_KIND_WARM_HANDOVER, id.v, choice->meet);
        work_task_give(db, id, TASK_KIND_WARM_HANDOVER, id.v, choice->successor);
    }
    audit_add(db, "successor_chosen", "case", id.v, NULL);
    return SUCCESSION_DONE;
}

int leaving_assign(struct db *db, struct leaving_id leaving, const struct successor_choice *choices, size_t n, size_t *ret_wrong) {
    struct leaving_get_row row;
    if (!planned_here(db, leaving, &row)) return SUCCESSION_NOT_FOUND;
    struct leaving_persons_rows persons = leaving_persons(db, leaving, row.staff_id, row.unit_id, today_of(db));
    for (size_t i = 0; i < n; i++) {
        int fault = assign_one(db, &row, &persons, &choices[i]);
        if (!fault) continue;
        *ret_wrong = i;
        return fault;
    }
    return SUCCESSION_DONE;
}

/* One person goes over. A meeting that was planned and has been held is not asked for again. */
static void move_person(struct db *db, const struct leaving_get_row *leaving, const struct leaving_persons_row *person) {
    struct staff_id contact = roles_contacts(db, person->id).contact.staff;
    bool met = !date_is_none(person->meet_on) && !baton_meets_warmly(db, person->id);
    if (person->holds) baton_worker_follows(db, person->id, leaving->unit_id, person->successor);
    if (met) work_task_done(db, person->id, TASK_KIND_WARM_HANDOVER, person->id.v);
    else if (!date_is_none(person->meet_on))
        work_task_add(db, person->id, leaving->unit_id, TASK_KIND_WARM_HANDOVER, person->id.v, person->meet_on);
    plan_coordinator_follows(db, person->id, leaving->staff_id, person->successor);
    roles_change_staff(db, person->id, leaving->staff_id, person->successor);
    followup_change_staff(db, person->id, leaving->unit_id, leaving->staff_id, person->successor);
    measure_change_staff(db, person->id, leaving->unit_id, leaving->staff_id, person->successor);
    plan_actions_change_staff(db, person->id, leaving->unit_id, leaving->staff_id, person->successor);
    calendar_change_staff(db, person->id, leaving->unit_id, leaving->staff_id, person->successor);
    transition_change_staff(db, person->id, leaving->staff_id, person->successor);
    work_tasks_change_staff(db, person->id, leaving->unit_id, leaving->staff_id, person->successor);
    if (contact.v && roles_contacts(db, person->id).contact.staff.v != contact.v) transition_inside(db, person->id, TRANSITION_KIND_NEW_WORKER, DATE_NONE);
    leaving_case_moved(db, leaving->id, person->id, db_now(db));
}

/* A successor who has left meanwhile, or who has told since that she is too close, is none. */
static bool can_take(struct db *db, const struct leaving_get_row *leaving, const struct leaving_persons_row *person) {
    return person->successor.v && !successor_fault(db, leaving, person->id, person->successor);
}

static int64_t move_ready(struct db *db, const struct leaving_get_row *leaving, struct leaving_persons_rows *ret_persons) {
    int64_t moved = 0;
    *ret_persons = leaving_persons(db, leaving->id, leaving->staff_id, leaving->unit_id, today_of(db));
    for (size_t i = 0; i < ret_persons->n; i++) {
        if (!can_take(db, leaving, &ret_persons->v[i])) continue;
        move_person(db, leaving, &ret_persons->v[i]);
        moved++;
    }
    return moved;
}

int leaving_carry_out(struct db *db, struct leaving_id leaving, int64_t *ret_moved) {
    struct leaving_get_row row;
    struct leaving_persons_rows persons;
    if (!planned_here(db, leaving, &row)) return SUCCESSION_NOT_FOUND;
    int64_t moved = move_ready(db, &row, &persons);
    if (moved == 0) return SUCCESSION_NOBODY_READY;
    audit_add(db, "persons_moved", "leaving", leaving.v, NULL);
    *ret_moved = moved;
    return SUCCESSION_DONE;
}

int leaving_take_back(struct db *db, struct leaving_id leaving) {
    struct leaving_get_row row;
    if (!planned_here(db, leaving, &row)) return SUCCESSION_NOT_FOUND;
    leaving_set_state(db, leaving, LEAVING_STATE_CANCELLED, db_now(db));
    organisation_stays(db, row.staff_id, row.unit_id, row.last_day);
    job_cancel(db, JOB_LEAVING_DUE, leaving.v);
    audit_add(db, "leaving_cancelled", "leaving", leaving.v, NULL);
    return SUCCESSION_DONE;
}

void leaving_due_job(struct db *db, int64_t subject, struct instant now) {
    struct leaving_get_row row;
    struct leaving_persons_rows persons;
    if (!leaving_get(db, (struct leaving_id){subject}, &row) || row.state != LEAVING_STATE_PLANNED) return;
    if (instant_oslo_date(now).days <= row.last_day.days) return;
    int64_t moved = move_ready(db, &row, &persons);
    if (moved < (int64_t)persons.n) {
        for (size_t i = 0; i < persons.n; i++)
            if (!can_take(db, &row, &persons.v[i])) responsibility_ask_leader(db, persons.v[i].id, row.unit_id);
        job_add(db, JOB_LEAVING_DUE, subject, instant_of_oslo(date_add_days(instant_oslo_date(now), 1), 0));
        audit_add(db, "leaving_waits", "leaving", subject, NULL);
        return;
    }
    engagement_caretaker_leaves(db, row.unit_id, row.staff_id);
    leaving_set_state(db, row.id, LEAVING_STATE_DONE, now);
    if (work_cases_of_staff(db, row.staff_id) == 0) organisation_left(db, row.staff_id, row.last_day);
    audit_add(db, "leaving_done", "leaving", subject, NULL);
}

/* ── a unit becomes part of another ───────────────────────────────────── */

int unit_merge_check(struct db *db, struct unit_id from, struct unit_id to, struct merger_size *ret_size) {
    struct merger_unit_row unit;
    if (!merger_unit(db, from, &unit)) return SUCCESSION_UNIT_UNKNOWN;
    if (!merger_unit(db, to, &unit)) return SUCCESSION_TARGET_UNKNOWN;
    if (from.v == to.v) return SUCCESSION_SAME_UNIT;
    struct unit_work work = work_of_unit(db, from);
    struct unit_dues dues = responsibility_of_unit(db, from);
    *ret_size = (struct merger_size){work.cases, work.tasks, dues.offers, dues.duties, dues.disputes, 0};
    struct merger_known_row known;
    if (merger_known(db, from, &known)) ret_size->known = known.n;
    return SUCCESSION_DONE;
}

int unit_merge_plan(struct db *db, struct unit_id from, struct unit_id to, const char *keeps, struct date told_by) {
    struct merger_size size;
    int fault = unit_merge_check(db, from, to, &size);
    if (fault) return fault;
    if (text_empty(keeps)) return SUCCESSION_KEEPS_MISSING;
    if (date_is_none(told_by) || told_by.days < instant_oslo_date(db_now(db)).days) return SUCCESSION_TOLD_PAST;
    merger_plan_insert(db, from, to, keeps, told_by, db_now(db), actor_staff(db));
    audit_add(db, "merger_planned", "unit", from.v, NULL);
    return SUCCESSION_DONE;
}

int unit_merge(struct db *db, struct unit_id from, struct unit_id to) {
    struct merger_size size;
    struct merger_plan_last_row plan;
    int fault = unit_merge_check(db, from, to, &size);
    if (fault) return fault;
    if (!merger_plan_last(db, from, to, &plan)) return SUCCESSION_KEEPS_MISSING;
    if (plan.told_by.days > instant_oslo_date(db_now(db)).days) return SUCCESSION_NOT_TOLD;
    responsibility_unit_succeeds(db, from, to);
    intake_unit_succeeds(db, from, to);
    plan_unit_succeeds(db, from, to);
    roles_unit_succeeds(db, from, to);
    followup_unit_succeeds(db, from, to);
    secrecy_unit_succeeds(db, from, to);
    work_unit_succeeds(db, from, to);
    leaving_succeed(db, from, to);
    organisation_merge(db, from, to);
    merger_insert(db, from, to, db_now(db), actor_staff(db), size.cases, size.tasks, size.offers, size.duties);
    audit_add(db, "units_merged", "unit", from.v, NULL);
    return SUCCESSION_DONE;
}
