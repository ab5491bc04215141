/* Whether a newcomer stands alone. The rule is pure; what it asks is who has the roles, who is new, and how much is needed. */
#include "domain/visit/pairing.h"

#include "domain/evaluation/evaluation.h"
#include "domain/roles/roles.h"
#include "texts.h"

enum pairing visit_pairing(bool contact_new, bool has_deputy, bool deputy_new, bool much) {
    if (!contact_new || (has_deputy && !deputy_new)) return PAIRING_FINE;
    return much ? PAIRING_NEEDED : PAIRING_WISE;
}

/* The last level of a tool is the one with the most help. */
static bool needs_much(struct request *rq, struct case_id id) {
    struct date held_on;
    const struct tool_level *level = evaluation_level(rq, id, "follow_up", &held_on);
    return level && text_equal(level->code, "much");
}

text_key visit_pairing_warning(struct request *rq, struct case_id id) {
    struct role_contacts contacts = roles_contacts(rq->db, id);
    bool contact_new = visit_is_new(rq->db, contacts.contact.staff, rq->today);
    bool deputy_new = contact_new && visit_is_new(rq->db, contacts.deputy.staff, rq->today);
    bool has_deputy = contacts.deputy.staff.v && contacts.deputy.chosen;
    if (visit_pairing(contact_new, has_deputy, deputy_new, false) == PAIRING_FINE) return 0;
    switch (visit_pairing(contact_new, has_deputy, deputy_new, needs_much(rq, id))) {
    case PAIRING_NEEDED: return T_visit_mind_pairing_needed;
    case PAIRING_WISE: return T_visit_mind_pairing_wise;
    case PAIRING_FINE: break;
    }
    return 0;
}
