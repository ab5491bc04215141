/* Making and changing bookings. */
#include "domain/calendar/calendar.h"

#include "calendar_sql.h"
#include "domain/notify/notify.h"
#include "platform/audit/audit.h"

static int fault_of(struct db *db, const struct booking_words *words, struct unit_id unit) {
    struct date today = instant_oslo_date(db_now(db));
    struct booking_works_in_row member;
    if (words->from_minute >= words->to_minute) return BOOKING_ENDS_BEFORE;
    if (words->state == BOOKING_STATE_PLANNED && words->on_date.days < today.days) return BOOKING_PAST;
    if (words->staff.v && !booking_works_in(db, unit, words->staff, today, &member)) return BOOKING_NOT_THERE;
    return BOOKING_DONE;
}

int booking_add_for(struct db *db, struct case_id id, struct unit_id unit, const struct booking_words *words, struct booking_id *ret_booking) {
    struct case_brief brief;
    if (!work_case(db, id, &brief)) return BOOKING_NO_CASE;
    int fault = fault_of(db, words, unit);
    if (fault) return fault;
    *ret_booking = booking_insert(db, id, brief.person, unit, words->staff, words->kind, words->on_date, words->from_minute, words->to_minute,
                                          words->place, db_now(db), (struct staff_id){db_actor(db)->staff});
    return BOOKING_DONE;
}

void booking_call_off(struct db *db, struct booking_id booking) {
    booking_set_state(db, booking, BOOKING_STATE_CANCELLED, db_now(db), (struct staff_id){db_actor(db)->staff});
}

int booking_add(struct db *db, struct case_id id, const struct booking_words *words, struct booking_id *ret_booking) {
    int fault = booking_add_for(db, id, (struct unit_id){db_actor(db)->unit}, words, ret_booking);
    if (fault) return fault;
    notify_staff(db, words->staff);
    audit_add(db, "booking_planned", "booking", ret_booking->v, NULL);
    return BOOKING_DONE;
}

int booking_set(struct db *db, struct case_id id, struct booking_id booking, const struct booking_words *words, int64_t version) {
    struct case_brief brief;
    struct booking_get_row row;
    if (!work_case(db, id, &brief) || !booking_get(db, id, booking, &row)) return BOOKING_NO_CASE;
    if (row.unit_id.v != db_actor(db)->unit) return BOOKING_NOT_OURS;
    if (row.version != version) return BOOKING_CHANGED;
    int fault = fault_of(db, words, row.unit_id);
    if (fault) return fault;
    int64_t changed = booking_update(db, booking, brief.person, version, words->staff, words->kind, words->state, words->on_date, words->from_minute,
                                         words->to_minute, words->place, db_now(db), (struct staff_id){db_actor(db)->staff});
    if (changed != 1) return BOOKING_CHANGED;
    if (words->staff.v != row.staff_id.v) notify_staff(db, words->staff);
    audit_add(db, "booking_set", "booking", booking.v, booking_state_code(words->state));
    return BOOKING_DONE;
}

int booking_settle(struct db *db, struct case_id id, struct booking_id booking, bool held) {
    struct booking_get_row row;
    enum booking_state state = held ? BOOKING_STATE_HELD : BOOKING_STATE_NOT_MET;
    if (!booking_get(db, id, booking, &row)) return BOOKING_NO_CASE;
    if (row.unit_id.v != db_actor(db)->unit) return BOOKING_NOT_OURS;
    if (booking_set_state(db, booking, state, db_now(db), (struct staff_id){db_actor(db)->staff}) != 1) return BOOKING_CHANGED;
    audit_add(db, "booking_set", "booking", booking.v, booking_state_code(state));
    return BOOKING_DONE;
}

void calendar_change_staff(struct db *db, struct case_id id, struct unit_id unit, struct staff_id from, struct staff_id to) {
    booking_change_staff(db, id, unit, from, to, instant_oslo_date(db_now(db)), db_now(db), (struct staff_id){db_actor(db)->staff});
}

bool booking_read(struct db *db, struct case_id id, struct booking_id booking, bool with_place, struct booking_words *ret_words, int64_t *ret_version) {
    struct booking_get_row row;
    if (!booking_get(db, id, booking, &row)) return false;
    *ret_words = (struct booking_words){row.kind, row.state, row.on_date, (int)row.from_minute, (int)row.to_minute, row.staff_id, with_place ? row.place : NULL};
    *ret_version = row.version;
    return true;
}

static int minute_of(struct instant now) { return (int)((now.ms - instant_of_oslo(instant_oslo_date(now), 0).ms) / MS_PER_MINUTE); }

bool booking_next_of(struct request *rq, struct case_id id, struct booking_brief *ret_next) {
    struct booking_next_row row;
    if (!booking_next(rq->db, id, rq->today, minute_of(rq->now), &row)) return false;
    const char *unit = rq->lang == LANG_NN ? row.name_nn : row.name_nb;
    *ret_next = (struct booking_brief){(text_key)booking_kind_text(row.kind), row.on_date, (int)row.from_minute, row.staff_name ? row.staff_name : unit};
    return true;
}
