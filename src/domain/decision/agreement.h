/* The participant agreement beside a part about help, from mapping to agreed; and what a decision rests on. */
#pragma once
#include "domain/decision/joint.h"

struct agreement_brief {
    enum agreement_state state; /* 0: there is none */
    struct date on;
    const char *words;          /* NULL: none, or not readable */
};
/* `access` NULL: without its words. */
struct agreement_brief agreement_of(struct db *db, const struct access *access, const struct part *part);
/* One step more. ERR_INVALID: not about help, or agreed without words. ERR_DENIED: words, and no access to the zone. */
int agreement_step(struct db *db, const struct access *access, struct decision_part_id part, enum agreement_state state, const char *words);
/* ERR_CONFLICT: the version is issued. ERR_INVALID: in the future, or agreed by nobody. */
int basis_add(struct db *db, struct joint_decision_id decision, enum basis_kind kind, struct date on, const char *units);
