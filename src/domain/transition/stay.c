/* Which municipality a patient says she stays in: it answers the ward and pays. What is said never says where she is to live, and nobody is asked to leave. (USK-6) */
#include "domain/transition/internal.h"
#include "transition_sql.h"

/* She stays here after all: what a no, or the silence after the limit, had begun goes on from the day she was ready. (USK-4) */
static void pays_again(struct db *db, struct transition *t) {
    bool silent = t->state == TRANSITION_STATE_READY_DECLARED && t->answer_due.ms <= db_now(db).ms;
    t->stays_elsewhere = false;
    if (silent || t->state == TRANSITION_STATE_CANNOT_UNTIL) transition_pay_from(db, t, instant_oslo_date(t->ready_at));
}

int transition_say_stay(struct db *db, struct case_id id, struct transition_id transition, enum stay_said said, const char *municipality) {
    struct transition t;
    bool elsewhere = said == STAY_SAID_ELSEWHERE;
    int fault = transition_mine(db, id, transition, &t);
    if (!fault && !transition_from_ward(t.from)) fault = TRANSITION_NOT_FROM_WARD;
    if (!fault && elsewhere && text_empty(municipality)) fault = TRANSITION_STAY_MISSING;
    if (fault) return fault;
    transition_stay_insert(db, transition, id, t.person, said, elsewhere ? municipality : NULL, db_now(db), transition_actor(db));
    audit_add(db, "transition_stay_said", "transition", transition.v, stay_said_code(said));
    if (elsewhere && transition_payment_void(db, transition) > 0) audit_add(db, "transition_pays_no_more", "transition", transition.v, NULL);
    if (!elsewhere) pays_again(db, &t);
    return TRANSITION_DONE;
}

bool transition_stay_of(struct db *db, struct transition_id transition, struct transition_stay *ret_stay) {
    struct transition_stay_last_row row;
    if (!transition_stay_last(db, transition, &row)) return false;
    *ret_stay = (struct transition_stay){row.said, row.municipality, row.staff_name, row.at};
    return true;
}
