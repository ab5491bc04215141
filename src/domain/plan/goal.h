/* Her goals, in her own words, with all that was said before. (MODEL 3.9, R-205, R-208, R-213) Where a goal stands is coded; the words, and whether she wants to be
 * free of substances or to use more safely, stand sealed in the plan's zone. A goal needs no individual plan. */
#pragma once
#include "domain/plan/fault.h"
#include "domain/secrecy/secrecy.h"
#include "plan_schema.h"

struct goal_brief {
    struct goal_id id;
    struct case_id case_;
    enum goal_state state;
    enum goal_whose whose;
    struct instant made_at, since, settled_at;
    int64_t version;
};
struct goal_briefs {
    struct goal_brief *v;
    size_t n;
};
/* Not settled first, in the order she said them; then settled, the newest first. At most 60. */
struct goal_briefs goals_of(struct db *db, struct case_id id);
bool goal_read(struct db *db, struct case_id id, struct goal_id goal, struct goal_brief *ret_goal);

struct goal_new {
    struct case_id case_;
    enum goal_whose whose;
    enum goal_kind kind;
    const char *words, *why; /* why: NULL when she has not said */
};
/* She wishes for something. `access`: to the plan's zone. */
int goal_add(struct db *db, const struct access *access, const struct goal_new *goal, struct goal_id *ret_goal);
/* The same goal, said anew: the former words stay readable. */
int goal_say_anew(struct db *db, const struct access *access, const struct goal_brief *goal, const struct goal_new *said);
/* It has become another goal, which goes on from this one. */
int goal_change(struct db *db, const struct access *access, const struct goal_brief *goal, const struct goal_new *into, struct goal_id *ret_goal);
/* Agreed, pursued, reached, left: a step by MODEL 3.9. */
int goal_move(struct db *db, const struct goal_brief *goal, enum goal_state to);

/* Pure: the steps. The schema says the same. */
bool goal_may_become(enum goal_state from, enum goal_state to);
