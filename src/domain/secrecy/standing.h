/* A unit's standing in one case, and what it may read because of it. Inside domain/secrecy only. The rules are pure: everything that counts
 * stands in struct standing. */
#pragma once
#include "domain/law/law.h"
#include "domain/secrecy/secrecy.h"

struct standing {
    enum reader reader;     /* the unit's column in the reader matrix */
    unsigned reasons;       /* bit (1u << involvement) */
    bool decides_services;  /* prepares decisions on health services, and must know what they rest on */
    bool decides_homes;     /* decides on dwellings in this municipality, whatever kind of unit it is */
    unsigned consented;     /* she has said yes, and it runs today */
    unsigned no;            /* her latest answer is no, or she took a yes back */
    unsigned asked;         /* a question waits */
    unsigned objected;      /* blocked, for this unit or for all */
    unsigned objected_here; /* blocked for this unit alone */
    unsigned overridden;    /* a weighty reason sets the block aside: two persons said so */
    const char *shared[ZONE_RESTRICTED + 1]; /* by zone: the ground it has been shared on */
    bool closed;            /* the worker is too close to her, or she is for named workers only: nothing is found, nothing opens */
    bool restricted;        /* the worker is named for the restricted zone */
    bool emergency;         /* the worker has opened the case in an emergency, a short while ago */
};
/* Of the unit as such. */
struct standing standing_of(struct db *db, struct unit_id unit, struct case_id id, struct date today);
/* Of one worker in the unit: the same, and what is hers by name. */
struct standing standing_of_worker(struct db *db, const struct session *session, struct case_id id, struct date today);

/* The ground on which the unit may read a zone in full, as a code of law/grounds.yaml; NULL: it may not. (I-04, I-06) */
/* The same for her plan, which her coordinator's unit keeps, and until she has one the unit with the responsibility. (LAW §7, HOL-14, IPF-1) */
const char *standing_plan_ground(const struct standing *standing, bool coordinated);
const char *standing_ground(const struct standing *standing, enum zone zone);
/* Could her yes open the zone for such a reader? */
bool consent_opens(enum reader reader, enum zone zone);
/* Does the unit find the case at all? */
bool standing_finds_case(const struct standing *standing);
bool reader_never_health(enum reader reader);
enum reader reader_of(enum unit_role role);

/* What a zone holds, in words a person uses: "opplysninger om helse". */
text_key zone_words(enum zone zone);
/* "helse, bolig og leieforhold" of the zones in the set. */
const char *zones_text(struct arena *arena, enum lang lang, unsigned zones);
/* The ground's name in the law's texts: "Fare for liv eller helse". */
const char *ground_words(enum lang lang, const char *code);
/* A unit's name in the session's language; "" for one that is not there. */
const char *unit_words(struct request *rq, struct unit_id unit);
