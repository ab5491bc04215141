/* Whoever gives the help says that the need has changed, or that the help fits badly; the one who decides answers. */
#pragma once
#include "domain/decision/joint.h"

/* ERR_INVALID: the actor's unit does not give the help. ERR_CONFLICT: not in force, or a wish is open already. ERR_DENIED: words, and no access. */
int wish_say(struct db *db, const struct access *access, struct decision_part_id part, enum change_wish_kind kind, const char *words);
/* Answered: the decision is changed, or stands. ERR_CONFLICT: answered already. */
int wish_take(struct db *db, struct change_wish_id wish, bool changed);
/* The open wish about a part, or 0. */
struct change_wish_id wish_open_of(struct db *db, struct case_id id, struct decision_part_id root);
