/* A wish to change a part, from whoever gives the help to the unit that decided. Changes no decision itself. */
#include "domain/decision/wish.h"
#include "domain/decision/notice.h"

#include "decision_sql.h"
#include "platform/audit/audit.h"

static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }

struct change_wish_id wish_open_of(struct db *db, struct case_id id, struct decision_part_id root) {
    struct wish_list_rows rows = wish_list(db, id);
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].part_id.v == root.v && rows.v[i].state == CHANGE_WISH_STATE_OPEN) return rows.v[i].id;
    return (struct change_wish_id){0};
}

int wish_say(struct db *db, const struct access *access, struct decision_part_id id, enum change_wish_kind kind, const char *words) {
    struct part_get_row part;
    struct unit_id unit = {db_actor(db)->unit};
    struct decision_part_id root = part_root(db, id);
    if (!part_get(db, id, &part)) return ERR_NOT_FOUND;
    if (part.joint_state != JOINT_STATE_ISSUED && part.joint_state != JOINT_STATE_IN_FORCE) return ERR_CONFLICT;
    if (part.unit_id.v != unit.v || part.outcome != PART_OUTCOME_GRANTED || part.state != PART_STATE_SIGNED) return ERR_INVALID;
    if (wish_open_of(db, part.case_id, root).v) return ERR_CONFLICT;
    if (!text_empty(words) && (!access || !access_covers(access, part.zone))) return ERR_DENIED;
    struct change_wish_id wish = wish_insert(db, part.case_id, root, kind, unit, part.joint_unit, db_now(db), actor_staff(db));
    if (!text_empty(words)) wish_write(db, access, wish, part.person_id, part.zone, words, db_now(db), actor_staff(db));
    struct date due = law_add_working_days(law_current(), instant_oslo_date(db_now(db)), 3);
    work_task_add(db, part.case_id, part.joint_unit, TASK_KIND_ANSWER_CHANGE_WISH, wish.v, due);
    work_event(db, part.case_id, CASE_EVENT_KIND_CHANGE_WISHED, ZONE_SPINE, unit);
    audit_add(db, "decision_change_wished", "decision_part", root.v, change_wish_kind_code(kind));
    return db_failed(db) ? ERR_IO : ERR_OK;
}

int wish_take(struct db *db, struct change_wish_id id, bool changed) {
    struct wish_get_row wish;
    if (!wish_get(db, id, &wish)) return ERR_NOT_FOUND;
    enum change_wish_state state = changed ? CHANGE_WISH_STATE_TAKEN : CHANGE_WISH_STATE_DECLINED;
    if (wish_answer(db, id, state, db_now(db), actor_staff(db)) != 1) return ERR_CONFLICT;
    work_task_done(db, wish.case_id, TASK_KIND_ANSWER_CHANGE_WISH, id.v);
    audit_add(db, "decision_change_wish_answered", "change_wish", id.v, change_wish_state_code(state));
    return ERR_OK;
}
