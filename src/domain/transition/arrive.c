/* An announcement about somebody who may have no case yet: a first contact like every other, then a transition in her case. */
#include "domain/intake/intake.h"
#include "domain/transition/internal.h"
#include "transition_sql.h"

static enum channel channel_of(enum transition_party from) {
    switch (from) {
    case TRANSITION_PARTY_HOSPITAL_PSYCHIATRY:
    case TRANSITION_PARTY_HOSPITAL_SUBSTANCE: return CHANNEL_SPECIALIST;
    case TRANSITION_PARTY_HOSPITAL_SOMATIC: return CHANNEL_HOSPITAL;
    case TRANSITION_PARTY_PRISON: return CHANNEL_PRISON;
    case TRANSITION_PARTY_TREATMENT:
    case TRANSITION_PARTY_CHILD_WELFARE:
    case TRANSITION_PARTY_MUNICIPALITY:
    case TRANSITION_PARTY_HOME:
    case TRANSITION_PARTY_OWN_UNIT: break;
    }
    return CHANNEL_OTHER;
}

int transition_arrive(struct db *db, struct transition_arrival *arrival, struct transition_id *ret_transition) {
    struct transition_new *made = &arrival->made;
    bool herself = made->source == TRANSITION_SOURCE_HERSELF;
    struct contact_new contact = {
        .person = arrival->person,
        .channel = channel_of(made->from ? made->from : transition_usual_from(made->kind)),
        .sender = herself ? SENDER_PERSON : SENDER_SERVICE,
        .sender_name = herself || text_empty(arrival->known_by) ? NULL : arrival->known_by,
        .what = arrival->needs,
        .asks_housing = made->lacks_home,
    };
    struct unit_id unit = transition_actor_unit(db);
    struct contact_id id = intake_register(db, &contact);
    if (!intake_may_hold(db, unit)) unit = transition_port(db);
    if (intake_open_case(db, id, unit, (struct staff_id){0}, &made->case_) != ERR_OK) return TRANSITION_CASE_CLOSED;
    return transition_announce(db, made, ret_transition);
}

bool transition_open_for(struct db *db, struct person_id person, enum transition_kind kind, struct transition_at *ret_at) {
    struct transition_open_of_row row;
    struct case_id id = work_open_case_of(db, person);
    if (!id.v || !transition_open_of(db, id, kind, &row)) return false;
    *ret_at = (struct transition_at){id, row.id};
    return true;
}
