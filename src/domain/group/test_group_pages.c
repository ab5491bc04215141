/* The pages and papers of the group: what a form refuses, who sees what, and that nothing of why she has help leaves the house. */
#include "domain/group/group_for_tests.h"
#include "domain/work/pages_for_tests.h"
#include "group_routes.h"

static const char *group_seen(struct test_database *database, int unit, struct case_id id, struct date day) {
    struct visit *turn = group_turn(database, unit, day, 1);
    turn->rq.form = NULL;
    return seen(database, turn, group_page(&turn->rq, &(struct group_page_in){id}));
}

static const char *meeting_seen(struct test_database *database, int unit, struct meeting_id meeting, struct date day) {
    struct visit *turn = group_turn(database, unit, day, 2);
    turn->rq.form = NULL;
    return seen(database, turn, group_meeting_page(&turn->rq, &(struct group_meeting_page_in){{1}, meeting}));
}

/* trace: R-206 R-300 I-04 */
static void a_group_is_called_on_one_page_and_only_who_keeps_it_leads(void **state) {
    struct test_database *database = *state;
    struct case_id id = group_town(database);
    struct date day = date_of(2026, 10, 5);
    has(group_seen(database, HOT, id, day), "Kall inn en ansvarsgruppe");
    lacks(group_seen(database, NAV, id, day), "/gruppe/ny"); /* in the case, and neither coordinator nor responsible */
    struct unit_id units[] = {unit_of(NAV), unit_of(HJE)}, stranger = unit_of(EIE);
    struct group_new_send_in in = {.case_ = id, .on_date = first_day, .from = 540, .to = 600, .place = "Kafeen", .person = ITEM_GUEST_ANSWER_COMES, .kin = ITEM_GUEST_ANSWER_NOBODY};
    in.unit.v = &stranger;
    in.unit.n = 1;
    struct visit *turn = group_turn(database, HOT, day, 3);
    assert_int_equal(ended(turn, group_new_send(&turn->rq, &in)), 422);
    in.unit.v = units;
    in.unit.n = 2;
    turn = group_turn(database, NAV, day, 4);
    assert_int_equal(ended(turn, group_new_send(&turn->rq, &in)), 403);
    turn = group_turn(database, HOT, day, 5);
    assert_int_equal(ended(turn, group_new_send(&turn->rq, &in)), 303);
    const char *page = group_seen(database, HOT, id, day);
    has(page, "Neste møte");
    struct meeting_id meeting = {number_of(database, "SELECT meeting_id FROM group_meeting")};
    const char *path = arena_printf(database->arena, "/sak/1/gruppe/%lld", (long long)meeting.v);
    has(page, path);
    turn = group_turn(database, HOT, day, 6); /* the engine's own page leads to this one */
    turn->rq.form = NULL;
    struct reply reply = meeting_page(&turn->rq, &(struct meeting_page_in){meeting});
    assert_int_equal(reply.status, 303);
    assert_string_equal(reply.location, path);
    db_abort(turn->db);
    turn = group_turn(database, RUS, day, 7); /* not in the case at all */
    turn->rq.form = NULL;
    assert_int_equal(group_meeting_page(&turn->rq, &(struct group_meeting_page_in){id, meeting}).status, 404);
    db_abort(turn->db);
}

/* trace: R-288 GDPR-5 */
static void what_leaves_the_house_says_when_and_what_for_and_nothing_of_why(void **state) {
    struct test_database *database = *state;
    struct case_id id = group_town(database);
    struct meeting_id meeting = group_begun(database, id);
    struct group_member_id doctor = doctor_joined(database, id);
    has(meeting_seen(database, HOT, meeting, date_of(2026, 10, 7)), "Ikke invitert ennå");
    struct group_invite_send_in invite = {id, meeting, doctor, GROUP_WAY_MESSAGE, "Gå gjennom medisinene sammen."};
    struct visit *turn = group_turn(database, NAV, date_of(2026, 10, 7), 3);
    assert_int_equal(ended(turn, group_invite_send(&turn->rq, &invite)), 404); /* not hers to send */
    turn = group_turn(database, HOT, date_of(2026, 10, 7), 4);
    assert_int_equal(ended(turn, group_invite_send(&turn->rq, &invite)), 303);
    turn = group_turn(database, HOT, date_of(2026, 10, 7), 5);
    struct reply text = group_sent_text(&turn->rq, &(struct group_sent_text_in){id, meeting, {1}});
    assert_int_equal(text.status, 200);
    const char *words = arena_strndup(database->arena, (const char *)text.body.data, text.body.size);
    has(words, "Til: Fastlege Per Hansen");
    has(words, "Ane Solberg");
    has(words, "F-1-1");
    has(words, "Gå gjennom medisinene sammen.");
    lacks(words, "rus");
    lacks(words, "Nav");
    struct reply letter = group_sent_pdf(&turn->rq, &(struct group_sent_pdf_in){id, meeting, {1}});
    assert_int_equal(letter.status, 200);
    assert_memory_equal(letter.body.data, "%PDF", 4);
    visit_keep(turn);
    struct group_move_send_in move = {.case_ = id, .meeting = meeting, .on_date = date_of(2026, 10, 27), .from = 600, .to = 660, .version = number_of(database, "SELECT version FROM meeting")};
    turn = group_turn(database, HOT, date_of(2026, 10, 8), 0);
    assert_int_equal(ended(turn, group_move_send(&turn->rq, &move)), 303);
    has(meeting_seen(database, HOT, meeting, date_of(2026, 10, 8)), "Si fra om den nye dagen");
}

/* trace: R-204 R-206 */
static void the_meeting_is_led_from_one_page_and_its_minutes_are_hers(void **state) {
    struct test_database *database = *state;
    struct case_id id = group_town(database);
    struct meeting_id meeting = group_begun(database, id);
    assert_int_equal(group_opened(database, meeting, first_day), GROUP_DONE);
    has(meeting_seen(database, HOT, meeting, first_day), "Avslutt møtet");
    lacks(meeting_seen(database, NAV, meeting, first_day), "Avslutt møtet");
    struct group_action_send_in action = {.case_ = id, .meeting = meeting, .kind = "laundry", .who = "s999", .due = second_day};
    struct visit *turn = group_turn(database, HOT, first_day, 3); /* nobody by that name: a proposal */
    assert_int_equal(ended(turn, group_action_send(&turn->rq, &action)), 303);
    has(meeting_seen(database, HOT, meeting, first_day), "Mangler noen som gjør det");
    const struct plan_action_id loose = {number_of(database, "SELECT max(id) FROM plan_action")};
    action = (struct group_action_send_in){.case_ = id, .meeting = meeting, .kind = "food", .who = "u2", .due = second_day};
    turn = group_turn(database, HOT, first_day, 4); /* a unit that is not in the case */
    assert_int_equal(ended(turn, group_action_send(&turn->rq, &action)), 422);
    action.who = "s1";
    turn = group_turn(database, HOT, first_day, 5);
    assert_int_equal(ended(turn, group_action_send(&turn->rq, &action)), 303);
    struct group_close_send_in close = {.case_ = id, .meeting = meeting, .agreed = "Vi vasker klær sammen.", .next_on = second_day, .next_from = 540, .next_to = 600};
    turn = group_turn(database, HOT, first_day, 6);
    assert_int_equal(ended(turn, group_close_send(&turn->rq, &close)), 422);
    struct group_action_agree_send_in agree = {.case_ = id, .meeting = meeting, .action = loose, .by_who = "person", .by_day = date_of(2026, 10, 1)};
    turn = group_turn(database, HOT, first_day, 7);
    assert_int_equal(ended(turn, group_action_agree_send(&turn->rq, &agree)), 422); /* a day that has been */
    agree.by_day = second_day;
    turn = group_turn(database, HOT, first_day, 8);
    assert_int_equal(ended(turn, group_action_agree_send(&turn->rq, &agree)), 303);
    close.next_to = 500;
    turn = group_turn(database, HOT, first_day, 9);
    assert_int_equal(ended(turn, group_close_send(&turn->rq, &close)), 422);
    close.next_to = 600;
    turn = group_turn(database, HOT, first_day, 10);
    assert_int_equal(ended(turn, group_close_send(&turn->rq, &close)), 303);
    const char *page = meeting_seen(database, HOT, meeting, first_day);
    has(page, "Vi vasker klær sammen.");
    has(page, "referat.pdf");
    lacks(meeting_seen(database, NAV, meeting, first_day), "Vi vasker klær sammen."); /* no ground for the words */
    turn = group_turn(database, HOT, first_day, 12);
    struct reply minutes = group_minutes_pdf(&turn->rq, &(struct group_minutes_pdf_in){id, meeting});
    assert_int_equal(minutes.status, 200);
    assert_memory_equal(minutes.body.data, "%PDF", 4);
    visit_keep(turn);
    turn = group_turn(database, NAV, first_day, 13);
    assert_int_equal(ended(turn, group_minutes_pdf(&turn->rq, &(struct group_minutes_pdf_in){id, meeting})), 403);
    has(group_seen(database, HOT, id, first_day), "referatet er ikke gitt ennå");
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(a_group_is_called_on_one_page_and_only_who_keeps_it_leads),
        RULE(what_leaves_the_house_says_when_and_what_for_and_nothing_of_why),
        RULE(the_meeting_is_led_from_one_page_and_its_minutes_are_hers),
    };
    return run_rules("group pages", rules, sizeof rules / sizeof *rules);
}
