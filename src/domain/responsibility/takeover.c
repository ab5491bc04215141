/* What moves the baton, or the eyes on it, without an offer that is answered: a new worker, an emergency, an answer that did not come. */
#include "domain/responsibility/internal.h"

#include "domain/secrecy/secrecy.h"
#include "domain/shield/shield.h"
#include "platform/audit/audit.h"

struct staff_id responsibility_leader(struct db *db, struct unit_id unit) {
    struct unit_leader_row leader;
    return unit_leader(db, unit, today_of(db), &leader) ? leader.staff_id : (struct staff_id){0};
}

void task_for_leader(struct db *db, struct case_id id, const struct leader_task *task) {
    struct date due = working_days_from_today(db, organisation_profile()->responsibility.handover_answer_days);
    work_task_add(db, id, task->unit, task->kind, task->subject, due);
    struct staff_id leader = responsibility_leader(db, task->unit);
    if (leader.v) work_task_give(db, id, task->kind, task->subject, leader);
}

static void (*new_worker)(struct db *db, struct case_id id);
void baton_on_new_worker(void (*hook)(struct db *db, struct case_id id)) { new_worker = hook; }

static void change_worker(struct db *db, const struct case_brief *brief, struct staff_id staff) {
    struct case_id id = brief->id;
    work_pass_baton(db, id, brief->holder_unit, staff);
    work_tasks_follow(db, id, brief->holder_unit, brief->holder_unit, staff);
    work_task_done(db, id, TASK_KIND_FIND_WORKER, id.v);
    if (brief->holder_staff.v) {
        struct date due = working_days_from_today(db, organisation_profile()->responsibility.handover_answer_days);
        work_task_add(db, id, brief->holder_unit, TASK_KIND_WARM_HANDOVER, id.v, due);
        work_task_give(db, id, TASK_KIND_WARM_HANDOVER, id.v, staff);
        if (new_worker) new_worker(db, id);
    }
    work_event(db, id, CASE_EVENT_KIND_WORKER_CHANGED, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "worker_changed", "case", id.v, NULL);
}

int baton_may_have(struct db *db, struct case_id id, struct staff_id staff) {
    struct case_brief brief;
    if (!work_case(db, id, &brief)) return BATON_NOT_FOUND;
    struct shield_standing standing = shield_standing(db, staff, &brief, today_of(db));
    if (standing.barred) return BATON_STAFF_BARRED;
    return standing.hidden ? BATON_STAFF_NOT_NAMED : BATON_DONE;
}

int baton_reassign(struct db *db, struct case_id id, struct staff_id staff) {
    struct case_brief brief;
    struct unit_has_staff_row member;
    int fault = case_that_is_open(db, id, &brief);
    if (fault) return fault;
    if (brief.holder_unit.v != actor_unit(db).v) return BATON_NOT_HOLDER;
    if (!unit_has_staff(db, brief.holder_unit, staff, today_of(db), &member)) return BATON_STAFF_UNKNOWN;
    if (staff.v == brief.holder_staff.v) return BATON_STAFF_SAME;
    fault = baton_may_have(db, id, staff);
    if (fault) return fault;
    change_worker(db, &brief, staff);
    return BATON_DONE;
}

void baton_worker_follows(struct db *db, struct case_id id, struct unit_id unit, struct staff_id staff) {
    struct case_brief brief;
    if (case_that_is_open(db, id, &brief) || brief.holder_unit.v != unit.v || brief.holder_staff.v == staff.v) return;
    change_worker(db, &brief, staff);
}

bool baton_meets_warmly(struct db *db, struct case_id id) {
    struct warm_handover_waiting_row waiting;
    return warm_handover_waiting(db, id, &waiting);
}

void responsibility_ask_leader(struct db *db, struct case_id id, struct unit_id unit) {
    task_for_leader(db, id, &(struct leader_task){unit, TASK_KIND_FIND_WORKER, id.v});
}

int baton_warm_handover_done(struct db *db, struct case_id id) {
    struct case_brief brief;
    struct warm_handover_waiting_row waiting;
    int fault = case_that_is_open(db, id, &brief);
    if (fault) return fault;
    if (brief.holder_unit.v != actor_unit(db).v) return BATON_NOT_HOLDER;
    if (!warm_handover_waiting(db, id, &waiting)) return BATON_NOT_FOUND;
    work_task_done(db, id, TASK_KIND_WARM_HANDOVER, id.v);
    audit_add(db, "warm_handover_done", "case", id.v, NULL);
    return BATON_DONE;
}

/* Home services are the municipality's units at work day and night. */
static bool is_on_duty(struct db *db, struct unit_id id) {
    struct unit_now_row unit;
    if (!unit_now(db, id, &unit) || !unit.active || unit.external) return false;
    const struct profile_unit *known = profile_unit(organisation_profile(), unit.code);
    return known && known->does & PROFILE_TASK(HOME_SERVICES);
}

void offer_falls(struct db *db, const struct case_brief *brief, enum withdrawal_reason why) {
    struct handover_open_of_row open;
    if (!handover_open_of(db, brief->id, &open)) return;
    handover_set_withdrawn(db, open.id, brief->person, why, NULL, db_now(db), actor_staff(db));
    offer_ended(db, brief->id, open.id, open.to_unit);
    audit_add(db, "handover_withdrawn", "handover", open.id.v, withdrawal_reason_code(why));
}

int baton_take_over(struct db *db, struct case_id id) {
    struct case_brief brief;
    int fault = case_that_is_open(db, id, &brief);
    if (fault) return fault;
    struct unit_id unit = actor_unit(db);
    if (brief.holder_unit.v == unit.v) return BATON_HOLDS_ALREADY;
    if (!is_on_duty(db, unit)) return BATON_NOT_ON_DUTY;
    offer_falls(db, &brief, WITHDRAWAL_REASON_TAKEN_IN_EMERGENCY);
    duty_start(db, id, brief.holder_unit, DUTY_KIND_FOLLOW_UP, DATE_NONE);
    holder_changed(db, &brief, unit, actor_staff(db));
    struct date due = working_days_from_today(db, organisation_profile()->responsibility.emergency_confirm_days);
    work_task_add(db, id, unit, TASK_KIND_CONFIRM_TAKEOVER, id.v, due);
    work_event(db, id, CASE_EVENT_KIND_EMERGENCY_TAKEOVER, ZONE_SPINE, brief.holder_unit);
    audit_add(db, "baton_taken_in_emergency", "case", id.v, NULL);
    return BATON_DONE;
}

int baton_confirm_takeover(struct db *db, struct case_id id) {
    struct case_brief brief;
    int fault = case_that_is_open(db, id, &brief);
    if (fault) return fault;
    if (brief.holder_unit.v != actor_unit(db).v) return BATON_NOT_HOLDER;
    work_task_done(db, id, TASK_KIND_CONFIRM_TAKEOVER, id.v);
    audit_add(db, "takeover_confirmed", "case", id.v, NULL);
    return BATON_DONE;
}

/* ── a unit becomes part of another ───────────────────────────────────── */

void responsibility_unit_succeeds(struct db *db, struct unit_id from, struct unit_id to) {
    struct handover_between_rows rows = handover_between(db, from, to);
    for (size_t i = 0; i < rows.n; i++) {
        struct case_brief brief;
        if (work_case(db, rows.v[i].case_id, &brief)) offer_falls(db, &brief, WITHDRAWAL_REASON_UNITS_MERGED);
    }
    handover_succeed_to(db, from, to);
    handover_succeed_from(db, from, to);
    duty_succeed(db, from, to);
    duty_end_unit(db, from, db_now(db));
    dispute_succeed(db, from, to);
    dispute_appeal_succeed(db, from, to);
}

struct unit_dues responsibility_of_unit(struct db *db, struct unit_id unit) {
    struct unit_owes_row row;
    return unit_owes(db, unit, &row) ? (struct unit_dues){row.n_offers, row.n_duties, row.n_disputes} : (struct unit_dues){0};
}

bool responsibility_unit_owns(struct db *db, struct unit_id unit) {
    struct unit_dues dues = responsibility_of_unit(db, unit);
    struct unit_work work = work_of_unit(db, unit);
    return dues.offers + dues.duties + dues.disputes + work.cases + work.tasks > 0;
}

/* ── an answer that did not come ──────────────────────────────────────── */

void responsibility_escalate_job(struct db *db, int64_t subject, struct instant now) {
    struct handover_id handover = {subject};
    struct handover_case_of_row found;
    struct handover_get_row offer;
    if (!handover_case_of(db, handover, &found) || !handover_get(db, found.case_id, handover, &offer)) return;
    if (instant_oslo_date(now).days <= offer.answer_due.days || !baton_next(offer.state, ACT_ESCALATE, PARTY_SYSTEM)) return;
    if (handover_set_escalated(db, handover) != 1) return;
    task_for_leader(db, found.case_id, &(struct leader_task){offer.to_unit, TASK_KIND_LATE_ANSWER, subject});
    task_for_leader(db, found.case_id, &(struct leader_task){offer.from_unit, TASK_KIND_SETTLE_HANDOVER, subject});
    work_event(db, found.case_id, CASE_EVENT_KIND_BATON_ESCALATED, ZONE_SPINE, offer.to_unit);
    audit_add(db, "handover_escalated", "handover", subject, NULL);
}
