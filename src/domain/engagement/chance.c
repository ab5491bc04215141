/* New chances: what is done together meanwhile, the meeting that asks what to do, thinking again, and a contact when life turns. */
#include "domain/engagement/internal.h"

#include "domain/law/law.h"

enum { JOB_MINUTES = 7 * 60, THINK_DAYS = 7, EVENT_YEARS_BACK = 1 };

/* ── meanwhile ────────────────────────────────────────────────────────── */

int engagement_meanwhile(struct db *db, struct case_id id, const enum meanwhile_kind *kinds, size_t n) {
    struct case_brief brief;
    int fault = engagement_case(db, id, &brief);
    if (fault) return fault;
    enum engagement_state state = engagement_now(db, id).state;
    if (!engagement_says_no(state)) return ENGAGEMENT_WRONG_STATE;
    if (n == 0) return ENGAGEMENT_KIND_MISSING;
    for (size_t i = 0; i < n; i++) meanwhile_insert(db, id, kinds[i], today_of(db), actor_staff(db));
    audit_add(db, "meanwhile_agreed", "case", id.v, NULL);
    return state == ENGAGEMENT_STATE_DECLINED ? engagement_step_to(db, id, ENGAGEMENT_STATE_WATCH) : ENGAGEMENT_DONE;
}

/* ── the meeting ──────────────────────────────────────────────────────── */

struct meeting_series_id engagement_series(struct db *db) {
    struct series_for_all_row row;
    return series_for_all(db, &row) ? row.id : (struct meeting_series_id){0};
}

int engagement_to_meeting(struct db *db, struct case_id id, struct meeting_series_id series) {
    struct agenda_item_id made;
    const struct item_new item = {.series = series, .kind = AGENDA_ITEM_KIND_DECLINES_ALL, .case_ = id, .need = ITEM_NEED_DATE_NEAR, .needs_all = true};
    return meeting_report(db, &item, &made) ? ENGAGEMENT_NO_MEETING : ENGAGEMENT_DONE;
}

/* They have found out together; what they agreed on is written on her page. Without anything yet, somebody has it to do. */
static int decided(struct db *db, const struct meeting_item *item, const struct meeting_outcome *outcome) {
    struct case_brief brief;
    struct meanwhile_now_rows rows = meanwhile_now(db, item->case_);
    (void)outcome;
    if (!work_case(db, item->case_, &brief) || engagement_now(db, item->case_).state != ENGAGEMENT_STATE_DECLINED) return MEETING_DONE;
    if (rows.n > 0) return engagement_step_to(db, item->case_, ENGAGEMENT_STATE_WATCH) ? MEETING_REFUSED_BY_KIND : MEETING_DONE;
    work_task_add(db, item->case_, brief.holder_unit, TASK_KIND_NAME_CARETAKER, item->case_.v, date_add_days(today_of(db), THINK_DAYS));
    return MEETING_DONE;
}

void engagement_on_meetings(void) {
    static const struct meeting_hook hook = {.kind = AGENDA_ITEM_KIND_DECLINES_ALL, .decided = decided, .case_page = "/ja-og-nei"};
    meeting_on(&hook);
}

/* ── thinking again ───────────────────────────────────────────────────── */

void engagement_watch_approach(struct db *db, struct engagement_id id, struct date rethink_on) {
    job_cancel(db, JOB_ENGAGEMENT_DUE, id.v);
    if (!date_is_none(rethink_on)) job_add(db, JOB_ENGAGEMENT_DUE, id.v, instant_of_oslo(rethink_on, JOB_MINUTES));
}

void engagement_due_job(struct db *db, int64_t subject, struct instant now) {
    struct engagement_by_id_row row;
    struct date today = instant_oslo_date(now);
    if (!engagement_by_id(db, (struct engagement_id){subject}, &row) || date_is_none(row.rethink_on) || row.rethink_on.days > today.days) return;
    work_task_add(db, row.case_id, row.holder_unit, TASK_KIND_THINK_AGAIN, subject, date_add_days(today, THINK_DAYS));
    if (row.holder_staff.v) work_task_give(db, row.case_id, TASK_KIND_THINK_AGAIN, subject, row.holder_staff);
    audit_add(db, "approach_due", "engagement", subject, NULL);
}

int engagement_think_again(struct db *db, struct case_id id, enum rethink_kind kind, struct date next_on) {
    struct case_brief brief;
    int fault = engagement_case(db, id, &brief);
    struct engagement_now now = engagement_now(db, id);
    if (fault) return fault;
    if (!now.id.v) return ENGAGEMENT_WRONG_STATE;
    if (next_on.days <= today_of(db).days) return ENGAGEMENT_NEXT_TOO_SOON;
    if (next_on.days > today_of(db).days + LATEST_DAYS) return ENGAGEMENT_NEXT_TOO_LATE;
    rethink_insert(db, id, kind, today_of(db), next_on, db_now(db), actor_staff(db));
    engagement_set_rethink(db, now.id, next_on);
    engagement_watch_approach(db, now.id, next_on);
    work_tasks_done(db, id, TASK_KIND_THINK_AGAIN);
    work_event(db, id, CASE_EVENT_KIND_THOUGHT_AGAIN, ZONE_PLAN, (struct unit_id){0});
    audit_add(db, "approach_thought_again", "case", id.v, rethink_kind_code(kind));
    return ENGAGEMENT_DONE;
}

/* ── what happens in her life ─────────────────────────────────────────── */

int engagement_life_event(struct db *db, struct case_id id, enum life_event_kind kind, struct date on_date) {
    struct case_brief brief;
    struct life_event_known_row known;
    struct date today = today_of(db);
    if (!work_case(db, id, &brief)) return ENGAGEMENT_NOT_FOUND;
    if (on_date.days > today.days) return ENGAGEMENT_IN_FUTURE;
    if (on_date.days < date_add_months(today, -12 * EVENT_YEARS_BACK).days) return ENGAGEMENT_LONG_AGO;
    if (life_event_known(db, id, kind, on_date, &known)) return ENGAGEMENT_DONE;
    struct date touch_by = law_add_working_days(law_current(), today, own_or(organisation_profile()->engagement.event_days, EVENT_DAYS));
    struct life_event_id made = life_event_insert(db, id, kind, on_date, touch_by, db_now(db), actor_staff(db));
    work_task_add(db, id, brief.holder_unit, TASK_KIND_CONTACT_AFTER_EVENT, made.v, touch_by);
    if (brief.holder_staff.v) work_task_give(db, id, TASK_KIND_CONTACT_AFTER_EVENT, made.v, brief.holder_staff);
    work_event(db, id, CASE_EVENT_KIND_LIFE_EVENT_NOTED, ZONE_PLAN, (struct unit_id){0});
    audit_add(db, "life_event_noted", "case", id.v, life_event_kind_code(kind));
    return ENGAGEMENT_DONE;
}

void engagement_life_turned(struct db *db, struct case_id id, enum life_event_kind kind) {
    struct case_brief brief;
    enum engagement_state state = engagement_now(db, id).state;
    if (!work_case(db, id, &brief)) return;
    bool alone = brief.state != CASE_STATE_OPEN || engagement_says_no(state) || state == ENGAGEMENT_STATE_PAUSED;
    if (alone) (void)engagement_life_event(db, id, kind, today_of(db));
}

int engagement_met_after(struct db *db, struct case_id id, struct life_event_id event, struct date met_on) {
    struct life_event_get_row row;
    if (!life_event_get(db, id, event, &row)) return ENGAGEMENT_NOT_FOUND;
    if (met_on.days > today_of(db).days) return ENGAGEMENT_IN_FUTURE;
    if (met_on.days < row.on_date.days) return ENGAGEMENT_BEFORE;
    if (life_event_meet(db, id, event, met_on, actor_staff(db)) != 1) return ENGAGEMENT_CHANGED;
    work_task_done(db, id, TASK_KIND_CONTACT_AFTER_EVENT, event.v);
    audit_add(db, "met_after_event", "case", id.v, NULL);
    return ENGAGEMENT_DONE;
}
