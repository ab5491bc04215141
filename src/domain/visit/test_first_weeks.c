/* The first weeks in a new home are booked visits: of the pace, on her worker's free hours, moved like others, told as kept or not, and off when she wants no more. */
#include "domain/visit/first_weeks.h"

#include "domain/calendar/calendar.h"
#include "domain/followup/followup.h"
#include "domain/roles/roles.h"
#include "domain/visit/visit.h"
#include "domain/work/done_for_tests.h"

static const struct case_id ane = {1};
static const struct visit_writer nobody = {0};
#define ON_DAY(days) ((days)*MS_PER_DAY)

static int64_t number(const struct test_database *database, const char *sql) { return test_number(database, sql); }

/* Monday 7 September 2026: HOT follows her up, and its worker is her contact. */
static void followed(const struct test_database *database, bool helped) {
    town_make(database);
    assert_int_equal(town_case(database, "Ane").v, ane.v);
    struct db *db = town_write(database, HOT, 1);
    struct service_id made;
    const struct service_new help = {.case_ = ane, .unit = unit_of(HOT), .kind = SERVICE_KIND_TALKS_AT_HOME, .started_on = instant_oslo_date(TEST_NOW),
                                     .measure = DURATION_MEASURE_DAYS, .amount = 10};
    secrecy_involve(db, ane, unit_of(HOT), INVOLVEMENT_HOLDER);
    if (helped) assert_int_equal(followup_start(db, &help, &made), ERR_OK);
    assert_int_equal(roles_choose(db, ane, CASE_ROLE_KIND_PRIMARY_CONTACT, unit_of(HOT), staff_of(HOT)), ROLES_DONE);
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
}

/* The keys are given by the property unit, which follows nobody up. */
static void moves_in(const struct test_database *database, struct date day, int64_t later) {
    struct db *db = town_write(database, EIE, later);
    first_weeks_begin(db, ane, day);
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
}

/* trace: R-237 R-233 */
static void the_pace_is_booked_on_working_days_at_free_hours_for_the_one_she_knows(void **state) {
    struct test_database *database = *state;
    followed(database, true);
    const struct booking_words taken = {BOOKING_KIND_TALK, BOOKING_STATE_PLANNED, date_of(2026, 9, 8), 10 * 60 + 30, 11 * 60 + 30, staff_of(HOT), NULL};
    const struct booking_words hers = {BOOKING_KIND_VISIT, BOOKING_STATE_PLANNED, date_of(2026, 9, 16), 12 * 60, 13 * 60, staff_of(HOT), NULL};
    struct booking_id made;
    assert_int_equal(town_case(database, "Bo").v, 2);
    assert_int_equal(DONE_BY(database, HOT, 2, booking_add(db, (struct case_id){2}, &taken, &made)), BOOKING_DONE);
    assert_int_equal(DONE_BY(database, HOT, 3, booking_add(db, ane, &hers, &made)), BOOKING_DONE);
    moves_in(database, date_of(2026, 9, 7), 4);
    moves_in(database, date_of(2026, 9, 7), 5); /* the same keys are given once */
    assert_int_equal(number(database, "SELECT count(*) FROM first_visit"), 8 * 3 - 1); /* in the second week one was booked already */
    assert_int_equal(number(database, "SELECT count(*) FROM booking b JOIN first_visit f ON f.booking_id = b.id WHERE b.unit_id = 1 AND b.staff_id = 1 AND b.kind = 'visit'"), 23);
    assert_int_equal(number(database, "SELECT from_minute FROM booking WHERE case_id = 1 AND on_date = '2026-09-08'"), 13 * 60); /* eleven is taken by another */
    assert_int_equal(number(database, "SELECT count(DISTINCT b.on_date) FROM booking b JOIN first_visit f ON f.booking_id = b.id"), 23);
    for (int i = 0; i < 60; i++) {
        struct date day = date_add_days(date_of(2026, 9, 7), i);
        const char *sql = arena_printf(database->arena, "SELECT count(*) FROM booking b JOIN first_visit f ON f.booking_id = b.id WHERE b.on_date = '%s'", date_iso(database->arena, day));
        if (!law_is_working_day(law_current(), day)) assert_int_equal(number(database, sql), 0);
    }
    assert_int_equal(number(database, "SELECT count(*) FROM audit_event WHERE event = 'first_visits_booked'"), 1);
    assert_non_null(test_try(database, "DELETE FROM first_visit"));
}

/* trace: R-237 R-251 */
static void nothing_is_booked_for_who_has_no_help_and_a_new_home_begins_anew(void **state) {
    struct test_database *database = *state;
    followed(database, false);
    moves_in(database, date_of(2026, 9, 7), 4);
    assert_int_equal(number(database, "SELECT count(*) FROM booking"), 0);
    struct service_id made;
    const struct service_new help = {.case_ = ane, .unit = unit_of(HOT), .kind = SERVICE_KIND_TALKS_AT_HOME, .started_on = date_of(2026, 9, 7), .measure = DURATION_MEASURE_DAYS, .amount = 10};
    assert_int_equal(DONE_BY(database, HOT, 5, (audit_add(db, "tried", "case", 1, NULL), followup_start(db, &help, &made))), ERR_OK);
    moves_in(database, date_of(2026, 9, 7), 6);
    assert_int_equal(number(database, "SELECT count(*) FROM booking WHERE state = 'planned'"), 24);
    moves_in(database, date_of(2026, 9, 21), ON_DAY(14)); /* another home two weeks later */
    assert_int_equal(number(database, "SELECT count(*) FROM booking WHERE state = 'planned' AND on_date >= '2026-09-21'"), 24);
    struct db *db = town_write(database, HOT, ON_DAY(15));
    first_weeks_over(db, ane);
    town_commit(db);
    assert_int_equal(number(database, "SELECT count(*) FROM booking WHERE state = 'planned' AND on_date >= '2026-09-22'"), 0);
}

/* trace: R-237 R-235 */
static void each_is_told_as_kept_or_not(void **state) {
    struct test_database *database = *state;
    followed(database, true);
    moves_in(database, date_of(2026, 9, 7), 4);
    struct visit_id written;
    struct visit_new visit = {.case_ = ane, .on_date = date_of(2026, 9, 8), .from_minute = 8 * 60, .minutes = 30, .arena = VISIT_ARENA_HOME, .outcome = VISIT_OUTCOME_MET, .next.on_date = DATE_NONE};
    visit.booking = (struct booking_id){number(database, "SELECT min(booking_id) FROM first_visit")};
    assert_int_equal(DONE_BY(database, HOT, ON_DAY(1) + 1, visit_write(db, &nobody, &visit, &written)), VISIT_DONE);
    visit.booking.v++;
    visit.on_date = date_of(2026, 9, 10);
    visit.outcome = VISIT_OUTCOME_NO_ANSWER;
    assert_int_equal(DONE_BY(database, HOT, ON_DAY(3) + 1, visit_write(db, &nobody, &visit, &written)), VISIT_DONE);
    struct first_weeks weeks;
    struct db *db = test_look(database);
    assert_true(first_weeks_of(db, ane, date_of(2026, 9, 15), &weeks));
    assert_int_equal(weeks.kept, 1);
    assert_int_equal(weeks.missed, 1);
    assert_int_equal(weeks.unwritten, 1); /* Monday the 14th is not written down yet */
    assert_int_equal(weeks.coming, 21);
    assert_int_equal(date_days_between(weeks.moved_in, date_of(2026, 9, 7)), 0);
    assert_false(first_weeks_of(db, ane, date_of(2027, 3, 1), &weeks));
    db_abort(db);
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(the_pace_is_booked_on_working_days_at_free_hours_for_the_one_she_knows),
        RULE(nothing_is_booked_for_who_has_no_help_and_a_new_home_begins_anew),
        RULE(each_is_told_as_kept_or_not),
    };
    return run_rules("first_weeks", rules, sizeof rules / sizeof *rules);
}
