/* The rules of eligibility, stay municipality and decision competence. Pure but for writing the answers; no page. */
#include "domain/eligibility/eligibility.h"

#include "eligibility_sql.h"
#include "texts.h"

enum eligibility_outcome eligibility_of(enum known_answer lawful_stay, enum known_answer asylum_offer, enum known_answer no_connection) {
    if (lawful_stay == KNOWN_ANSWER_NO || asylum_offer == KNOWN_ANSWER_YES || no_connection == KNOWN_ANSWER_YES)
        return ELIGIBILITY_OUTCOME_OUTSIDE;
    if (lawful_stay == KNOWN_ANSWER_YES && asylum_offer == KNOWN_ANSWER_NO && no_connection == KNOWN_ANSWER_NO)
        return ELIGIBILITY_OUTCOME_APPLIES;
    return ELIGIBILITY_OUTCOME_ASK;
}

/* A settlement that runs comes before where she happens to stay. */
static const char *settled_by(const struct stay_lines *stays, struct date day) {
    for (size_t i = 0; i < stays->n; i++) {
        const struct stay_line *stay = &stays->v[i];
        bool begun = stay->from_date.days <= day.days, runs = !date_is_none(stay->until_date) && stay->until_date.days >= day.days;
        if (stay->basis == STAY_BASIS_SETTLED_REFUGEE && begun && runs) return stay->municipality;
    }
    return NULL;
}

const char *stay_responsible(const struct stay_lines *stays, struct date day) {
    const char *settled = settled_by(stays, day);
    if (settled) return settled;
    for (size_t i = 0; i < stays->n; i++) {
        if (stays->v[i].from_date.days > day.days || stays->v[i].basis == STAY_BASIS_INSTITUTION) continue;
        return stays->v[i].municipality;
    }
    return NULL;
}

enum eligibility_outcome eligibility_answer(struct db *db, const struct access *access, struct case_id id,
                                            const struct eligibility_answers *answers) {
    struct case_brief brief;
    enum eligibility_outcome outcome = eligibility_of(answers->lawful_stay, answers->asylum_offer, answers->no_connection);
    if (!work_case(db, id, &brief)) return outcome;
    eligibility_insert(db, access, id, brief.person, answers->lawful_stay, answers->asylum_offer, answers->no_connection, outcome,
                       answers->note, db_now(db), (struct staff_id){db_actor(db)->staff});
    struct date today = instant_oslo_date(db_now(db));
    if (outcome == ELIGIBILITY_OUTCOME_OUTSIDE) work_task_add(db, id, brief.holder_unit, TASK_KIND_HELP_AT_ONCE, id.v, today);
    else work_tasks_done(db, id, TASK_KIND_HELP_AT_ONCE);
    return outcome;
}

struct competence_fault competence_fault_of(const struct competence_claim *claim, struct date today) {
    struct competence_fault none = {NULL, 0};
    if (claim->assessed_on.days > today.days) return (struct competence_fault){"assessed_on", T_competence_day_future};
    if (claim->outcome == COMPETENCE_OUTCOME_CAN) return none;
    if (!claim->predominant) return (struct competence_fault){"predominant", T_competence_not_predominant};
    if (!claim->not_for_use) return (struct competence_fault){"not_for_use", T_competence_never_for_use};
    bool later = !date_is_none(claim->look_again) && claim->look_again.days > claim->assessed_on.days;
    return later ? none : (struct competence_fault){"look_again", T_competence_look_again_missing};
}
