/* Access for the unit that makes the joint decision. A rule of its own beside the reader matrix, and narrower than it looks: it opens what
 * other units have written in their parts, for putting them together, and nothing that she has objected to. */
#include "domain/secrecy/standing.h"
#include "platform/auth/access_grant.h"

/* FVL-13b no. 2 opens no health text; that the unit has only as it has otherwise. */
static const char *ground_to_decide(const struct standing *standing, enum zone zone) {
    const char *own = standing_ground(standing, zone);
    bool parts_zone = zone == ZONE_SOCIAL || zone == ZONE_HOUSING || zone == ZONE_PLAN;
    bool part_of = standing->reasons & ((1u << INVOLVEMENT_HOLDER) | (1u << INVOLVEMENT_DECISION_PART));
    if (own || standing->closed || !parts_zone || !part_of || !standing->decides_services || reader_never_health(standing->reader))
        return own;
    return standing->objected & ZONE_BIT(zone) ? NULL : "B2";
}

const struct access *secrecy_open_to_decide(struct request *rq, struct case_id id, unsigned zones, const char *purpose) {
    struct case_brief brief;
    if (!work_case(rq->db, id, &brief)) return NULL;
    struct standing standing = standing_of_worker(rq->db, rq->session, id, rq->today);
    struct access_terms terms = {.person = brief.person, .purpose = purpose};
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++) {
        const char *ground = zones & ZONE_BIT(zone) ? ground_to_decide(&standing, zone) : NULL;
        if (!ground) continue;
        terms.zones |= ZONE_BIT(zone);
        terms.ground[zone] = ground;
    }
    return terms.zones ? access_grant(rq->db, &terms) : NULL;
}
