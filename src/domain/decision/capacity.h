/* Whether a unit has room for the help that is promised. Full is no reason to refuse necessary help: it means that the unit itself
 * must say yes first. */
#pragma once
#include "domain/decision/joint.h"

struct capacity_use {
    bool known;           /* the unit has said how many it has room for */
    int64_t places, used; /* used: by decisions that hold today, the case itself left out */
};
struct capacity_use capacity_of(struct db *db, struct unit_id unit, enum service_kind kind, struct case_id except);
/* ERR_INVALID: less than none. */
int capacity_say(struct db *db, struct unit_id unit, enum service_kind kind, int64_t places);
/* The unit is full, and has not agreed to this part all the same. */
bool capacity_lacks(struct db *db, const struct part *part);
