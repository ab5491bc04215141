/* Property: of several workers who put the same visit right at the same instant one does and the others are told; the same form sent several times at once is
 * one visit; and of several who write the visit of one appointment one does. On both databases. (R-235, R-250, I-14) */
#include "domain/visit/visit.h"

#include "domain/calendar/calendar.h"
#include "domain/work/done_for_tests.h"
#include "history.h"

enum { ROUNDS = 4, MINUTE = 60000 };

static const struct case_id ane = {1};
static const struct visit_writer nobody = {0};
static int64_t later = MINUTE;
static struct visit_id wrong;
static struct booking_id booking;

static struct visit_new usual_visit(void) {
    return (struct visit_new){.case_ = ane, .on_date = instant_oslo_date(TEST_NOW), .from_minute = 60, .minutes = 30, .arena = VISIT_ARENA_HOME, .outcome = VISIT_OUTCOME_MET, .next.on_date = DATE_NONE};
}

static int64_t number(const struct test_database *database, const char *sql) { return test_number(database, sql); }

static void town(const struct test_database *database) {
    town_make(database);
    assert_int_equal(town_case(database, "Ane").v, ane.v);
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, ane, unit_of(HOT), INVOLVEMENT_HOLDER);
    audit_add(db, "tried", "case", ane.v, NULL);
    town_commit(db);
}

static void put_right(const struct test_database *own, int who, struct process_work *mine) {
    static const enum visit_arena arenas[PROCESSES] = {VISIT_ARENA_CAFE, VISIT_ARENA_CAR, VISIT_ARENA_OFFICE};
    struct visit_id made;
    struct visit_new right = usual_visit();
    right.arena = arenas[who];
    if (who == PROCESSES - 1) WORK_TURN(mine, town_write(own, HOT, later), visit_strike(db, ane, wrong));
    else WORK_TURN(mine, town_write(own, HOT, later), visit_correct(db, &nobody, wrong, &right, &made));
}

/* trace: R-235 I-14 */
static void of_several_who_put_one_visit_right_at_once_one_does(void **state) {
    struct test_database *database = *state;
    town(database);
    const struct visit_new visit = usual_visit();
    for (int round = 0; round < ROUNDS; round++) {
        assert_int_equal(DONE_BY(database, HOT, later += MINUTE, visit_write(db, &nobody, &visit, &wrong)), VISIT_DONE);
        int64_t before = number(database, "SELECT count(*) FROM visit");
        later += MINUTE;
        assert_int_equal(works_done(work_by_processes(database, put_right), VISIT_CORRECTED), 1);
        assert_int_equal(number(database, "SELECT count(*) FROM visit"), before + 1);
        assert_int_equal(number(database, "SELECT count(*) FROM case_visit WHERE corrects IS NULL"), 0);
    }
}

static void send_it(const struct test_database *own, int who, struct process_work *mine) {
    struct visit_id made;
    struct visit_new visit = usual_visit();
    (void)who;
    visit.sending = "the same form";
    WORK_TURN(mine, town_write(own, HOT, later), visit_write(db, &nobody, &visit, &made));
    /* What was there already changes nothing, and its transaction has nothing to keep. */
}

/* trace: R-235 R-250 */
static void the_same_form_at_once_is_one_visit(void **state) {
    struct test_database *database = *state;
    town(database);
    later += MINUTE;
    assert_int_equal(works_done(work_by_processes(database, send_it), VISIT_DONE), PROCESSES);
    assert_int_equal(number(database, "SELECT count(*) FROM visit"), 1);
}

static void write_of_booking(const struct test_database *own, int who, struct process_work *mine) {
    struct visit_id made;
    struct visit_new visit = usual_visit();
    visit.booking = booking;
    visit.outcome = who ? VISIT_OUTCOME_MET : VISIT_OUTCOME_NO_ANSWER;
    WORK_TURN(mine, town_write(own, HOT, later), visit_write(db, &nobody, &visit, &made));
}

/* trace: R-235 R-045 */
static void of_several_who_write_the_visit_of_one_appointment_one_does(void **state) {
    struct test_database *database = *state;
    town(database);
    for (int round = 0; round < ROUNDS; round++) {
        const struct booking_words words = {BOOKING_KIND_VISIT, BOOKING_STATE_PLANNED, date_add_days(instant_oslo_date(TEST_NOW), 1), 600, 660, {0}, NULL};
        assert_int_equal(DONE_BY(database, HOT, later += MINUTE, booking_add(db, ane, &words, &booking)), BOOKING_DONE);
        later += MINUTE;
        assert_int_equal(works_done(work_by_processes(database, write_of_booking), VISIT_BOOKING_GONE), 1);
        assert_int_equal(number(database, "SELECT count(*) FROM booking WHERE state = 'planned'"), 0);
        assert_int_equal(number(database, "SELECT count(*) FROM visit v JOIN booking b ON b.id = v.booking_id WHERE (v.outcome = 'met') <> (b.state = 'held')"), 0);
        assert_int_equal(number(database, "SELECT count(*) FROM visit"), round + 1);
    }
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(of_several_who_put_one_visit_right_at_once_one_does),
        RULE(the_same_form_at_once_is_one_visit),
        RULE(of_several_who_write_the_visit_of_one_appointment_one_does),
    };
    return run_rules("visit_property", rules, sizeof rules / sizeof *rules);
}
