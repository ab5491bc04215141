/* The rules of appeals: what comes in is taken in, who decided does not review, the state moves as the table says, and the schema says so too. */
#include "domain/appeal/appeal_for_tests.h"

#include <stdio.h>

static int64_t number(const struct story *story, const char *sql) { return test_number(story->database, sql); }

/* ── coming in ── */

/* trace: R-103 FVL-31 FVL-29 I-07 MODEL-6.4-8 */
static void an_appeal_on_day_22_on_the_dwelling_is_taken_in_while_the_health_limit_is_open(void **state) {
    struct story story = appeal_story(*state);
    struct appeal_part_id id = received(&story, story.bolig, date_of(2026, 10, 20));
    assert_int_equal(
        number(
            &story,
            "SELECT count(*) FROM appeal_part WHERE timely = 'joint_letter' AND limit_until = '2026-10-19' AND latest_until = '2026-10-26'"),
        1);
    assert_int_equal(letters_of_kind(&story, "receipt"), 1);
    assert_int_equal(number(&story, "SELECT count(*) FROM task WHERE kind = 'send_appeal_letter' AND due = '2026-10-22'"), 1);
    assert_int_equal(number(&story, "SELECT count(*) FROM task WHERE kind = 'prepare_appeal' AND due = '2026-11-10' AND unit_id = 1"), 1);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_begin(db, id)), ERR_OK);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_dismiss(db, access, id, DISMISSAL_GROUND_LATE, "For sent.")), ERR_INVALID);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_take_in(db, access, id, 0, NULL)), ERR_OK);
    assert_true(in_state(&story, id, "first_instance"));
}

/* trace: FVL-31 */
static void a_late_appeal_is_received_and_judged_with_reasons_and_never_turned_away_by_itself(void **state) {
    struct story story = appeal_story(*state);
    struct appeal_part_id id = received(&story, story.bolig, date_of(2026, 11, 16));
    assert_int_equal(number(&story, "SELECT count(*) FROM appeal_part WHERE timely = 'late' AND state = 'received'"), 1);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_begin(db, id)), ERR_OK);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_take_in(db, access, id, 0, NULL)), ERR_INVALID);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_take_in(db, access, id, LATE_GROUND_NOT_TO_BLAME, " ")), ERR_INVALID);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_dismiss(db, access, id, DISMISSAL_GROUND_LATE, "")), ERR_INVALID);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_take_in(db, access, id, LATE_GROUND_NOT_TO_BLAME, "Hun lå på sykehus.")), ERR_OK);
    assert_int_equal(number(&story, "SELECT count(*) FROM appeal_words WHERE kind = 'late_reason'"), 1);
}

/* trace: FVL-31 */
static void after_a_year_an_appeal_can_only_be_dismissed_with_reasons(void **state) {
    struct story story = appeal_story(*state);
    struct appeal_part_id id = received(&story, story.bolig, date_of(2027, 9, 25));
    assert_int_equal(number(&story, "SELECT count(*) FROM appeal_part WHERE timely = 'too_late' AND absolute_until = '2027-09-24'"), 1);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_begin(db, id)), ERR_OK);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_take_in(db, access, id, LATE_GROUND_SPECIAL_REASONS, "Særlige grunner.")), ERR_INVALID);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_dismiss(db, access, id, DISMISSAL_GROUND_LATE, "Mer enn et år siden.")), ERR_OK);
    assert_true(in_state(&story, id, "dismissed"));
    assert_int_equal(letters_of_kind(&story, "dismissed"), 1);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_close(db, id)), ERR_INVALID);
    letters_arrive(&story, "dismissed", date_of(2027, 9, 28));
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_close(db, id)), ERR_INVALID);
    on_day(&story, date_of(2027, 10, 20));
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_close(db, id)), ERR_OK);
    assert_int_equal(open_tasks(&story, "finish_appeal"), 0);
}

/* trace: FVL-29 */
static void posting_within_the_time_is_enough(void **state) {
    struct story story = appeal_story(*state);
    struct appeal_wish wish = {story.bolig, "Jeg vil ha en annen bolig."};
    struct appeal_new coming = appeal_on(&story, &wish, 1, date_of(2026, 11, 2));
    struct appeal_id appeal;
    coming.posted_on = date_of(2026, 10, 19);
    on_day(&story, date_of(2026, 11, 2));
    assert_int_equal(ACT(&story, HOT, HOT, appeal_receive(db, access, &coming, &appeal)), ERR_OK);
    assert_int_equal(number(&story, "SELECT count(*) FROM appeal_part WHERE timely = 'in_time'"), 1);
    coming.posted_on = date_of(2026, 11, 3);
    assert_int_equal(ACT(&story, HOT, HOT, appeal_receive(db, access, &coming, &appeal)), ERR_INVALID);
}

/* trace: FVL-32 R-103 */
static void one_letter_on_two_parts_is_two_appeals_with_their_own_limit_body_and_unit(void **state) {
    struct story story = appeal_story(*state);
    struct appeal_wish wishes[] = {{story.bolig, "Tre rom."}, {story.hol, "Mer hjelp i helgene."}, {story.sosial, NULL}};
    struct appeal_new coming = appeal_on(&story, wishes, 3, date_of(2026, 10, 21));
    struct appeal_id appeal;
    on_day(&story, date_of(2026, 10, 21));
    assert_int_equal(ACT(&story, HOT, HOT, appeal_receive(db, access, &coming, &appeal)), ERR_OK);
    assert_int_equal(
        number(&story,
               "SELECT count(*) FROM appeal_part WHERE kind = 'bolig' AND body = 'klagenemnd' AND unit_id = 1 AND timely = 'joint_letter'"),
        1);
    assert_int_equal(
        number(&story, "SELECT count(*) FROM appeal_part WHERE kind = 'hol_tjeneste' AND body = 'statsforvalter' AND timely = 'in_time'"),
        1);
    assert_int_equal(number(&story, "SELECT count(*) FROM appeal_part WHERE kind = 'sosial' AND body = 'statsforvalter' AND unit_id = 3"),
                     1);
    assert_int_equal(number(&story, "SELECT count(*) FROM appeal_words"), 2);
    assert_int_equal(letters_of_kind(&story, "receipt"), 1);
    assert_int_equal(ACT(&story, HOT, HOT, appeal_receive(db, access, &coming, &appeal)), ERR_CONFLICT);
    assert_int_equal(number(&story, "SELECT count(*) FROM appeal"), 1);
}

/* trace: FVL-32 FVL-12 */
static void who_appeals_for_another_has_a_name_and_nothing_is_an_appeal_without_a_part(void **state) {
    struct story story = appeal_story(*state);
    struct appeal_wish wish = {story.bolig, "Tre rom."};
    struct appeal_new coming = appeal_on(&story, &wish, 1, date_of(2026, 10, 1));
    struct appeal_id appeal;
    on_day(&story, date_of(2026, 10, 1));
    coming.appellant = APPELLANT_AGENT;
    assert_int_equal(ACT(&story, HOT, HOT, appeal_receive(db, access, &coming, &appeal)), ERR_INVALID);
    coming.n_wishes = 0;
    coming.appellant_name = "Advokat Lie";
    assert_int_equal(ACT(&story, HOT, HOT, appeal_receive(db, access, &coming, &appeal)), ERR_INVALID);
    coming.n_wishes = 1;
    assert_int_equal(ACT(&story, HOT, HOT, appeal_receive(db, access, &coming, &appeal)), ERR_OK);
    assert_int_equal(number(&story, "SELECT count(*) FROM appeal WHERE appellant = 'agent' AND appellant_name IS NOT NULL"), 1);
}

/* trace: FVL-32 */
static void what_was_said_counts_when_it_is_read_back_and_faults_are_asked_for_with_a_short_time(void **state) {
    struct story story = appeal_story(*state);
    struct appeal_wish wish = {story.bolig, "Æ vil ha et anna sted."};
    struct appeal_new coming = appeal_on(&story, &wish, 1, date_of(2026, 10, 1));
    struct appeal_id appeal;
    coming.form = APPEAL_FORM_ORAL;
    on_day(&story, date_of(2026, 10, 1));
    assert_int_equal(ACT(&story, HOT, HOT, appeal_receive(db, access, &coming, &appeal)), ERR_OK);
    struct appeal_part_id id = {1};
    assert_int_equal(number(&story, "SELECT signed FROM appeal"), 0);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_begin(db, id)), ERR_OK);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_take_in(db, access, id, 0, NULL)), ERR_INVALID);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_ask_correction(db, access, id, 0)), ERR_INVALID);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_ask_correction(db, access, id, FAULT_SIGNATURE | FAULT_CHANGE)), ERR_OK);
    assert_int_equal(letters_of_kind(&story, "correction"), 1);
    assert_int_equal(number(&story, "SELECT count(*) FROM appeal_part WHERE fix_due = '2026-10-15'"), 1);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_dismiss(db, access, id, DISMISSAL_GROUND_NOT_CORRECTED, "Kom ikke.")), ERR_INVALID);
    assert_int_equal(ACT(&story, HOT, HOT, appeal_corrected(db, access, id, NULL, false)), ERR_INVALID);
    assert_int_equal(ACT(&story, HOT, HOT, appeal_corrected(db, access, id, "Stille, og plass til sønnen.", false)), ERR_OK);
    assert_int_equal(ACT(&story, HOT, HOT, appeal_read_back(db, appeal)), ERR_OK);
    assert_int_equal(ACT(&story, HOT, HOT, appeal_read_back(db, appeal)), ERR_CONFLICT);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_take_in(db, access, id, 0, NULL)), ERR_OK);
    assert_int_equal(open_tasks(&story, "await_correction"), 0);
}

/* ── limits ── */

static struct appeal_limit limit_of(struct story *story, struct decision_part_id part) {
    struct appeal_limit limit = {0};
    struct turn turn = turn_of(story, HOT, HOT);
    assert_true(appeal_limit_of(turn.db, part, &limit));
    db_abort(turn.db);
    return limit;
}

/* trace: FVL-29 FVL-24 */
static void a_demand_for_reasons_stops_the_limit_until_they_reach_her(void **state) {
    struct story story = appeal_story(*state);
    on_day(&story, date_of(2026, 10, 15));
    assert_int_equal(ACT(&story, HOT, HOT, appeal_ask_reasons(db, story.bolig, date_of(2026, 10, 15))), ERR_OK);
    assert_int_equal(ACT(&story, HOT, HOT, appeal_ask_reasons(db, story.bolig, date_of(2026, 10, 15))), ERR_CONFLICT);
    assert_true(limit_of(&story, story.bolig).interrupted);
    assert_false(limit_of(&story, story.bistand).interrupted);
    assert_int_equal(number(&story, "SELECT count(*) FROM task WHERE kind = 'give_reasons' AND due = '2026-10-22' AND unit_id = 1"), 1);
    struct limit_change_id change = {1};
    assert_int_equal(ACT(&story, NAV, NAV, appeal_give_reasons(db, access, change, "Fordi.")), ERR_DENIED);
    assert_int_equal(ACT(&story, HOT, HOT, appeal_give_reasons(db, access, change, "Boligen er valgt fordi den var ledig.")), ERR_OK);
    assert_true(limit_of(&story, story.bolig).interrupted);
    letters_arrive(&story, "reasons", date_of(2026, 10, 26));
    assert_int_equal(limit_of(&story, story.bolig).until.days, date_of(2026, 11, 16).days);
    assert_int_equal(limit_of(&story, story.bistand).until.days, date_of(2026, 10, 19).days);
    on_day(&story, date_of(2026, 11, 20));
    assert_int_equal(ACT(&story, HOT, HOT, appeal_ask_reasons(db, story.bolig, date_of(2026, 11, 20))), ERR_INVALID);
}

/* trace: FVL-29 */
static void a_limit_is_extended_only_before_it_runs_out_and_only_longer(void **state) {
    struct story story = appeal_story(*state);
    on_day(&story, date_of(2026, 10, 19));
    assert_int_equal(ACT(&story, HOT, HOT, appeal_extend(db, story.bolig, date_of(2026, 10, 18))), ERR_INVALID);
    assert_int_equal(ACT(&story, NAV, NAV, appeal_extend(db, story.bolig, date_of(2026, 11, 2))), ERR_DENIED);
    assert_int_equal(ACT(&story, HOT, HOT, appeal_extend(db, story.bolig, date_of(2026, 11, 2))), ERR_OK);
    assert_int_equal(limit_of(&story, story.bolig).until.days, date_of(2026, 11, 2).days);
    on_day(&story, date_of(2026, 10, 20));
    assert_int_equal(ACT(&story, HOT, HOT, appeal_extend(db, story.bistand, date_of(2026, 11, 2))), ERR_INVALID);
    received(&story, story.bolig, date_of(2026, 11, 2));
    assert_int_equal(number(&story, "SELECT count(*) FROM appeal_part WHERE timely = 'in_time'"), 1);
}

/* ── the first instance ── */

/* trace: FVL-33 FVL-6 R-103 */
static void who_made_the_decision_does_not_review_it_and_another_unit_does_not_either(void **state) {
    struct story story = appeal_story(*state);
    struct appeal_part_id id = received(&story, story.bolig, date_of(2026, 10, 1));
    assert_int_equal(ACT(&story, HOT, HOT, appeal_begin(db, id)), ERR_DENIED);
    assert_int_equal(ACT(&story, GEIR, NAV, appeal_begin(db, id)), ERR_DENIED);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_begin(db, id)), ERR_OK);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_begin(db, id)), ERR_CONFLICT);
    assert_int_equal(ACT(&story, HOT, HOT, appeal_take_in(db, access, id, 0, NULL)), ERR_DENIED);
    struct turn turn = turn_of(&story, HOT, HOT);
    test_run(turn.db, "INSERT INTO appeal_step (appeal_part_id, seq, event, instance, from_state, to_state, at, by_staff, by_unit)"
                      " VALUES (1, 2, 'take_in', 'first', 'formal_check', 'first_instance', 1, 1, 1)");
    assert_true(db_failed(turn.db));
    db_abort(turn.db);
}

/* trace: FVL-33 FVL-35 FVL-36 R-097 I-07 */
static void changed_in_part_opens_one_part_and_the_rest_goes_on_unless_she_is_content(void **state) {
    struct story story = appeal_story(*state);
    struct appeal_part_id id = taken_in(&story, story.bolig, date_of(2026, 10, 5));
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_change(db, access, id, false, " ")), ERR_INVALID);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_change(db, access, id, false, "Du får tre rom, men ikke i sentrum.")), ERR_OK);
    assert_int_equal(
        number(
            &story,
            "SELECT count(*) FROM decision_part p JOIN joint_decision d ON d.id = p.decision_id WHERE d.version_no = 2 AND p.decided_now = 1"),
        1);
    assert_int_equal(letters_of_kind(&story, "changed"), 1);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_implement(db, id)), ERR_CONFLICT);
    assert_int_equal(ACT(&story, HOT, HOT, appeal_settle(db, access, id, "")), ERR_INVALID);
    assert_int_equal(ACT(&story, HOT, HOT, appeal_settle(db, access, id, "Det er bra nok.")), ERR_OK);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_implement(db, id)), ERR_INVALID);
    amendment_issued(&story, id);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_implement(db, id)), ERR_OK);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_close(db, id)), ERR_INVALID);
    letters_arrive(&story, "changed", date_of(2026, 10, 12));
    assert_int_equal(number(&story, "SELECT count(*) FROM appeal_part WHERE costs_until = '2026-11-02'"), 1);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_close(db, id)), ERR_OK);
    assert_int_equal(open_tasks(&story, "finish_appeal") + open_tasks(&story, "prepare_appeal"), 0);
}

/* trace: FVL-33 */
static void what_she_withdraws_is_over_and_can_be_taken_up_anew(void **state) {
    struct story story = appeal_story(*state);
    struct appeal_part_id id = taken_in(&story, story.bolig, date_of(2026, 10, 5));
    assert_int_equal(ACT(&story, HOT, HOT, appeal_withdraw(db, access, id, "Jeg ombestemte meg.")), ERR_OK);
    assert_int_equal(ACT(&story, HOT, HOT, appeal_withdraw(db, access, id, NULL)), ERR_CONFLICT);
    assert_int_equal(open_tasks(&story, "prepare_appeal"), 0);
    received(&story, story.bolig, date_of(2026, 10, 8));
    assert_int_equal(number(&story, "SELECT count(*) FROM appeal_part WHERE timely = 'in_time'"), 2);
}

/* ── the second instance ── */

static struct appeal_decision says(enum appeal_result result, enum result_direction direction, struct date day) {
    return (struct appeal_decision){result, direction, day, DATE_NONE, "Klagenemnda mener at boligen ikke passer."};
}

/* trace: TIL-2 FVL-28 FVL-34 I-04 R-103 */
static void the_board_sees_the_case_only_while_it_has_the_appeal_and_decides_alone(void **state) {
    struct story story = appeal_story(*state);
    struct turn before = turn_of(&story, SOLVEIG, KLN);
    assert_false(secrecy_involved(before.db, story.case_, unit_of(KLN)));
    db_abort(before.db);
    struct appeal_part_id id = forwarded(&story, story.bolig, date_of(2026, 10, 5));
    assert_int_equal(letters_of_kind(&story, "forwarded"), 1);
    assert_int_equal(number(&story, "SELECT count(*) FROM task WHERE kind = 'decide_appeal' AND unit_id = 7 AND due = '2026-11-16'"), 1);
    struct turn board = turn_of(&story, SOLVEIG, KLN);
    assert_true(access_covers(board.access, ZONE_HOUSING));
    assert_false(access_covers(board.access, ZONE_HEALTH));
    db_abort(board.db);
    struct appeal_decision decision = says(APPEAL_RESULT_CHANGED, RESULT_DIRECTION_IN_FAVOUR, date_of(2026, 10, 30));
    on_day(&story, date_of(2026, 10, 30));
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_decide(db, access, id, &decision)), ERR_DENIED);
    assert_int_equal(ACT(&story, SOLVEIG, KLN, appeal_decide(db, access, id, &decision)), ERR_OK);
    assert_int_equal(ACT(&story, SOLVEIG, KLN, appeal_decide(db, access, id, &decision)), ERR_CONFLICT);
    assert_int_equal(letters_of_kind(&story, "result"), 1);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_close(db, id)), ERR_CONFLICT);
    amendment_issued(&story, id);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_implement(db, id)), ERR_OK);
    letters_arrive(&story, "result", date_of(2026, 11, 4));
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_close(db, id)), ERR_OK);
    struct turn after = turn_of(&story, SOLVEIG, KLN);
    assert_false(secrecy_involved(after.db, story.case_, unit_of(KLN)));
    db_abort(after.db);
}

/* trace: BSL-10 SOT-16 PBRL-13 FVL-34 */
static void the_county_governors_answer_is_written_down_by_the_unit_and_upheld_is_the_end(void **state) {
    struct story story = appeal_story(*state);
    struct appeal_part_id id = forwarded(&story, story.bistand, date_of(2026, 10, 5));
    assert_int_equal(number(&story, "SELECT count(*) FROM task WHERE kind = 'await_appeal_body' AND unit_id = 1"), 1);
    struct appeal_decision decision = says(APPEAL_RESULT_UPHELD, 0, date_of(2026, 11, 10));
    on_day(&story, date_of(2026, 11, 12));
    assert_int_equal(ACT(&story, SOLVEIG, KLN, appeal_decide(db, access, id, &decision)), ERR_DENIED);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_decide(db, access, id, &decision)), ERR_OK);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_implement(db, id)), ERR_CONFLICT);
    assert_int_equal(number(&story, "SELECT count(*) FROM joint_decision"), 1);
    letters_arrive(&story, "result", date_of(2026, 11, 16));
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_close(db, id)), ERR_OK);
}

/* trace: FVL-34 */
static void to_her_detriment_only_with_a_notice_within_three_months(void **state) {
    struct story story = appeal_story(*state);
    struct appeal_part_id id = forwarded(&story, story.bolig, date_of(2026, 10, 5));
    struct appeal_decision decision = says(APPEAL_RESULT_CHANGED, RESULT_DIRECTION_TO_DETRIMENT, date_of(2027, 1, 20));
    on_day(&story, date_of(2027, 1, 20));
    assert_int_equal(ACT(&story, SOLVEIG, KLN, appeal_decide(db, access, id, &decision)), ERR_INVALID);
    decision.notice_sent_on = date_of(2027, 1, 6);
    assert_int_equal(ACT(&story, SOLVEIG, KLN, appeal_decide(db, access, id, &decision)), ERR_INVALID);
    decision.notice_sent_on = date_of(2027, 1, 5);
    assert_int_equal(ACT(&story, SOLVEIG, KLN, appeal_decide(db, access, id, &decision)), ERR_OK);
    assert_int_equal(number(&story, "SELECT count(*) FROM joint_decision"), 1);
    struct turn turn = turn_of(&story, HOT, HOT);
    test_run(turn.db, "UPDATE appeal_part SET notice_sent_on = '2027-01-06' WHERE id = 1");
    assert_true(db_failed(turn.db));
    db_abort(turn.db);
}

/* trace: FVL-34 */
static void what_is_quashed_is_decided_again(void **state) {
    struct story story = appeal_story(*state);
    struct appeal_part_id id = forwarded(&story, story.bolig, date_of(2026, 10, 5));
    struct appeal_decision decision = says(APPEAL_RESULT_QUASHED, 0, date_of(2026, 10, 30));
    on_day(&story, date_of(2026, 10, 30));
    assert_int_equal(ACT(&story, SOLVEIG, KLN, appeal_decide(db, access, id, &decision)), ERR_OK);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_implement(db, id)), ERR_INVALID);
    amendment_issued(&story, id);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_implement(db, id)), ERR_OK);
}

/* ── suspension, costs, and what is not an appeal ── */

/* trace: FVL-42 */
static void suspension_is_answered_at_once_and_what_follows_from_the_part_waits(void **state) {
    struct story story = appeal_story(*state);
    struct appeal_part_id id = taken_in(&story, story.hol, date_of(2026, 10, 5));
    assert_int_equal(ACT(&story, HOT, HOT, appeal_ask_suspension(db, id, date_of(2026, 10, 5))), ERR_OK);
    assert_int_equal(ACT(&story, HOT, HOT, appeal_ask_suspension(db, id, date_of(2026, 10, 5))), ERR_CONFLICT);
    assert_int_equal(number(&story, "SELECT count(*) FROM task WHERE kind = 'decide_suspension' AND due = '2026-10-06'"), 1);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_answer_suspension(db, access, id, false, NULL)), ERR_INVALID);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_answer_suspension(db, access, id, true, "Hjelpen kan ikke tas bort nå.")), ERR_OK);
    struct turn turn = turn_of(&story, HOT, HOT);
    assert_true(decision_suspended(turn.db, story.hol));
    assert_false(decision_suspended(turn.db, story.bolig));
    assert_false(appeal_may_end_service(turn.db, story.case_, SERVICE_KIND_TALKS_AT_HOME));
    test_run(turn.db,
             arena_printf(story.database->arena, "UPDATE decision_part SET state = 'ended' WHERE id = %lld", (long long)story.hol.v));
    assert_true(db_failed(turn.db));
    db_abort(turn.db);
    assert_int_equal(ACT(&story, HOT, HOT, appeal_withdraw(db, access, id, NULL)), ERR_OK);
    struct turn over = turn_of(&story, HOT, HOT);
    assert_false(decision_suspended(over.db, story.hol));
    assert_true(appeal_may_end_service(over.db, story.case_, SERVICE_KIND_TALKS_AT_HOME));
    db_abort(over.db);
}

/* trace: FVL25-12 FVL-42 */
static void when_the_new_act_applies_a_decision_that_takes_the_home_waits_by_itself(void **state) {
    struct story story = appeal_story(*state);
    const struct law *law = law_current();
    struct law_rule *rule = (struct law_rule *)(uintptr_t)law_rule_find(law, "FVL25-12");
    struct appeal_wish wish = {story.bolig, "Jeg mister hjemmet mitt."};
    struct appeal_new coming = appeal_on(&story, &wish, 1, date_of(2026, 10, 5));
    struct appeal_id appeal;
    coming.home_at_risk = true;
    on_day(&story, date_of(2026, 10, 5));
    rule->valid_from = date_of(2026, 10, 1);
    int result = ACT(&story, HOT, HOT, appeal_receive(db, access, &coming, &appeal));
    rule->valid_from = DATE_NONE;
    assert_int_equal(result, ERR_OK);
    assert_int_equal(number(&story, "SELECT count(*) FROM suspension WHERE state = 'granted' AND rule = 'FVL25-12'"), 1);
    assert_int_equal(letters_of_kind(&story, "suspension"), 1);
    assert_int_equal(open_tasks(&story, "decide_suspension"), 0);
}

/* trace: FVL-42 */
static void until_then_the_question_is_put_and_somebody_answers(void **state) {
    struct story story = appeal_story(*state);
    struct appeal_wish wish = {story.bolig, "Jeg mister hjemmet mitt."};
    struct appeal_new coming = appeal_on(&story, &wish, 1, date_of(2026, 10, 5));
    struct appeal_id appeal;
    coming.home_at_risk = true;
    on_day(&story, date_of(2026, 10, 5));
    assert_int_equal(ACT(&story, HOT, HOT, appeal_receive(db, access, &coming, &appeal)), ERR_OK);
    assert_int_equal(number(&story, "SELECT count(*) FROM suspension WHERE state = 'asked' AND rule = 'FVL-42'"), 1);
    assert_int_equal(open_tasks(&story, "decide_suspension"), 1);
}

/* trace: FVL-36 */
static void costs_are_claimed_when_something_was_won_and_a_late_claim_says_so(void **state) {
    struct story story = appeal_story(*state);
    struct appeal_part_id id = taken_in(&story, story.bolig, date_of(2026, 10, 5));
    assert_int_equal(ACT(&story, HOT, HOT, appeal_claim_costs(db, access, id, 5000, date_of(2026, 10, 5), "Advokat.")), ERR_INVALID);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_change(db, access, id, true, "Du har rett.")), ERR_OK);
    letters_arrive(&story, "changed", date_of(2026, 10, 12));
    on_day(&story, date_of(2026, 11, 3));
    assert_int_equal(ACT(&story, HOT, HOT, appeal_claim_costs(db, access, id, 5000, date_of(2026, 11, 3), "Advokat.")), ERR_OK);
    assert_int_equal(ACT(&story, HOT, HOT, appeal_claim_costs(db, access, id, 6000, date_of(2026, 11, 3), "Advokat.")), ERR_CONFLICT);
    assert_int_equal(number(&story, "SELECT count(*) FROM costs_claim WHERE in_time = 0 AND until_date = '2026-11-02'"), 1);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_answer_costs(db, access, id, 6000, "For mye.")), ERR_INVALID);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_answer_costs(db, access, id, 3000, "")), ERR_INVALID);
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_answer_costs(db, access, id, 3000, "Nødvendig arbeid.")), ERR_OK);
    assert_int_equal(number(&story, "SELECT count(*) FROM costs_claim WHERE state = 'partly' AND granted = 3000"), 1);
    assert_int_equal(letters_of_kind(&story, "costs"), 1);
}

/* trace: PBRL-3 MODEL-6.4-9 */
static void a_question_about_anothers_grant_is_explained_and_opens_nothing(void **state) {
    struct story story = appeal_story(*state);
    on_day(&story, date_of(2026, 10, 5));
    assert_int_equal(ACT(&story, HOT, HOT, appeal_explain_grant(db, story.case_, APPEAL_FORM_ORAL)), ERR_OK);
    assert_int_equal(number(&story, "SELECT count(*) FROM appeal"), 0);
    assert_int_equal(letters_of_kind(&story, "explained"), 1);
    assert_int_equal(number(&story, "SELECT count(*) FROM grant_question"), 1);
}

/* ── the table, and the schema ── */

/* trace: R-103 MODEL-3.6 */
static void the_schema_takes_exactly_the_moves_of_the_table(void **state) {
    struct story story = appeal_story(*state);
    received(&story, story.bolig, date_of(2026, 10, 5));
    int64_t allowed = 0;
    for (int from = 1; from <= APPEAL_STATE_COUNT; from++)
        for (int event = 1; event <= APPEAL_EVENT_COUNT; event++)
            for (int to = 1; to <= APPEAL_STATE_COUNT; to++) {
                allowed += appeal_next((enum appeal_state)from, (enum appeal_event)event) == (enum appeal_state)to;
            }
    assert_int_equal(allowed, (int64_t)appeal_moves_n);
    FILE *file = fopen("src/domain/appeal/001.sql", "re");
    assert_non_null(file);
    static char text[65536];
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    size_t listed = 0;
    for (const char *at = text; (at = strchr(at, '>')); at++) listed += at[-1] >= 'a' && at[-1] <= 'z' && at[1] >= 'a' && at[1] <= 'z';
    assert_int_equal(listed, 2 * appeal_moves_n);
    for (size_t i = 0; i < appeal_moves_n; i++) {
        const struct move *move = &appeal_moves[i];
        if (!strstr(text, arena_printf(story.database->arena, "'%s>%s>%s'", appeal_state_code(move->from), appeal_event_code(move->event),
                                       appeal_state_code(move->to))))
            fail_msg("the schema lacks %s %s", appeal_state_code(move->from), appeal_event_code(move->event));
    }
}

/* trace: I-14 FVL-29 R-103 */
static void the_schema_itself_keeps_limits_words_and_the_state(void **state) {
    struct story story = appeal_story(*state);
    received(&story, story.bolig, date_of(2026, 10, 5));
    static const char *const wrongs[] = {
        "UPDATE appeal_part SET limit_until = '2026-10-01'",
        "UPDATE appeal_part SET body = 'statsforvalter'",
        "UPDATE appeal_part SET state = 'closed'",
        "DELETE FROM appeal_part",
        "DELETE FROM appeal",
        "UPDATE appeal_words SET at = 1",
        "DELETE FROM appeal_author",
        "DELETE FROM appeal_letter",
        "UPDATE appeal_letter SET sha256 = 'x'",
        "INSERT INTO appeal_step (appeal_part_id, seq, event, instance, from_state, to_state, at, by_staff, by_unit) VALUES (1, 1, 'close', 'first', 'received', 'closed', 1, 9, 1)",
        "INSERT INTO appeal_step (appeal_part_id, seq, event, instance, from_state, to_state, at, by_staff, by_unit) VALUES (1, 1, 'begin', 'first', 'received', 'formal_check', 1, 9, 1)",
        "INSERT INTO appeal_step (appeal_part_id, seq, event, instance, from_state, to_state, at, by_staff, by_unit) VALUES (1, 2, 'withdraw', 'desk', 'received', 'withdrawn', 1, 9, 1)",
        "INSERT INTO appeal_step (appeal_part_id, seq, event, instance, from_state, to_state, at, by_staff, by_unit) VALUES (1, 1, 'take_in', 'first', 'formal_check', 'first_instance', 1, 9, 1)",
    };
    for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
        struct turn turn = turn_of(&story, BERIT, HOT);
        test_run(turn.db, wrongs[i]);
        if (!db_failed(turn.db)) fail_msg("not refused: %s", wrongs[i]);
        db_abort(turn.db);
    }
}

/* ── figures ── */

/* trace: I-15 */
static void of_fewer_than_five_no_middle_is_told(void **state) {
    (void)state;
    int64_t days[] = {30, 10, 20, 50, 40};
    assert_int_equal(figures_median(days, 5), 30);
    assert_int_equal(figures_median(days, 4), FIGURE_HIDDEN);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(an_appeal_on_day_22_on_the_dwelling_is_taken_in_while_the_health_limit_is_open),
        RULE(a_late_appeal_is_received_and_judged_with_reasons_and_never_turned_away_by_itself),
        RULE(after_a_year_an_appeal_can_only_be_dismissed_with_reasons),
        RULE(posting_within_the_time_is_enough),
        RULE(one_letter_on_two_parts_is_two_appeals_with_their_own_limit_body_and_unit),
        RULE(who_appeals_for_another_has_a_name_and_nothing_is_an_appeal_without_a_part),
        RULE(what_was_said_counts_when_it_is_read_back_and_faults_are_asked_for_with_a_short_time),
        RULE(a_demand_for_reasons_stops_the_limit_until_they_reach_her),
        RULE(a_limit_is_extended_only_before_it_runs_out_and_only_longer),
        RULE(who_made_the_decision_does_not_review_it_and_another_unit_does_not_either),
        RULE(changed_in_part_opens_one_part_and_the_rest_goes_on_unless_she_is_content),
        RULE(what_she_withdraws_is_over_and_can_be_taken_up_anew),
        RULE(the_board_sees_the_case_only_while_it_has_the_appeal_and_decides_alone),
        RULE(the_county_governors_answer_is_written_down_by_the_unit_and_upheld_is_the_end),
        RULE(to_her_detriment_only_with_a_notice_within_three_months),
        RULE(what_is_quashed_is_decided_again),
        RULE(suspension_is_answered_at_once_and_what_follows_from_the_part_waits),
        RULE(when_the_new_act_applies_a_decision_that_takes_the_home_waits_by_itself),
        RULE(until_then_the_question_is_put_and_somebody_answers),
        RULE(costs_are_claimed_when_something_was_won_and_a_late_claim_says_so),
        RULE(a_question_about_anothers_grant_is_explained_and_opens_nothing),
        RULE(the_schema_takes_exactly_the_moves_of_the_table),
        RULE(the_schema_itself_keeps_limits_words_and_the_state),
        RULE_ON(ON_SQLITE, of_fewer_than_five_no_middle_is_told),
    };
    return run_rules("appeal", rules, sizeof rules / sizeof *rules);
}
