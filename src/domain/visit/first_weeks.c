/* Booking the visits of the first weeks in a new home, and what became of them. May not say what is done on them: that is a visit like every other. */
#include "domain/visit/first_weeks.h"

#include "domain/law/law.h"
#include "domain/roles/roles.h"
#include "domain/visit/visit.h"
#include "platform/audit/audit.h"
#include "visit_sql.h"

enum { WEEK = 7, WORKING_WEEK = 5, VISIT_MINUTES = 45, TOLD_AFTER_DAYS = 28 };

/* The hours that are tried for one of them, the best first: not too early for who sleeps badly, and home before the evening. */
static const int hours[] = {11 * 60, 13 * 60, 10 * 60, 14 * 60, 12 * 60, 9 * 60, 15 * 60};

struct first {
    struct db *db;
    struct case_id case_;
    struct unit_id unit;
    struct staff_id staff;
    struct date moved_in, last; /* last: the day of the one before */
    struct first_visit_taken_rows taken;
    int64_t booked;
};

static bool is_free(const struct first *first, struct date day, int from) {
    for (size_t i = 0; i < first->taken.n; i++) {
        const struct first_visit_taken_row *row = &first->taken.v[i];
        if (row->on_date.days == day.days && row->from_minute < from + VISIT_MINUTES && from < row->to_minute) return false;
    }
    return true;
}

static int hour_of(const struct first *first, struct date day) {
    for (size_t i = 0; i < sizeof hours / sizeof *hours; i++)
        if (is_free(first, day, hours[i])) return hours[i];
    return hours[0];
}

/* Of up to five a week each has a working day of its own, spread over the week; of more, some are on Saturdays and Sundays. */
static struct date day_of(const struct first *first, int week, int number, int weekly) {
    struct date from = date_add_days(first->moved_in, week * WEEK);
    if (weekly > WORKING_WEEK) return date_add_days(from, 1 + number * WEEK / weekly);
    int nth = weekly > 1 ? number * (WORKING_WEEK - 1) / (weekly - 1) : 0;
    struct date day = law_add_working_days(law_current(), from, 1 + nth);
    return date_is_none(first->last) || day.days > first->last.days ? day : law_add_working_days(law_current(), first->last, 1);
}

static void book(struct first *first, struct date day) {
    struct booking_id booking;
    int from = hour_of(first, day);
    const struct booking_words words = {BOOKING_KIND_VISIT, BOOKING_STATE_PLANNED, day, from, from + VISIT_MINUTES, first->staff, NULL};
    struct booking_words unit_only = words;
    unit_only.staff = (struct staff_id){0}; /* who she knows works there no more: the unit says who comes */
    if (booking_add_for(first->db, first->case_, first->unit, &words, &booking) != BOOKING_DONE &&
        booking_add_for(first->db, first->case_, first->unit, &unit_only, &booking) != BOOKING_DONE)
        return;
    first_visit_insert(first->db, booking, first->case_, first->moved_in);
    first->booked++;
}

static void book_week(struct first *first, int week, int weekly) {
    struct visit_pace_row pace;
    struct date today = instant_oslo_date(db_now(first->db)), begins = date_add_days(first->moved_in, 1 + week * WEEK);
    int64_t there = visit_pace(first->db, first->case_, begins, date_add_days(begins, WEEK - 1), &pace) ? pace.n_planned : 0;
    for (int i = 0; i < weekly; i++) {
        struct date day = day_of(first, week, i, weekly);
        if (i < there || day.days < today.days) continue;
        book(first, day);
        first->last = day;
    }
}

void first_weeks_begin(struct db *db, struct case_id id, struct date moved_in) {
    struct visit_last watch;
    struct case_brief brief;
    struct first_visit_booked_row before;
    struct visit_limits limits = visit_limits();
    if (!visit_last_of(db, id, &watch) || !watch.open || !work_case(db, id, &brief) || first_visit_booked(db, id, moved_in, &before)) return;
    first_weeks_over(db, id); /* of a home before this one */
    struct role_contacts who = roles_contacts(db, id);
    bool known = who.contact.staff.v && who.contact_unit.v;
    struct first first = {.db = db, .case_ = id, .moved_in = moved_in, .last = DATE_NONE};
    first.unit = known ? who.contact_unit : brief.holder_unit;
    first.staff = known ? who.contact.staff : brief.holder_staff;
    if (first.staff.v) first.taken = first_visit_taken(db, first.staff, moved_in, date_add_days(moved_in, (limits.first_weeks + 1) * WEEK));
    for (int week = 0; week < limits.first_weeks; week++) book_week(&first, week, limits.first_weekly);
    if (!first.booked) return;
    work_event(db, id, CASE_EVENT_KIND_FIRST_WEEKS_BOOKED, ZONE_SPINE, first.unit);
    audit_add(db, "first_visits_booked", "case", id.v, NULL);
}

void first_weeks_over(struct db *db, struct case_id id) {
    struct first_visit_coming_rows rows = first_visit_coming(db, id, instant_oslo_date(db_now(db)));
    for (size_t i = 0; i < rows.n; i++) booking_call_off(db, rows.v[i].booking_id);
    if (rows.n) audit_add(db, "first_visits_off", "case", id.v, NULL);
}

bool first_weeks_of(struct db *db, struct case_id id, struct date today, struct first_weeks *ret_weeks) {
    struct first_visit_count_row row;
    if (!first_visit_count(db, id, today, &row) || date_is_none(row.until)) return false;
    if (date_add_days(row.until, TOLD_AFTER_DAYS).days < today.days) return false;
    *ret_weeks = (struct first_weeks){row.moved_in, row.until, row.kept, row.missed, row.unwritten, row.coming, row.off};
    return true;
}
