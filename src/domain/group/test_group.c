/* The rules of the group: who is asked, that nothing is nobody's, that something happens between two meetings, and that it goes on meeting. */
#include "domain/group/group_for_tests.h"

#include "domain/plan/plan.h"

static const struct group_outcome stood_still = {.agreed = "Vi prøver igjen.", .next_on = {20804}, .next_from = 540, .next_to = 600, .hindrance = GROUP_HINDRANCE_NO_TIME}; /* 17 December */

/* Would the database take this, whoever asks? */
static bool takes(struct test_database *database, const char *sql) {
    struct db *db = town_write(database, HOT, 9000000);
    test_run(db, sql);
    bool did = !db_failed(db);
    db_abort(db);
    return did;
}

/* trace: R-206 R-300 I-04 */
static void it_begins_with_a_meeting_and_with_who_is_asked(void **state) {
    struct test_database *database = *state;
    struct case_id id = group_town(database);
    const struct unit_id stranger = unit_of(EIE);
    struct group_new_meeting new = {.case_ = id, .on_date = first_day, .from_minute = 540, .to_minute = 600, .units = &stranger, .n_units = 1, .person = ITEM_GUEST_ANSWER_COMES, .kin = ITEM_GUEST_ANSWER_NOBODY};
    struct meeting_id made;
    struct visit *turn = group_turn(database, HOT, date_of(2026, 10, 5), 0);
    assert_int_equal(group_plan(turn->db, &new, &made), MEETING_UNIT_NOT_IN_CASE);
    db_abort(turn->db);
    new.n_units = 0;
    new.person = ITEM_GUEST_ANSWER_NO_CONSENT;
    turn = group_turn(database, HOT, date_of(2026, 10, 5), 1);
    assert_int_equal(group_plan(turn->db, &new, &made), GROUP_ANSWER_FOR_KIN);
    new.person = ITEM_GUEST_ANSWER_WISHES_NOT;
    new.on_date = date_of(2026, 12, 29); /* more than twelve weeks */
    assert_int_equal(group_plan(turn->db, &new, &made), GROUP_TOO_LATE);
    new.on_date = date_of(2026, 10, 25);
    assert_int_equal(group_plan(turn->db, &new, &made), MEETING_NOT_WORKING_DAY);
    db_abort(turn->db);
    (void)group_begun(database, id);
    assert_int_equal(number_of(database, "SELECT count(*) FROM responsibility_group WHERE case_id = 1 AND ended_at IS NULL"), 1);
    assert_int_equal(number_of(database, "SELECT count(*) FROM meeting_unit WHERE part = 'member'"), 3); /* and the one who leads it */
    assert_int_equal(number_of(database, "SELECT count(*) FROM agenda_item WHERE kind = 'group' AND state = 'ready'"), 1);
    assert_int_equal(number_of(database, "SELECT count(*) FROM case_event WHERE kind = 'group_started'"), 1);
    assert_int_equal(number_of(database, "SELECT count(*) FROM case_event WHERE kind = 'meeting_reported'"), 0); /* the timeline tells it once */
    turn = group_turn(database, HOT, date_of(2026, 10, 6), 0);
    new.on_date = date_of(2026, 10, 27);
    assert_int_equal(group_plan(turn->db, &new, &made), GROUP_MEETING_WAITS);
    db_abort(turn->db);
    assert_false(takes(database, "INSERT INTO responsibility_group (case_id, person_id, started_at, started_by, due_on) VALUES (1, 1, 1, 1, '2026-12-01')"));
    assert_false(takes(database, "DELETE FROM responsibility_group"));
}

/* trace: R-288 R-300 */
static void nobody_from_outside_without_her_yes_and_what_they_answer_is_kept(void **state) {
    struct test_database *database = *state;
    struct case_id id = group_town(database);
    struct meeting_id meeting = group_begun(database, id);
    struct visit *turn = group_turn(database, HOT, date_of(2026, 10, 6), 0);
    struct group_member_id member;
    struct group_member_new doctor = {id, GROUP_MEMBER_KIND_DOCTOR, "Fastlege Per Hansen", NULL, date_of(2026, 10, 7)};
    assert_int_equal(group_member_join(turn->db, &doctor, &member), GROUP_AGREED_AHEAD);
    doctor.agreed_on = DATE_NONE;
    assert_int_equal(group_member_join(turn->db, &doctor, &member), GROUP_AGREED_AHEAD);
    db_abort(turn->db);
    member = doctor_joined(database, id);
    turn = group_turn(database, HOT, date_of(2026, 10, 7), 0);
    struct group_sent_id sent;
    struct group_reply reply = {member, GROUP_STEP_COMES, NULL, NULL};
    assert_int_equal(group_answer(&turn->rq, meeting, &reply), GROUP_NOT_INVITED);
    assert_int_equal(group_invite(turn->db, meeting, member, GROUP_WAY_MESSAGE, "Gå gjennom medisinene sammen med Ane.", &sent), GROUP_DONE);
    reply.step = GROUP_STEP_WAS_THERE;
    assert_int_equal(group_answer(&turn->rq, meeting, &reply), GROUP_STEP_WRONG);
    reply = (struct group_reply){member, GROUP_STEP_RECEIVED, "APP-12345", NULL};
    assert_int_equal(group_answer(&turn->rq, meeting, &reply), GROUP_DONE);
    reply = (struct group_reply){member, GROUP_STEP_SENDS_WORD, NULL, NULL};
    assert_int_equal(group_answer(&turn->rq, meeting, &reply), GROUP_WORD_MISSING);
    reply.word = "Medisinene er endret.";
    assert_int_equal(group_answer(&turn->rq, meeting, &reply), GROUP_DONE);
    visit_keep(turn);
    assert_int_equal(number_of(database, "SELECT count(*) FROM item_note WHERE kind = 'discussion' AND zone <> 'spine'"), 1);
    assert_int_equal(number_of(database, "SELECT count(*) FROM group_sent WHERE step = 'sends_word' AND words IS NULL"), 1); /* the word stands in her case only */
    assert_int_equal(number_of(database, "SELECT count(*) FROM case_unit WHERE unit_id > 5"), 0); /* it gives no access */
    assert_false(takes(database, "UPDATE group_sent SET step = 'comes'"));
    assert_false(takes(database, "INSERT INTO group_sent (meeting_id, member_id, case_id, person_id, step, on_date, at, by_staff) VALUES (1, 1, 1, 1, 'invited', '2026-10-22', 1, 1)"));
    turn = group_turn(database, HOT, date_of(2026, 10, 8), 0);
    assert_int_equal(group_member_leave(turn->db, id, member), GROUP_DONE);
    assert_int_equal(group_member_leave(turn->db, id, member), GROUP_NOT_FOUND);
    assert_int_equal(group_invite(turn->db, meeting, member, GROUP_WAY_LETTER, "Noe", &sent), GROUP_NOT_FOUND);
    db_abort(turn->db);
}

/* trace: R-204 L15 */
static void it_does_not_close_while_something_is_nobodys_or_has_no_day(void **state) {
    struct test_database *database = *state;
    struct case_id id = group_town(database);
    struct meeting_id first = group_begun(database, id);
    assert_int_equal(group_opened(database, first, date_of(2026, 10, 21)), GROUP_NOT_YET);
    assert_int_equal(group_opened(database, first, first_day), GROUP_DONE);
    struct plan_action_id loose = action_agreed(database, id, 0, first_day, 10);
    struct group_outcome outcome = again_on(second_day);
    assert_int_equal(group_closed(database, first, first_day, &outcome), GROUP_ACTION_WITHOUT);
    struct visit *turn = group_turn(database, HOT, first_day, 20);
    struct meeting_brief brief;
    assert_true(meeting_read(turn->db, first, LANG_NB, &brief));
    assert_int_equal(meeting_close(turn->db, &brief), MEETING_ITEMS_LEFT); /* nor on the engine's own page */
    db_abort(turn->db);
    assert_false(takes(database, "UPDATE meeting SET state = 'closed', closed_at = 1 WHERE id = 1")); /* nor past the program */
    turn = group_turn(database, HOT, first_day, 30);
    struct plan_action_brief action;
    assert_true(plan_action_read(turn->db, id, loose, &action));
    assert_int_equal(plan_action_agree(turn->db, &action, &(struct plan_action_owned){PLAN_ACTION_OWNER_PERSON, {0}, {0}, second_day}), PLAN_DONE);
    visit_keep(turn);
    outcome.next_on = DATE_NONE;
    assert_int_equal(group_closed(database, first, first_day, &outcome), GROUP_NEXT_MISSING);
    outcome.next_on = first_day;
    assert_int_equal(group_closed(database, first, first_day, &outcome), GROUP_NEXT_MISSING);
    outcome.next_on = date_add_days(first_day, 85);
    assert_int_equal(group_closed(database, first, first_day, &outcome), GROUP_NEXT_TOO_LATE);
    outcome.next_on = date_of(2026, 11, 21); /* a Saturday */
    assert_int_equal(group_closed(database, first, first_day, &outcome), MEETING_NOT_WORKING_DAY);
    assert_int_equal(number_of(database, "SELECT count(*) FROM group_meeting WHERE closed_at IS NOT NULL"), 0); /* nothing of it is kept */
    outcome.next_on = second_day;
    assert_int_equal(group_closed(database, first, first_day, &outcome), GROUP_DONE);
    assert_int_equal(number_of(database, "SELECT count(*) FROM group_meeting WHERE meeting_id = 1 AND closed_at IS NOT NULL AND no_progress = 0 AND n_done = 0 AND next_on = '2026-11-19'"), 1);
    assert_int_equal(number_of(database, "SELECT count(*) FROM meeting WHERE case_id = 1 AND on_date = '2026-11-19' AND state = 'called'"), 1);
    assert_int_equal(number_of(database, "SELECT count(*) FROM meeting_unit WHERE meeting_id = 2 AND part = 'member'"), 3); /* the same people */
    assert_int_equal(number_of(database, "SELECT count(*) FROM item_note WHERE kind = 'agreement'"), 1);
    assert_int_equal(number_of(database, "SELECT count(*) FROM open_task WHERE kind = 'give_minutes' AND due = '2026-10-25'"), 1);
    assert_int_equal(number_of(database, "SELECT count(*) FROM responsibility_group WHERE due_on = '2027-01-14'"), 1);
    assert_false(takes(database, "UPDATE group_meeting SET n_done = 3 WHERE meeting_id = 1"));
    turn = group_turn(database, HOT, first_day, 55);
    assert_int_equal(group_give(turn->db, first, GROUP_GIVEN_READ_TOGETHER), GROUP_DONE);
    visit_keep(turn);
    assert_int_equal(number_of(database, "SELECT count(*) FROM open_task WHERE kind = 'give_minutes'"), 0);
}

/* Two meetings, the second one open, and what was agreed in the first. */
static struct meeting_id second_open(struct test_database *database, struct case_id id, struct plan_action_id *ret_action) {
    struct meeting_id first = group_begun(database, id);
    assert_int_equal(group_opened(database, first, first_day), GROUP_DONE);
    *ret_action = action_agreed(database, id, PLAN_ACTION_OWNER_UNIT, first_day, 10);
    const struct group_outcome outcome = again_on(second_day);
    assert_int_equal(group_closed(database, first, first_day, &outcome), GROUP_DONE);
    struct meeting_id second = next_meeting(database);
    assert_int_equal(group_opened(database, second, second_day), GROUP_GUESTS_NOT_SAID); /* she is asked anew; her next of kin's answer holds */
    struct visit *turn = group_turn(database, HOT, date_of(2026, 11, 16), 0);
    assert_int_equal(group_say_guest(turn->db, second, MEETING_GUEST_PERSON, ITEM_GUEST_ANSWER_COMES), GROUP_DONE);
    visit_keep(turn);
    assert_int_equal(group_opened(database, second, second_day), GROUP_DONE);
    return second;
}

/* trace: R-204 L16 */
static void one_thing_done_is_progress(void **state) {
    struct test_database *database = *state;
    struct case_id id = group_town(database);
    struct plan_action_id action;
    struct meeting_id second = second_open(database, id, &action);
    action_done(database, id, action, second_day);
    const struct group_outcome outcome = again_on(date_of(2026, 12, 17));
    assert_int_equal(group_closed(database, second, second_day, &outcome), GROUP_DONE);
    assert_int_equal(number_of(database, "SELECT count(*) FROM group_meeting WHERE n_done = 1 AND no_progress = 0 AND earlier_id IS NOT NULL"), 1);
    assert_int_equal(number_of(database, "SELECT count(*) FROM open_task WHERE kind = 'look_at_progress'"), 0);
    assert_int_equal(number_of(database, "SELECT count(*) FROM case_event WHERE kind = 'group_met'"), 2);
}

/* trace: R-211 R-206 R-207 */
static void what_the_group_agrees_is_in_her_plan_and_what_is_done_there_is_done_here(void **state) {
    struct test_database *database = *state;
    struct case_id id = group_town(database);
    struct plan_action_id action;
    struct plan_action_brief brief;
    struct meeting_id second = second_open(database, id, &action);
    struct visit *turn = group_turn(database, HOT, second_day, 1);
    assert_true(plan_action_read(turn->db, id, action, &brief)); /* by the plan's own rule, with its owner and day */
    assert_int_equal(brief.state, PLAN_ACTION_STATE_AGREED);
    assert_int_equal(plan_action_done(turn->db, NULL, &brief, NULL), PLAN_DONE);
    visit_keep(turn);
    assert_int_equal(number_of(database, "SELECT count(*) FROM plan_action"), 1); /* one list, and no other beside it */
    const struct group_outcome outcome = again_on(date_of(2026, 12, 17));
    assert_int_equal(group_closed(database, second, second_day, &outcome), GROUP_DONE);
    assert_int_equal(number_of(database, "SELECT count(*) FROM group_meeting WHERE n_done = 1 AND no_progress = 0 AND earlier_id IS NOT NULL"), 1);
}

/* trace: R-204 L16 */
static void nothing_done_is_said_and_the_coordinators_leader_looks_at_it(void **state) {
    struct test_database *database = *state;
    struct case_id id = group_town(database);
    struct plan_action_id action;
    struct meeting_id second = second_open(database, id, &action);
    struct group_outcome outcome = again_on(date_of(2026, 12, 17));
    assert_int_equal(group_closed(database, second, second_day, &outcome), GROUP_HINDRANCE_MISSING);
    assert_false(takes(database, "UPDATE group_meeting SET closed_at = 1, n_done = 1, next_on = '2026-12-17' WHERE meeting_id = 2")); /* nobody can write that something was done */
    assert_false(takes(database, "UPDATE group_meeting SET closed_at = 1, n_done = 0, next_on = '2026-12-17' WHERE meeting_id = 2"));
    assert_false(takes(database, "UPDATE group_meeting SET closed_at = 1, n_done = 0, no_progress = 1, hindrance = 'no_time', next_on = '2027-03-01' WHERE meeting_id = 2"));
    assert_int_equal(group_closed(database, second, second_day, &stood_still), GROUP_DONE);
    assert_int_equal(number_of(database, "SELECT count(*) FROM group_meeting WHERE no_progress = 1 AND hindrance = 'no_time'"), 1);
    /* Medarbeider 1 leads HOT, which has the case; a coordinator is not named */
    assert_int_equal(number_of(database, "SELECT count(*) FROM open_task WHERE kind = 'look_at_progress' AND unit_id = 1 AND staff_id = 1 AND subject = 2"), 1);
    assert_int_equal(number_of(database, "SELECT count(*) FROM case_event WHERE kind = 'group_stood_still'"), 1);
    struct visit *turn = group_turn(database, HOT, date_of(2026, 11, 20), 0);
    assert_int_equal(group_look(turn->db, second), GROUP_DONE);
    assert_int_equal(group_look(turn->db, second), GROUP_WRONG_STATE);
    visit_keep(turn);
    assert_int_equal(number_of(database, "SELECT count(*) FROM open_task WHERE kind = 'look_at_progress'"), 0);
}

static void due_job(struct test_database *database, struct date day) {
    struct visit *turn = group_turn(database, RUS, day, 0);
    group_due_job(turn->db, 1, turn->rq.now);
    visit_keep(turn);
}

/* trace: R-204 R-206 */
static void one_that_is_not_held_gets_a_new_day_and_after_twelve_weeks_the_leader(void **state) {
    struct test_database *database = *state;
    struct case_id id = group_town(database);
    struct meeting_id meeting = group_begun(database, id);
    due_job(database, first_day);
    assert_int_equal(number_of(database, "SELECT count(*) FROM open_task WHERE kind = 'plan_group'"), 0);
    due_job(database, date_of(2026, 10, 23));
    assert_int_equal(number_of(database, "SELECT count(*) FROM open_task WHERE kind = 'plan_group' AND unit_id = 1 AND due = '2026-10-23'"), 1);
    struct visit *turn = group_turn(database, HOT, date_of(2026, 10, 23), 0);
    struct meeting_brief brief;
    assert_true(meeting_read(turn->db, meeting, LANG_NB, &brief));
    struct meeting_new to = {.on_date = date_of(2027, 2, 1), .from_minute = 540, .to_minute = 600};
    assert_int_equal(group_move(turn->db, meeting, &to, brief.version), GROUP_TOO_LATE);
    to.on_date = date_of(2026, 10, 29);
    assert_int_equal(group_move(turn->db, meeting, &to, brief.version), GROUP_DONE);
    visit_keep(turn);
    assert_int_equal(number_of(database, "SELECT count(*) FROM open_task WHERE kind = 'plan_group'"), 0);
    due_job(database, date_of(2026, 12, 29)); /* 5 October and twelve weeks are past */
    assert_int_equal(number_of(database, "SELECT count(*) FROM open_task WHERE kind = 'plan_group' AND staff_id = 1"), 1);
    assert_int_equal(number_of(database, "SELECT count(*) FROM job WHERE kind = 'group_due'"), 1);
    turn = group_turn(database, HOT, date_of(2026, 12, 30), 0);
    assert_int_equal(group_stop(turn->db, id, GROUP_END_SHE_WISHES), GROUP_DONE);
    visit_keep(turn);
    assert_int_equal(number_of(database, "SELECT count(*) FROM open_task WHERE kind IN ('plan_group', 'prepare_item')"), 0);
    assert_int_equal(number_of(database, "SELECT count(*) FROM meeting WHERE state = 'cancelled'"), 1);
    assert_int_equal(number_of(database, "SELECT count(*) FROM job WHERE kind = 'group_due'"), 0);
    assert_false(takes(database, "UPDATE responsibility_group SET ended_at = NULL, ended_by = NULL, how = NULL"));
    turn = group_turn(database, HOT, date_of(2027, 1, 4), 0);
    struct meeting_id made;
    const struct group_new_meeting again = {.case_ = id, .on_date = date_of(2027, 1, 11), .from_minute = 540, .to_minute = 600, .person = ITEM_GUEST_ANSWER_INVITED, .kin = ITEM_GUEST_ANSWER_NOBODY};
    assert_int_equal(group_plan(turn->db, &again, &made), GROUP_DONE);
    visit_keep(turn);
    assert_int_equal(number_of(database, "SELECT count(*) FROM group_meeting WHERE group_id = 2 AND earlier_id IS NULL"), 1);
}

/* trace: R-206 */
static void called_off_with_a_day_the_same_people_meet_then_and_she_is_reminded(void **state) {
    struct test_database *database = *state;
    struct case_id id = group_town(database);
    struct meeting_id meeting = group_begun(database, id);
    struct visit *turn = group_turn(database, RUS, date_of(2026, 10, 21), -60);
    meeting_soon_job(turn->db, meeting.v, turn->rq.now);
    visit_keep(turn);
    assert_int_equal(number_of(database, "SELECT count(*) FROM open_task WHERE kind = 'remind_person' AND unit_id = 1 AND due = '2026-10-21'"), 1);
    struct meeting_brief brief;
    turn = group_turn(database, HOT, date_of(2026, 10, 21), 0);
    assert_true(meeting_read(turn->db, meeting, LANG_NB, &brief));
    assert_int_equal(meeting_cancel(turn->db, &brief, date_of(2026, 10, 27)), MEETING_DONE);
    visit_keep(turn);
    assert_int_equal(number_of(database, "SELECT count(*) FROM group_meeting g JOIN meeting m ON m.id = g.meeting_id WHERE m.on_date = '2026-10-27' AND m.state = 'called'"), 1);
    assert_int_equal(number_of(database, "SELECT count(*) FROM meeting_unit WHERE meeting_id = 2 AND part = 'member'"), 3);
    assert_int_equal(number_of(database, "SELECT count(*) FROM agenda_item WHERE kind = 'group' AND state = 'ready' AND meeting_id = 2 AND continues_id = 1"), 1);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(it_begins_with_a_meeting_and_with_who_is_asked),
        RULE(nobody_from_outside_without_her_yes_and_what_they_answer_is_kept),
        RULE(it_does_not_close_while_something_is_nobodys_or_has_no_day),
        RULE(one_thing_done_is_progress),
        RULE(what_the_group_agrees_is_in_her_plan_and_what_is_done_there_is_done_here),
        RULE(nothing_done_is_said_and_the_coordinators_leader_looks_at_it),
        RULE(one_that_is_not_held_gets_a_new_day_and_after_twelve_weeks_the_leader),
        RULE(called_off_with_a_day_the_same_people_meet_then_and_she_is_reminded),
    };
    return run_rules("group", rules, sizeof rules / sizeof *rules);
}
