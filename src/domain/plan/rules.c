/* The rules of plan, goal and action, pure: their steps, and what a refusal says. Knows no database. (MODEL 3.9) */
#include "domain/plan/action.h"
#include "domain/plan/goal.h"
#include "domain/plan/individual.h"
#include "texts.h"

struct plan_fault_text plan_fault_text(int fault) {
    switch (fault) {
#define X(name, field, key) \
    case PLAN_##name: return (struct plan_fault_text){field, T_##key};
        PLAN_FAULTS(X)
#undef X
    }
    return (struct plan_fault_text){0};
}

#define ACTION(state) (1u << PLAN_ACTION_STATE_##state)
static const unsigned action_steps[PLAN_ACTION_STATE_COUNT + 1] = {
    [PLAN_ACTION_STATE_PROPOSED] = ACTION(AGREED) | ACTION(DROPPED),
    [PLAN_ACTION_STATE_AGREED] = ACTION(DONE) | ACTION(MOVED) | ACTION(DROPPED),
};
bool plan_action_may_become(enum plan_action_state from, enum plan_action_state to) { return from && to && (action_steps[from] & 1u << to) != 0; }

bool plan_action_late(const struct plan_action_brief *action, struct date today) {
    return action->state == PLAN_ACTION_STATE_AGREED && action->due.days < today.days;
}

#define GOAL(state) (1u << GOAL_STATE_##state)
static const unsigned goal_steps[GOAL_STATE_COUNT + 1] = {
    [GOAL_STATE_WISHED] = GOAL(AGREED) | GOAL(CHANGED) | GOAL(LEFT),
    [GOAL_STATE_AGREED] = GOAL(PURSUED) | GOAL(CHANGED) | GOAL(LEFT),
    [GOAL_STATE_PURSUED] = GOAL(REACHED) | GOAL(CHANGED) | GOAL(LEFT),
};
bool goal_may_become(enum goal_state from, enum goal_state to) { return from && to && (goal_steps[from] & 1u << to) != 0; }

#define TO(state) (1u << INDIVIDUAL_PLAN_STATE_##state)
static const unsigned plan_steps[INDIVIDUAL_PLAN_STATE_COUNT + 1] = {
    [INDIVIDUAL_PLAN_STATE_OFFERED] = TO(REFUSED) | TO(CONSENTED) | TO(ENDED),
    [INDIVIDUAL_PLAN_STATE_CONSENTED] = TO(IN_WORK) | TO(ENDED),
    [INDIVIDUAL_PLAN_STATE_IN_WORK] = TO(ACTIVE) | TO(ENDED),
    [INDIVIDUAL_PLAN_STATE_ACTIVE] = TO(UNDER_REVISION) | TO(ENDED),
    [INDIVIDUAL_PLAN_STATE_UNDER_REVISION] = TO(ACTIVE) | TO(ENDED),
};
bool individual_plan_may_become(enum individual_plan_state from, enum individual_plan_state to) { return from && to && (plan_steps[from] & 1u << to) != 0; }
