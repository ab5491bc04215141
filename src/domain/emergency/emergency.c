/* Asking for a place to stay now, and the answer. No page; what happens after a yes is in stay.c. */
#include "domain/emergency/internal.h"

#include "emergency_sql.h"
#include "texts.h"

enum { FIRST_DAYS = 14, LONGEST_DAYS = 92, WRITE_DAYS = 1, CHILDREN_MOST = 20 };

struct night_fault_text night_fault_text(int fault) {
    switch (fault) {
#define X(name, field, key) \
    case NIGHT_##name: return (struct night_fault_text){field, T_##key};
        NIGHT_FAULTS(X)
#undef X
    }
    return (struct night_fault_text){0};
}

/* ── what the municipality has chosen ─────────────────────────────────── */

struct unit_id night_unit(struct db *db) {
    const struct profile *profile = organisation_profile();
    const struct profile_unit *unit = profile_unit_doing(profile, PROFILE_TASK(EMERGENCY_HOUSING));
    const char *code = profile->emergency.unit ? profile->emergency.unit : unit ? unit->code : NULL;
    return code ? organisation_unit_by_code(db, code) : (struct unit_id){0};
}

bool night_offers_baton(void) { return organisation_profile()->emergency.offers_baton; }

struct date night_first_until(struct date from) {
    int days = organisation_profile()->emergency.first_days;
    return date_add_days(from, days ? days : FIRST_DAYS);
}

/* ── asking ───────────────────────────────────────────────────────────── */

int night_ask(struct db *db, const struct night_asking *asking, struct night_need_id *ret_need) {
    struct case_brief brief;
    struct night_need_waiting_row waiting;
    struct night_stay stay;
    struct unit_id unit = night_unit(db);
    if (!work_case(db, asking->case_, &brief)) return NIGHT_NOT_FOUND;
    if (brief.state == CASE_STATE_CLOSED) return NIGHT_CASE_CLOSED;
    if (!unit.v) return NIGHT_NOBODY_ANSWERS;
    if (asking->children < 0 || asking->children > CHILDREN_MOST) return NIGHT_CHILDREN_MANY;
    if (secrecy_said_no(db, asking->case_, unit, night_today(db))) return NIGHT_SHE_SAID_NO;
    if (night_need_waiting(db, asking->case_, &waiting)) return NIGHT_ASKED_ALREADY;
    if (night_stay_now(db, asking->case_, &stay)) return NIGHT_HAS_STAY;
    const char *words = text_empty(asking->words) ? NULL : asking->words;
    *ret_need = night_need_insert(db, asking->case_, brief.person, night_actor_unit(db), unit, asking->children, words, db_now(db),
                                  night_actor(db));
    work_wake(db, asking->case_);
    secrecy_involve(db, asking->case_, unit, INVOLVEMENT_EMERGENCY);
    work_task_add(db, asking->case_, unit, TASK_KIND_DECIDE_EMERGENCY, ret_need->v, night_today(db));
    work_event(db, asking->case_, CASE_EVENT_KIND_EMERGENCY_ASKED, ZONE_SPINE, unit);
    audit_add(db, "night_asked", "case", asking->case_.v, NULL);
    return NIGHT_DONE;
}

/* Nothing more is waited for, and the unit is in the case for another reason or not at all. */
static void need_over(struct db *db, struct case_id id, struct night_need_id need, struct unit_id unit, bool stays) {
    work_task_done(db, id, TASK_KIND_DECIDE_EMERGENCY, need.v);
    if (!stays) secrecy_involve_until(db, id, unit, INVOLVEMENT_EMERGENCY, date_add_days(night_today(db), NIGHT_SIGHT_DAYS));
}

int night_withdraw(struct db *db, struct case_id id, struct night_need_id need) {
    struct night_need_get_row row;
    if (!night_need_get(db, id, need, &row)) return NIGHT_NOT_FOUND;
    int64_t unit = night_actor_unit(db).v;
    if (unit != row.from_unit.v && unit != row.to_unit.v) return NIGHT_NOT_YOURS;
    if (night_need_withdraw(db, need, db_now(db), night_actor(db)) != 1) return NIGHT_ANSWERED;
    need_over(db, id, need, row.to_unit, false);
    work_event(db, id, CASE_EVENT_KIND_EMERGENCY_WITHDRAWN, ZONE_SPINE, row.to_unit);
    audit_add(db, "night_withdrawn", "case", id.v, NULL);
    return NIGHT_DONE;
}

/* ── the answer ───────────────────────────────────────────────────────── */

static int may_answer(struct db *db, struct case_id id, struct night_need_id need, struct night_need_get_row *ret_row) {
    if (!night_need_get(db, id, need, ret_row)) return NIGHT_NOT_FOUND;
    if (ret_row->to_unit.v != night_actor_unit(db).v) return NIGHT_NOT_YOURS;
    return ret_row->state == NIGHT_STATE_WAITING ? NIGHT_DONE : NIGHT_ANSWERED;
}

int night_where_check(const struct night_where *where, int64_t children) {
    if (text_empty(where->place)) return NIGHT_PLACE_MISSING;
    if (!where->kind) return NIGHT_KIND_MISSING;
    if (children == 0 || !text_empty(where->shared_why)) return NIGHT_DONE;
    if (where->kind == PLACE_KIND_SHARED) return NIGHT_SHARED_WITH_CHILDREN;
    return where->not_for_children ? NIGHT_NOT_FOR_CHILDREN : NIGHT_DONE;
}

int night_grant_check(struct db *db, const struct night_grant *grant) {
    struct night_need_get_row row;
    int fault = may_answer(db, grant->case_, grant->need, &row);
    if (!fault) fault = night_where_check(&grant->where, row.children);
    if (fault) return fault;
    if (grant->until.days < grant->from.days || grant->until.days < night_today(db).days) return NIGHT_UNTIL_PAST;
    return grant->until.days > grant->from.days + LONGEST_DAYS ? NIGHT_UNTIL_TOO_FAR : NIGHT_DONE;
}

/* Said first, written down after: until the letter is issued somebody has it to do. (FVL-23) */
void night_to_write(struct db *db, struct case_id id, struct night_need_id need, struct decision_part_id part) {
    struct night_part_issued_row issued;
    if (part.v && night_part_issued(db, part, &issued)) return;
    struct date due = law_add_working_days(law_current(), night_today(db), WRITE_DAYS);
    work_task_add(db, id, night_actor_unit(db), TASK_KIND_WRITE_EMERGENCY, need.v, due);
}

int night_grant(struct db *db, const struct access *access, const struct night_grant *grant) {
    struct night_need_get_row row;
    int fault = night_grant_check(db, grant);
    if (fault) return fault;
    if (!access || !access_covers(access, ZONE_SOCIAL)) return NIGHT_NO_ACCESS;
    if (!night_need_get(db, grant->case_, grant->need, &row)) return NIGHT_NOT_FOUND;
    if (night_need_grant(db, grant->need, grant->told, db_now(db), night_actor(db)) != 1) return NIGHT_ANSWERED;
    struct night_stay_id stay = night_stay_insert(db, grant->case_, grant->need, row.to_unit, grant->from, grant->until, row.children);
    night_term_insert(db, stay, 1, grant->until, grant->told, grant->part, db_now(db), night_actor(db));
    night_place_insert(db, access, stay, grant->case_, row.person_id, grant->from, PLACE_WHY_FIRST_PLACE, grant->where.kind,
                       grant->where.place, grant->where.registered, maybe_number(grant->where.number), row.children, text_empty(grant->where.shared_why) ? NULL : grant->where.shared_why, NULL, NULL,
                       db_now(db), night_actor(db));
    need_over(db, grant->case_, grant->need, row.to_unit, true);
    night_to_write(db, grant->case_, grant->need, grant->part);
    night_watch(db, stay, grant->from, grant->until);
    work_event(db, grant->case_, CASE_EVENT_KIND_EMERGENCY_GRANTED, ZONE_SPINE, row.from_unit);
    audit_add(db, "night_granted", "case", grant->case_.v, night_told_code(grant->told));
    return db_failed(db) ? NIGHT_NOT_FOUND : NIGHT_DONE;
}

int night_refuse_check(struct db *db, const struct night_no *no) {
    struct night_need_get_row row;
    int fault = may_answer(db, no->case_, no->need, &row);
    return !fault && text_empty(no->instead) ? NIGHT_INSTEAD_MISSING : fault;
}

int night_refuse(struct db *db, const struct night_no *no) {
    struct night_need_get_row row;
    int fault = night_refuse_check(db, no);
    if (fault) return fault;
    if (!night_need_get(db, no->case_, no->need, &row)) return NIGHT_NOT_FOUND;
    if (night_need_refuse(db, no->need, row.person_id, no->reason, no->told, no->instead, no->part, db_now(db), night_actor(db)) != 1)
        return NIGHT_ANSWERED;
    need_over(db, no->case_, no->need, row.to_unit, false);
    night_to_write(db, no->case_, no->need, no->part);
    work_event(db, no->case_, CASE_EVENT_KIND_EMERGENCY_REFUSED, ZONE_SPINE, row.from_unit);
    audit_add(db, "night_refused", "case", no->case_.v, night_refusal_code(no->reason));
    return NIGHT_DONE;
}

int64_t night_count_of_unit(struct db *db, struct unit_id unit) {
    struct night_count_row row;
    return night_count(db, unit, &row) ? row.n : 0;
}
