/* Who does what by when in a case: small, dated, everyday. For the plan, and for the meetings around a person that agree on it and close it.
 * (MODEL 3.9, R-204, R-207, R-214, R-215). An action stands by itself or leads to one of her goals; it does not need an individual plan.
 * What is coded (kind, owner, day, state) is for every unit in the case; words are sealed in the plan's zone. Everything is in the caller's write transaction and
 * by its actor. Rules give PLAN_DONE or a fault of fault.h. */
#pragma once
#include "domain/plan/fault.h"
#include "domain/secrecy/secrecy.h"
#include "plan_schema.h"

struct plan_action_brief {
    struct plan_action_id id;
    struct case_id case_;
    struct goal_id goal;  /* 0: none */
    const char *kind;     /* code of the catalogue */
    enum plan_action_state state;
    enum plan_action_owner owner; /* 0: proposed, and nobody's yet */
    struct unit_id unit;  /* of PLAN_ACTION_OWNER_UNIT */
    struct staff_id staff; /* 0: the unit, nobody by name */
    const char *unit_nb, *unit_nn, *staff_name; /* NULL where there is none */
    struct date due;      /* DATE_NONE: proposed without a day */
    struct instant made_at, settled_at;
    enum plan_action_reason reason; /* why it was moved or dropped; else 0 */
    struct plan_action_id first; /* the row it began as; its words stand there */
    int64_t moved;        /* how many times it has been put off */
    int64_t version;
};
struct plan_action_briefs {
    struct plan_action_brief *v;
    size_t n;
};
/* Proposed and agreed, the nearest day first; at most 100. */
struct plan_action_briefs plan_actions_open(struct db *db, struct case_id id);
/* Settled (done, moved, dropped) since an instant, the newest first; at most 100. For what has happened since the last meeting. */
struct plan_action_briefs plan_actions_settled_since(struct db *db, struct case_id id, struct instant since);
bool plan_action_read(struct db *db, struct case_id id, struct plan_action_id action, struct plan_action_brief *ret_action);
/* Has anything been done since then? The alarm "nothing has happened between two meetings". */
bool plan_actions_done_since(struct db *db, struct case_id id, struct instant since);

struct plan_action_owned {
    enum plan_action_owner owner;
    struct unit_id unit;   /* of a unit, which must be in the case already (I-04) */
    struct staff_id staff; /* 0: nobody by name */
    struct date due;       /* today or later, within two years */
};
struct plan_action_new {
    struct case_id case_;
    struct goal_id goal;   /* 0: none */
    const char *kind;      /* code of the catalogue */
    const char *what;      /* NULL: the kind says it; needed for the kind "other" */
    struct plan_action_owned by; /* owner 0: proposed, without owner and day */
};
/* Proposes, or agrees at once when an owner and a day are given. `access`: to the plan's zone; needed where there are words. */
int plan_action_add(struct db *db, const struct access *access, const struct plan_action_new *action, struct plan_action_id *ret_action);
/* Somebody takes it, by a day. A goal that was agreed on is from now on pursued. */
int plan_action_agree(struct db *db, const struct plan_action_brief *action, const struct plan_action_owned *by);
/* It is done. `result`: how it went, or NULL. */
int plan_action_done(struct db *db, const struct access *access, const struct plan_action_brief *action, const char *result);
/* It is put off, with a reason and a later day; the same owner has it. The row stays as it was, and goes on in a new one. */
int plan_action_move(struct db *db, const struct plan_action_brief *action, struct date due, enum plan_action_reason reason, struct plan_action_id *ret_action);
/* Nobody does it after all. */
int plan_action_drop(struct db *db, const struct plan_action_brief *action, enum plan_action_reason reason);

/* What the action is called for a reader: the kind, and her or our words where the session may read them. */
struct plan_action_words {
    struct plan_action_id first;
    const char *what, *result; /* NULL: none */
};
struct plan_action_words_list {
    struct plan_action_words *v;
    size_t n;
    bool may_read; /* false: nothing of it is for this session */
};
/* The words of the case's actions, read once and logged; ask plan_action_words_of in the list. Nothing where she has decided that the unit does not read them. */
struct plan_action_words_list plan_actions_words(struct request *rq, struct case_id id);
const struct plan_action_words *plan_action_words_of(const struct plan_action_words_list *list, const struct plan_action_brief *action); /* NULL: none */

/* Pure: the steps of MODEL 3.9. The schema says the same. */
bool plan_action_may_become(enum plan_action_state from, enum plan_action_state to);
/* Late: agreed, and its day has passed. */
bool plan_action_late(const struct plan_action_brief *action, struct date today);

/* A worker leaves: another in the unit does what she was to do in this case. */
void plan_actions_change_staff(struct db *db, struct case_id id, struct unit_id unit, struct staff_id from, struct staff_id to);
