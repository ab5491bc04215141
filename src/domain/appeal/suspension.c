/* That a decision waits while its appeal is decided. What follows from the part stops meanwhile. (FVL-42, FVL25-12) */
#include "domain/appeal/internal.h"

#include "platform/audit/audit.h"

int appeal_ask_suspension(struct db *db, struct appeal_part_id id, struct date asked_on) {
    struct appeal_part_get_row part;
    struct appeal_suspension_latest_row latest;
    if (!appeal_part_get(db, id, &part)) return ERR_NOT_FOUND;
    bool open = part.state == APPEAL_STATE_RECEIVED || part.state == APPEAL_STATE_FORMAL_CHECK ||
                part.state == APPEAL_STATE_FIRST_INSTANCE || part.state == APPEAL_STATE_CHANGED_IN_PART ||
                part.state == APPEAL_STATE_FORWARDED;
    bool waits =
        appeal_suspension_latest(db, id, &latest) && (latest.state == SUSPENSION_STATE_ASKED || latest.state == SUSPENSION_STATE_GRANTED);
    if (!open || waits) return ERR_CONFLICT;
    if (date_is_none(asked_on) || asked_on.days > today_of(db).days) return ERR_INVALID;
    const char *rule = law_rule_at(law_current(), "FVL25-12", asked_on) ? "FVL25-12" : "FVL-42";
    struct date due = deadline_end(law_current(), CLOCK_APPEAL_SUSPENSION, asked_on);
    appeal_suspension_insert(db, part.case_id, id, part.part_id, rule, asked_on, db_now(db), actor_staff(db), due);
    work_task_add(db, part.case_id, part.unit_id, TASK_KIND_DECIDE_SUSPENSION, id.v, due);
    work_event(db, part.case_id, CASE_EVENT_KIND_SUSPENSION_ASKED, ZONE_SPINE, part.unit_id);
    audit_add(db, "suspension_asked", "appeal_part", id.v, rule);
    return db_failed(db) ? ERR_CONFLICT : ERR_OK;
}

int appeal_answer_suspension(struct db *db, const struct access *access, struct appeal_part_id id, bool granted, const char *reasons) {
    struct appeal_part_get_row part;
    struct appeal_suspension_latest_row latest;
    if (!appeal_part_get(db, id, &part) || !appeal_suspension_latest(db, id, &latest)) return ERR_NOT_FOUND;
    bool by_law =
        granted && text_empty(reasons) && text_equal(latest.rule, "FVL25-12"); /* the act's own main rule needs nobody's reasons */
    bool ours = actor_unit(db).v == part.unit_id.v || (part.board_unit.v && actor_unit(db).v == part.board_unit.v);
    if (!by_law && (!ours || !access || !access_covers(access, part.zone))) return ERR_DENIED;
    if (latest.state != SUSPENSION_STATE_ASKED) return ERR_CONFLICT;
    if (!granted && text_empty(reasons)) return ERR_INVALID;
    bool covered = access && access_covers(access, part.zone);
    struct appeal_words_id words =
        covered ? write_words(db, access, &part, APPEAL_WORDS_KIND_SUSPENSION, reasons) : (struct appeal_words_id){0};
    enum suspension_state state = granted ? SUSPENSION_STATE_GRANTED : SUSPENSION_STATE_REFUSED;
    if (appeal_suspension_answer(db, latest.id, state, words, db_now(db), actor_staff(db)) != 1) return ERR_CONFLICT;
    work_task_done(db, part.case_id, TASK_KIND_DECIDE_SUSPENSION, id.v);
    if (granted) decision_suspend(db, part.part_id, true);
    else work_event(db, part.case_id, CASE_EVENT_KIND_SUSPENSION_REFUSED, ZONE_SPINE, part.unit_id);
    audit_add(db, "suspension_answered", "appeal_part", id.v, suspension_state_code(state));
    struct notice_facts facts = {
        .kind = APPEAL_LETTER_KIND_SUSPENSION, .received_on = latest.asked_on, .granted = granted, .words = reasons};
    return notice_of_part(db, access, &part, &facts);
}

void suspension_over(struct db *db, const struct appeal_part_get_row *part) {
    struct appeal_suspension_latest_row latest;
    bool granted = appeal_suspension_latest(db, part->id, &latest) && latest.state == SUSPENSION_STATE_GRANTED;
    work_task_done(db, part->case_id, TASK_KIND_DECIDE_SUSPENSION, part->id.v);
    appeal_suspension_end(db, part->id, db_now(db));
    if (granted) decision_suspend(db, part->part_id, false);
}

bool appeal_may_end_service(struct db *db, struct case_id id, enum service_kind kind) {
    struct service_is_suspended_row row;
    return !service_is_suspended(db, id, kind, &row);
}
