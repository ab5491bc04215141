/* What is agreed for the weeks that come: inside the decided band, with a last day, said once more in one press. Changes no decision. */
#include "domain/measure/internal.h"

void measure_remind(struct db *db, struct case_id id, struct measure_stay_id stay, struct unit_id unit, struct staff_id contact, struct date last) {
    work_task_add(db, id, unit, TASK_KIND_RECONFIRM_AGREEMENT, stay.v, last);
    if (contact.v) work_task_give(db, id, TASK_KIND_RECONFIRM_AGREEMENT, stay.v, contact);
}

void measure_agreement_over(struct db *db, struct measure_stay_id stay, struct date on) {
    struct help_agreement_now_row now;
    if (help_agreement_now(db, stay, &now)) help_agreement_finish(db, now.id, HELP_AGREEMENT_STATE_ENDED, on);
}

/* The decision that holds today, not the one that was there when she began. Without a decision there is no band. */
static int inside(struct db *db, const struct measure_stay_get_row *stay, int64_t minutes) {
    struct measure_parts_row part;
    if (!stay->part_number.has) return MEASURE_DONE;
    if (!measure_part_numbered(db, stay->case_id, stay->part_number.v, &part)) return MEASURE_GROUND_MISSING;
    if (!date_is_none(part.until_date) && part.until_date.days < measure_today(db).days) return MEASURE_GROUND_MISSING;
    const struct amount amount = measure_amount(&part);
    return measure_band(&amount, minutes) == BAND_IN ? MEASURE_DONE : MEASURE_OUTSIDE_BAND;
}

static int may_agree(struct db *db, struct case_id id, struct measure_stay_id stay, struct measure_stay_get_row *ret_stay) {
    struct case_brief brief;
    if (!work_case(db, id, &brief) || !measure_stay_get(db, id, stay, ret_stay)) return MEASURE_NOT_FOUND;
    if (ret_stay->state != MEASURE_STATE_RUNNING) return MEASURE_WRONG_STATE;
    return measure_is_ours(db, ret_stay->unit_id) || brief.holder_unit.v == measure_actor_unit(db).v ? MEASURE_DONE : MEASURE_NOT_YOURS;
}

static int64_t days_of(struct db *db, const struct measure_stay_get_row *stay) {
    struct measure_get_row measure;
    return measure_get(db, stay->measure_id, &measure) ? measure.agreement_days : 28;
}

enum { LONGEST_DAYS = 92 };

int measure_agree(struct db *db, const struct access *access, const struct agreement_new *agreement, struct help_agreement_id *ret_agreement) {
    struct measure_stay_get_row stay;
    struct help_agreement_now_row now;
    struct date today = measure_today(db);
    int fault = may_agree(db, agreement->case_, agreement->stay, &stay);
    if (fault) return fault;
    if (text_empty(agreement->words)) return MEASURE_WORDS_MISSING;
    if (!access || !access_covers(access, stay.zone)) return MEASURE_NO_ACCESS;
    struct date from = stay.started_on.days > today.days ? stay.started_on : today;
    struct date until = date_is_none(agreement->until) ? date_add_days(from, (int)days_of(db, &stay)) : agreement->until;
    if (until.days <= from.days || until.days > from.days + LONGEST_DAYS) return MEASURE_UNTIL_WRONG;
    fault = inside(db, &stay, agreement->minutes);
    if (fault) return fault;
    if (help_agreement_now(db, stay.id, &now)) help_agreement_finish(db, now.id, HELP_AGREEMENT_STATE_REPLACED, today);
    *ret_agreement = help_agreement_insert(db, agreement->case_, stay.id, agreement->minutes, from, until, db_now(db), measure_actor(db));
    help_agreement_say(db, access, *ret_agreement, agreement->case_, stay.person_id, stay.zone, agreement->words,
                       text_empty(agreement->her_words) ? NULL : agreement->her_words, db_now(db), measure_actor(db));
    measure_remind(db, agreement->case_, stay.id, stay.unit_id, stay.staff_id, until);
    work_event(db, agreement->case_, CASE_EVENT_KIND_HELP_AGREED, ZONE_SPINE, stay.unit_id);
    audit_add(db, "help_agreed", "help_agreement", ret_agreement->v, NULL);
    return MEASURE_DONE;
}

int measure_confirm(struct db *db, struct case_id id, struct help_agreement_id agreement, int64_t version) {
    struct help_agreement_get_row row;
    struct measure_stay_get_row stay;
    if (!help_agreement_get(db, id, agreement, &row)) return MEASURE_NOT_FOUND;
    if (row.state != HELP_AGREEMENT_STATE_RUNNING) return MEASURE_WRONG_STATE;
    int fault = may_agree(db, id, row.stay_id, &stay);
    if (!fault) fault = inside(db, &stay, row.minutes);
    if (fault) return fault;
    struct date until = date_add_days(measure_today(db), (int)days_of(db, &stay));
    if (until.days < row.valid_until.days) until = row.valid_until;
    if (!help_agreement_prolong(db, agreement, version, until)) return MEASURE_CHANGED;
    help_agreement_confirm(db, agreement, until, db_now(db), measure_actor(db));
    measure_remind(db, id, stay.id, stay.unit_id, stay.staff_id, until);
    audit_add(db, "help_agreement_confirmed", "help_agreement", agreement.v, NULL);
    return MEASURE_DONE;
}
