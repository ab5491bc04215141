/* What units owe while another holds the baton, and how a case has been passed about. Amounts belong to the social zone. */
#include "domain/responsibility/internal.h"

#include "domain/secrecy/secrecy.h"
#include "platform/audit/audit.h"

struct unit_duty_id duty_start(struct db *db, struct case_id id, struct unit_id unit, enum duty_kind kind, struct date due) {
    struct duty_live_row live;
    if (duty_live(db, id, unit, kind, &live)) return live.id;
    struct unit_duty_id duty = duty_insert(db, id, unit, kind, db_now(db), due);
    secrecy_involve(db, id, unit, INVOLVEMENT_DUTY);
    if (!date_is_none(due)) work_task_add(db, id, unit, TASK_KIND_ANSWER_DUTY, duty.v, due);
    work_event(db, id, CASE_EVENT_KIND_DUTY_ADDED, ZONE_SPINE, unit);
    audit_add(db, "duty_added", "unit_duty", duty.v, duty_kind_code(kind));
    return duty;
}

int duty_add(struct db *db, struct case_id id, struct unit_id unit, enum duty_kind kind, struct date due, struct unit_duty_id *ret_duty) {
    struct case_brief brief;
    struct unit_now_row now;
    struct duty_live_row live;
    int fault = case_that_is_open(db, id, &brief);
    if (fault) return fault;
    if (brief.holder_unit.v != actor_unit(db).v) return BATON_NOT_HOLDER;
    if (!unit_now(db, unit, &now) || !now.active) return BATON_UNIT_UNKNOWN;
    if (duty_live(db, id, unit, kind, &live)) return BATON_DUTY_EXISTS;
    if (!date_is_none(due) && due.days < today_of(db).days) return BATON_DUE_PAST;
    *ret_duty = duty_start(db, id, unit, kind, due);
    return BATON_DONE;
}

static bool may_become(enum duty_state from, enum duty_state to) {
    if (from == DUTY_STATE_IN_PROCESS) return to == DUTY_STATE_GRANTED || to == DUTY_STATE_REFUSED || to == DUTY_STATE_DONE;
    return from == DUTY_STATE_GRANTED && to == DUTY_STATE_DONE;
}

int duty_change(struct db *db, struct case_id id, struct unit_duty_id duty, enum duty_state state, int64_t version) {
    struct duty_get_row row;
    struct duty_any_row left;
    if (!duty_get(db, id, duty, &row)) return BATON_NOT_FOUND;
    if (row.unit_id.v != actor_unit(db).v) return BATON_DUTY_NOT_YOURS;
    if (!instant_is_none(row.ended_at)) return BATON_DUTY_ENDED;
    if (!may_become(row.state, state)) return BATON_DUTY_STEP;
    struct instant ended = state == DUTY_STATE_GRANTED ? INSTANT_NONE : db_now(db);
    if (duty_set_state(db, duty, state, ended, version) != 1) return BATON_DUTY_CHANGED;
    work_task_done(db, id, TASK_KIND_ANSWER_DUTY, duty.v);
    if (!duty_any(db, id, row.unit_id, &left)) secrecy_end_involvement(db, id, row.unit_id, INVOLVEMENT_DUTY);
    work_event(db, id, CASE_EVENT_KIND_DUTY_CHANGED, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "duty_changed", "unit_duty", duty.v, duty_state_code(state));
    return BATON_DONE;
}

void duty_note(struct db *db, const struct access *access, struct unit_duty_id duty, struct maybe_int amount, const char *note) {
    duty_detail_insert(db, access, duty, access_person(access), amount, text_empty(note) ? NULL : note, db_now(db), actor_staff(db));
    audit_add(db, "duty_noted", "unit_duty", duty.v, NULL);
}

struct bounce responsibility_bounce(struct db *db, struct case_id id) {
    struct bounce bounce = {0};
    struct bounce_moves_row moves;
    struct bounce_idle_row idle;
    struct instant year_ago = instant_of_oslo(date_add_months(today_of(db), -12), 0);
    if (bounce_moves(db, id, year_ago, &moves)) {
        bounce.handovers = moves.n_handovers;
        bounce.shoves = moves.n_shoves;
    }
    if (bounce_idle(db, id, year_ago, db_now(db), &idle)) bounce.idle_weeks = idle.n_weeks;
    bounce.index = bounce.handovers + 2 * bounce.shoves + bounce.idle_weeks;
    return bounce;
}

void bounce_count(struct db *db, struct case_id id) {
    struct bounce bounce = responsibility_bounce(db, id);
    bounce_set(db, id, bounce.handovers, bounce.shoves, bounce.idle_weeks, bounce.index, today_of(db));
}
