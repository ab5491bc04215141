/* The two offers and the coordinator. May not decide whether she needs a plan: she does. */
#include "domain/plan/individual.h"
#include "domain/plan/internal.h"
#include "domain/plan/reading.h"
#include "domain/work/case_frame.h"

enum { MORNING_MINUTES = 6 * 60 };

/* What she has not said yes to is offered again after a while, and never forgotten. */
static void offer_again(struct db *db, struct case_id id, enum plan_answer answer) {
    work_tasks_done(db, id, TASK_KIND_OFFER_PLAN);
    job_cancel(db, JOB_PLAN_OFFER, id.v);
    enum plan_answer coordinator = plan_answered(db, id, PLAN_OFFER_KIND_COORDINATOR), plan = plan_answered(db, id, PLAN_OFFER_KIND_INDIVIDUAL_PLAN);
    if (answer == PLAN_ANSWER_YES && coordinator == PLAN_ANSWER_YES && plan == PLAN_ANSWER_YES) return;
    int months = organisation_profile()->responsibility.plan_again_months;
    job_add(db, JOB_PLAN_OFFER, id.v, instant_of_oslo(date_add_months(plan_today(db), months), MORNING_MINUTES));
}

void plan_offer(struct db *db, struct case_id id, enum plan_offer_kind kind, enum plan_answer answer) {
    plan_offer_insert(db, id, kind, answer, db_now(db), (struct staff_id){db_actor(db)->staff});
    bool coordinator = kind == PLAN_OFFER_KIND_COORDINATOR;
    work_event(db, id, coordinator ? CASE_EVENT_KIND_COORDINATOR_OFFERED : CASE_EVENT_KIND_PLAN_OFFERED, ZONE_SPINE, (struct unit_id){0});
    if (!coordinator) individual_plan_answered(db, id, answer);
    offer_again(db, id, answer);
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
