/* Access to the one thing a worker keeps in the restricted zone alone: that she has sent a notice to child welfare. The queries that use it
 * read and write only the worker's own rows; the duty is hers, not her unit's, so no other ground opens them. (BVL-1) */
#include "domain/secrecy/secrecy.h"
#include "platform/auth/access_grant.h"

const struct access *secrecy_open_own_notices(struct request *rq, struct case_id id) {
    struct case_brief brief;
    if (!work_case(rq->db, id, &brief)) return NULL;
    struct access_terms terms = {.person = brief.person, .purpose = "own_duty", .zones = ZONE_BIT(ZONE_RESTRICTED)};
    terms.ground[ZONE_RESTRICTED] = "own_unit";
    return access_grant(rq->db, &terms);
}
