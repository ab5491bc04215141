/* A visit is written once however often it is sent, never changed, put right once; the appointment follows; and nobody is lost. */
#include "domain/visit/visit.h"

#include "domain/work/done_for_tests.h"
#include "platform/auth/access.h"

static struct case_id ane;

static void begun(struct test_database *database) {
    town_make(database);
    ane = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1);
    for (int unit = HOT; unit <= HJE; unit++) secrecy_involve(db, ane, unit_of(unit), unit == HOT ? INVOLVEMENT_HOLDER : INVOLVEMENT_DUTY);
    audit_add(db, "tried", "case", ane.v, NULL);
    town_commit(db);
}

static struct visit_new usual_visit(void) {
    struct date today = instant_oslo_date(TEST_NOW);
    return (struct visit_new){.case_ = ane, .on_date = today, .from_minute = 60, .minutes = 30, .arena = VISIT_ARENA_HOME, .outcome = VISIT_OUTCOME_MET, .next.on_date = DATE_NONE};
}

static const struct visit_writer nobody = {0};

static int64_t number(struct test_database *database, const char *sql) { return test_number(database, sql); }

static int write_it(struct test_database *database, int unit, int64_t later, const struct visit_new *visit) {
    struct visit_id made;
    return DONE_BY(database, unit, later, visit_write(db, &nobody, visit, &made));
}

/* trace: R-235 R-250 I-14 */
static void a_visit_is_written_once_and_put_right_once(void **state) {
    struct test_database *database = *state;
    begun(database);
    struct visit_new visit = usual_visit();
    struct visit_id made;
    visit.sending = "0123456789abcdef";
    assert_int_equal(write_it(database, HOT, 10, &visit), VISIT_DONE);
    assert_int_equal(write_it(database, HOT, 11, &visit), VISIT_DONE); /* the answer was lost, and it came again */
    assert_int_equal(number(database, "SELECT count(*) FROM visit"), 1);
    assert_int_equal(write_it(database, HJE, 12, &visit), VISIT_NOT_FOUND); /* somebody else's form */
    struct visit_new right = usual_visit();
    right.arena = VISIT_ARENA_CAFE;
    assert_int_equal(DONE_BY(database, NAV, 13, visit_correct(db, &nobody, (struct visit_id){1}, &right, &made)), VISIT_NOT_OURS);
    assert_int_equal(DONE_BY(database, HOT, 14, visit_correct(db, &nobody, (struct visit_id){1}, &right, &made)), VISIT_DONE);
    assert_int_equal(DONE_BY(database, HOT, 15, visit_correct(db, &nobody, (struct visit_id){1}, &right, &made)), VISIT_CORRECTED);
    assert_int_equal(number(database, "SELECT count(*) FROM visit"), 2);
    assert_int_equal(number(database, "SELECT count(*) FROM case_visit WHERE arena = 'cafe'"), 1);
    assert_int_equal(number(database, "SELECT count(*) FROM case_visit"), 1);
    assert_int_equal(DONE_BY(database, HOT, 16, visit_strike(db, ane, made)), VISIT_DONE);
    assert_int_equal(number(database, "SELECT count(*) FROM case_visit"), 0);
    assert_int_equal(number(database, "SELECT count(*) FROM visit_watch WHERE seen_on IS NULL"), 1);
}

/* trace: I-14 R-235 */
static void the_database_keeps_what_was_written(void **state) {
    struct test_database *database = *state;
    begun(database);
    struct visit_new visit = usual_visit();
    assert_int_equal(write_it(database, HOT, 10, &visit), VISIT_DONE);
    static const char *const tries[] = {
        "UPDATE visit SET minutes = 5",
        "DELETE FROM visit",
        "INSERT INTO visit (case_id, unit_id, staff_id, on_date, from_minute, minutes, arena, outcome, struck, at, by_staff) VALUES (1, 1, 1, '2026-09-07', 60, 30, 'home', 'met', 1, 1, 1)",
        "INSERT INTO visit (case_id, unit_id, staff_id, on_date, from_minute, minutes, arena, outcome, corrects, struck, at, by_staff) VALUES (1, 2, 1, '2026-09-07', 60, 30, 'home', 'met', 1, 0, 1, 1)",
        "INSERT INTO visit (case_id, unit_id, staff_id, second_staff, on_date, from_minute, minutes, arena, outcome, struck, at, by_staff) VALUES (1, 1, 1, 1, '2026-09-07', 60, 30, 'home', 'met', 0, 1, 1)",
        "INSERT INTO visit (case_id, unit_id, staff_id, on_date, from_minute, minutes, arena, outcome, struck, at, by_staff) VALUES (1, 1, 1, '2026-09-07', 1440, 30, 'home', 'met', 0, 1, 1)",
        "INSERT INTO visit (case_id, unit_id, staff_id, on_date, from_minute, minutes, arena, outcome, struck, at, by_staff) VALUES (1, 1, 1, '2026-09-07', 60, 30, 'moon', 'met', 0, 1, 1)",
    };
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        struct db *db = town_write(database, HOT, 20 + (int64_t)i);
        test_run(db, tries[i]);
        if (!db_failed(db)) fail_msg("taken: %s", tries[i]);
        db_abort(db);
    }
}

/* trace: R-235 R-250 */
static void what_cannot_be_is_refused_with_its_field(void **state) {
    struct test_database *database = *state;
    begun(database);
    struct visit_new visit = usual_visit();
    visit.on_date = date_add_days(visit.on_date, 1);
    assert_int_equal(write_it(database, HOT, 10, &visit), VISIT_DAY_WRONG);
    visit.on_date = date_add_days(visit.on_date, -2 - VISIT_DAYS_BACK);
    assert_int_equal(write_it(database, HOT, 11, &visit), VISIT_DAY_WRONG);
    visit = usual_visit();
    visit.from_minute = 23 * 60 + 59;
    assert_int_equal(write_it(database, HOT, 12, &visit), VISIT_TIME_WRONG);
    visit = usual_visit();
    visit.second = staff_of(HOT);
    assert_int_equal(write_it(database, HOT, 13, &visit), VISIT_SECOND_WRONG);
    visit.second = staff_of(NAV);
    assert_int_equal(write_it(database, HOT, 14, &visit), VISIT_SECOND_WRONG);
    visit = usual_visit();
    visit.words = "Vi drakk kaffe.";
    assert_int_equal(write_it(database, HOT, 15, &visit), VISIT_NO_ZONE);
    visit = usual_visit();
    visit.next = (struct visit_next_time){visit.on_date, 1, 30, {0}, 0};
    assert_int_equal(write_it(database, HOT, 16, &visit), VISIT_NEXT_PAST);
    assert_int_equal(number(database, "SELECT count(*) FROM visit"), 0);
    assert_string_equal(visit_fault_text(VISIT_NEXT_PAST).field, "next_date");
}

/* trace: R-233 R-235 R-252 */
static void a_visit_settles_its_appointment_and_makes_the_next(void **state) {
    struct test_database *database = *state;
    begun(database);
    struct date today = instant_oslo_date(TEST_NOW);
    struct booking_id booking;
    const struct booking_words words = {BOOKING_KIND_VISIT, BOOKING_STATE_PLANNED, today, 60, 90, staff_of(HOT), NULL};
    assert_int_equal(DONE_BY(database, HOT, 10, booking_add(db, ane, &words, &booking)), BOOKING_DONE);
    struct visit_new visit = usual_visit();
    visit.booking = booking;
    visit.outcome = VISIT_OUTCOME_NO_ANSWER;
    visit.next = (struct visit_next_time){date_add_days(today, 7), 60, 30, staff_of(HOT), VISIT_WHY_SHOPPING};
    assert_int_equal(write_it(database, NAV, 11, &visit), VISIT_BOOKING_GONE);
    assert_int_equal(write_it(database, HOT, 12, &visit), VISIT_DONE);
    assert_int_equal(number(database, "SELECT count(*) FROM booking WHERE state = 'not_met'"), 1);
    assert_int_equal(number(database, "SELECT count(*) FROM booking b JOIN booking_why w ON w.booking_id = b.id WHERE b.state = 'planned' AND w.why = 'shopping'"), 1);
    assert_int_equal(write_it(database, HOT, 13, &visit), VISIT_BOOKING_GONE); /* settled already */
    assert_int_equal(number(database, "SELECT count(*) FROM visit"), 1);
}

/* As the watch of the night runs, by the system. */
static void watch(struct test_database *database, struct date day) {
    static const struct actor system = {.kind = ACTOR_SYSTEM, .what = "jobs"};
    struct instant now = instant_of_oslo(day, 240);
    struct db *db = db_begin(database->store, DB_WRITE, database->arena, &system, now);
    audit_add(db, "tried", "case", 1, NULL);
    visit_watch_job(db, 0, now);
    town_commit(db);
}

/* trace: R-221 R-225 R-248 */
static void nobody_is_lost_and_nobody_stands_alone(void **state) {
    struct test_database *database = *state;
    begun(database);
    struct date today = instant_oslo_date(TEST_NOW);
    struct visit_new visit = usual_visit();
    assert_int_equal(write_it(database, HOT, 10, &visit), VISIT_DONE);
    watch(database, date_add_days(today, 13));
    assert_int_equal(number(database, "SELECT count(*) FROM open_task WHERE kind = 'see_her'"), 0);
    assert_int_equal(number(database, "SELECT count(*) FROM open_task WHERE kind = 'fill_contacts' AND unit_id = 1 AND staff_id = 1"), 1);
    watch(database, date_add_days(today, 14));
    assert_int_equal(number(database, "SELECT count(*) FROM open_task WHERE kind = 'see_her' AND staff_id = 1"), 1);
    watch(database, date_add_days(today, 15));
    assert_int_equal(number(database, "SELECT count(*) FROM open_task WHERE kind = 'see_her'"), 1);
    visit.on_date = date_add_days(today, 15);
    visit.outcome = VISIT_OUTCOME_NO_ANSWER;
    assert_int_equal(write_it(database, HOT, 15 * MS_PER_DAY, &visit), VISIT_DONE);
    assert_int_equal(number(database, "SELECT count(*) FROM open_task WHERE kind = 'see_her'"), 1); /* tried is not seen */
    visit.outcome = VISIT_OUTCOME_NOT_NOW;
    assert_int_equal(write_it(database, HOT, 15 * MS_PER_DAY + 1, &visit), VISIT_DONE); /* she said no, and is there */
    assert_int_equal(number(database, "SELECT count(*) FROM open_task WHERE kind = 'see_her'"), 0);
    assert_int_equal(DONE_BY(database, HOT, 15 * MS_PER_DAY + 2, roles_choose(db, ane, CASE_ROLE_KIND_PRIMARY_CONTACT, unit_of(HJE), staff_of(HJE))), ROLES_DONE);
    assert_int_equal(number(database, "SELECT count(*) FROM open_task WHERE kind = 'fill_contacts'"), 1);
    assert_int_equal(DONE_BY(database, HOT, 15 * MS_PER_DAY + 3, roles_choose(db, ane, CASE_ROLE_KIND_DEPUTY_CONTACT, unit_of(HJE), staff_of(STAFF_NIGHT))), ROLES_DONE);
    assert_int_equal(number(database, "SELECT count(*) FROM open_task WHERE kind = 'fill_contacts'"), 0);
    watch(database, date_add_days(today, 16));
    assert_int_equal(number(database, "SELECT count(*) FROM open_task WHERE kind = 'fill_contacts'"), 0);
    assert_int_equal(number(database, "SELECT count(*) FROM job WHERE kind = 'visit_watch'"), 1);
}

static void close_it(struct test_database *database) {
    struct db *db = town_write(database, HOT, 29 * MS_PER_DAY);
    work_tasks_done(db, ane, TASK_KIND_SEE_HER);
    work_tasks_done(db, ane, TASK_KIND_FILL_CONTACTS);
    assert_int_equal(work_begin_closing(db, ane), 0);
    assert_int_equal(work_close(db, ane), 0);
    town_commit(db);
}

/* trace: R-225 R-248 */
static void a_case_that_rests_is_watched_with_longer_days_and_a_closed_one_not(void **state) {
    struct test_database *database = *state;
    begun(database);
    struct date today = instant_oslo_date(TEST_NOW);
    struct visit_new visit = usual_visit();
    assert_int_equal(write_it(database, HOT, 10, &visit), VISIT_DONE);
    assert_int_equal(DONE_BY(database, HOT, 11, work_rest(db, ane, date_add_days(today, 60))), 0);
    watch(database, date_add_days(today, 20));
    assert_int_equal(number(database, "SELECT count(*) FROM open_task WHERE kind = 'see_her'"), 0);
    watch(database, date_add_days(today, 28));
    assert_int_equal(number(database, "SELECT count(*) FROM open_task WHERE kind = 'see_her'"), 1);
    close_it(database);
    assert_int_equal(number(database, "SELECT count(*) FROM visit_watch WHERE open = 0"), 1);
    assert_int_equal(write_it(database, HOT, 29 * MS_PER_DAY + 1, &visit), VISIT_CASE_CLOSED);
    assert_int_equal(DONE_BY(database, HOT, 29 * MS_PER_DAY + 2, work_reopen(db, ane, unit_of(HOT), staff_of(HOT))), 0);
    assert_int_equal(number(database, "SELECT count(*) FROM visit_watch WHERE open = 1"), 1);
}

/* trace: R-219 R-238 K10 */
static void a_worker_is_new_until_a_day_and_has_her_hours(void **state) {
    struct test_database *database = *state;
    begun(database);
    struct date today = instant_oslo_date(TEST_NOW);
    struct maybe_int hours = {true, 25 * 60};
    assert_int_equal(DONE_BY(database, HJE, 10, visit_frame_set(db, staff_of(NAV), hours, DATE_NONE)), VISIT_NOT_OURS);
    assert_int_equal(DONE_BY(database, HJE, 11, visit_frame_set(db, staff_of(STAFF_NIGHT), hours, date_add_days(today, 180))), VISIT_DONE);
    struct db *db = town_write(database, HJE, 12);
    assert_true(visit_is_new(db, staff_of(STAFF_NIGHT), today));
    assert_false(visit_is_new(db, staff_of(STAFF_NIGHT), date_add_days(today, 181)));
    assert_false(visit_is_new(db, staff_of(HJE), today));
    assert_int_equal(visit_frame_of(db, staff_of(STAFF_NIGHT)).minutes_week.v, 1500);
    db_abort(db);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(a_visit_is_written_once_and_put_right_once),
        RULE(the_database_keeps_what_was_written),
        RULE(what_cannot_be_is_refused_with_its_field),
        RULE(a_visit_settles_its_appointment_and_makes_the_next),
        RULE(nobody_is_lost_and_nobody_stands_alone),
        RULE(a_case_that_rests_is_watched_with_longer_days_and_a_closed_one_not),
        RULE(a_worker_is_new_until_a_day_and_has_her_hours),
    };
    return run_rules("visit", rules, sizeof rules / sizeof *rules);
}
