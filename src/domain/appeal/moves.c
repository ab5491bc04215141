/* The moves of an appeal as a table (MODEL 3.6), who may make them, and how a day stands to a limit. The schema says the same once more. */
#include "domain/appeal/internal.h"

#include "platform/audit/audit.h"

#define S(name) APPEAL_STATE_##name
#define E(name) APPEAL_EVENT_##name
const struct move appeal_moves[] = {
    {S(RECEIVED), E(BEGIN), S(FORMAL_CHECK)},
    {S(FORMAL_CHECK), E(ASK_FIX), S(FORMAL_CHECK)},
    {S(FORMAL_CHECK), E(FIXED), S(FORMAL_CHECK)},
    {S(FORMAL_CHECK), E(TAKE_IN), S(FIRST_INSTANCE)},
    {S(FORMAL_CHECK), E(DISMISS), S(DISMISSED)},
    {S(FIRST_INSTANCE), E(CHANGE_IN_FULL), S(CHANGED_IN_FULL)},
    {S(FIRST_INSTANCE), E(CHANGE_IN_PART), S(CHANGED_IN_PART)},
    {S(FIRST_INSTANCE), E(FORWARD), S(FORWARDED)},
    {S(CHANGED_IN_PART), E(SETTLE), S(CHANGED_IN_PART)},
    {S(CHANGED_IN_PART), E(FORWARD), S(FORWARDED)},
    {S(DISMISSED), E(FORWARD), S(FORWARDED)},
    {S(FORWARDED), E(DECIDE), S(DECIDED)},
    {S(CHANGED_IN_FULL), E(IMPLEMENT), S(IMPLEMENTED)},
    {S(CHANGED_IN_PART), E(IMPLEMENT), S(IMPLEMENTED)},
    {S(DECIDED), E(IMPLEMENT), S(IMPLEMENTED)},
    {S(DECIDED), E(CLOSE), S(CLOSED)},
    {S(IMPLEMENTED), E(CLOSE), S(CLOSED)},
    {S(DISMISSED), E(CLOSE), S(CLOSED)},
    {S(RECEIVED), E(WITHDRAW), S(WITHDRAWN)},
    {S(FORMAL_CHECK), E(WITHDRAW), S(WITHDRAWN)},
    {S(FIRST_INSTANCE), E(WITHDRAW), S(WITHDRAWN)},
    {S(DISMISSED), E(WITHDRAW), S(WITHDRAWN)},
    {S(FORWARDED), E(WITHDRAW), S(WITHDRAWN)},
};
#undef S
#undef E
const size_t appeal_moves_n = sizeof appeal_moves / sizeof *appeal_moves;

enum appeal_state appeal_next(enum appeal_state from, enum appeal_event event) {
    for (size_t i = 0; i < appeal_moves_n; i++)
        if (appeal_moves[i].from == from && appeal_moves[i].event == event) return appeal_moves[i].to;
    return 0;
}

bool appeal_is_over(enum appeal_state state) { return state == APPEAL_STATE_WITHDRAWN || state == APPEAL_STATE_CLOSED; }

enum appeal_instance instance_of(const struct appeal_part_get_row *part, enum appeal_event event) {
    switch (event) {
    case APPEAL_EVENT_FIXED:
    case APPEAL_EVENT_SETTLE:
    case APPEAL_EVENT_WITHDRAW: return APPEAL_INSTANCE_DESK;
    case APPEAL_EVENT_DECIDE: return part->board_unit.v ? APPEAL_INSTANCE_SECOND : APPEAL_INSTANCE_OUTSIDE;
    case APPEAL_EVENT_BEGIN:
    case APPEAL_EVENT_ASK_FIX:
    case APPEAL_EVENT_TAKE_IN:
    case APPEAL_EVENT_DISMISS:
    case APPEAL_EVENT_CHANGE_IN_FULL:
    case APPEAL_EVENT_CHANGE_IN_PART:
    case APPEAL_EVENT_FORWARD:
    case APPEAL_EVENT_IMPLEMENT:
    case APPEAL_EVENT_CLOSE: return APPEAL_INSTANCE_FIRST;
    }
    return 0;
}

static bool is_author(struct db *db, const struct appeal_part_get_row *part) {
    struct appeal_author_is_row row;
    return appeal_author_is(db, part->id, actor_staff(db), &row);
}

static bool has_stepped_out(struct db *db, const struct appeal_part_get_row *part) {
    struct stepped_out_of_case_row row;
    return stepped_out_of_case(db, part->case_id, actor_staff(db), &row);
}

/* She who made the decision does not review it, and the board has taken no part before. (FVL-6, FVL-33) */
static bool may_act(struct db *db, const struct appeal_part_get_row *part, enum appeal_instance instance) {
    struct took_part_row row;
    if (instance != APPEAL_INSTANCE_DESK && has_stepped_out(db, part)) return false;
    switch (instance) {
    case APPEAL_INSTANCE_DESK: return true;
    case APPEAL_INSTANCE_FIRST: return actor_unit(db).v == part->unit_id.v && !is_author(db, part);
    case APPEAL_INSTANCE_OUTSIDE: return actor_unit(db).v == part->unit_id.v;
    case APPEAL_INSTANCE_SECOND:
        return actor_unit(db).v == part->board_unit.v && actor_unit(db).v != part->unit_id.v && !is_author(db, part) &&
               !took_part(db, part->id, actor_staff(db), actor_unit(db), &row);
    }
    return false;
}

int may_step(struct db *db, const struct appeal_part_get_row *part, enum appeal_event event) {
    if (!appeal_next(part->state, event)) return ERR_CONFLICT;
    return may_act(db, part, instance_of(part, event)) ? ERR_OK : ERR_DENIED;
}

int take_step(struct db *db, struct appeal_part_get_row *part, enum appeal_event event, struct appeal_words_id words) {
    enum appeal_state to = appeal_next(part->state, event);
    appeal_step_insert(db, part->id, event, instance_of(part, event), part->state, to, words, db_now(db), actor_staff(db), actor_unit(db));
    audit_add(db, "appeal_step", "appeal_part", part->id.v, appeal_event_code(event));
    part->state = to;
    return db_failed(db) ? ERR_CONFLICT : ERR_OK;
}

enum appeal_time appeal_timely(const struct appeal_limit *limit, struct date sent, struct date received) {
    struct date day = date_is_none(sent) ? received : sent;
    bool runs = !limit->interrupted && !date_is_none(limit->until);
    if (!runs || day.days <= limit->until.days) return APPEAL_TIME_IN_TIME;
    if (!date_is_none(limit->latest) && day.days <= limit->latest.days) return APPEAL_TIME_JOINT_LETTER;
    return received.days <= limit->absolute.days ? APPEAL_TIME_LATE : APPEAL_TIME_TOO_LATE;
}
