/* The two offers and the coordinator. May not decide whether she needs a plan: she does. */
#include "domain/plan/individual.h"
#include "domain/plan/internal.h"
#include "domain/plan/reading.h"
#include "domain/work/case_frame.h"

enum { MORNING_MINUTES = 6 * 60, NEED_DAYS = 7 };

/* What she has not said yes to is offered again after a while, and never forgotten. */
static void offer_again(struct db *db, struct case_id id, enum plan_answer answer) {
    work_tasks_done(db, id, TASK_KIND_OFFER_PLAN);
    job_cancel(db, JOB_PLAN_OFFER, id.v);
    enum plan_answer coordinator = plan_answered(db, id, PLAN_OFFER_KIND_COORDINATOR), plan = plan_answered(db, id, PLAN_OFFER_KIND_INDIVIDUAL_PLAN);
    if (answer == PLAN_ANSWER_YES && coordinator == PLAN_ANSWER_YES && plan == PLAN_ANSWER_YES) return;
    int months = organisation_profile()->responsibility.plan_again_months;
    job_add(db, JOB_PLAN_OFFER, id.v, instant_of_oslo(date_add_months(plan_today(db), months), MORNING_MINUTES));
}

/* ── a need that somebody saw ─────────────────────────────────────────── */

struct unit_id plan_coordinating_unit(struct db *db, struct case_id id, struct unit_id holder) {
    const char *code = organisation_profile()->responsibility.coordinating_unit;
    struct unit_id unit = code ? organisation_unit_by_code(db, code) : (struct unit_id){0};
    return unit.v && secrecy_involved(db, id, unit) ? unit : holder;
}

int plan_need_tell(struct db *db, const struct case_brief *brief, enum plan_notice_wish wish, struct staff_id by, struct unit_id unit) {
    struct plan_need_waiting_row waiting;
    if (plan_need_waiting(db, brief->id, &waiting)) return ERR_CONFLICT;
    struct plan_need_id need = plan_need_insert(db, brief->id, wish, db_now(db), by, unit);
    work_task_add(db, brief->id, plan_coordinating_unit(db, brief->id, brief->holder_unit), TASK_KIND_SEE_PLAN_NEED, need.v, date_add_days(plan_today(db), NEED_DAYS));
    work_event(db, brief->id, CASE_EVENT_KIND_PLAN_NEED_SEEN, ZONE_SPINE, unit);
    return ERR_OK;
}

int plan_need_see(struct db *db, struct case_id id, enum plan_notice_wish wish) {
    struct case_brief brief;
    if (!work_case(db, id, &brief) || brief.state == CASE_STATE_CLOSED) return ERR_NOT_FOUND;
    return plan_need_tell(db, &brief, wish, plan_actor(db), (struct unit_id){db_actor(db)->unit});
}

bool plan_need_open_of(struct db *db, struct case_id id, enum lang lang, struct plan_need *ret_need) {
    struct plan_need_waiting_row row;
    if (!plan_need_waiting(db, id, &row)) return false;
    *ret_need = (struct plan_need){row.wish, row.at, lang == LANG_NN ? row.unit_nn : row.unit_nb};
    return true;
}

static bool answered_since(struct db *db, struct case_id id, enum plan_offer_kind kind, struct instant at) {
    struct plan_last_answer_row row;
    return plan_last_answer(db, id, kind, &row) && row.at.ms >= at.ms;
}

/* What was seen has been offered, whatever she said to it. */
static void need_answered(struct db *db, struct case_id id) {
    struct plan_need_waiting_row need;
    if (!plan_need_waiting(db, id, &need)) return;
    if (need.wish != PLAN_NOTICE_WISH_COORDINATOR && !answered_since(db, id, PLAN_OFFER_KIND_INDIVIDUAL_PLAN, need.at)) return;
    if (need.wish != PLAN_NOTICE_WISH_PLAN && !answered_since(db, id, PLAN_OFFER_KIND_COORDINATOR, need.at)) return;
    plan_need_answered(db, need.id, db_now(db));
    work_task_done(db, id, TASK_KIND_SEE_PLAN_NEED, need.id.v);
}

/* ── the offers ───────────────────────────────────────────────────────── */

void plan_offer(struct db *db, struct case_id id, enum plan_offer_kind kind, enum plan_answer answer) {
    plan_offer_insert(db, id, kind, answer, db_now(db), (struct staff_id){db_actor(db)->staff});
    bool coordinator = kind == PLAN_OFFER_KIND_COORDINATOR;
    work_event(db, id, coordinator ? CASE_EVENT_KIND_COORDINATOR_OFFERED : CASE_EVENT_KIND_PLAN_OFFERED, ZONE_SPINE, (struct unit_id){0});
    if (!coordinator) individual_plan_answered(db, id, answer);
    offer_again(db, id, answer);
    need_answered(db, id);
}

enum plan_answer plan_answered(struct db *db, struct case_id id, enum plan_offer_kind kind) {
    struct plan_last_answer_row row;
    return plan_last_answer(db, id, kind, &row) ? row.answer : 0;
}

int plan_name_coordinator(struct db *db, const struct coordinator_new *coordinator) {
    struct case_id id = coordinator->case_;
    struct case_brief brief;
    if (!work_case(db, id, &brief)) return ERR_NOT_FOUND;
    if (plan_answered(db, id, PLAN_OFFER_KIND_COORDINATOR) != PLAN_ANSWER_YES) return ERR_INVALID;
    bool agrees = coordinator->consulted == COORDINATOR_CONSULTED_AGREES;
    struct date today = instant_oslo_date(db_now(db));
    bool told = secrecy_involved(db, id, coordinator->unit);
    if (!told && (!agrees || secrecy_said_no(db, id, coordinator->unit, today))) return ERR_DENIED;
    struct coordinator_contact_row former;
    if (coordinator_contact(db, id, &former) && former.unit_id.v != coordinator->unit.v)
        secrecy_end_involvement(db, id, former.unit_id, INVOLVEMENT_COORDINATOR);
    coordinator_end(db, id, today);
    coordinator_insert(db, id, brief.person, coordinator->staff, coordinator->unit, coordinator->consulted, coordinator->says, today);
    secrecy_involve(db, id, coordinator->unit, INVOLVEMENT_COORDINATOR);
    work_event(db, id, CASE_EVENT_KIND_COORDINATOR_NAMED, ZONE_SPINE, coordinator->unit);
    return ERR_OK;
}

bool plan_coordinator(struct db *db, struct case_id id, enum lang lang, struct coordinator_brief *ret_coordinator) {
    struct coordinator_contact_row row;
    struct unit_brief unit;
    if (!coordinator_contact(db, id, &row) || !organisation_unit(db, row.unit_id, lang, &unit)) return false;
    *ret_coordinator = (struct coordinator_brief){
        .staff = row.staff_id,
        .unit = row.unit_id,
        .name = row.name,
        .unit_name = unit.name,
        .letter_unit = unit.letter_name,
        .phone = row.phone ? row.phone : row.unit_phone,
        .consulted = row.consulted,
        .from = row.from_date,
    };
    return true;
}

void plan_fill_coordinator(struct request *rq, struct case_frame *frame) {
    struct coordinator_brief coordinator;
    if (!plan_coordinator(rq->db, frame->brief.id, rq->lang, &coordinator)) return;
    frame->coordinator = coordinator.name;
    frame->coordinator_unit = coordinator.unit_name;
    frame->coordinator_phone = coordinator.phone;
}

bool plan_coordinator_follows(struct db *db, struct case_id id, struct staff_id from, struct staff_id to) {
    struct coordinator_contact_row now;
    if (!coordinator_contact(db, id, &now) || now.staff_id.v != from.v) return false;
    struct date today = instant_oslo_date(db_now(db));
    coordinator_end(db, id, today);
    coordinator_follow(db, id, to, now.unit_id, COORDINATOR_CONSULTED_NOT_ASKED, today);
    work_event(db, id, CASE_EVENT_KIND_COORDINATOR_NAMED, ZONE_SPINE, now.unit_id);
    return true;
}

void plan_unit_succeeds(struct db *db, struct unit_id from, struct unit_id to) {
    struct date today = instant_oslo_date(db_now(db));
    struct coordinator_of_unit_rows rows = coordinator_of_unit(db, from);
    for (size_t i = 0; i < rows.n; i++) {
        coordinator_end(db, rows.v[i].case_id, today);
        coordinator_follow(db, rows.v[i].case_id, rows.v[i].staff_id, to, rows.v[i].consulted, today);
    }
    plan_readers_follow(db, from, to);
}
