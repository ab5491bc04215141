/* Private to the demonstration: chance that repeats itself, names, and who is who. */
#pragma once
#include "command/demo.h"
#include "domain/organisation/organisation.h"
#include "domain/person/person.h"

/* splitmix64: small, and the same on every machine. */
struct chance {
    uint64_t state;
};
struct chance chance_of(uint64_t seed, uint64_t stream);
int64_t chance_below(struct chance *chance, int64_t limit); /* 0 … limit - 1 */
int64_t chance_from(struct chance *chance, int64_t least, int64_t most);
bool chance_percent(struct chance *chance, int percent);

const char *demo_given_name(struct chance *chance, bool woman);
const char *demo_family_name(struct chance *chance);
/* A street of the municipality with its postcode and place. */
struct demo_street {
    const char *name, *postcode, *place;
    int farm_number; /* gårdsnummer */
};
const struct demo_street *demo_street(const struct profile *profile, struct chance *chance);
const char *demo_user_name(struct arena *arena, const char *name); /* "Kari Moen" → "kari.moen" */
/* A synthetic national id (month + 80) with valid control digits. */
const char *demo_national_id(struct arena *arena, struct chance *chance, struct date born, bool woman);
void demo_identity(struct arena *arena, struct chance *chance, const struct profile *profile, struct date today,
                   struct person_new *ret_person);

/* The people of the story, by what they do; other profiles have them in the units that do the same. */
enum demo_role {
    CAST_FIRST_OFFICER,
    CAST_SECOND_OFFICER,
    CAST_DECIDING_LEADER,
    CAST_FOLLOW_UP,
    CAST_FOLLOW_UP_LEADER,
    CAST_COORDINATOR,
    CAST_NAV_OFFICER,
    CAST_NAV_LEADER,
    CAST_PROPERTY,
    CAST_PEER,
    CAST_AUTHORITY,
    CAST_ADMINISTRATOR,
    CAST_PRIVACY_OFFICER,
    CAST_LAWYER,
    CAST_APPEAL_BOARD,
    CAST_CARETAKER,
    CAST_COUNT
};
const char *demo_cast_name(enum demo_role role);
const char *demo_cast_unit(const struct profile *profile, enum demo_role role); /* unit code */
int64_t demo_staff(struct db *db, const struct profile *profile, const struct demo_wish *wish);
int64_t demo_dwellings(struct db *db, const struct profile *profile, const struct demo_wish *wish);
