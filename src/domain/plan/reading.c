/* Who reads which part of her plan. May only take away from what secrecy opens. */
#include "domain/plan/reading.h"

#include "domain/plan/internal.h"

struct unit_id plan_keeper(struct db *db, struct case_id id) {
    struct coordinator_contact_row coordinator;
    struct case_brief brief;
    if (coordinator_contact(db, id, &coordinator)) return coordinator.unit_id;
    return work_case(db, id, &brief) ? brief.holder_unit : (struct unit_id){0};
}

/* A page asks for every part of the same plan: the last answer is kept as long as the transaction sees one moment. */
struct last_closed {
    struct case_id case_;
    struct unit_id unit; /* 0: nothing is kept */
    unsigned parts;      /* closed ones, 1 << part */
};
static const char last_closed_owner;

static unsigned read_closed(struct db *db, struct case_id id, struct unit_id unit) {
    struct plan_reader_of_unit_rows rows = plan_reader_of_unit(db, id, unit);
    unsigned parts = 0;
    for (size_t i = 0; i < rows.n; i++)
        if (!rows.v[i].may_read) parts |= 1u << rows.v[i].part;
    return parts && plan_keeper(db, id).v != unit.v ? parts : 0;
}

bool plan_closed_by_her(struct db *db, struct case_id id, struct unit_id unit, enum plan_part part) {
    struct last_closed *last = db_recall(db, &last_closed_owner, sizeof *last);
    bool same = last && last->unit.v == unit.v && last->case_.v == id.v && !db_failed(db);
    unsigned parts = same ? last->parts : read_closed(db, id, unit);
    if (last && !db_failed(db)) *last = (struct last_closed){id, unit, parts};
    return parts & 1u << part;
}

const struct access *plan_open(struct request *rq, struct case_id id, enum plan_part part) {
    if (plan_closed_by_her(rq->db, id, rq->session->unit, part)) return NULL;
    return secrecy_open_plan(rq, id, PLAN_PURPOSE);
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

void plan_readers_follow(struct db *db, struct unit_id from, struct unit_id to) {
    struct plan_readers_of_unit_rows rows = plan_readers_of_unit(db, from);
    for (size_t i = 0; i < rows.n; i++)
        if (!rows.v[i].may_read) plan_reader_insert(db, rows.v[i].case_id, rows.v[i].part, to, false, db_now(db), plan_actor(db));
}
