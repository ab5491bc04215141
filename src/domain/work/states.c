/* The states of a case: resting, closing, closed, open again, joined to another. Which steps there are is in the schema's trigger; who may take
 * them is decided before it comes here. (MODEL 3.1) */
#include "domain/work/work.h"

#include "platform/audit/audit.h"
#include "work_sql.h"

static const struct unit_id nobody = {0};

static struct unit_id actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }

static void tell(struct db *db, struct case_id id, enum case_event_kind kind) {
    work_event(db, id, kind, ZONE_SPINE, nobody);
    audit_add(db, case_event_kind_code(kind), "case", id.v, NULL); /* events: case_resting case_woken closing_proposed closing_stopped case_closed */
}

/* From any of the states (bits) the case may be in. */
static bool step(struct db *db, struct case_id id, unsigned from, enum case_state to) {
    struct case_brief brief;
    if (!work_case(db, id, &brief) || !(from & 1u << brief.state)) return false;
    return case_set_state(db, id, brief.state, to, DATE_NONE) == 1;
}

#define IN(state) (1u << CASE_STATE_##state)

int work_rest(struct db *db, struct case_id id, struct date look_at) {
    struct case_brief brief;
    if (!work_case(db, id, &brief) || !((IN(OPEN) | IN(RESTING)) & 1u << brief.state)) return ERR_CONFLICT;
    if (case_set_state(db, id, brief.state, CASE_STATE_RESTING, look_at) != 1) return ERR_CONFLICT;
    tell(db, id, CASE_EVENT_KIND_CASE_RESTING);
    return ERR_OK;
}

int work_begin_closing(struct db *db, struct case_id id) {
    if (!step(db, id, IN(OPEN) | IN(RESTING), CASE_STATE_CLOSING)) return ERR_CONFLICT;
    tell(db, id, CASE_EVENT_KIND_CLOSING_PROPOSED);
    return ERR_OK;
}

int work_close(struct db *db, struct case_id id) {
    if (!step(db, id, IN(CLOSING), CASE_STATE_CLOSED)) return ERR_CONFLICT;
    tell(db, id, CASE_EVENT_KIND_CASE_CLOSED);
    return ERR_OK;
}

bool work_wake(struct db *db, struct case_id id) {
    struct case_brief brief;
    if (!work_case(db, id, &brief) || !step(db, id, IN(RESTING) | IN(CLOSING), CASE_STATE_OPEN)) return false;
    work_tasks_done(db, id, TASK_KIND_LOOK_AT_CASE);
    work_tasks_done(db, id, TASK_KIND_CONFIRM_CLOSING);
    tell(db, id, brief.state == CASE_STATE_CLOSING ? CASE_EVENT_KIND_CLOSING_STOPPED : CASE_EVENT_KIND_CASE_WOKEN);
    return true;
}

int work_reopen(struct db *db, struct case_id id, struct unit_id unit, struct staff_id staff) {
    struct case_brief brief;
    if (!work_case(db, id, &brief) || brief.joined_to.v || !step(db, id, IN(CLOSED), CASE_STATE_OPEN)) return ERR_CONFLICT;
    if (brief.holder_unit.v != unit.v || brief.holder_staff.v != staff.v) work_pass_baton(db, id, unit, staff);
    work_event(db, id, CASE_EVENT_KIND_CASE_REOPENED, ZONE_SPINE, unit);
    audit_add(db, "case_reopened", "case", id.v, NULL);
    return ERR_OK;
}

bool work_open_again(struct db *db, struct case_id id) {
    struct case_brief brief;
    struct unit_brief unit;
    if (!work_case(db, id, &brief) || brief.state != CASE_STATE_CLOSED || brief.joined_to.v) return false;
    struct unit_id holder = organisation_unit_now(db, brief.holder_unit);
    bool there = organisation_unit(db, holder, LANG_NB, &unit) && unit.active;
    struct case_worker_there_row worker;
    if (!there) holder = actor_unit(db);
    bool same = there && case_worker_there(db, holder, brief.holder_staff, instant_oslo_date(db_now(db)), &worker);
    return work_reopen(db, id, holder, same ? brief.holder_staff : (struct staff_id){0}) == ERR_OK;
}

int work_join(struct db *db, struct case_id id, struct case_id into) {
    if (id.v == into.v || case_join(db, id, into) != 1) return ERR_CONFLICT;
    tell(db, id, CASE_EVENT_KIND_CASE_JOINED);
    tell(db, into, CASE_EVENT_KIND_CASE_JOINED);
    return ERR_OK;
}

int work_unjoin(struct db *db, struct case_id id, enum case_state state, struct date look_at) {
    struct case_brief brief;
    if (!work_case(db, id, &brief) || case_unjoin(db, id, state, look_at) != 1) return ERR_CONFLICT;
    tell(db, id, CASE_EVENT_KIND_CASE_UNJOINED);
    tell(db, brief.joined_to, CASE_EVENT_KIND_CASE_UNJOINED);
    return ERR_OK;
}

struct case_id work_closed_case_of(struct db *db, struct person_id person) {
    struct case_closed_of_row row;
    return case_closed_of(db, person, &row) ? row.id : (struct case_id){0};
}
