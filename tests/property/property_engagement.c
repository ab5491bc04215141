/* Property: when several workers do the same thing about her yes and no at the same instant, the history has it once, one caretaker keeps in touch, and one task
 * asks for the next step. On both databases. (R-222, R-223, R-226, R-251, MODEL 3.12) */
#include "domain/engagement/engagement_for_tests.h"
#include "history.h"

enum { MINUTE = 60000 };

static int64_t later;

static int64_t number(const struct test_database *database, const char *sql) { return test_number(database, sql); }

static void say_no(const struct test_database *own, int who, struct process_work *mine) {
    const struct engagement_no no = no_to_all();
    (void)who;
    WORK_TURN(mine, town_write(own, HOT, later), engagement_say_no(db, &no));
}

static void say_yes(const struct test_database *own, int who, struct process_work *mine) {
    (void)who;
    WORK_TURN(mine, town_write(own, HOT, later), engagement_say_yes(db, ane, (struct help_no_id){0}));
}

/* trace: R-251 R-222 I-14 */
static void her_no_and_her_yes_are_written_once(void **state) {
    struct test_database *database = *state;
    engagement_town(database);
    later = ON_DAY(1);
    for (int round = 0; round < 3; round++) {
        later += MINUTE;
        (void)works_done(work_by_processes(database, say_no), ENGAGEMENT_DONE); /* each may write that it was heard; the no is one */
        assert_true(stands_at(database, "declined"));
        assert_int_equal(number(database, "SELECT count(*) FROM engagement_step WHERE to_state = 'declined'"), round + 1);
        assert_int_equal(number(database, "SELECT count(*) FROM help_no WHERE service_id IS NULL AND ended_on IS NULL"), 1);
        assert_int_equal(open_tasks(database, "name_caretaker", "1 = 1"), 1);
        later += MINUTE;
        assert_int_equal(works_done(work_by_processes(database, say_yes), ENGAGEMENT_NO_NO), 1);
        assert_int_equal(number(database, "SELECT count(*) FROM help_no WHERE ended_on IS NULL"), 0);
        assert_int_equal(open_tasks(database, "name_caretaker", "1 = 1"), 0);
    }
}

/* One hears no while another hears yes: both are kept, in the order they came. */
static void no_or_yes(const struct test_database *own, int who, struct process_work *mine) {
    if (who) say_yes(own, who, mine);
    else say_no(own, who, mine);
}

/* trace: R-251 I-14 */
static void a_no_and_a_yes_at_once_are_both_kept_in_some_order(void **state) {
    struct test_database *database = *state;
    engagement_town(database);
    later = ON_DAY(1);
    assert_int_equal(said_no(database, later), ENGAGEMENT_DONE);
    for (int round = 0; round < 3; round++) {
        later += MINUTE;
        struct process_work *works = work_by_processes(database, no_or_yes);
        assert_true(works[1].done || works[2].done);
        munmap(works, PROCESSES * sizeof *works);
        bool no = number(database, "SELECT count(*) FROM engagement WHERE state IN ('declined', 'watched')") == 1;
        assert_int_equal(number(database, "SELECT count(*) FROM help_no WHERE ended_on IS NULL"), no ? 1 : 0);
        if (!no) assert_int_equal(said_no(database, later += MINUTE), ENGAGEMENT_DONE);
    }
}

static void ask(const struct test_database *own, int who, struct process_work *mine) {
    WORK_TURN(mine, town_write(own, HOT, later), engagement_ask_caretaker(db, ane, who ? caretaker : caretaker_of_hje, true));
}

static void stop(const struct test_database *own, int who, struct process_work *mine) {
    (void)who;
    WORK_TURN(mine, town_write(own, HOT, later), engagement_end_caretaker(db, ane));
}

/* trace: R-222 R-223 I-04 */
static void one_caretaker_keeps_in_touch_however_many_are_asked_at_once(void **state) {
    struct test_database *database = *state;
    engagement_town(database);
    later = ON_DAY(1);
    assert_int_equal(said_no(database, later), ENGAGEMENT_DONE);
    for (int round = 0; round < 3; round++) {
        later += MINUTE;
        struct process_work *works = work_by_processes(database, ask);
        munmap(works, PROCESSES * sizeof *works);
        assert_int_equal(number(database, "SELECT count(*) FROM caretaker_contact WHERE ended_on IS NULL"), 1);
        assert_int_equal(open_tasks(database, "keep_contact", "subject = (SELECT id FROM caretaker_contact WHERE ended_on IS NULL)"), 1);
        assert_int_equal(open_tasks(database, "keep_contact", "1 = 1"), 1);
        later += MINUTE;
        assert_int_equal(works_done(work_by_processes(database, stop), ENGAGEMENT_WRONG_STATE), 1);
        assert_int_equal(number(database, "SELECT count(*) FROM caretaker_contact WHERE ended_on IS NULL"), 0);
        assert_int_equal(open_tasks(database, "keep_contact", "1 = 1"), 0);
        assert_int_equal(open_tasks(database, "name_caretaker", "1 = 1"), 1);
    }
}

static void think(const struct test_database *own, int who, struct process_work *mine) {
    WORK_TURN(mine, town_write(own, HOT, later), engagement_think_again(db, ane, (enum rethink_kind)(1 + who), date_add_days(instant_oslo_date(db_now(db)), 30 + who)));
}

/* trace: R-226 */
static void what_is_tried_next_is_one_thing_with_one_day(void **state) {
    struct test_database *database = *state;
    engagement_town(database);
    later = ON_DAY(1);
    assert_int_equal(said_no(database, later), ENGAGEMENT_DONE);
    later += MINUTE;
    struct process_work *works = work_by_processes(database, think);
    int done = 0;
    for (int i = 0; i < PROCESSES; i++) done += works[i].done != 0;
    munmap(works, PROCESSES * sizeof *works);
    assert_true(done >= 1);
    assert_int_equal(number(database, "SELECT count(*) FROM rethink"), done);
    assert_int_equal(number(database, "SELECT count(*) FROM job WHERE kind = 'engagement_due'"), 1);
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(her_no_and_her_yes_are_written_once),
        RULE(a_no_and_a_yes_at_once_are_both_kept_in_some_order),
        RULE(one_caretaker_keeps_in_touch_however_many_are_asked_at_once),
        RULE(what_is_tried_next_is_one_thing_with_one_day),
    };
    return run_rules("engagement_property", rules, sizeof rules / sizeof *rules);
}
