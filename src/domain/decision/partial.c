/* Stepping out of a case, and what follows from it (FVL-6). */
#include "domain/decision/partial.h"

#include "decision_sql.h"
#include "platform/audit/audit.h"

enum partiality partial_now(struct db *db, struct case_id id) {
    struct stepped_out_of_rows rows = stepped_out_of(db, id);
    struct leader_stepped_out_row leader;
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].staff_id.v == db_actor(db)->staff) return PARTIAL_SELF;
    bool led = leader_stepped_out(db, id, (struct unit_id){db_actor(db)->unit}, instant_oslo_date(db_now(db)), &leader);
    return led ? PARTIAL_LEADER : PARTIAL_NOT;
}

int partial_step_out(struct db *db, struct case_id id, enum partial_reason reason) {
    struct staff_id staff = {db_actor(db)->staff};
    struct unit_id unit = {db_actor(db)->unit};
    if (step_out(db, id, staff, unit, reason, db_now(db)) != 1) return db_failed(db) ? ERR_IO : ERR_CONFLICT;
    work_event(db, id, CASE_EVENT_KIND_STEPPED_OUT, ZONE_SPINE, unit);
    audit_add(db, "decision_stepped_out", "case", id.v, partial_reason_code(reason));
    return ERR_OK;
}
