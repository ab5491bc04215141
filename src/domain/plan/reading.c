/* Who reads which part of her plan. May only take away from what secrecy opens. */
#include "domain/plan/reading.h"

#include "domain/plan/internal.h"

struct unit_id plan_keeper(struct db *db, struct case_id id) {
    struct coordinator_contact_row coordinator;
    struct case_brief brief;
    if (coordinator_contact(db, id, &coordinator)) return coordinator.unit_id;
    return work_case(db, id, &brief) ? brief.holder_unit : (struct unit_id){0};
}

bool plan_closed_by_her(struct db *db, struct case_id id, struct unit_id unit, enum plan_part part) {
    struct plan_reader_now_row row;
    return plan_reader_now(db, id, part, unit, &row) && !row.may_read && plan_keeper(db, id).v != unit.v;
}

const struct access *plan_open(struct request *rq, struct case_id id, enum plan_part part) {
    if (plan_closed_by_her(rq->db, id, rq->session->unit, part)) return NULL;
    return secrecy_open(rq, id, ZONE_BIT(ZONE_PLAN), PLAN_PURPOSE);
}

int plan_choose_reader(struct db *db, struct case_id id, enum plan_part part, struct unit_id unit, bool may_read) {
    struct plan_reader_now_row row;
    bool now = !plan_reader_now(db, id, part, unit, &row) || row.may_read;
    if (now == may_read) return PLAN_DONE;
    if (!may_read && plan_keeper(db, id).v == unit.v) return PLAN_KEEPER_READS;
    plan_reader_insert(db, id, part, unit, may_read, db_now(db), plan_actor(db));
    work_event(db, id, CASE_EVENT_KIND_PLAN_READERS_CHOSEN, ZONE_PLAN, unit);
    return PLAN_DONE;
}
