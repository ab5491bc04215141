/* A caretaker who keeps in touch with somebody who takes no other help: asked with her knowing, a day always set, a log without text. (R-222, R-223, I-06) */
#include "domain/engagement/internal.h"

static int days_between(void) { return own_or(organisation_profile()->engagement.caretaker_days, CARETAKER_DAYS); }

/* Where he works as a caretaker today; 0: nowhere. */
static struct unit_id unit_of_caretaker(struct db *db, struct staff_id staff) {
    struct caretaker_staff_rows rows = caretaker_staff(db, today_of(db));
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].staff_id.v == staff.v) return rows.v[i].unit_id;
    return (struct unit_id){0};
}

int engagement_ask_caretaker(struct db *db, struct case_id id, struct staff_id caretaker, bool knows) {
    struct case_brief brief;
    int fault = engagement_case(db, id, &brief);
    struct unit_id unit = unit_of_caretaker(db, caretaker);
    if (fault) return fault;
    if (!unit.v) return ENGAGEMENT_CARETAKER_UNKNOWN;
    if (secrecy_said_no(db, id, unit, today_of(db))) return ENGAGEMENT_SHE_SAID_NO;
    if (!knows && !secrecy_involved(db, id, unit)) return ENGAGEMENT_ASK_HER_FIRST; /* a unit outside the case learns her name only with her yes (I-04) */
    struct date next_on = date_add_days(today_of(db), days_between());
    work_tasks_done(db, id, TASK_KIND_KEEP_CONTACT);
    caretaker_end(db, id, today_of(db));
    struct caretaker_contact_id made = caretaker_insert(db, id, brief.person, unit, caretaker, knows, today_of(db), next_on, db_now(db), actor_staff(db));
    meanwhile_insert(db, id, MEANWHILE_KIND_CARETAKER, today_of(db), actor_staff(db));
    work_tasks_done(db, id, TASK_KIND_NAME_CARETAKER);
    work_task_add(db, id, unit, TASK_KIND_KEEP_CONTACT, made.v, next_on);
    work_task_give(db, id, TASK_KIND_KEEP_CONTACT, made.v, caretaker);
    work_event(db, id, CASE_EVENT_KIND_CARETAKER_NAMED, ZONE_PLAN, unit);
    audit_add(db, "caretaker_named", "case", id.v, NULL);
    return ENGAGEMENT_DONE;
}

int engagement_end_caretaker(struct db *db, struct case_id id) {
    struct case_brief brief;
    int fault = engagement_case(db, id, &brief);
    if (fault) return fault;
    if (caretaker_end(db, id, today_of(db)) == 0) return ENGAGEMENT_WRONG_STATE;
    meanwhile_end(db, id, MEANWHILE_KIND_CARETAKER, today_of(db));
    work_tasks_done(db, id, TASK_KIND_KEEP_CONTACT);
    if (engagement_says_no(engagement_now(db, id).state))
        work_task_add(db, id, brief.holder_unit, TASK_KIND_NAME_CARETAKER, id.v, date_add_days(today_of(db), days_between()));
    work_event(db, id, CASE_EVENT_KIND_CARETAKER_ENDED, ZONE_PLAN, (struct unit_id){0});
    audit_add(db, "caretaker_ended", "case", id.v, NULL);
    return ENGAGEMENT_DONE;
}

void engagement_caretaker_leaves(struct db *db, struct unit_id unit, struct staff_id staff) { caretaker_unname(db, unit, staff); }

void engagement_ends(struct db *db, struct case_id id) {
    struct engagement_now now = engagement_now(db, id);
    static const enum task_kind kinds[] = {TASK_KIND_NAME_CARETAKER, TASK_KIND_KEEP_CONTACT, TASK_KIND_THINK_AGAIN};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) work_tasks_done(db, id, kinds[i]);
    caretaker_end(db, id, today_of(db));
    meanwhile_end_all(db, id, today_of(db));
    if (!now.id.v) return;
    engagement_set_rethink(db, now.id, DATE_NONE);
    engagement_watch_approach(db, now.id, DATE_NONE);
}

/* A new chance, the same day: whoever has the case asks her. */
static void she_wants_contact(struct db *db, const struct caretaker_get_row *row) {
    work_task_add(db, row->case_id, row->holder_unit, TASK_KIND_OFFER_AGAIN, row->case_id.v, today_of(db));
    if (row->holder_staff.v) work_task_give(db, row->case_id, TASK_KIND_OFFER_AGAIN, row->case_id.v, row->holder_staff);
}

int caretaker_write(struct db *db, struct caretaker_contact_id contact, enum caretaker_did did, struct date on_date, struct date next_on) {
    struct caretaker_get_row row;
    struct date today = today_of(db);
    if (!caretaker_get(db, contact, actor_unit(db), &row)) return ENGAGEMENT_NOT_FOUND;
    if (on_date.days > today.days) return ENGAGEMENT_IN_FUTURE;
    if (on_date.days < row.from_on.days) return ENGAGEMENT_BEFORE;
    if (next_on.days <= today.days) return ENGAGEMENT_NEXT_TOO_SOON;
    if (next_on.days > today.days + 4 * days_between()) return ENGAGEMENT_NEXT_TOO_LATE;
    caretaker_note_insert(db, contact, did, on_date, db_now(db), actor_staff(db));
    caretaker_set_next(db, contact, next_on);
    work_task_add(db, row.case_id, row.unit_id, TASK_KIND_KEEP_CONTACT, contact.v, next_on);
    if (did == CARETAKER_DID_WANTS_CONTACT) she_wants_contact(db, &row);
    audit_add(db, "caretaker_wrote", "caretaker_contact", contact.v, caretaker_did_code(did));
    return ENGAGEMENT_DONE;
}

int64_t caretaker_count(struct request *rq) {
    struct caretaker_count_due_row row;
    return caretaker_count_due(rq->db, rq->session->unit, rq->today, &row) ? row.n : 0;
}
