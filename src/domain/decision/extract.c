/* The order to the property unit: codes and numbers, frozen. No text passes here (I-06, L11). */
#include "domain/decision/joint.h"

#include "decision_sql.h"
#include "platform/audit/audit.h"

static struct unit_id property_unit(struct db *db, const struct part *part) {
    const struct profile *profile = organisation_profile();
    const char *code = profile ? profile->allocation.dwelling_picked_by : NULL;
    struct unit_id unit = code ? organisation_unit_by_code(db, code) : (struct unit_id){0};
    return unit.v ? unit : part->unit;
}

bool extract_send(struct db *db, const struct joint *joint, const struct part *part) {
    struct need_now_row need;
    if (!need_now(db, joint->case_, &need)) return false;
    struct order_of_case_rows earlier = order_of_case(db, joint->case_);
    for (size_t i = 0; i < earlier.n; i++) work_task_done(db, joint->case_, TASK_KIND_FIND_DWELLING, earlier.v[i].id.v);
    struct unit_id unit = property_unit(db, part);
    struct date today = instant_oslo_date(db_now(db));
    struct dwelling_order_id order =
        order_insert(db, joint->case_, part->id, unit, joint->unit, db_now(db), (struct staff_id){db_actor(db)->staff}, need.rooms, need.adults, need.children,
                     need.quiet, need.apart_from_cluster, need.floor, need.step_free, need.pets, need.near_transport, need.visits_a_week, need.from_date);
    secrecy_involve(db, joint->case_, unit, INVOLVEMENT_DECISION_PART);
    work_task_add(db, joint->case_, unit, TASK_KIND_FIND_DWELLING, order.v, law_add_working_days(law_current(), today, 5));
    work_event(db, joint->case_, CASE_EVENT_KIND_DWELLING_ORDERED, ZONE_SPINE, unit);
    audit_add(db, "dwelling_ordered", "dwelling_order", order.v, NULL);
    return true;
}

int extract_found_by(struct db *db, struct dwelling_order_id order, struct unit_id unit) {
    struct order_get_row row;
    if (!order_get(db, order, unit, &row)) return ERR_NOT_FOUND;
    if (order_set_found(db, order, unit, db_now(db), (struct staff_id){db_actor(db)->staff}) != 1) return ERR_CONFLICT;
    work_task_done(db, row.case_id, TASK_KIND_FIND_DWELLING, order.v);
    work_event(db, row.case_id, CASE_EVENT_KIND_DWELLING_FOUND, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "dwelling_found", "dwelling_order", order.v, NULL);
    return ERR_OK;
}

int extract_found(struct db *db, struct dwelling_order_id order) { return extract_found_by(db, order, (struct unit_id){db_actor(db)->unit}); }
