/* Items: reported, accepted, made ready, put off, stopped. A case keeps its owner through all of it (I-12). */
#include "domain/meeting/internal.h"
#include "domain/law/law.h"
#include "domain/notify/notify.h"
#include "platform/audit/audit.h"

static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static struct unit_id actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }
static struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }

/* ── what the modules above have given ────────────────────────────────── */

static const struct meeting_hook *hooks[AGENDA_ITEM_KIND_COUNT + 1];

void meeting_on(const struct meeting_hook *hook) { hooks[hook->kind] = hook; }

const struct meeting_hook *meeting_hook_of(enum agenda_item_kind kind) {
    static const struct meeting_hook none = {0};
    return hooks[kind] ? hooks[kind] : &none;
}

/* ── reading ──────────────────────────────────────────────────────────── */

bool meeting_item(struct db *db, struct agenda_item_id id, struct meeting_item *ret_item) {
    struct item_get_row row;
    if (!item_get(db, id, &row)) return false;
    *ret_item = (struct meeting_item){
        .id = row.id,
        .series = row.series_id,
        .meeting = row.meeting_id,
        .number = row.number.has ? row.number.v : 0,
        .kind = row.kind,
        .state = row.state,
        .case_ = row.case_id,
        .person = row.person_id,
        .subject = row.subject,
        .needs_all = row.needs_all,
        .reported_unit = row.reported_unit,
        .presented_by = row.presented_by,
        .next_on = row.next_on,
    };
    return true;
}

struct meeting_items meeting_items_of(struct db *db, struct meeting_id meeting) {
    struct item_of_meeting_rows rows = item_of_meeting(db, meeting);
    struct meeting_items items = {arena_array(db_arena(db), rows.n + 1, sizeof *items.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct item_of_meeting_row *row = &rows.v[i];
        items.v[i] = (struct meeting_item){.id = row->id, .series = row->series_id, .meeting = row->meeting_id, .number = row->number.has ? row->number.v : 0,
                                           .kind = row->kind, .state = row->state, .case_ = row->case_id, .person = row->person_id, .subject = row->subject,
                                           .needs_all = row->needs_all, .reported_unit = row->reported_unit, .presented_by = row->presented_by,
                                           .next_on = row->next_on};
    }
    return items;
}

/* ── reporting and accepting ──────────────────────────────────────────── */

/* Cases are presented by the unit the profile names for it; else by who reported. */
static struct unit_id presenter_of(struct db *db, const char *code) {
    const struct profile_series *profile = series_profile(code);
    return profile && profile->presented_by ? organisation_unit_by_code(db, profile->presented_by) : actor_unit(db);
}

int meeting_report(struct db *db, const struct item_new *item, struct agenda_item_id *ret_item) {
    struct series_get_row series;
    struct case_brief brief = {.person = {0}};
    if (!series_get(db, item->series, &series) || !series.active) return MEETING_NOT_FOUND;
    int fault = series_takes(&series, item->kind);
    if (fault) return fault;
    if (item->case_.v && !work_case(db, item->case_, &brief)) return MEETING_NOT_FOUND;
    *ret_item = item_insert(db, item->series, item->kind, item->case_, brief.person, item->subject, item->heading, item->body,
                            item->need ? item->need : ITEM_NEED_USUAL, item->needs_all, db_now(db), actor_staff(db), actor_unit(db),
                            presenter_of(db, series.code), (struct agenda_item_id){0});
    if (item->case_.v && !meeting_hook_of(item->kind)->own_events) work_event(db, item->case_, CASE_EVENT_KIND_MEETING_REPORTED, ZONE_SPINE, series.chair_unit);
    notify_unit(db, series.chair_unit);
    audit_add(db, "agenda_item_reported", "agenda_item", ret_item->v, series.code);
    return MEETING_DONE;
}

static int64_t next_number(struct db *db, struct meeting_id meeting) {
    struct item_last_number_row row;
    return item_last_number(db, meeting, &row) ? row.n + 1 : 1;
}

/* The unit that presents a case has until the working day before to make it ready. */
static void prepare_task(struct db *db, const struct meeting_item *item, struct date meets) {
    if (!item->case_.v) return;
    struct date due = law_add_working_days(law_current(), meets, -1), today = today_of(db);
    work_task_add(db, item->case_, item->reported_unit, TASK_KIND_PREPARE_ITEM, item->id.v, due.days < today.days ? today : due);
}

int meeting_accept(struct db *db, struct agenda_item_id id, struct meeting_id meeting) {
    struct meeting_item item;
    struct meeting_get_row row;
    if (!meeting_item(db, id, &item) || !meeting_get(db, meeting, &row) || row.series_id.v != item.series.v) return MEETING_NOT_FOUND;
    if (row.case_id.v && row.case_id.v != item.case_.v) return MEETING_NOT_FOUND;
    if (item.state != AGENDA_ITEM_STATE_REPORTED || row.state > MEETING_STATE_OPEN) return MEETING_WRONG_STATE;
    if (item_accept(db, id, meeting, next_number(db, meeting)) != 1) return MEETING_WRONG_STATE;
    prepare_task(db, &item, row.on_date);
    const struct meeting_hook *hook = meeting_hook_of(item.kind);
    if (hook->accepted) hook->accepted(db, &item, meeting);
    audit_add(db, "agenda_item_accepted", "agenda_item", id.v, NULL);
    return MEETING_DONE;
}

void items_meet(struct db *db, struct meeting_series_id series, struct meeting_id meeting, struct date on_date) {
    struct item_waiting_rows rows = item_waiting(db, series);
    for (size_t i = 0; i < rows.n; i++) {
        struct meeting_item before;
        if (rows.v[i].continues_id.v && meeting_item(db, rows.v[i].continues_id, &before) && before.next_on.days == on_date.days)
            (void)meeting_accept(db, rows.v[i].id, meeting);
    }
}

/* Both she and her next of kin are asked, or it is said why not, before the meeting treats her case. */
static bool guests_said(struct db *db, const struct meeting_item *item) {
    struct item_guest_last_row row;
    return !item->case_.v || (item_guest_last(db, item->id, MEETING_GUEST_PERSON, &row) && item_guest_last(db, item->id, MEETING_GUEST_NEXT_OF_KIN, &row));
}

int item_ready(struct db *db, const struct meeting_item *item) {
    if (item->state != AGENDA_ITEM_STATE_ACCEPTED) return MEETING_WRONG_STATE;
    if (!guests_said(db, item)) return MEETING_GUESTS_NOT_SAID;
    item_set_state(db, item->id, AGENDA_ITEM_STATE_ACCEPTED, AGENDA_ITEM_STATE_READY);
    if (item->case_.v) work_task_done(db, item->case_, TASK_KIND_PREPARE_ITEM, item->id.v);
    audit_add(db, "agenda_item_ready", "agenda_item", item->id.v, NULL);
    return MEETING_DONE;
}

int item_withdraw(struct db *db, const struct meeting_item *item) {
    if (!agenda_item_may_become(item->state, AGENDA_ITEM_STATE_WITHDRAWN)) return MEETING_WRONG_STATE;
    item_set_state(db, item->id, item->state, AGENDA_ITEM_STATE_WITHDRAWN);
    if (item->case_.v) work_task_done(db, item->case_, TASK_KIND_PREPARE_ITEM, item->id.v);
    audit_add(db, "agenda_item_withdrawn", "agenda_item", item->id.v, NULL);
    return MEETING_DONE;
}

/* ── put off, and stopped ─────────────────────────────────────────────── */

/* It goes on as a new row, with its reporter, its words (which stand in the case) and what was said of guests; in that day's meeting if there is one. */
static void go_on(struct db *db, struct agenda_item_id id, struct date next_on) {
    struct item_get_row row;
    struct meeting_on_day_row day;
    if (!item_get(db, id, &row)) return;
    struct agenda_item_id next = item_insert(db, row.series_id, row.kind, row.case_id, row.person_id, row.subject, row.heading, row.body, row.need, row.needs_all,
                                             db_now(db), row.reported_by, row.reported_unit, row.presented_by, id);
    item_guest_copy(db, id, next);
    if (meeting_on_day(db, row.series_id, next_on, &day) && day.state <= MEETING_STATE_CALLED) (void)meeting_accept(db, next, day.id);
}

static int put_off(struct db *db, const struct meeting_item *item, enum agenda_item_state state, enum item_wait wait, struct date next_on) {
    struct meeting_get_row meeting;
    if (!agenda_item_may_become(item->state, state) || !meeting_get(db, item->meeting, &meeting)) return MEETING_WRONG_STATE;
    if (date_is_none(next_on) || next_on.days <= meeting.on_date.days || next_on.days < today_of(db).days) return MEETING_NEXT_MISSING;
    if (item_put_off(db, item->id, item->state, state, wait, next_on, db_now(db)) != 1) return MEETING_WRONG_STATE;
    const struct meeting_hook *hook = meeting_hook_of(item->kind);
    if (item->case_.v && !hook->own_events) work_event(db, item->case_, CASE_EVENT_KIND_MEETING_PUT_OFF, ZONE_SPINE, (struct unit_id){0});
    go_on(db, item->id, next_on);
    if (hook->moved) hook->moved(db, item, next_on);
    audit_add(db, "agenda_item_put_off", "agenda_item", item->id.v, agenda_item_state_code(state));
    return MEETING_DONE;
}

int meeting_postpone(struct db *db, struct agenda_item_id id, enum item_wait wait, struct date next_on) {
    struct meeting_item item;
    if (!meeting_item(db, id, &item)) return MEETING_NOT_FOUND;
    return put_off(db, &item, AGENDA_ITEM_STATE_POSTPONED, wait ? wait : ITEM_WAIT_OTHER, next_on);
}

static void count_missing(struct db *db, const struct quorum *quorum, const struct meeting_item *item) {
    for (size_t i = 0; i < quorum->n_missing; i++) {
        meeting_absence_insert(db, item->meeting, item->id, quorum->missing[i], db_now(db));
        notify_unit(db, quorum->missing[i]);
    }
}

int meeting_stop(struct db *db, struct agenda_item_id id, struct date next_on) {
    struct meeting_item item;
    struct meeting_brief meeting;
    if (!meeting_item(db, id, &item) || !meeting_read(db, item.meeting, LANG_NB, &meeting)) return MEETING_NOT_FOUND;
    struct quorum quorum = meeting_quorum_now(db, &meeting, &item);
    if (quorum.met || meeting.state != MEETING_STATE_OPEN) return MEETING_WRONG_STATE;
    int fault = put_off(db, &item, AGENDA_ITEM_STATE_NO_QUORUM, 0, next_on);
    if (fault) return fault;
    count_missing(db, &quorum, &item);
    return MEETING_DONE;
}

int meeting_stop_all(struct db *db, const struct meeting_brief *meeting, struct date next_on) {
    struct meeting_items items = meeting_items_of(db, meeting->id);
    int stopped = 0;
    for (size_t i = 0; i < items.n; i++) {
        if (items.v[i].state != AGENDA_ITEM_STATE_ACCEPTED && items.v[i].state != AGENDA_ITEM_STATE_READY) continue;
        if (meeting_quorum_now(db, meeting, &items.v[i]).met) continue;
        int fault = meeting_stop(db, items.v[i].id, next_on);
        if (fault) return fault;
        stopped++;
    }
    return stopped ? MEETING_DONE : MEETING_WRONG_STATE;
}
