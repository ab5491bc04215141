/* Property: of several who close the same group meeting at the same instant one does: one agreement, one next meeting, one copy of what follows. On both
 * databases. (R-206, R-300, I-14) */
#include "domain/group/group_for_tests.h"
#include "history.h"

static struct case_id person;
static struct meeting_id meeting;

static void close_it(const struct test_database *own, int who, struct process_work *mine) {
    const struct group_outcome outcome = {.agreed = "Vi prøver igjen.", .next_on = date_add_days(second_day, who), .next_from = 540, .next_to = 600,
                                          .hindrance = GROUP_HINDRANCE_NO_TIME};
    struct visit *turn = NULL;
    WORK_TURN(mine, (turn = group_turn(own, HOT, first_day, 50))->db, group_close(&turn->rq, meeting, &outcome));
}

/* trace: R-206 R-300 I-14 */
static void of_several_who_close_a_meeting_at_once_one_does(void **state) {
    struct test_database *database = *state;
    person = group_town(database);
    meeting = group_begun(database, person);
    assert_int_equal(group_opened(database, meeting, first_day), GROUP_DONE);
    struct process_work *works = work_by_processes(database, close_it);
    int done = 0;
    for (int i = 0; i < PROCESSES; i++) {
        done += works[i].done != 0;
        if (!works[i].done) assert_int_not_equal(works[i].wrong, GROUP_DONE);
    }
    munmap(works, PROCESSES * sizeof *works);
    assert_int_equal(done, 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM group_meeting"), 2);
    assert_int_equal(test_number(database, "SELECT count(*) FROM group_meeting WHERE closed_at IS NULL"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM item_note WHERE kind = 'agreement'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'give_minutes'"), 1);
}

int main(void) {
    static const struct test_rule rules[] = {RULE(of_several_who_close_a_meeting_at_once_one_does)};
    return run_rules("group_property", rules, 1);
}
