/* A case that closes: proposed by one, agreed on by another, with her, when nothing is left to do. May not judge how she lives. (MODEL 3.1, R-225) */
#include "domain/closing/internal.h"

#include "domain/law/law.h"
#include "domain/plan/individual.h"
#include "platform/audit/audit.h"
#include "platform/jobs/jobs.h"

enum { CONFIRM_DAYS = 5 };

static struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }
static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }

static enum closing_fault her_answer(enum closing_answer answer, bool must_agree) {
    switch (answer) {
    case CLOSING_ANSWER_AGREES: return CLOSING_FINE;
    case CLOSING_ANSWER_DISAGREES: return CLOSING_SHE_DISAGREES;
    case CLOSING_ANSWER_NOT_REACHED: return must_agree ? CLOSING_NOT_REACHED : CLOSING_FINE;
    }
    return CLOSING_ANSWER_MISSING;
}

enum closing_fault closing_may(enum closing_ground ground, enum closing_answer answer) {
    switch (ground) {
    case CLOSING_GROUND_HELP_FINISHED:
    case CLOSING_GROUND_OWN_WISH: return her_answer(answer, true);
    case CLOSING_GROUND_MOVED_AWAY:
    case CLOSING_GROUND_OPENED_BY_MISTAKE: return her_answer(answer, false);
    case CLOSING_GROUND_DIED: return CLOSING_FINE;
    case CLOSING_GROUND_DECLINES_HELP: return CLOSING_SHE_DECLINES;
    case CLOSING_GROUND_DOES_NOT_COOPERATE: return CLOSING_SHE_DOES_NOT;
    case CLOSING_GROUND_NO_CONTACT: return CLOSING_NO_CONTACT;
    case CLOSING_GROUND_BREAKS_RULES: return CLOSING_BREAKS_RULES;
    }
    return CLOSING_NOT_FOUND;
}

static bool ends_with_her(enum closing_block block) {
    return block == CLOSING_BLOCK_PART || block == CLOSING_BLOCK_PART_TO_COME || block == CLOSING_BLOCK_DRAFT ||
           block == CLOSING_BLOCK_HOUSING || block == CLOSING_BLOCK_APPLICATION;
}

struct closing_opens closing_open_things(struct db *db, struct case_id id, enum closing_ground ground) {
    struct closing_blocks_rows rows = closing_blocks(db, id, today_of(db));
    struct closing_opens opens = {arena_array(db_arena(db), rows.n + 1, sizeof *opens.v), 0};
    for (size_t i = 0; i < rows.n; i++) {
        if (ground == CLOSING_GROUND_DIED && ends_with_her(rows.v[i].block)) continue;
        opens.v[opens.n++] = (struct closing_open){rows.v[i].block, rows.v[i].unit_id, rows.v[i].code};
    }
    return opens;
}

static bool may_receive(struct db *db, struct unit_id id) {
    struct unit_brief unit;
    return organisation_unit(db, id, LANG_NB, &unit) && unit.active;
}

int closing_proposal(struct db *db, struct case_id id, const struct closing_new *closing, struct case_closing_id *ret_closing) {
    struct case_brief brief;
    int fault = closing_held(db, id, &brief);
    if (!fault) fault = closing_may(closing->ground, closing->answer);
    if (fault) return fault;
    if (!may_receive(db, closing->contact_unit)) return CLOSING_CONTACT_UNKNOWN;
    if (brief.state != CASE_STATE_OPEN && brief.state != CASE_STATE_RESTING) return CLOSING_WRONG_STATE;
    if (closing_open_things(db, id, closing->ground).n) return CLOSING_STILL_OPEN;
    bool died = closing->ground == CLOSING_GROUND_DIED;
    closing_withdraw(db, id);
    struct case_closing_id made =
        closing_insert(db, id, closing->ground, died ? 0 : closing->answer, closing->contact_unit, db_now(db), actor_staff(db));
    if (work_begin_closing(db, id) < 0) return CLOSING_WRONG_STATE;
    work_tasks_done(db, id, TASK_KIND_LOOK_AT_CASE);
    work_task_add(db, id, brief.holder_unit, TASK_KIND_CONFIRM_CLOSING, id.v,
                  law_add_working_days(law_current(), today_of(db), CONFIRM_DAYS));
    *ret_closing = made;
    return CLOSING_FINE;
}

/* The proposal that waits, in a case that is closing. */
static int waiting(struct db *db, struct case_id id, struct case_brief *ret_case, struct closing_last_row *ret_closing) {
    int fault = closing_held(db, id, ret_case);
    if (fault) return fault;
    bool waits = ret_case->state == CASE_STATE_CLOSING && closing_last(db, id, ret_closing) && ret_closing->state == CLOSING_STATE_PROPOSED;
    return waits ? CLOSING_FINE : CLOSING_WRONG_STATE;
}

int closing_withdrawn(struct db *db, struct case_id id) {
    struct case_brief brief;
    struct closing_last_row closing;
    int fault = waiting(db, id, &brief, &closing);
    if (fault) return fault;
    closing_withdraw(db, id);
    work_wake(db, id);
    return CLOSING_FINE;
}

int closing_turned_down(struct db *db, struct case_id id, enum closing_no no) {
    struct case_brief brief;
    struct closing_last_row closing;
    int fault = waiting(db, id, &brief, &closing);
    if (fault) return fault;
    if (closing.proposed_by.v == actor_staff(db).v) return CLOSING_SAME_PERSON;
    if (closing_decide(db, closing.id, CLOSING_STATE_REFUSED, no, db_now(db), actor_staff(db)) != 1) return CLOSING_WRONG_STATE;
    work_wake(db, id);
    return CLOSING_FINE;
}

int closing_agreed(struct db *db, struct case_id id, enum closing_way way) {
    struct case_brief brief;
    struct closing_last_row closing;
    int fault = waiting(db, id, &brief, &closing);
    if (fault) return fault;
    bool died = closing.ground == CLOSING_GROUND_DIED;
    if (closing.proposed_by.v == actor_staff(db).v) return CLOSING_SAME_PERSON;
    if (closing_open_things(db, id, closing.ground).n) return CLOSING_STILL_OPEN;
    if (!died && !way) return CLOSING_WAY_MISSING;
    if (closing_decide(db, closing.id, CLOSING_STATE_CONFIRMED, 0, db_now(db), actor_staff(db)) != 1) return CLOSING_WRONG_STATE;
    if (!died && closing_write_letters(db, &brief, &closing, way) < 0) return CLOSING_NO_LETTER;
    work_tasks_done(db, id, TASK_KIND_CONFIRM_CLOSING);
    work_tasks_done(db, id, TASK_KIND_LOOK_AT_CASE);
    work_tasks_done(db, id, TASK_KIND_OFFER_AGAIN);
    individual_plan_case_closes(db, id);
    declined_end(db, id, db_now(db));
    job_cancel(db, JOB_REST_LOOK, id.v);
    return work_close(db, id) < 0 ? CLOSING_WRONG_STATE : CLOSING_FINE;
}

int closing_opened_again(struct db *db, struct case_id id) {
    struct case_brief brief;
    struct unit_id unit = {db_actor(db)->unit};
    if (!work_case(db, id, &brief)) return CLOSING_NOT_FOUND;
    if (brief.state != CASE_STATE_CLOSED || brief.joined_to.v || work_open_case_of(db, brief.person).v) return CLOSING_WRONG_STATE;
    if (brief.holder_unit.v == unit.v) return work_open_again(db, id) ? CLOSING_FINE : CLOSING_WRONG_STATE;
    if (work_reopen(db, id, unit, actor_staff(db)) < 0) return CLOSING_WRONG_STATE;
    secrecy_involve(db, id, unit, INVOLVEMENT_HOLDER);
    return CLOSING_FINE;
}
