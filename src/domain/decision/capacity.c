/* Room in a unit, as it says itself, against what is decided today. */
#include "domain/decision/capacity.h"

#include "decision_sql.h"
#include "platform/audit/audit.h"

struct capacity_use capacity_of(struct db *db, struct unit_id unit, enum service_kind kind, struct case_id except) {
    struct capacity_now_row said;
    struct capacity_used_row used = {0};
    if (!unit.v || !kind || !capacity_now(db, unit, kind, &said)) return (struct capacity_use){0};
    capacity_used(db, unit, kind, instant_oslo_date(db_now(db)), except, &used);
    return (struct capacity_use){true, said.places, used.used};
}

int capacity_say(struct db *db, struct unit_id unit, enum service_kind kind, int64_t places) {
    if (places < 0 || !kind) return ERR_INVALID;
    capacity_set(db, unit, kind, places, db_now(db), (struct staff_id){db_actor(db)->staff});
    audit_add(db, "capacity_said", "unit", unit.v, service_kind_code(kind));
    return db_failed(db) ? ERR_IO : ERR_OK;
}

bool capacity_lacks(struct db *db, const struct part *part) {
    struct input_of_unit_row input;
    if (part->outcome != PART_OUTCOME_GRANTED || !kind_is_service(part->kind)) return false;
    struct capacity_use use = capacity_of(db, part->unit, part->service_kind, part->case_);
    if (!use.known || use.used < use.places) return false;
    return !input_of_unit(db, part->id, part->unit, &input) || input.state != INPUT_STATE_AGREES;
}
