/* What is missing before a part can be checked, signed and issued. Pure: looks at a part that is read, changes nothing. */
#pragma once
#include "domain/decision/joint.h"

struct gap {
    const char *field; /* of the form, where it is filled in */
    text_key text;
    const char *found; /* the words that cannot stand, or NULL */
};
struct gaps {
    struct gap *v;
    size_t n;
};
struct guard_facts {
    const struct part *part;
    const struct part *former; /* as it stands in the version in force, or NULL */
    bool may_take_away; /* she asked for it, or was told beforehand (FVL-16) */
    bool lacks_room;      /* the unit is full, and has not agreed all the same */
    bool need_known;   /* the dwelling's need is recorded, so the property unit knows what to find */
    bool unit_refused; /* she has said no to the unit that is to do it */
};
struct gaps guard_part(struct arena *arena, const struct guard_facts *facts);
/* The same with the facts read. */
struct gaps guard_read(struct db *db, const struct part *part);

/* Words that make a condition, or NULL: "må ta imot oppfølging", "forutsatt at du", "rusfri". A denial is none: "du trenger ikke være
 * rusfri". Data in words.c, bokmål and nynorsk. (I-10, R-109, TIL-4) */
const char *words_of_condition(struct arena *arena, const char *text);
/* Words for a diagnosis or a group of people, which no letter carries, or NULL. */
const char *words_of_diagnosis(struct arena *arena, const char *text);
