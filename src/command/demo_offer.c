/* The demonstration: homes that are offered in the last days. One waits for an answer with a viewing agreed, one was declined, one is signed for and the keys
 * are given on the last day; of more, the next one has said yes and waits for a contract. */
#include "command/demo_story.h"

#include "domain/offer/offer.h"
#include "domain/proposal/proposal.h"
#include "offer_sql.h"
#include "platform/audit/audit.h"

enum { CASES_LOOKED_AT = 120, OFFERS_MOST = 6, MOVES_IN = 2, TERM = 36, HOMES_BETWEEN = 2 };

static const struct worker *picker_in(struct story *story, struct unit_id unit) {
    static const enum staff_role roles[] = {STAFF_ROLE_PROPERTY, STAFF_ROLE_ALLOCATOR, STAFF_ROLE_OFFICER};
    for (size_t r = 0; r < sizeof roles / sizeof *roles; r++)
        for (size_t i = 0; i < story->stage->n_workers; i++)
            if (story->stage->workers[i].unit.v == unit.v && story->stage->workers[i].role == roles[r]) return &story->stage->workers[i];
    return NULL;
}

/* The first home, of those that are ready, that the rules let her have; another one for each person. */
static bool offer_one(struct story *story, struct case_id id, int number, struct dwelling_offer_id *ret_offer) {
    struct offer_homes_rows homes = offer_homes(story->db, DWELLING_STATE_READY);
    size_t at = (size_t)number * HOMES_BETWEEN;
    if (at >= homes.n) return false;
    const struct offer_new offer = {id, homes.v[at].id, OFFER_CHOICE_SHE_CHOSE, DATE_NONE};
    if (offer_make(story->db, &offer, ret_offer)) return false;
    audit_add(story->db, "offer_made", "case", id.v, NULL);
    return true;
}

static void goes_on(struct story *story, struct dwelling_offer_id offer, int number) {
    const struct offer_said yes = {offer, true, ANSWER_WAY_PHONE, 0}, no = {offer, false, ANSWER_WAY_VISIT, DECLINE_REASON_NOT_QUIET};
    if (number % 3 == 0)
        held(story, offer_plan_viewing(story->db, offer, story_working_day(date_add_days(story->rq.today, 3)), 10 * 60),
             "viewing_planned");
    else held(story, offer_said_to(story->db, number % 3 == 1 ? &no : &yes), "offer_answer_taken");
}

/* Read, signed, and the keys on the last day, by the unit that lets homes. */
static void moves_in(struct story *story, struct dwelling_offer_id offer) {
    struct offer_brief brief;
    struct offer_home_get_row home;
    struct lease_id lease;
    struct lease_rules wrong;
    struct date until = story->stage->wish->until;
    const struct worker *landlord = story_worker_in(story, organisation_unit_by_code(story->db, story->stage->profile->leases.owner));
    if (!offer_read(story->db, offer, &brief) || !offer_home_get(story->db, brief.dwelling, &home) || !turn_on(story, landlord, date_add_days(until, -1))) return;
    const struct access *access = secrecy_open(&story->rq, story->case_, ZONE_BIT(ZONE_TENANCY), "lease");
    const struct lease_terms terms = {.case_ = story->case_, .dwelling = brief.dwelling, .kind = LEASE_KIND_FIXED, .from = until, .months = TERM,
                                      .rent = home.rent.has ? home.rent.v : 8000, .told_public = true, .told_fixed = true};
    if (!access) return; /* the landlord is another unit, and not in the case yet */
    if (!held(story, lease_draft(story->db, access, &terms, &lease, &wrong), "lease_drafted")) return;
    if (!held(story, lease_offer(story->db, lease), "lease_given_to_read") || !held(story, lease_sign(story->db, lease, story->rq.today), "lease_signed")) return;
    if (turn_on(story, landlord, until)) held(story, lease_begin(story->db, lease, LEASE_INFO_WAY_TALK_AND_WRITING), "lease_begun");
}

/* One neighbourhood takes nobody more, and the meeting lets one more household into another: limits that say where, and never who. */
static void limits(struct story *story) {
    const struct offer_clusters_rows clusters = offer_clusters(story->db);
    const struct worker *decides = picker_in(story, application_unit(story->db));
    if (clusters.n < 2 || !decides || !turn_on(story, decides, date_add_days(story->stage->wish->until, -3))) return;
    held(story, offer_cluster(story->db, clusters.v[0].id, true), "area_marked");
    const struct proposal_change one_more = {.list = LIST_TYPE_ORDINARY, .kind = OVERRIDE_KIND_LIMIT, .cluster = clusters.v[1].id, .value = {true, 1}};
    held(story, proposal_override(story->db, NULL, &one_more), "proposal_change_made");
}

int demo_offers_tell(struct story *story) {
    int made = 0;
    limits(story);
    for (int64_t number = 1; number <= CASES_LOOKED_AT && made < OFFERS_MOST && !story->broken; number++) {
        struct offer_order_of_row order;
        struct case_brief brief;
        struct dwelling_offer_id offer;
        const struct case_id id = {number};
        if (!offer_order_of(story->db, id, &order) || !work_case(story->db, id, &brief) || brief.state != CASE_STATE_OPEN) continue;
        const struct worker *picker = picker_in(story, order.unit_id);
        story->case_ = id;
        if (!picker || !turn_on(story, picker, date_add_days(story->stage->wish->until, -2)) || !offer_one(story, id, made, &offer))
            continue;
        goes_on(story, offer, made);
        if (made == MOVES_IN) moves_in(story, offer);
        made++;
    }
    story->case_ = (struct case_id){0};
    return story->broken ? ERR_INVALID : ERR_OK;
}
