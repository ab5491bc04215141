/* One unit lets another see parts of a case on a coded ground (R-054, R-063, FVL-13a, FVL-13b, HPL-22…28). Always a draft first, whose preview
 * says exactly what will and will not follow; confirming works on how things stand then. Inside domain/secrecy and its tests. */
#pragma once
#include "domain/secrecy/standing.h"

/* What becomes of one zone when it is to be shared. X(name) */
#define SHARING_OUTCOMES(X) \
    X(CONSENT)   /* the unit sees it already: she has said yes */ \
    X(OWN)       /* the unit sees it already, as its own task or by an earlier sharing */ \
    X(GROUND)    /* opens on the ground */ \
    X(OBJECTED)  /* she has said that it is not to be shared */ \
    X(SAID_NO)   /* she said no to this unit; only a weighty ground goes past that, and she is told */ \
    X(NEVER)     /* such a unit never sees it */ \
    X(NEEDS_YES) /* only her yes opens it */ \
    X(NOT_OURS)  /* whoever shares may not see it herself */ \
    X(NO_GROUND) /* no ground is chosen that fits */
enum sharing_outcome {
    OUTCOME_UNKNOWN = 0,
#define X(name) OUTCOME_##name,
    SHARING_OUTCOMES(X)
#undef X
};
static inline bool outcome_follows(enum sharing_outcome outcome) { return outcome >= OUTCOME_CONSENT && outcome <= OUTCOME_GROUND; }

/* Could the ground open the zone for such a reader at all? A ground of the public administration act never opens health. (LAW FVL-13b, HPL-21) */
bool ground_opens(const struct law_ground *ground, enum reader reader, enum zone zone);
/* Pure: who shares, who receives, the zone and the ground chosen for it (NULL: none). */
enum sharing_outcome sharing_outcome(const struct standing *giver, const struct standing *receiver, enum zone zone, const struct law_ground *ground);

/* Why not. X(name, form field or NULL, text key) */
#define SHARING_FAULTS(X) \
    X(NOT_FOUND, NULL, sharing_not_found) \
    X(CASE_CLOSED, NULL, consent_case_closed) \
    X(UNIT_UNKNOWN, "to_unit", consent_unit_unknown) \
    X(ZONE_MISSING, "zones", sharing_zone_missing) \
    X(GROUND_UNKNOWN, "ground", sharing_ground_unknown) \
    X(HEALTH_GROUND_UNKNOWN, "health_ground", sharing_health_ground_unknown) \
    X(NECESSITY_MISSING, "necessity", sharing_necessity_missing) \
    X(UNTIL_PAST, "until", consent_until_past) \
    X(UNTIL_FAR, "until", consent_until_far) \
    X(NOTHING_FOLLOWS, NULL, sharing_nothing_follows) \
    X(NOT_DRAFT, NULL, sharing_not_draft) \
    X(NOT_YOURS, NULL, sharing_not_yours)
enum sharing_fault {
    SHARING_DONE = 0,
    SHARING_FAULT_FIRST = -500,
#define X(name, field, key) SHARING_##name,
    SHARING_FAULTS(X)
#undef X
};
struct sharing_fault_text {
    const char *field;
    text_key why;
};
struct sharing_fault_text sharing_fault_text(int fault);

struct sharing_plan {
    struct unit_id to_unit;
    bool whole;      /* everything that may follow */
    unsigned zones;  /* ZONE_BIT, when not whole */
    enum sharing_purpose purpose;
    const char *ground, *health_ground; /* codes, or NULL */
    const char *necessity;
    struct date until;
};
/* `session`: who shares, in the name of her unit. */
int sharing_draft(struct db *db, const struct session *session, struct case_id id, const struct sharing_plan *plan, struct sharing_id *ret_sharing);
/* What would follow now, by zone. */
struct sharing_preview {
    enum sharing_outcome by_zone[ZONE_RESTRICTED + 1]; /* OUTCOME_UNKNOWN: not asked for */
    bool any, warns_leader;
};
bool sharing_preview(struct db *db, const struct session *session, struct case_id id, struct sharing_id sharing, struct sharing_preview *ret_preview);
int sharing_confirm(struct db *db, const struct session *session, struct case_id id, struct sharing_id sharing);
int sharing_stop(struct db *db, struct case_id id, struct sharing_id sharing);

/* Grounds a worker may pick for a zone: those of health for health, else the others. (1-based over the law's list; ends with NULL) */
const struct law_ground *const *sharing_grounds(struct arena *arena, bool health);
