/* Joining and parting two records of one human being, with their cases. Moves nothing; so both logs, both audit trails and both keys stay whole. */
#include "domain/intake/same.h"

#include "intake_sql.h"
#include "platform/audit/audit.h"

/* The open case under this very record; 0: none. */
static struct case_id own_open_case(struct db *db, struct person_id person) {
    struct case_brief brief;
    struct case_id id = work_open_case_of(db, person);
    return id.v && work_case(db, id, &brief) && brief.person.v == person.v ? id : (struct case_id){0};
}

bool intake_may_join(struct db *db, struct unit_id unit, struct person_id one, struct person_id other) {
    struct case_id first = work_open_case_of(db, one), second = work_open_case_of(db, other);
    return (!first.v || secrecy_involved(db, first, unit)) && (!second.v || secrecy_involved(db, second, unit));
}

static int join_cases(struct db *db, struct person_merge_id merge, struct case_id closes, struct case_id stays) {
    struct case_brief brief;
    if (!work_case(db, closes, &brief)) return ERR_NOT_FOUND;
    joined_case_insert(db, merge, closes, stays, brief.state, brief.look_at);
    return work_join(db, closes, stays);
}

int intake_same(struct db *db, struct person_id one, struct person_id other, enum merge_reason reason, struct person_merge_id *ret_merge) {
    struct case_id first = own_open_case(db, one), second = own_open_case(db, other);
    bool other_stays = second.v && (!first.v || second.v < first.v);
    struct person_id kept = other_stays ? other : one, merged = other_stays ? one : other;
    int result = person_merge(db, kept, merged, reason, ret_merge);
    if (result < 0 || !first.v || !second.v) return result;
    return other_stays ? join_cases(db, *ret_merge, first, second) : join_cases(db, *ret_merge, second, first);
}

int intake_part(struct db *db, struct person_merge_id merge) {
    struct joined_case_of_row joined;
    bool had_case = joined_case_of(db, merge, &joined);
    int result = person_unmerge(db, merge);
    if (result < 0 || !had_case) return result;
    struct case_brief brief;
    if (!work_case(db, joined.case_id, &brief) || own_open_case(db, brief.person).v) return ERR_CONFLICT;
    return work_unjoin(db, joined.case_id, joined.state, joined.look_at);
}
