/* A mother who has said one thing openly and one in confidence, for the tests of other modules. For tests only. */
#pragma once
#include "domain/relation/internal.h"
#include "relation_sql.h"

#define MOTHER_OPENLY "Hun liker seg i byen."
#define MOTHER_IN_CONFIDENCE "Hun drikker mer enn hun sier."

static inline void mother_speaks(struct request *rq, struct case_id id, struct person_id person) {
    const struct access *access = secrecy_open(rq, id, ZONE_BIT(ZONE_HOUSING), "people");
    struct staff_id staff = rq->session->staff;
    struct relative_id mother = relative_insert(rq->db, access, id, person, ZONE_HOUSING, "Mor Solberg", NULL, KINSHIP_PARENT, true, rq->now, staff);
    for (int i = 0; i < 2; i++)
        relative_talk_insert(rq->db, access, mother, id, person, ZONE_HOUSING, TALK_DIRECTION_TOLD_US, 0, i == 1,
                             i ? MOTHER_IN_CONFIDENCE : MOTHER_OPENLY, NULL, rq->now, staff);
}

/* Kari Lie acts for her in everything, with her written authority. */
static inline void agent_acts(struct db *db, struct case_id id, struct person_id person) {
    representative_insert(db, id, person, REPRESENTATIVE_KIND_AGENT, "Kari Lie", "Torget 1\n7600 LEVANGER", NULL, false, date_of(2026, 9, 1), true, true, true,
                          true, false, date_of(2026, 9, 1), DATE_NONE, db_now(db), (struct staff_id){db_actor(db)->staff});
}
