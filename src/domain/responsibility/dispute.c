/* Disagreement about who is responsible: raised, heard, decided, looked at once more. Whatever happens here, the case has its holder and
 * no help stops. (MODEL §3.2, R-028, R-041, IPF-4, HOL-4, SOT-1) */
#include "domain/responsibility/internal.h"

#include "domain/secrecy/secrecy.h"
#include "platform/audit/audit.h"

static struct unit_id unit_of_code(struct db *db, const char *code) {
    return code ? organisation_unit_by_code(db, code) : (struct unit_id){0};
}

static struct unit_id authority_unit(struct db *db) { return unit_of_code(db, organisation_profile()->responsibility.disputes_unit); }

static struct unit_id appeals_unit(struct db *db) {
    struct unit_id named = unit_of_code(db, organisation_profile()->responsibility.appeals_unit);
    return named.v ? named : authority_unit(db);
}

static struct date limit_of(struct db *db) { return working_days_from_today(db, organisation_profile()->responsibility.dispute_days); }

/* ── raising it ───────────────────────────────────────────────────────── */

/* Whose word this is; 0: this unit has none in the matter. */
static enum dispute_side side_of(struct db *db, const struct case_brief *brief, bool from_person) {
    struct dispute_party_row party;
    struct unit_now_row unit;
    if (from_person) return DISPUTE_SIDE_PERSON;
    if (brief->holder_unit.v == actor_unit(db).v) return DISPUTE_SIDE_HOLDER;
    if (dispute_party(db, brief->id, actor_unit(db), &party)) return DISPUTE_SIDE_ASKED;
    if (unit_now(db, actor_unit(db), &unit) && unit.role == UNIT_ROLE_NAV) return DISPUTE_SIDE_NAV;
    return 0;
}

/* The other side as the offers tell it, when the one who raises it does not say. */
static struct unit_id other_side(struct db *db, const struct case_brief *brief, const struct dispute_new *dispute, enum dispute_side side) {
    struct handover_open_of_row open;
    if (dispute->other.v) return dispute->other;
    if (handover_open_of(db, brief->id, &open)) return open.to_unit;
    return side == DISPUTE_SIDE_ASKED ? actor_unit(db) : (struct unit_id){0};
}

/* So that it can be heard, unless she has said that it may not know. */
static void let_hear(struct db *db, struct case_id id, struct unit_id unit) {
    if (unit.v && !secrecy_said_no(db, id, unit, today_of(db))) secrecy_involve(db, id, unit, INVOLVEMENT_DISPUTE);
}

int dispute_raise(struct db *db, struct case_id id, const struct dispute_new *new, struct dispute_id *ret_dispute) {
    struct case_brief brief;
    struct dispute_open_of_row open;
    int fault = case_that_is_open(db, id, &brief);
    if (fault) return fault;
    enum dispute_side side = side_of(db, &brief, new->from_person);
    if (!side) return BATON_NOT_PARTY;
    if (dispute_open_of(db, id, &open)) return BATON_DISPUTED;
    if (text_empty(new->why)) return BATON_WHY_MISSING;
    struct unit_id other = other_side(db, &brief, new, side), authority = authority_unit(db);
    if (other.v == brief.holder_unit.v) other = (struct unit_id){0};
    if (other.v && !unit_can_hold(db, other)) return BATON_CANNOT_HOLD;
    offer_falls(db, &brief, WITHDRAWAL_REASON_DISPUTED);
    struct date due = limit_of(db);
    struct dispute_id dispute =
        dispute_insert(db, id, brief.person, side, actor_unit(db), actor_staff(db), db_now(db), other, new->why, authority, due);
    secrecy_involve(db, id, authority, INVOLVEMENT_DISPUTE);
    let_hear(db, id, other);
    let_hear(db, id, actor_unit(db));
    work_task_add(db, id, authority, TASK_KIND_DECIDE_DISPUTE, dispute.v, due);
    work_task_done(db, id, TASK_KIND_FIND_RECEIVER, id.v);
    job_add(db, JOB_DISPUTE_DUE, dispute.v, instant_of_oslo(date_add_days(due, 1), 0));
    work_event(db, id, CASE_EVENT_KIND_DISPUTE_RAISED, ZONE_SPINE, other);
    audit_add(db, "dispute_raised", "dispute", dispute.v, dispute_side_code(side));
    *ret_dispute = dispute;
    return BATON_DONE;
}

/* ── hearing both sides ───────────────────────────────────────────────── */

/* A dispute of the case that runs, and its case. */
static int running(struct db *db, struct case_id id, struct dispute_id dispute, struct case_brief *ret_brief,
                   struct dispute_get_row *ret_row) {
    int fault = case_that_is_open(db, id, ret_brief);
    if (fault) return fault;
    if (!dispute_get(db, id, dispute, ret_row)) return BATON_NOT_FOUND;
    return ret_row->state == DISPUTE_STATE_OPEN ? BATON_DONE : BATON_DECIDED_ALREADY;
}

int dispute_say(struct db *db, struct case_id id, struct dispute_id dispute, bool from_person, const char *words) {
    struct case_brief brief;
    struct dispute_get_row row;
    int fault = running(db, id, dispute, &brief, &row);
    if (fault) return fault;
    if (text_empty(words)) return BATON_WORDS_MISSING;
    dispute_view_insert(db, dispute, brief.person, actor_unit(db), from_person, words, db_now(db), actor_staff(db));
    audit_add(db, "dispute_heard", "dispute", dispute.v, from_person ? "person" : "unit");
    return BATON_DONE;
}

/* ── deciding ─────────────────────────────────────────────────────────── */

/* The baton goes to the unit that was decided on, or stays. */
static void pass_as_decided(struct db *db, const struct case_brief *brief, struct unit_id unit, enum duty_kind keeps) {
    if (unit.v == brief->holder_unit.v) return;
    if (keeps) duty_start(db, brief->id, brief->holder_unit, keeps, DATE_NONE);
    holder_changed(db, brief, unit, (struct staff_id){0});
    work_task_done(db, brief->id, TASK_KIND_CONFIRM_TAKEOVER, brief->id.v);
}

/* Those who were let in to be heard find the case for a while yet: long enough to ask for another look. */
static void close_hearing(struct db *db, struct case_id id, const struct unit_id *units, size_t n) {
    struct date last = date_add_days(today_of(db), organisation_profile()->responsibility.former_sight_days);
    for (size_t i = 0; i < n; i++)
        if (units[i].v && secrecy_involved(db, id, units[i])) secrecy_involve_until(db, id, units[i], INVOLVEMENT_DISPUTE, last);
}

int dispute_decide(struct db *db, struct case_id id, struct dispute_id dispute, const struct dispute_ruling *ruling) {
    struct case_brief brief;
    struct dispute_get_row row;
    int fault = running(db, id, dispute, &brief, &row);
    if (fault) return fault;
    if (row.authority_unit.v != actor_unit(db).v) return BATON_NOT_AUTHORITY;
    if (row.raised_by.v == actor_staff(db).v) return BATON_OWN_JUDGE;
    if (ruling->unit.v != brief.holder_unit.v && !unit_can_hold(db, ruling->unit)) return BATON_DECIDED_UNIT;
    if (text_empty(ruling->reasons)) return BATON_REASONS_MISSING;
    int64_t changed =
        dispute_set_decided(db, dispute, brief.person, db_now(db), actor_staff(db), ruling->unit, brief.holder_unit, ruling->reasons);
    if (changed != 1) return BATON_DECIDED_ALREADY;
    pass_as_decided(db, &brief, ruling->unit, ruling->keeps);
    work_task_done(db, id, TASK_KIND_DECIDE_DISPUTE, dispute.v);
    work_tasks_done(db, id, TASK_KIND_LATE_DISPUTE);
    job_cancel(db, JOB_DISPUTE_DUE, dispute.v);
    close_hearing(db, id, (struct unit_id[]){row.authority_unit, row.other_unit, row.raised_unit}, 3);
    work_event(db, id, CASE_EVENT_KIND_DISPUTE_DECIDED, ZONE_SPINE, ruling->unit);
    audit_add(db, "dispute_decided", "dispute", dispute.v, NULL);
    return BATON_DONE;
}

/* ── another look ─────────────────────────────────────────────────────── */

int dispute_ask_again(struct db *db, struct case_id id, struct dispute_id dispute, const char *why) {
    struct case_brief brief;
    struct dispute_get_row row;
    struct dispute_appeal_of_row appeal;
    int fault = case_that_is_open(db, id, &brief);
    if (fault) return fault;
    if (!dispute_get(db, id, dispute, &row)) return BATON_NOT_FOUND;
    if (row.state == DISPUTE_STATE_OPEN) return BATON_NOT_DECIDED;
    int64_t unit = actor_unit(db).v;
    if (unit != row.decided_unit.v && unit != row.former_unit.v && unit != row.other_unit.v) return BATON_NOT_PARTY;
    if (dispute_appeal_of(db, dispute, &appeal)) return BATON_APPEALED_ALREADY;
    if (brief.holder_unit.v != row.decided_unit.v) return BATON_APPEAL_MOOT;
    if (text_empty(why)) return BATON_WHY_MISSING;
    struct unit_id to = appeals_unit(db);
    struct date due = limit_of(db);
    struct dispute_appeal_id made =
        dispute_appeal_insert(db, dispute, brief.person, actor_unit(db), why, db_now(db), actor_staff(db), to, due);
    secrecy_end_involvement(db, id, to, INVOLVEMENT_DISPUTE);
    secrecy_involve(db, id, to, INVOLVEMENT_DISPUTE);
    work_task_add(db, id, to, TASK_KIND_ANSWER_APPEAL, dispute.v, due);
    work_event(db, id, CASE_EVENT_KIND_DISPUTE_APPEALED, ZONE_SPINE, to);
    audit_add(db, "dispute_appealed", "dispute_appeal", made.v, NULL);
    return BATON_DONE;
}

int dispute_answer_again(struct db *db, struct case_id id, struct dispute_id dispute, struct unit_id unit, const char *words) {
    struct case_brief brief;
    struct dispute_get_row row;
    struct dispute_appeal_of_row appeal;
    int fault = case_that_is_open(db, id, &brief);
    if (fault) return fault;
    if (!dispute_get(db, id, dispute, &row) || !dispute_appeal_of(db, dispute, &appeal)) return BATON_NOT_FOUND;
    if (appeal.to_unit.v != actor_unit(db).v) return BATON_NOT_AUTHORITY;
    if (row.decided_by.v == actor_staff(db).v) return BATON_OWN_JUDGE;
    bool changes = unit.v && unit.v != row.decided_unit.v;
    if (changes && !unit_can_hold(db, unit)) return BATON_DECIDED_UNIT;
    if (text_empty(words)) return BATON_WORDS_MISSING;
    enum appeal_answer answer = changes ? APPEAL_ANSWER_CHANGED : APPEAL_ANSWER_UPHELD;
    struct unit_id answer_unit = changes ? unit : row.decided_unit;
    if (dispute_appeal_set_answer(db, dispute, brief.person, answer, db_now(db), actor_staff(db), answer_unit, words) != 1)
        return BATON_APPEAL_ANSWERED;
    if (changes) {
        offer_falls(db, &brief, WITHDRAWAL_REASON_DISPUTED);
        pass_as_decided(db, &brief, unit, 0);
    }
    work_task_done(db, id, TASK_KIND_ANSWER_APPEAL, dispute.v);
    close_hearing(db, id, (struct unit_id[]){appeal.to_unit, appeal.unit_id}, 2);
    work_event(db, id, CASE_EVENT_KIND_DISPUTE_APPEAL_ANSWERED, ZONE_SPINE, answer_unit);
    audit_add(db, "dispute_appeal_answered", "dispute_appeal", appeal.id.v, appeal_answer_code(answer));
    return BATON_DONE;
}

/* ── the date passes ──────────────────────────────────────────────────── */

/* A task each for the leaders of those concerned; the unit is what the task is about, so that there is one for each. */
static void tell_leader(struct db *db, struct case_id id, struct unit_id unit) {
    if (unit.v) task_for_leader(db, id, &(struct leader_task){unit, TASK_KIND_LATE_DISPUTE, unit.v});
}

void dispute_due_job(struct db *db, int64_t subject, struct instant now) {
    struct dispute_id dispute = {subject};
    struct dispute_case_of_row row;
    struct case_brief brief;
    if (!dispute_case_of(db, dispute, &row) || instant_oslo_date(now).days <= row.decide_by.days) return;
    if (!work_case(db, row.case_id, &brief) || dispute_set_late(db, dispute, now) != 1) return;
    tell_leader(db, row.case_id, row.authority_unit);
    tell_leader(db, row.case_id, brief.holder_unit);
    if (row.other_unit.v != brief.holder_unit.v && secrecy_involved(db, row.case_id, row.other_unit))
        tell_leader(db, row.case_id, row.other_unit);
    work_event(db, row.case_id, CASE_EVENT_KIND_DISPUTE_LATE, ZONE_SPINE, row.authority_unit);
    audit_add(db, "dispute_late", "dispute", subject, NULL);
}

int64_t dispute_count_waiting(struct request *rq) {
    struct dispute_waiting_count_row row;
    return dispute_waiting_count(rq->db, rq->session->unit, &row) ? row.n : 0;
}
