/* The second instance, and the end: decided, carried out, closed; costs. The municipality's own board decides here; what the county governor
 * answers is written down. (FVL-34, FVL-36) */
#include "domain/appeal/internal.h"

#include "platform/audit/audit.h"

void tasks_end(struct db *db, const struct appeal_part_get_row *part) {
    static const enum task_kind kinds[] = {TASK_KIND_PREPARE_APPEAL, TASK_KIND_AWAIT_CORRECTION, TASK_KIND_DECIDE_APPEAL,
                                           TASK_KIND_AWAIT_APPEAL_BODY, TASK_KIND_FINISH_APPEAL};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) work_task_done(db, part->case_id, kinds[i], part->id.v);
}

static bool decision_good(struct db *db, const struct appeal_part_get_row *part, const struct appeal_decision *decision) {
    if (text_empty(decision->reasons) || date_is_none(decision->decided_on) || decision->decided_on.days > today_of(db).days) return false;
    if (decision->decided_on.days < part->forwarded_on.days) return false;
    if ((decision->result == APPEAL_RESULT_CHANGED) != (decision->direction != 0)) return false;
    if (decision->direction != RESULT_DIRECTION_TO_DETRIMENT) return true;
    /* Only when she was told in time that it might come to this. */
    struct date told = decision->notice_sent_on;
    return !date_is_none(told) && told.days <= part->detriment_until.days && told.days <= decision->decided_on.days;
}

int appeal_decide(struct db *db, const struct access *access, struct appeal_part_id id, const struct appeal_decision *decision) {
    struct appeal_part_get_row part;
    struct decision_part_id amended;
    int result = open_step(db, access, id, APPEAL_EVENT_DECIDE, &part);
    if (result < 0) return result;
    if (!decision_good(db, &part, decision)) return ERR_INVALID;
    bool detriment = decision->direction == RESULT_DIRECTION_TO_DETRIMENT;
    bool changes = decision->result != APPEAL_RESULT_UPHELD && !detriment;
    if (changes) {
        result = begin_amendment(db, &part, &amended);
        if (result < 0) return result;
        appeal_set_amended(db, id, amended);
    }
    appeal_set_result(db, id, decision->result, decision->direction, decision->decided_on,
                      detriment ? decision->notice_sent_on : DATE_NONE);
    result = take_step(db, &part, APPEAL_EVENT_DECIDE, write_words(db, access, &part, APPEAL_WORDS_KIND_RESULT, decision->reasons));
    if (result < 0) return result;
    tasks_end(db, &part);
    suspension_over(db, &part);
    work_task_add(db, part.case_id, part.unit_id, TASK_KIND_FINISH_APPEAL, id.v,
                  deadline_end(law_current(), CLOCK_APPEAL_RESULT, today_of(db)));
    work_event(db, part.case_id, CASE_EVENT_KIND_APPEAL_DECIDED, ZONE_SPINE, part.board_unit.v ? part.board_unit : part.unit_id);
    struct notice_facts facts = {.kind = APPEAL_LETTER_KIND_RESULT,
                                 .received_on = decision->decided_on,
                                 .words = decision->reasons,
                                 .result = decision->result,
                                 .direction = decision->direction,
                                 .by_board = part.board_unit.v != 0};
    return notice_of_part(db, access, &part, &facts);
}

/* The part that was opened for the change, in a version that is issued. */
static bool is_issued(struct db *db, struct decision_part_id part) {
    struct part_written_in_row row;
    return part.v && part_written_in(db, part, &row) && !joint_open(row.joint_state);
}

int appeal_implement(struct db *db, struct appeal_part_id id) {
    struct appeal_part_get_row part;
    struct appeal_step_taken_row settled;
    if (!appeal_part_get(db, id, &part)) return ERR_NOT_FOUND;
    int result = may_step(db, &part, APPEAL_EVENT_IMPLEMENT);
    if (result < 0) return result;
    if (part.state == APPEAL_STATE_DECIDED && part.result == APPEAL_RESULT_UPHELD) return ERR_CONFLICT;
    if (part.state == APPEAL_STATE_CHANGED_IN_PART && !appeal_step_taken(db, id, APPEAL_EVENT_SETTLE, &settled)) return ERR_CONFLICT;
    if (part.direction != RESULT_DIRECTION_TO_DETRIMENT && !is_issued(db, part.amended)) return ERR_INVALID;
    work_event(db, part.case_id, CASE_EVENT_KIND_APPEAL_IMPLEMENTED, ZONE_SPINE, part.unit_id);
    return take_step(db, &part, APPEAL_EVENT_IMPLEMENT, (struct appeal_words_id){0});
}

int appeal_close(struct db *db, struct appeal_part_id id) {
    struct appeal_part_get_row part;
    struct result_letter_missing_row missing = {0};
    if (!appeal_part_get(db, id, &part)) return ERR_NOT_FOUND;
    int result = may_step(db, &part, APPEAL_EVENT_CLOSE);
    if (result < 0) return result;
    if (part.state == APPEAL_STATE_DECIDED && part.result != APPEAL_RESULT_UPHELD) return ERR_CONFLICT;
    if (!result_letter_missing(db, id, &missing) || missing.n || date_is_none(part.result_reached_on)) return ERR_INVALID;
    if (part.state == APPEAL_STATE_DISMISSED) {
        const struct law_part_kind *law = law_part_kind(law_current(), part_kind_code(part.kind));
        if (today_of(db).days <= deadline_end(law_current(), law->appeal_clock, part.result_reached_on).days) return ERR_INVALID;
    }
    result = take_step(db, &part, APPEAL_EVENT_CLOSE, (struct appeal_words_id){0});
    if (result < 0) return result;
    appeal_set_ended(db, id, today_of(db));
    tasks_end(db, &part);
    if (part.board_unit.v) secrecy_end_involvement(db, part.case_id, part.board_unit, INVOLVEMENT_APPEAL);
    work_event(db, part.case_id, CASE_EVENT_KIND_APPEAL_CLOSED, ZONE_SPINE, part.unit_id);
    return db_failed(db) ? ERR_IO : ERR_OK;
}

/* ── costs ────────────────────────────────────────────────────────────── */

/* Who made the new decision decides on the costs of getting it; the county governor's answer is written down by the first instance. */
static struct unit_id costs_unit(const struct appeal_part_get_row *part) {
    return part->result && part->board_unit.v ? part->board_unit : part->unit_id;
}

int appeal_claim_costs(struct db *db, const struct access *access, struct appeal_part_id id, int64_t amount, struct date claimed_on,
                       const char *words) {
    struct appeal_part_get_row part;
    if (!appeal_part_get(db, id, &part)) return ERR_NOT_FOUND;
    if (!access || !access_covers(access, part.zone)) return ERR_DENIED;
    if (!part.amended.v || amount <= 0 || date_is_none(claimed_on) || claimed_on.days > today_of(db).days) return ERR_INVALID;
    struct costs_of_row known;
    if (costs_of(db, id, &known)) return ERR_CONFLICT;
    bool in_time = date_is_none(part.costs_until) || claimed_on.days <= part.costs_until.days;
    struct date due = deadline_end(law_current(), CLOCK_APPEAL_RESULT, claimed_on);
    costs_insert(db, id, part.case_id, claimed_on, part.costs_until, in_time, amount, due, db_now(db), actor_staff(db));
    write_words(db, access, &part, APPEAL_WORDS_KIND_COSTS, words);
    if (part.board_unit.v) secrecy_involve(db, part.case_id, part.board_unit, INVOLVEMENT_APPEAL);
    work_task_add(db, part.case_id, costs_unit(&part), TASK_KIND_DECIDE_COSTS, id.v, due);
    audit_add(db, "costs_claimed", "appeal_part", id.v, NULL);
    return db_failed(db) ? ERR_CONFLICT : ERR_OK;
}

int appeal_answer_costs(struct db *db, const struct access *access, struct appeal_part_id id, int64_t granted, const char *reasons) {
    struct appeal_part_get_row part;
    struct costs_of_row claim;
    if (!appeal_part_get(db, id, &part) || !costs_of(db, id, &claim)) return ERR_NOT_FOUND;
    if (!access || !access_covers(access, part.zone) || actor_unit(db).v != costs_unit(&part).v) return ERR_DENIED;
    if (claim.state != COSTS_STATE_CLAIMED) return ERR_CONFLICT;
    if (granted < 0 || granted > claim.amount || text_empty(reasons)) return ERR_INVALID;
    enum costs_state state = granted == claim.amount ? COSTS_STATE_GRANTED : granted ? COSTS_STATE_PARTLY : COSTS_STATE_REFUSED;
    struct appeal_words_id words = write_words(db, access, &part, APPEAL_WORDS_KIND_COSTS, reasons);
    if (costs_answer(db, claim.id, state, granted, words, db_now(db), actor_staff(db)) != 1) return ERR_CONFLICT;
    work_task_done(db, part.case_id, TASK_KIND_DECIDE_COSTS, id.v);
    audit_add(db, "costs_decided", "appeal_part", id.v, costs_state_code(state));
    if (part.board_unit.v && appeal_is_over(part.state)) secrecy_end_involvement(db, part.case_id, part.board_unit, INVOLVEMENT_APPEAL);
    struct notice_facts facts = {.kind = APPEAL_LETTER_KIND_COSTS,
                                 .received_on = claim.claimed_on,
                                 .words = reasons,
                                 .amount = claim.amount,
                                 .amount_granted = granted,
                                 .by_board = part.board_unit.v != 0,
                                 .late = !claim.in_time};
    return notice_of_part(db, access, &part, &facts);
}
