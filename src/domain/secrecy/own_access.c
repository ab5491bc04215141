/* Access that follows from no unit's task: a worker's own notice to child welfare, and the person's own right to everything about her. */
#include "domain/secrecy/secrecy.h"
#include "platform/auth/access_grant.h"

/* The one thing a worker keeps in the restricted zone alone. The queries that use it read and write only the worker's own rows; the duty is hers,
 * not her unit's, so no other ground opens them. (BVL-1) */
const struct access *secrecy_open_own_notices(struct request *rq, struct case_id id) {
    struct case_brief brief;
    if (!work_case(rq->db, id, &brief)) return NULL;
    struct access_terms terms = {.person = brief.person, .purpose = "own_duty", .zones = ZONE_BIT(ZONE_RESTRICTED)};
    terms.ground[ZONE_RESTRICTED] = "own_unit";
    return access_grant(rq->db, &terms);
}

/* Everything, for the person herself: when she has asked to have it. The ground is her own right. (FVL-18, PBRL-11) */
const struct access *secrecy_open_for_her(struct db *db, struct case_id id) {
    struct case_brief brief;
    if (!work_case(db, id, &brief)) return NULL;
    struct access_terms terms = {.person = brief.person, .purpose = "her_own"};
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++) {
        terms.zones |= ZONE_BIT(zone);
        terms.ground[zone] = "self";
    }
    return access_grant(db, &terms);
}

/* The number is kept where the municipality has confirmed the ground for it, and used for this alone. */
const struct access *secrecy_open_to_count(struct db *db, struct case_id id, struct unit_id unit, struct date today) {
    struct case_brief brief;
    if (!work_case(db, id, &brief) || secrecy_said_no(db, id, unit, today)) return NULL;
    struct access_terms terms = {.person = brief.person, .zones = ZONE_BIT(ZONE_HEALTH), .purpose = "neighbourhood"};
    terms.ground[ZONE_HEALTH] = "own_unit";
    return access_grant(db, &terms);
}
