/* The baton: offering, answering, taking back. One row says which steps there are; everything else is forbidden (MODEL §3.2). */
#include "domain/responsibility/responsibility.h"

#include "domain/law/law.h"
#include "domain/responsibility/internal.h"
#include "domain/secrecy/secrecy.h"
#include "platform/audit/audit.h"
#include "texts.h"

static const struct {
    enum handover_state from;
    enum baton_act act;
    enum baton_party party;
    enum handover_state to;
} steps[] = {
    {0, ACT_OFFER, PARTY_GIVER, HANDOVER_STATE_OFFERED},
    {HANDOVER_STATE_OFFERED, ACT_ACCEPT, PARTY_RECEIVER, HANDOVER_STATE_ACCEPTED},
    {HANDOVER_STATE_OFFERED, ACT_REFUSE, PARTY_RECEIVER, HANDOVER_STATE_REFUSED},
    {HANDOVER_STATE_OFFERED, ACT_WITHDRAW, PARTY_GIVER, HANDOVER_STATE_WITHDRAWN},
    {HANDOVER_STATE_OFFERED, ACT_ESCALATE, PARTY_SYSTEM, HANDOVER_STATE_ESCALATED},
    {HANDOVER_STATE_ESCALATED, ACT_ACCEPT, PARTY_RECEIVER, HANDOVER_STATE_ACCEPTED},
    {HANDOVER_STATE_ESCALATED, ACT_REFUSE, PARTY_RECEIVER, HANDOVER_STATE_REFUSED},
    {HANDOVER_STATE_ESCALATED, ACT_WITHDRAW, PARTY_GIVER, HANDOVER_STATE_WITHDRAWN},
};

enum handover_state baton_next(enum handover_state state, enum baton_act act, enum baton_party party) {
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i].from == state && steps[i].act == act && steps[i].party == party) return steps[i].to;
    return 0;
}

struct baton_fault_text baton_fault_text(int fault) {
    switch (fault) {
#define X(name, field, key) \
    case BATON_##name: return (struct baton_fault_text){field, T_##key};
        BATON_FAULTS(X)
#undef X
    }
    return (struct baton_fault_text){0};
}

struct date working_days_from_today(struct db *db, int days) { return law_add_working_days(law_current(), today_of(db), days); }

/* ── what is known before a step ──────────────────────────────────────── */

int case_that_is_open(struct db *db, struct case_id id, struct case_brief *ret_case) {
    if (!work_case(db, id, ret_case)) return BATON_NOT_FOUND;
    return ret_case->state == CASE_STATE_CLOSED ? BATON_CASE_CLOSED : BATON_DONE;
}

/* Units that follow a person up may hold; property, peers, voluntary and outside units owe parts only. (MODEL §5) */
static bool may_hold(const struct unit_now_row *unit) {
    bool follows_up = unit->role == UNIT_ROLE_COORDINATOR || unit->role == UNIT_ROLE_HEALTH || unit->role == UNIT_ROLE_NAV || unit->role == UNIT_ROLE_ALLOCATOR;
    return unit->active && !unit->external && follows_up;
}

bool unit_can_hold(struct db *db, struct unit_id id) {
    struct unit_now_row unit;
    return unit_now(db, id, &unit) && may_hold(&unit);
}

static int why_answered(enum handover_state state) {
    switch (state) {
    case HANDOVER_STATE_ACCEPTED: return BATON_ALREADY_ACCEPTED;
    case HANDOVER_STATE_REFUSED: return BATON_ALREADY_REFUSED;
    case HANDOVER_STATE_WITHDRAWN: return BATON_ALREADY_WITHDRAWN;
    case HANDOVER_STATE_OFFERED:
    case HANDOVER_STATE_ESCALATED: break;
    }
    return BATON_NOT_DUE;
}

/* An offer and whether this actor may do this with it now. */
struct step {
    struct case_brief brief;
    struct handover_get_row offer;
};
static int step_begin(struct db *db, struct case_id id, struct handover_id handover, enum baton_act act, struct step *ret_step) {
    int fault = case_that_is_open(db, id, &ret_step->brief);
    if (fault) return fault;
    if (!handover_get(db, id, handover, &ret_step->offer)) return BATON_NOT_FOUND;
    const struct handover_get_row *offer = &ret_step->offer;
    int64_t unit = actor_unit(db).v;
    enum baton_party party = unit == offer->to_unit.v ? PARTY_RECEIVER : unit == offer->from_unit.v ? PARTY_GIVER : PARTY_OTHER;
    if (act == ACT_WITHDRAW && party != PARTY_GIVER) return BATON_NOT_HOLDER;
    if (act != ACT_WITHDRAW && party != PARTY_RECEIVER) return BATON_NOT_RECEIVER;
    return baton_next(offer->state, act, party) ? BATON_DONE : why_answered(offer->state);
}

/* The row said it waited and did not when it was changed: someone else was first. What they did is the reason given. */
static int lost_to_another(struct db *db, struct case_id id, struct handover_id handover) {
    struct handover_get_row now;
    return handover_get(db, id, handover, &now) ? why_answered(now.state) : BATON_NOT_FOUND;
}

/* ── offering ─────────────────────────────────────────────────────────── */

int baton_offer_check(struct db *db, struct case_id id, const struct baton_offer *offer) {
    struct case_brief brief;
    struct handover_open_of_row open;
    struct dispute_open_of_row dispute;
    int fault = case_that_is_open(db, id, &brief);
    if (fault) return fault;
    if (brief.holder_unit.v != actor_unit(db).v) return BATON_NOT_HOLDER;
    if (dispute_open_of(db, id, &dispute)) return BATON_DISPUTED;
    if (handover_open_of(db, id, &open)) return BATON_ALREADY_OFFERED;
    if (offer->to.v == brief.holder_unit.v) return BATON_SAME_UNIT;
    if (!unit_can_hold(db, offer->to)) return BATON_CANNOT_HOLD;
    if (text_empty(offer->what)) return BATON_WHAT_MISSING;
    if (offer->asked == PERSON_ASKED_DISAGREES && text_empty(offer->says)) return BATON_SAYS_MISSING;
    return BATON_DONE;
}

int baton_offer(struct db *db, struct case_id id, const struct baton_offer *offer, struct handover_id *ret_handover) {
    int fault = baton_offer_check(db, id, offer);
    if (fault) return fault;
    struct case_brief brief;
    if (!work_case(db, id, &brief)) return BATON_NOT_FOUND;
    struct date due = offer->at_once ? today_of(db) : working_days_from_today(db, organisation_profile()->responsibility.handover_answer_days);
    const char *says = text_empty(offer->says) ? NULL : offer->says;
    struct handover_id handover = handover_insert(db, id, brief.person, brief.holder_unit, offer->to, offer->reason, offer->what, offer->keeps,
                                                  offer->asked, says, db_now(db), actor_staff(db), due);
    secrecy_involve(db, id, offer->to, INVOLVEMENT_OFFERED);
    work_task_add(db, id, offer->to, TASK_KIND_ANSWER_HANDOVER, handover.v, due);
    work_task_done(db, id, TASK_KIND_FIND_RECEIVER, id.v);
    job_add(db, JOB_HANDOVER_DUE, handover.v, instant_of_oslo(date_add_days(due, 1), 0));
    work_event(db, id, CASE_EVENT_KIND_BATON_OFFERED, ZONE_SPINE, offer->to);
    audit_add(db, "handover_offered", "handover", handover.v, NULL);
    *ret_handover = handover;
    return BATON_DONE;
}

/* ── answering ────────────────────────────────────────────────────────── */

/* The offer is answered: nothing is waited for any more. */
void offer_ended(struct db *db, struct case_id id, struct handover_id handover, struct unit_id receiver) {
    work_task_done(db, id, TASK_KIND_ANSWER_HANDOVER, handover.v);
    work_task_done(db, id, TASK_KIND_LATE_ANSWER, handover.v);
    work_task_done(db, id, TASK_KIND_SETTLE_HANDOVER, handover.v);
    job_cancel(db, JOB_HANDOVER_DUE, handover.v);
    secrecy_end_involvement(db, id, receiver, INVOLVEMENT_OFFERED);
}

void holder_changed(struct db *db, const struct case_brief *before, struct unit_id unit, struct staff_id staff) {
    work_pass_baton(db, before->id, unit, staff);
    secrecy_involve(db, before->id, unit, INVOLVEMENT_HOLDER);
    secrecy_end_involvement(db, before->id, before->holder_unit, INVOLVEMENT_HOLDER);
    secrecy_end_involvement(db, before->id, unit, INVOLVEMENT_FORMER_HOLDER);
    struct date last = date_add_days(today_of(db), organisation_profile()->responsibility.former_sight_days);
    secrecy_involve_until(db, before->id, before->holder_unit, INVOLVEMENT_FORMER_HOLDER, last);
    work_tasks_follow(db, before->id, before->holder_unit, unit, staff);
    work_task_done(db, before->id, TASK_KIND_FIND_WORKER, before->id.v);
    work_task_done(db, before->id, TASK_KIND_CASE_SILENT, before->id.v);
}

int baton_accept(struct db *db, struct case_id id, struct handover_id handover, struct staff_id staff) {
    struct step step;
    struct unit_has_staff_row member;
    int fault = step_begin(db, id, handover, ACT_ACCEPT, &step);
    if (fault) return fault;
    struct unit_id receiver = step.offer.to_unit;
    if (staff.v && !unit_has_staff(db, receiver, staff, today_of(db), &member)) return BATON_STAFF_UNKNOWN;
    if (handover_set_accepted(db, handover, db_now(db), actor_staff(db)) != 1) return lost_to_another(db, id, handover);
    offer_ended(db, id, handover, receiver);
    if (step.offer.keeps) duty_start(db, id, step.offer.from_unit, step.offer.keeps, DATE_NONE);
    holder_changed(db, &step.brief, receiver, staff);
    work_task_done(db, id, TASK_KIND_CONFIRM_TAKEOVER, id.v);
    work_event(db, id, CASE_EVENT_KIND_BATON_ACCEPTED, ZONE_SPINE, step.offer.from_unit);
    bounce_count(db, id);
    audit_add(db, "handover_accepted", "handover", handover.v, NULL);
    return BATON_DONE;
}

static int refusal_check(struct db *db, const struct baton_refusal *refusal) {
    struct unit_now_row unit;
    if (text_empty(refusal->text)) return BATON_REASON_MISSING;
    if (!refusal->proposed.v || !unit_now(db, refusal->proposed, &unit) || !unit.active) return BATON_PROPOSAL_MISSING;
    return refusal->proposed.v == actor_unit(db).v ? BATON_PROPOSAL_SELF : BATON_DONE;
}

int baton_refuse(struct db *db, struct case_id id, struct handover_id handover, const struct baton_refusal *refusal) {
    struct step step;
    int fault = step_begin(db, id, handover, ACT_REFUSE, &step);
    if (!fault) fault = refusal_check(db, refusal);
    if (fault) return fault;
    int64_t changed = handover_set_refused(db, handover, step.brief.person, refusal->reason, refusal->text, refusal->proposed, db_now(db), actor_staff(db));
    if (changed != 1) return lost_to_another(db, id, handover);
    offer_ended(db, id, handover, step.offer.to_unit);
    task_for_leader(db, id, &(struct leader_task){step.offer.from_unit, TASK_KIND_FIND_RECEIVER, id.v});
    work_event(db, id, CASE_EVENT_KIND_BATON_REFUSED, ZONE_SPINE, step.offer.from_unit);
    bounce_count(db, id);
    audit_add(db, "handover_refused", "handover", handover.v, refusal_reason_code(refusal->reason));
    return BATON_DONE;
}

int baton_withdraw(struct db *db, struct case_id id, struct handover_id handover, enum withdrawal_reason why, const char *text) {
    struct step step;
    int fault = step_begin(db, id, handover, ACT_WITHDRAW, &step);
    if (fault) return fault;
    const char *words = text_empty(text) ? NULL : text;
    if (handover_set_withdrawn(db, handover, step.brief.person, why, words, db_now(db), actor_staff(db)) != 1) return lost_to_another(db, id, handover);
    offer_ended(db, id, handover, step.offer.to_unit);
    work_event(db, id, CASE_EVENT_KIND_BATON_WITHDRAWN, ZONE_SPINE, step.offer.to_unit);
    audit_add(db, "handover_withdrawn", "handover", handover.v, withdrawal_reason_code(why));
    return BATON_DONE;
}
