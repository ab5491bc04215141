/* The meetings around one person: what domain/group builds on. A meeting of hers has units of its own, not the series'. */
#include "domain/law/law.h"
#include "domain/meeting/internal.h"
#include "domain/notify/notify.h"
#include "platform/audit/audit.h"

static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }

struct meeting_series_id meeting_series_around(struct db *db) {
    struct series_around_row row;
    return series_around(db, &row) ? row.id : (struct meeting_series_id){0};
}

/* ── planning ─────────────────────────────────────────────────────────── */

static bool among(const struct unit_id *units, size_t n, struct unit_id unit) {
    for (size_t i = 0; i < n; i++)
        if (units[i].v == unit.v) return true;
    return false;
}

static int members_add(struct db *db, struct meeting_id id, const struct meeting_around *around) {
    for (size_t i = 0; i < around->n_units; i++) {
        if (!secrecy_involved(db, around->case_, around->units[i])) return MEETING_UNIT_NOT_IN_CASE;
        if (!among(around->units, i, around->units[i])) meeting_unit_add(db, id, around->units[i], MEETING_PART_MEMBER);
    }
    if (!among(around->units, around->n_units, around->chair_unit)) meeting_unit_add(db, id, around->chair_unit, MEETING_PART_MEMBER);
    return MEETING_DONE;
}

/* The case itself is the group's matter: what was put off goes on, else a new one. */
static int item_of_group(struct db *db, struct meeting_series_id series, struct case_id id, struct meeting_id meeting, struct agenda_item_id *ret_item) {
    struct item_reported_of_row waiting;
    if (item_reported_of(db, series, id, &waiting)) {
        *ret_item = waiting.id;
        return meeting_accept(db, waiting.id, meeting);
    }
    int fault = meeting_report(db, &(struct item_new){.series = series, .kind = AGENDA_ITEM_KIND_GROUP, .case_ = id}, ret_item);
    return fault ? fault : meeting_accept(db, *ret_item, meeting);
}

int meeting_around_plan(struct db *db, const struct meeting_around *around, struct meeting_id *ret_meeting, struct agenda_item_id *ret_item) {
    struct meeting_brief meeting;
    struct meeting_id made;
    const struct meeting_new new = {meeting_series_around(db), around->case_, false, around->on_date, around->from_minute, around->to_minute, around->place};
    int fault = meeting_plan(db, &new, &made);
    if (!fault) fault = members_add(db, made, around);
    if (fault) return fault;
    if (around->seats_of.v) seat_from_meeting(db, made, around->seats_of, instant_oslo_date(db_now(db)));
    if (!meeting_read(db, made, LANG_NB, &meeting)) return MEETING_NOT_FOUND;
    fault = meeting_call(db, &meeting, around->chair, (struct staff_id){0});
    if (!fault) fault = item_of_group(db, new.series, around->case_, made, ret_item);
    if (fault) return fault;
    meeting_seat_insert(db, made, (struct unit_id){0}, (struct staff_id){0}, MEETING_GUEST_PERSON, false);
    *ret_meeting = made;
    return MEETING_DONE;
}

struct meeting_units_list meeting_units_list(struct db *db, struct meeting_id id) {
    struct meeting_units_rows rows = meeting_units(db, id);
    struct meeting_units_list units = {arena_array(db_arena(db), rows.n + 1, sizeof *units.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) units.v[i] = rows.v[i].unit_id;
    return units;
}

int meeting_set_day(struct db *db, const struct meeting_brief *meeting, const struct meeting_new *to, int64_t version) {
    struct meeting_on_day_row same;
    if (to->from_minute >= to->to_minute) return MEETING_ENDS_BEFORE;
    if (to->on_date.days < instant_oslo_date(db_now(db)).days) return MEETING_PAST;
    if (!law_is_working_day(law_current(), to->on_date)) return MEETING_NOT_WORKING_DAY;
    if (!meeting->case_.v && meeting_on_day(db, meeting->series, to->on_date, &same) && same.id.v != meeting->id.v) return MEETING_TAKEN;
    if (meeting_move(db, meeting->id, version, to->on_date, to->from_minute, to->to_minute, to->place, db_now(db)) != 1) return MEETING_CHANGED;
    meeting_remind_add(db, meeting->id, to->on_date);
    struct seats_of_rows seats = seats_of(db, meeting->id);
    for (size_t i = 0; i < seats.n; i++)
        if (seats.v[i].staff_id.v) notify_staff(db, seats.v[i].staff_id);
    return MEETING_DONE;
}

int meeting_call_off(struct db *db, const struct meeting_brief *meeting) {
    struct meeting_items items = meeting_items_of(db, meeting->id);
    for (size_t i = 0; i < items.n; i++) {
        int fault = items.v[i].state == AGENDA_ITEM_STATE_WITHDRAWN ? MEETING_DONE : item_withdraw(db, &items.v[i]);
        if (fault) return fault;
    }
    return meeting_cancel(db, meeting, DATE_NONE);
}

/* ── who is asked, and who sits there ─────────────────────────────────── */

void meeting_say_guest(struct db *db, struct agenda_item_id item, enum meeting_guest guest, enum item_guest_answer answer) {
    item_guest_add(db, item, guest, answer, db_now(db), actor_staff(db));
}

enum item_guest_answer meeting_guest_said(struct db *db, struct agenda_item_id item, enum meeting_guest guest) {
    struct item_guest_last_row row;
    return item_guest_last(db, item, guest, &row) ? row.answer : 0;
}

struct meeting_seats meeting_seats_of(struct db *db, struct meeting_id id, enum lang lang) {
    struct seats_of_rows rows = seats_of(db, id);
    struct meeting_seats seats = {arena_array(db_arena(db), rows.n + 1, sizeof *seats.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct seats_of_row *row = &rows.v[i];
        seats.v[i] = (struct meeting_seat){row->id, row->staff_name, lang == LANG_NN ? row->name_nn : row->name_nb, row->unit_id, row->staff_id, row->guest, row->presence};
    }
    return seats;
}

struct options meeting_seat_choices(struct request *rq, struct meeting_id id) {
    struct seat_candidates_rows rows = seat_candidates(rq->db, id, rq->today);
    struct options options = {arena_array(rq->arena, rows.n + 1, sizeof *options.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        options.v[i] = (struct option){arena_printf(rq->arena, "%lld", (long long)rows.v[i].id.v),
                                       arena_printf(rq->arena, "%s, %s", rows.v[i].name, rq->lang == LANG_NN ? rows.v[i].name_nn : rows.v[i].name_nb), NULL};
    return options;
}

void meeting_attend(struct db *db, struct meeting_id id, const struct meeting_seat_id *here, size_t n) {
    struct seats_of_rows seats = seats_of(db, id);
    for (size_t i = 0; i < seats.n; i++) {
        enum seat_presence presence = SEAT_PRESENCE_AWAY;
        for (size_t k = 0; k < n; k++)
            if (here[k].v == seats.v[i].id.v) presence = SEAT_PRESENCE_HERE;
        if (presence != seats.v[i].presence) meeting_seat_set(db, id, seats.v[i].id, presence, db_now(db));
    }
}
