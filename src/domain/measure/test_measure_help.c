/* The weeks that come, and what stands beside the measures: the band of the decision, short-lived agreements, everyday help across professions, what everybody is
 * asked, and that no measure fits. */
#include "domain/measure/measure_for_tests.h"

static int64_t count(const struct test_database *database, const char *sql) { return test_number(database, sql); }
static int64_t tasks(const struct test_database *database, const char *kind, const char *more) {
    return count(database, arena_printf(database->arena, "SELECT count(*) FROM open_task WHERE kind = '%s' AND %s", kind, more));
}
static const struct measure_stay_id first = {1};
static const struct help_agreement_id first_agreement = {1};

static int agreed(const struct test_database *database, int unit, int64_t minutes, struct date until, int64_t later) {
    struct help_agreement_id made;
    const struct agreement_new agreement = {ane, first, minutes, until, "Mandag kl. 11 hjemme", "Ring først."};
    return MEASURE_BY(database, unit, later, measure_agree(db, access, &agreement, &made));
}

/* trace: R-095 R-096 R-234 */
static void the_week_is_agreed_inside_the_band_and_outside_it_the_decision_must_change(void **state) {
    struct test_database *database = *state;
    measure_entered(database, FLEXIBILITY_BOTH);
    assert_int_equal(agreed(database, HJE, 9, DATE_NONE, ON_DAY(24) + 2), MEASURE_OUTSIDE_BAND);
    assert_int_equal(agreed(database, HJE, 601, DATE_NONE, ON_DAY(24) + 3), MEASURE_OUTSIDE_BAND);
    assert_int_equal(agreed(database, HJE, 600, on(10, 1), ON_DAY(24) + 4), MEASURE_UNTIL_WRONG);
    assert_int_equal(agreed(database, HJE, 600, on(12, 31), ON_DAY(24) + 5), MEASURE_DONE);
    assert_int_equal(agreed(database, HJE, 10, DATE_NONE, ON_DAY(25)), MEASURE_DONE);
    assert_int_equal(agreed(database, NAV, 20, DATE_NONE, ON_DAY(25) + 1), MEASURE_NOT_YOURS);
    assert_int_equal(count(database, "SELECT count(*) FROM help_agreement WHERE state = 'replaced' AND minutes = 600 AND ended_on = '2026-10-02'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM help_agreement WHERE state = 'running' AND minutes = 10 AND valid_until = '2026-10-30'"), 1);
    assert_int_equal(tasks(database, "reconfirm_agreement", "unit_id = 4 AND staff_id = 4 AND due = '2026-10-30'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM joint_decision"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM help_agreement_said WHERE zone = 'health' AND words LIKE '%Mandag%'"), 0);
    static const char *const tries[] = {
        "UPDATE help_agreement SET minutes = 20 WHERE state = 'running'", "UPDATE help_agreement SET valid_until = '2026-10-05' WHERE state = 'running'",
        "UPDATE help_agreement SET state = 'running', ended_on = NULL WHERE state = 'replaced'", "DELETE FROM help_agreement",
        "INSERT INTO help_agreement (case_id, stay_id, state, minutes, valid_from, valid_until, at, by_staff, version) VALUES (1, 1, 'running', 20, '2026-10-02', '2026-10-09', 1, 4, 1)",
        "INSERT INTO help_agreement (case_id, stay_id, state, minutes, valid_from, valid_until, ended_on, at, by_staff, version) VALUES (1, 1, 'ended', 20, '2026-10-02', '2026-10-09', '2026-10-03', 1, 4, 1)",
    };
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
        if (!test_try(database, tries[i])) fail_msg("went in: %s", tries[i]);
}

/* trace: R-234 */
static void an_agreement_is_fresh_and_said_once_more_in_one_press(void **state) {
    struct test_database *database = *state;
    measure_entered(database, FLEXIBILITY_BOTH);
    assert_int_equal(agreed(database, HJE, 120, DATE_NONE, ON_DAY(24) + 2), MEASURE_DONE);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(52), measure_confirm(db, ane, first_agreement, 7)), MEASURE_CHANGED);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(52) + 1, measure_confirm(db, ane, first_agreement, 1)), MEASURE_DONE);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(52) + 2, measure_confirm(db, ane, first_agreement, 1)), MEASURE_CHANGED); /* the second of two presses */
    assert_int_equal(DONE_BY(database, NAV, ON_DAY(52) + 3, measure_confirm(db, ane, first_agreement, 2)), MEASURE_NOT_YOURS);
    assert_int_equal(count(database, "SELECT count(*) FROM help_agreement WHERE valid_from = '2026-10-01' AND valid_until = '2026-11-26' AND minutes = 120"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM help_agreement_confirmed WHERE until_date = '2026-11-26' AND by_staff = 4"), 1);
    assert_int_equal(tasks(database, "reconfirm_agreement", "due = '2026-11-26'"), 1);
    assert_int_equal(tasks(database, "reconfirm_agreement", "1 = 1"), 1);
    assert_non_null(test_try(database, "DELETE FROM help_agreement_confirmed"));
}

/* trace: R-242 I-04 */
static void everyday_help_is_carried_out_across_professions_and_goes_back_when_it_is_not(void **state) {
    struct test_database *database = *state;
    measure_entered(database, FLEXIBILITY_BOTH);
    struct help_task_id made;
    struct help_task_new task = {ane, helpers, HELP_TASK_KIND_LAUNDRY, 1, on(10, 6), false};
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(25), help_task_ask(db, &task, &made)), MEASURE_NOT_ASKED);
    task.agreed = true;
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(25) + 1, help_task_ask(db, &task, &made)), MEASURE_DONE);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(25) + 2, help_task_ask(db, &task, &made)), MEASURE_TASK_OPEN);
    task.measure = own_home;
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(25) + 3, help_task_ask(db, &task, &made)), MEASURE_NO_TASKS);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 5 AND why = 'measure'"), 1);
    assert_int_equal(tasks(database, "answer_help_task", "unit_id = 5"), 1);
    const struct help_task_id laundry = {1};
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(26), help_task_say(db, ane, laundry, true)), MEASURE_NOT_YOURS);
    assert_int_equal(DONE_BY(database, RUS, ON_DAY(26) + 1, help_task_say(db, ane, laundry, true)), MEASURE_DONE);
    assert_int_equal(DONE_BY(database, RUS, ON_DAY(26) + 2, help_task_say(db, ane, laundry, false)), MEASURE_WRONG_STATE);
    assert_int_equal(DONE_BY(database, RUS, ON_DAY(30), help_task_did(db, ane, laundry, false)), MEASURE_DONE);
    assert_int_equal(tasks(database, "do_help_task", "unit_id = 5 AND due = '2026-10-13'"), 1); /* next week again */
    assert_int_equal(DONE_BY(database, RUS, ON_DAY(36), help_task_did(db, ane, laundry, true)), MEASURE_DONE);
    assert_int_equal(tasks(database, "do_help_task", "1 = 1"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 5 AND why = 'measure'"), 0);
    task = (struct help_task_new){ane, helpers, HELP_TASK_KIND_REPAIRS, 0, on(10, 20), true};
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(37), help_task_ask(db, &task, &made)), MEASURE_DONE);
    assert_int_equal(DONE_BY(database, RUS, ON_DAY(38), help_task_say(db, ane, made, false)), MEASURE_DONE);
    assert_int_equal(tasks(database, "do_help_task", "unit_id = 4 AND due = '2026-10-20'"), 1); /* what is decided is still theirs */
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(40), help_task_did(db, ane, made, false)), MEASURE_DONE);
    assert_int_equal(tasks(database, "do_help_task", "1 = 1"), 0);
    assert_non_null(test_try(database, "INSERT INTO help_task (case_id, from_unit, to_unit, measure_id, kind, state, due, asked_at, asked_by, version)"
                                       " VALUES (1, 4, 5, 8, 'medication', 'asked', '2026-10-20', 1, 4, 1)"));
    assert_non_null(test_try(database, "UPDATE help_task SET state = 'taken' WHERE state = 'declined'"));
    assert_non_null(test_try(database, "DELETE FROM help_task"));
}

/* trace: R-244 R-245 */
static void everybody_is_asked_and_a_no_costs_nothing_and_is_asked_again(void **state) {
    struct test_database *database = *state;
    measure_entered(database, FLEXIBILITY_BOTH);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(25), measure_offered(db, ane, own_home, MEASURE_ANSWER_WANTS)), MEASURE_NOT_FOUND);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(25) + 1, measure_offered(db, ane, open_house, MEASURE_ANSWER_WANTS_NOT)), MEASURE_DONE);
    assert_int_equal(tasks(database, "offer_measure", "unit_id = 4 AND subject = 6 AND due = '2026-12-31'"), 1);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(30), measure_offered(db, ane, open_house, MEASURE_ANSWER_THINKS)), MEASURE_DONE);
    assert_int_equal(tasks(database, "offer_measure", "due = '2026-10-21'"), 1);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(44), measure_offered(db, ane, open_house, MEASURE_ANSWER_WANTS)), MEASURE_DONE);
    assert_int_equal(tasks(database, "offer_measure", "1 = 1"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM measure_offer WHERE by_staff = 4"), 3);
    assert_int_equal(count(database, "SELECT count(*) FROM measure_stay WHERE state = 'running'"), 1);
    assert_non_null(test_try(database, "UPDATE measure_offer SET answer = 'wants'"));
}

/* trace: R-229 R-145 */
static void between_bark_and_wood_is_said_once_and_closed_when_something_fits(void **state) {
    struct test_database *database = *state;
    struct story story = measure_town(database, FLEXIBILITY_BOTH);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(23), measure_gap_say(db, ane, GAP_WHY_TICKET_STOPS)), MEASURE_DONE);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(23) + 1, measure_gap_say(db, ane, GAP_WHY_NONE_LIKE_IT)), MEASURE_GAP_OPEN);
    assert_int_equal(tasks(database, "find_measure", "unit_id = 1 AND due = '2026-10-14'"), 1); /* whoever has the responsibility */
    assert_non_null(test_try(database, "INSERT INTO measure_gap (case_id, why, since, at, by_staff) VALUES (1, 'age_stops', '2026-10-01', 1, 4)"));
    const struct measure_entry entry = into(&story, ambulatory, on(10, 1));
    assert_int_equal(entered(database, HJE, &entry, ON_DAY(24)), MEASURE_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM measure_gap WHERE closed_on = '2026-10-01' AND how = 'found_one'"), 1);
    assert_int_equal(tasks(database, "find_measure", "1 = 1"), 0);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(25), measure_gap_end(db, ane, GAP_END_NO_LONGER_NEEDED)), MEASURE_NOT_FOUND);
    assert_non_null(test_try(database, "DELETE FROM measure_gap"));
}

/* trace: R-239 R-240 */
static void housing_first_goes_from_mapping_to_follow_up_and_looks_at_itself(void **state) {
    struct test_database *database = *state;
    struct story story = measure_town(database, FLEXIBILITY_BOTH);
    const struct measure_entry entry = into(&story, first_home, on(10, 1));
    assert_int_equal(entered(database, HJE, &entry, ON_DAY(24)), MEASURE_DONE);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(25), measure_phase(db, ane, first, MEASURE_PHASE_AGREEMENT)), MEASURE_PHASE_ORDER);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(25) + 1, measure_phase(db, ane, first, MEASURE_PHASE_MAPPING)), MEASURE_DONE);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(25) + 2, measure_phase(db, ane, first, MEASURE_PHASE_MAPPING)), MEASURE_PHASE_ORDER);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(35), measure_phase(db, ane, first, MEASURE_PHASE_AGREEMENT)), MEASURE_DONE);
    struct db *hand = test_read(database);
    struct measure_phases_now_rows now = measure_phases_now(hand, first_home);
    assert_int_equal(now.n, 1);
    assert_int_equal(now.v[0].phase, MEASURE_PHASE_AGREEMENT);
    assert_int_equal(now.v[0].n, 1);
    db_abort(hand);
    struct fidelity_said marks = {.todo = {[FIDELITY_PRINCIPLE_OWN_CHOICE] = "Spørre oftere"}};
    for (int i = 1; i < FIDELITY_PRINCIPLE_COUNT; i++) marks.marks[i] = FIDELITY_MARK_MOSTLY;
    assert_int_equal(FIDELITY_PRINCIPLE_COUNT, 8);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(40), measure_fidelity_say(db, first_home, &marks)), MEASURE_NOT_ALL);
    marks.marks[FIDELITY_PRINCIPLE_COUNT] = FIDELITY_MARK_PARTLY;
    assert_int_equal(DONE_BY(database, NAV, ON_DAY(40) + 1, measure_fidelity_say(db, first_home, &marks)), MEASURE_NOT_YOURS);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(40) + 2, measure_fidelity_say(db, first_home, &marks)), MEASURE_DONE);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(40) + 3, measure_fidelity_say(db, first_home, &marks)), MEASURE_DONE_TODAY);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(40) + 4, measure_fidelity_say(db, own_home, &marks)), MEASURE_NOT_FOUND);
    assert_int_equal(DONE_BY(database, HJE, ON_DAY(41), measure_fidelity_say(db, first_home, &marks)), MEASURE_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM fidelity_answer"), 16);
    assert_non_null(test_try(database, "UPDATE fidelity_answer SET mark = 'fully'"));
    assert_non_null(test_try(database, "DELETE FROM measure_phase_step"));
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(the_week_is_agreed_inside_the_band_and_outside_it_the_decision_must_change),
        RULE(an_agreement_is_fresh_and_said_once_more_in_one_press),
        RULE(everyday_help_is_carried_out_across_professions_and_goes_back_when_it_is_not),
        RULE(everybody_is_asked_and_a_no_costs_nothing_and_is_asked_again),
        RULE(between_bark_and_wood_is_said_once_and_closed_when_something_fits),
        RULE(housing_first_goes_from_mapping_to_follow_up_and_looks_at_itself),
    };
    return run_rules("measure_help", rules, sizeof rules / sizeof *rules);
}
