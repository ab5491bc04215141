/* The first instance: is it as it must be, is there a reason to change, and if not, on to the appeal body. (FVL-31–FVL-33) */
#include "domain/appeal/internal.h"

#include "platform/audit/audit.h"

int appeal_begin(struct db *db, struct appeal_part_id id) {
    struct appeal_part_get_row part;
    if (!appeal_part_get(db, id, &part)) return ERR_NOT_FOUND;
    int result = may_step(db, &part, APPEAL_EVENT_BEGIN);
    if (result < 0) return result;
    appeal_set_prepared(db, id, actor_staff(db));
    work_task_give(db, part.case_id, TASK_KIND_PREPARE_APPEAL, id.v, actor_staff(db));
    return take_step(db, &part, APPEAL_EVENT_BEGIN, (struct appeal_words_id){0});
}

int appeal_ask_correction(struct db *db, const struct access *access, struct appeal_part_id id, unsigned faults) {
    struct appeal_part_get_row part;
    int result = open_step(db, access, id, APPEAL_EVENT_ASK_FIX, &part);
    if (result < 0) return result;
    if (!faults) return ERR_INVALID;
    struct date due = deadline_end(law_current(), CLOCK_APPEAL_FIX, today_of(db));
    appeal_set_fix(db, id, due);
    work_task_add(db, part.case_id, part.unit_id, TASK_KIND_AWAIT_CORRECTION, id.v, due);
    result = take_step(db, &part, APPEAL_EVENT_ASK_FIX, (struct appeal_words_id){0});
    if (result < 0) return result;
    struct notice_facts facts = {.kind = APPEAL_LETTER_KIND_CORRECTION, .received_on = part.received_on, .due = due, .faults = faults};
    return notice_of_part(db, access, &part, &facts);
}

int appeal_corrected(struct db *db, const struct access *access, struct appeal_part_id id, const char *words, bool is_signed) {
    struct appeal_part_get_row part;
    int result = open_step(db, access, id, APPEAL_EVENT_FIXED, &part);
    if (result < 0) return result;
    if (text_empty(words) && !is_signed) return ERR_INVALID;
    if (is_signed) appeal_set_signed(db, part.appeal_id);
    work_task_done(db, part.case_id, TASK_KIND_AWAIT_CORRECTION, id.v);
    return take_step(db, &part, APPEAL_EVENT_FIXED, write_words(db, access, &part, APPEAL_WORDS_KIND_CORRECTION, words));
}

int appeal_take_in(struct db *db, const struct access *access, struct appeal_part_id id, enum late_ground ground, const char *reasons) {
    struct appeal_part_get_row part;
    struct appeal_get_row appeal;
    int result = open_step(db, access, id, APPEAL_EVENT_TAKE_IN, &part);
    if (result < 0) return result;
    bool late = part.timely == APPEAL_TIME_LATE;
    if (!appeal_get(db, part.appeal_id, &appeal) || !appeal.signed_ || part.timely == APPEAL_TIME_TOO_LATE) return ERR_INVALID;
    if (late && (!ground || text_empty(reasons))) return ERR_INVALID;
    if (late) appeal_set_late_ground(db, id, ground);
    struct appeal_words_id words =
        late ? write_words(db, access, &part, APPEAL_WORDS_KIND_LATE_REASON, reasons) : (struct appeal_words_id){0};
    work_task_done(db, part.case_id, TASK_KIND_AWAIT_CORRECTION, id.v);
    work_event(db, part.case_id, CASE_EVENT_KIND_APPEAL_TAKEN_IN, ZONE_SPINE, part.unit_id);
    return take_step(db, &part, APPEAL_EVENT_TAKE_IN, words);
}

static bool may_dismiss(struct db *db, const struct appeal_part_get_row *part, enum dismissal_ground ground) {
    switch (ground) {
    case DISMISSAL_GROUND_LATE: return part->timely == APPEAL_TIME_LATE || part->timely == APPEAL_TIME_TOO_LATE;
    case DISMISSAL_GROUND_NOT_CORRECTED: return !date_is_none(part->fix_due) && part->fix_due.days < today_of(db).days;
    case DISMISSAL_GROUND_NOT_A_PARTY:
    case DISMISSAL_GROUND_NOT_A_DECISION: return true;
    }
    return false;
}

int appeal_dismiss(struct db *db, const struct access *access, struct appeal_part_id id, enum dismissal_ground ground,
                   const char *reasons) {
    struct appeal_part_get_row part;
    int result = open_step(db, access, id, APPEAL_EVENT_DISMISS, &part);
    if (result < 0) return result;
    if (text_empty(reasons) || !may_dismiss(db, &part, ground)) return ERR_INVALID;
    appeal_set_dismissal(db, id, ground);
    result = take_step(db, &part, APPEAL_EVENT_DISMISS, write_words(db, access, &part, APPEAL_WORDS_KIND_DISMISSAL, reasons));
    if (result < 0) return result;
    tasks_end(db, &part);
    suspension_over(db, &part);
    const struct law_part_kind *law = law_part_kind(law_current(), part_kind_code(part.kind));
    work_task_add(db, part.case_id, part.unit_id, TASK_KIND_FINISH_APPEAL, id.v,
                  deadline_end(law_current(), law->appeal_clock, today_of(db)));
    work_event(db, part.case_id, CASE_EVENT_KIND_APPEAL_DISMISSED, ZONE_SPINE, part.unit_id);
    struct notice_facts facts = {
        .kind = APPEAL_LETTER_KIND_DISMISSED, .received_on = part.received_on, .dismissal = ground, .words = reasons};
    return notice_of_part(db, access, &part, &facts);
}

int begin_amendment(struct db *db, const struct appeal_part_get_row *part, struct decision_part_id *ret_amended) {
    struct part_decided_row decided;
    struct part_in_force_row now;
    if (!part_decided(db, part->part_id, &decided)) return ERR_NOT_FOUND;
    if (!part_in_force(db, part->case_id, decided.number, &now)) return ERR_CONFLICT;
    return decision_amend_by_appeal(db, now.id, ret_amended);
}

int appeal_change(struct db *db, const struct access *access, struct appeal_part_id id, bool in_full, const char *reasons) {
    struct appeal_part_get_row part;
    struct decision_part_id amended;
    enum appeal_event event = in_full ? APPEAL_EVENT_CHANGE_IN_FULL : APPEAL_EVENT_CHANGE_IN_PART;
    int result = open_step(db, access, id, event, &part);
    if (result < 0) return result;
    if (text_empty(reasons)) return ERR_INVALID;
    result = begin_amendment(db, &part, &amended);
    if (result < 0) return result;
    appeal_set_amended(db, id, amended);
    result = take_step(db, &part, event, write_words(db, access, &part, APPEAL_WORDS_KIND_STATEMENT, reasons));
    if (result < 0) return result;
    if (in_full) {
        tasks_end(db, &part);
        suspension_over(db, &part);
    }
    struct date due = deadline_end(law_current(), CLOCK_APPEAL_RESULT, today_of(db));
    work_task_add(db, part.case_id, part.unit_id, TASK_KIND_FINISH_APPEAL, id.v, due);
    work_event(db, part.case_id, CASE_EVENT_KIND_APPEAL_CHANGED, ZONE_SPINE, part.unit_id);
    struct notice_facts facts = {
        .kind = APPEAL_LETTER_KIND_CHANGED, .received_on = part.received_on, .words = reasons, .in_part = !in_full};
    return notice_of_part(db, access, &part, &facts);
}

struct case_file_facts {
    struct appeal_case_file documents;
    const char *statement;
};
static int send_on(struct db *db, const struct access *access, struct appeal_part_get_row *part, const struct case_file_facts *file) {
    struct board_unit_row board = {0};
    const struct law_appeal_body *body = law_appeal_body(law_current(), part->body);
    if (body && body->by_municipality) board_unit(db, &board);
    appeal_set_forwarded(db, part->id, today_of(db), board.id);
    part->board_unit = board.id;
    for (size_t i = 0; i < file->documents.n; i++) enclosure_add(db, part->id, file->documents.v[i]);
    int result = take_step(db, part, APPEAL_EVENT_FORWARD, write_words(db, access, part, APPEAL_WORDS_KIND_STATEMENT, file->statement));
    if (result < 0) return result;
    tasks_end(db, part);
    struct date due = deadline_end(law_current(), CLOCK_APPEAL_SECOND_INSTANCE, today_of(db));
    if (board.id.v) secrecy_involve(db, part->case_id, board.id, INVOLVEMENT_APPEAL);
    work_task_add(db, part->case_id, board.id.v ? board.id : part->unit_id,
                  board.id.v ? TASK_KIND_DECIDE_APPEAL : TASK_KIND_AWAIT_APPEAL_BODY, part->id.v, due);
    work_event(db, part->case_id, CASE_EVENT_KIND_APPEAL_FORWARDED, ZONE_SPINE, board.id.v ? board.id : part->unit_id);
    return ERR_OK;
}

int appeal_forward(struct db *db, const struct access *access, struct appeal_part_id id, struct appeal_case_file documents,
                   const char *statement) {
    struct appeal_part_get_row part;
    int result = open_step(db, access, id, APPEAL_EVENT_FORWARD, &part);
    if (result < 0) return result;
    if (text_empty(statement) || !documents.n) return ERR_INVALID;
    struct case_file_facts file = {documents, statement};
    result = send_on(db, access, &part, &file);
    if (result < 0) return result;
    struct appeal_suspension_latest_row suspension;
    struct notice_facts facts = {
        .kind = APPEAL_LETTER_KIND_FORWARDED,
        .received_on = part.received_on,
        .words = statement,
        .documents = documents.v,
        .n_documents = documents.n,
        .suspended = appeal_suspension_latest(db, id, &suspension) && suspension.state == SUSPENSION_STATE_GRANTED,
    };
    return notice_of_part(db, access, &part, &facts);
}

int appeal_settle(struct db *db, const struct access *access, struct appeal_part_id id, const char *words) {
    struct appeal_part_get_row part;
    int result = open_step(db, access, id, APPEAL_EVENT_SETTLE, &part);
    if (result < 0) return result;
    if (text_empty(words)) return ERR_INVALID;
    result = take_step(db, &part, APPEAL_EVENT_SETTLE, write_words(db, access, &part, APPEAL_WORDS_KIND_SETTLEMENT, words));
    if (result < 0) return result;
    work_task_done(db, part.case_id, TASK_KIND_PREPARE_APPEAL, id.v);
    suspension_over(db, &part);
    return ERR_OK;
}

int appeal_withdraw(struct db *db, const struct access *access, struct appeal_part_id id, const char *words) {
    struct appeal_part_get_row part;
    int result = open_step(db, access, id, APPEAL_EVENT_WITHDRAW, &part);
    if (result < 0) return result;
    result = take_step(db, &part, APPEAL_EVENT_WITHDRAW, write_words(db, access, &part, APPEAL_WORDS_KIND_WITHDRAWAL, words));
    if (result < 0) return result;
    tasks_end(db, &part);
    suspension_over(db, &part);
    appeal_set_ended(db, id, today_of(db));
    if (part.board_unit.v) secrecy_end_involvement(db, part.case_id, part.board_unit, INVOLVEMENT_APPEAL);
    work_event(db, part.case_id, CASE_EVENT_KIND_APPEAL_WITHDRAWN, ZONE_SPINE, part.unit_id);
    return db_failed(db) ? ERR_IO : ERR_OK;
}
