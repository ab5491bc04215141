/* Her goals: said, said anew, become others, reached. What she has said before is never lost. */
#include "domain/plan/internal.h"

#define BRIEF_OF(row) ((struct goal_brief){(row)->id, (row)->case_id, (row)->state, (row)->whose, (row)->made_at, (row)->since, (row)->settled_at, (row)->version})

struct goal_briefs goals_of(struct db *db, struct case_id id) {
    struct goal_list_rows rows = goal_list(db, id);
    struct goal_briefs briefs = {arena_array(db_arena(db), rows.n + 1, sizeof *briefs.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) briefs.v[i] = BRIEF_OF(&rows.v[i]);
    return briefs;
}

bool goal_read(struct db *db, struct case_id id, struct goal_id goal, struct goal_brief *ret_goal) {
    struct goal_get_row row;
    if (!goal_get(db, id, goal, &row)) return false;
    *ret_goal = BRIEF_OF(&row);
    return true;
}

static void say(struct db *db, const struct access *access, const struct case_brief *brief, struct goal_id goal, const struct goal_new *said) {
    goal_words_insert(db, access, goal, brief->id, brief->person, said->kind, said->words, text_empty(said->why) ? NULL : said->why, db_now(db), plan_actor(db));
}

static int may_say(struct db *db, const struct access *access, struct case_id id, const struct goal_new *said, struct case_brief *ret_brief) {
    if (!access) return PLAN_NO_ACCESS;
    if (text_empty(said->words)) return PLAN_WHAT_MISSING;
    if (!work_case(db, id, ret_brief)) return PLAN_NOT_FOUND;
    return ret_brief->state == CASE_STATE_CLOSED ? PLAN_WRONG_STATE : PLAN_DONE;
}

int goal_add(struct db *db, const struct access *access, const struct goal_new *goal, struct goal_id *ret_goal) {
    struct case_brief brief;
    int fault = may_say(db, access, goal->case_, goal, &brief);
    if (fault) return fault;
    *ret_goal = goal_insert(db, brief.id, brief.person, goal->whose, (struct goal_id){0}, db_now(db), plan_actor(db));
    say(db, access, &brief, *ret_goal, goal);
    work_event(db, brief.id, CASE_EVENT_KIND_GOAL_NOTED, ZONE_PLAN, (struct unit_id){0});
    return PLAN_DONE;
}

int goal_say_anew(struct db *db, const struct access *access, const struct goal_brief *goal, const struct goal_new *said) {
    struct case_brief brief;
    int fault = may_say(db, access, goal->case_, said, &brief);
    if (fault) return fault;
    if (!instant_is_none(goal->settled_at)) return PLAN_WRONG_STATE;
    say(db, access, &brief, goal->id, said);
    return PLAN_DONE;
}

int goal_change(struct db *db, const struct access *access, const struct goal_brief *goal, const struct goal_new *into, struct goal_id *ret_goal) {
    struct case_brief brief;
    int fault = may_say(db, access, goal->case_, into, &brief);
    if (!fault) fault = goal_move(db, goal, GOAL_STATE_CHANGED);
    if (fault) return fault;
    *ret_goal = goal_insert(db, brief.id, brief.person, into->whose, goal->id, db_now(db), plan_actor(db));
    say(db, access, &brief, *ret_goal, into);
    return PLAN_DONE;
}

int goal_move(struct db *db, const struct goal_brief *goal, enum goal_state to) {
    if (!goal_may_become(goal->state, to)) return PLAN_WRONG_STATE;
    bool settled = to == GOAL_STATE_REACHED || to == GOAL_STATE_CHANGED || to == GOAL_STATE_LEFT;
    if (goal_set_state(db, goal->id, goal->version, to, settled ? db_now(db) : INSTANT_NONE, db_now(db), plan_actor(db)) == 0) return PLAN_CHANGED;
    work_event(db, goal->case_, CASE_EVENT_KIND_GOAL_MOVED, ZONE_PLAN, (struct unit_id){0});
    return PLAN_DONE;
}

void goal_is_pursued(struct db *db, struct case_id id, struct goal_id goal) {
    struct goal_brief brief;
    if (goal_read(db, id, goal, &brief) && brief.state == GOAL_STATE_AGREED) goal_move(db, &brief, GOAL_STATE_PURSUED);
}
