/* The pages of a place to stay now: from the press of a button to a letter in her language, and that what is refused is said beside the field. */
#include "domain/closing/closing.h"
#include "domain/emergency/emergency_for_tests.h"
#include "domain/intake/intake.h"
#include "domain/work/pages_for_tests.h"
#include "emergency_routes.h"
#include "texts.h"

static const enum right officer[] = {RIGHT_CASE_SEE,    RIGHT_NIGHT_ASK,    RIGHT_NIGHT_ANSWER,   RIGHT_NIGHT_LIST,
                                     RIGHT_BATON_OFFER, RIGHT_BATON_ANSWER, RIGHT_DECISION_WRITE, 0};

static struct request asked(const struct test_database *database, int unit, int64_t later) {
    struct db *db = town_write(database, unit, later);
    struct request rq = town_request(database, db, town_session(database, unit, officer));
    rq.form = arena_array(database->arena, 1, sizeof *rq.form);
    return rq;
}

static const char *case_page(const struct test_database *database, int unit, int64_t later) {
    struct request rq = asked(database, unit, later);
    rq.form = NULL;
    return page_of(&rq, night_page(&rq, &(struct night_page_in){ane}));
}

static struct night_grant_send_in yes(void) {
    return (struct night_grant_send_in){.case_ = ane,
                                        .need = first_need,
                                        .kind = PLACE_KIND_OWN_ROOM,
                                        .place = "Fjordhotellet, Strandgata 1",
                                        .until = date_of(2026, 9, 21),
                                        .told = NIGHT_TOLD_BY_PHONE,
                                        .facts = "Du har ingen stad å sove i natt.",
                                        .why = "Du treng ein trygg stad no.",
                                        .her_view = "Eg vil ha fred.",
                                        .weight = "Rommet ligg for seg sjølv.",
                                        .impartial = true};
}

static int64_t count(const struct test_database *database, const char *sql) { return test_number(database, sql); }

/* trace: R-016 FVL-23 SOT-6 I-07 I-08 */
static void the_officer_on_duty_says_yes_and_the_letter_is_made_by_her_alone(void **state) {
    struct test_database *database = *state;
    night_town(database);
    assert_int_equal(night_asked(database, 0, 2), NIGHT_DONE);
    struct request rq = asked(database, NAV, 3);
    const struct night_grant_send_in in = yes();
    assert_int_equal(night_grant_send(&rq, &in).status, 303);
    town_commit(rq.db);
    assert_int_equal(
        count(
            database,
            "SELECT count(*) FROM case_part WHERE kind = 'midlertidig' AND outcome = 'granted' AND joint_state = 'issued' AND state = 'signed'"
            " AND from_date = '2026-09-07' AND until_date = '2026-09-21' AND unit_id = 3"),
        1);
    assert_int_equal(count(database, "SELECT count(*) FROM night_term WHERE part_id = 1"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM issued_letter WHERE zone = 'social'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'write_emergency'"), 0);
    const char *page = case_page(database, NAV, 4);
    has(page, "Fjordhotellet, Strandgata 1");
    has(page, "mandag 21. september 2026");
    has(page, "Skrevet ned, og brevet er laget");
    has(page, "/sak/1/akutt/forleng");
    page = case_page(database, HOT, 5);
    has(page, "21. september 2026");
    lacks(page, "Fjordhotellet");
    lacks(page, "/sak/1/akutt/forleng");
}

/* trace: R-015 I-08 BSL-7 */
static void a_place_for_the_night_answers_no_application_and_stands_in_the_decision_that_does(void **state) {
    struct test_database *database = *state;
    night_town(database);
    struct db *db = town_write(database, HOT, 2);
    work_task_add(db, ane, unit_of(HOT), TASK_KIND_PROVISIONAL_REPLY, 1, date_of(2026, 10, 7));
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
    assert_int_equal(night_asked(database, 0, 3), NIGHT_DONE);
    struct request rq = asked(database, NAV, 4);
    const struct night_grant_send_in in = yes();
    assert_int_equal(night_grant_send(&rq, &in).status, 303);
    town_commit(rq.db);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'provisional_reply'"), 1);
    struct joint_decision_id next;
    struct decision_part_id part;
    db = town_write(database, HOT, 5);
    assert_int_equal(decision_start(db, ane, &next), ERR_OK);
    assert_int_equal(decision_add_part(db, next, PART_KIND_BISTAND, unit_of(HOT), &part), ERR_OK);
    town_commit(db);
    assert_int_equal(
        count(database,
              "SELECT count(*) FROM case_part WHERE version_no = 2 AND kind = 'midlertidig' AND decided_now = 0 AND copied_from = 1"),
        1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_part WHERE version_no = 2 AND kind = 'bistand' AND decided_now = 1"), 1);
}

/* trace: R-016 FVL-23 R-053 I-05 */
static void where_more_stands_decided_the_letter_about_tonight_is_made_by_whoever_may_read_that_much(void **state) {
    struct test_database *database = *state;
    story_issued(database);
    struct night_need_id need;
    const struct night_asking asking = {ane, 0, NULL};
    assert_int_equal(DONE_BY(database, HOT, ON_DAY(30), night_ask(db, &asking, &need)), NIGHT_DONE);
    struct request rq = asked(database, NAV, ON_DAY(30) + 1);
    struct night_grant_send_in in = yes();
    in.until = date_add_days(rq.today, 14);
    assert_int_equal(night_grant_send(&rq, &in).status, 303);
    town_commit(rq.db);
    assert_int_equal(count(database, "SELECT count(*) FROM case_part WHERE version_no = 2 AND kind = 'midlertidig' AND joint_state = 'issued'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM issued_letter WHERE zone = 'social'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'write_emergency'"), 0);
    struct blob pdf;
    rq = asked(database, NAV, ON_DAY(30) + 2);
    const struct joint_decision_id first = {1}, second = {2};
    assert_int_equal(letter_stored(rq.db, decision_access(&rq, second), second, &pdf), ERR_OK);
    assert_int_equal(letter_stored(rq.db, decision_access(&rq, first), first, &pdf), ERR_DENIED);
    db_abort(rq.db);
}

/* trace: R-016 A5 R-116 */
static void longer_is_a_new_version_and_a_new_letter(void **state) {
    struct test_database *database = *state;
    night_town(database);
    assert_int_equal(night_asked(database, 0, 2), NIGHT_DONE);
    struct request rq = asked(database, NAV, 3);
    const struct night_grant_send_in in = yes();
    assert_int_equal(night_grant_send(&rq, &in).status, 303);
    town_commit(rq.db);
    struct night_extend_send_in longer = {.case_ = ane,
                                          .until = date_of(2026, 10, 12),
                                          .told = NIGHT_TOLD_FACE_TO_FACE,
                                          .facts = "Du har framleis ikkje ein eigen stad.",
                                          .why = "Vi leitar framleis saman med deg.",
                                          .her_view = "Eg vil bli her.",
                                          .weight = "Du blir på same staden.",
                                          .impartial = true};
    rq = asked(database, NAV, ON_DAY(13));
    longer.why = "Du er narkoman.";
    assert_true(night_extend_send(&rq, &longer).from_form);
    assert_int_equal(form_error_of(rq.form, "why"), T_decision_gap_diagnosis);
    db_abort(rq.db);
    rq = asked(database, NAV, ON_DAY(13));
    longer.why = "Vi leitar framleis saman med deg.";
    assert_int_equal(night_extend_send(&rq, &longer).status, 303);
    town_commit(rq.db);
    assert_int_equal(
        count(
            database,
            "SELECT count(*) FROM case_part WHERE version_no = 2 AND kind = 'midlertidig' AND joint_state = 'issued' AND from_date = '2026-09-07'"
            " AND until_date = '2026-10-12'"),
        1);
    assert_int_equal(count(database, "SELECT count(*) FROM issued_letter"), 2);
    assert_int_equal(count(database, "SELECT count(*) FROM night_term WHERE seq = 2 AND part_id = 2"), 1);
    has(case_page(database, NAV, ON_DAY(13) + 1), "/sak/1/vedtak/2");
    rq = asked(database, NAV, ON_DAY(13) + 2);
    struct decision_letter letter;
    const struct letter_wish wish = {.decision = {2}};
    assert_int_equal(letter_read(rq.db, decision_access(&rq, wish.decision), &wish, &letter), ERR_OK);
    const char *words = letter_words(database->arena, letter.letter);
    has(words, "Du kan bu lenger der du bur no");
    has(words, "Har du spørsmål om staden, så snakk med");
    lacks(words, "når du kan kome");
    db_abort(rq.db);
}

/* trace: R-016 R-116 */
static void more_time_written_on_the_decisions_own_pages_moves_the_last_day(void **state) {
    struct test_database *database = *state;
    night_town(database);
    assert_int_equal(night_asked(database, 0, 2), NIGHT_DONE);
    struct request rq = asked(database, NAV, 3);
    const struct night_grant_send_in in = yes();
    assert_int_equal(night_grant_send(&rq, &in).status, 303);
    town_commit(rq.db);
    struct joint_decision_id draft;
    enum adjusted adjusted;
    const struct adjustment more = {.part = {1},
                                    .direction = AMENDMENT_IN_FAVOUR,
                                    .from = DATE_NONE,
                                    .until = date_of(2026, 10, 5),
                                    .why = "Vi leitar framleis saman med deg.",
                                    .impartial = true};
    rq = asked(database, NAV, ON_DAY(10));
    assert_int_equal(decision_adjust(rq.db, decision_access(&rq, (struct joint_decision_id){1}), &more, &draft, &adjusted), ERR_OK);
    assert_int_equal(adjusted, ADJUSTED_ISSUED);
    decision_on_given(night_follow_decision);
    decision_tell_given(rq.db, draft);
    decision_on_given(NULL);
    town_commit(rq.db);
    assert_int_equal(count(database, "SELECT count(*) FROM night_stay WHERE until_date = '2026-10-05'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM night_term WHERE seq = 2 AND told = 'in_letter' AND part_id = 2"), 1);
}

static int64_t homes_that_block(const struct test_database *database, int64_t later) {
    struct request rq = asked(database, NAV, later);
    struct closing_opens open = closing_open_things(rq.db, ane, CLOSING_GROUND_HELP_FINISHED);
    int64_t n = 0;
    for (size_t i = 0; i < open.n; i++) n += open.v[i].block == CLOSING_BLOCK_PART || open.v[i].block == CLOSING_BLOCK_NIGHT;
    db_abort(rq.db);
    return n;
}

/* trace: R-016 R-225 */
static void a_place_she_has_left_keeps_no_case_open(void **state) {
    struct test_database *database = *state;
    night_town(database);
    assert_int_equal(night_asked(database, 0, 2), NIGHT_DONE);
    struct request rq = asked(database, NAV, 3);
    const struct night_grant_send_in in = yes();
    assert_int_equal(night_grant_send(&rq, &in).status, 303);
    town_commit(rq.db);
    assert_int_equal(homes_that_block(database, 4), 2);
    assert_int_equal(DONE_BY(database, NAV, ON_DAY(5), night_end(db, ane, date_of(2026, 9, 12), STAY_END_OWN_HOME)), NIGHT_DONE);
    assert_int_equal(homes_that_block(database, ON_DAY(5) + 1), 0);
}

/* trace: FVL-6 SOT-6 FVL-24 */
static void what_cannot_stand_comes_back_beside_its_field_with_nothing_kept(void **state) {
    struct test_database *database = *state;
    night_town(database);
    assert_int_equal(night_asked(database, 1, 2), NIGHT_DONE);
    struct request rq = asked(database, NAV, 3);
    struct night_grant_send_in in = yes();
    in.kind = PLACE_KIND_SHARED;
    assert_true(night_grant_send(&rq, &in).from_form);
    assert_int_equal(form_error_of(rq.form, "shared_why"), T_night_shared_with_children);
    db_abort(rq.db);
    rq = asked(database, NAV, 4);
    in = yes();
    in.impartial = false;
    assert_true(night_grant_send(&rq, &in).from_form);
    assert_int_equal(form_error_of(rq.form, "impartial"), T_decision_impartial_missing);
    db_abort(rq.db);
    rq = asked(database, NAV, 5);
    in = yes();
    in.why = "Du er narkoman.";
    assert_true(night_grant_send(&rq, &in).from_form);
    assert_int_equal(form_error_of(rq.form, "why"), T_decision_gap_diagnosis);
    db_abort(rq.db);
    rq = asked(database, HOT, 6);
    in = yes();
    assert_int_equal(night_grant_send(&rq, &in).status, 409);
    db_abort(rq.db);
    assert_int_equal(count(database, "SELECT count(*) FROM joint_decision"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM night_stay"), 0);
}

/* trace: SOT-6 FVL-23 */
static void a_no_is_given_now_and_its_letter_waits_for_a_second_officer(void **state) {
    struct test_database *database = *state;
    night_town(database);
    assert_int_equal(night_asked(database, 0, 2), NIGHT_DONE);
    struct request rq = asked(database, NAV, 3);
    const struct night_refuse_send_in in = {.case_ = ane,
                                            .need = first_need,
                                            .refusal = NIGHT_REFUSAL_HAS_PLACE,
                                            .instead = "Søstera di tek imot deg i kveld.",
                                            .told = NIGHT_TOLD_BY_PHONE,
                                            .facts = "Du kan sove hos søstera di.",
                                            .why = "Vi har ringt henne.",
                                            .her_view = "Det går bra i natt.",
                                            .weight = "Vi ringer deg i morgon."};
    assert_int_equal(night_refuse_send(&rq, &in).status, 303);
    town_commit(rq.db);
    assert_int_equal(
        count(
            database,
            "SELECT count(*) FROM case_part WHERE kind = 'midlertidig' AND outcome = 'refused' AND state = 'draft' AND joint_state = 'drafting'"),
        1);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'write_emergency' AND unit_id = 3"), 1);
    const char *page = case_page(database, HOT, 4);
    has(page, "Søstera di tek imot deg i kveld.");
    has(page, "kan klage på svaret");
    has(page, "/sak/1/akutt/be");
}

/* trace: R-005 I-02 */
static void asking_offers_the_baton_in_the_same_step_and_who_asked_holds_until_the_answer(void **state) {
    struct test_database *database = *state;
    night_town(database);
    struct request rq = asked(database, HOT, 2);
    struct night_ask_send_in in = {.case_ = ane, .offer = true, .words = "Sitter på stasjonen."};
    assert_true(night_ask_send(&rq, &in).from_form);
    assert_int_equal(form_error_of(rq.form, "person_asked"), T_field_required);
    db_abort(rq.db);
    rq = asked(database, HOT, 3);
    in.person_asked = PERSON_ASKED_AGREES;
    assert_int_equal(night_ask_send(&rq, &in).status, 303);
    town_commit(rq.db);
    assert_int_equal(
        count(database, "SELECT count(*) FROM handover_open WHERE to_unit = 3 AND answer_due = '2026-09-07' AND reason = 'home_tonight'"),
        1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_spine WHERE holder_unit = 1"), 1);
    const char *page = case_page(database, NAV, 4);
    has(page, "/sak/1/ansvar/1/ta-imot");
    has(page, "/sak/1/akutt/1/gi");
    has(page, "Sitter på stasjonen.");
}

/* trace: R-016 SOT-6 */
static void the_list_has_what_ends_first_at_the_top_and_shows_what_is_over(void **state) {
    struct test_database *database = *state;
    night_stays(database);
    struct request rq = asked(database, NAV, ON_DAY(20));
    rq.form = NULL;
    const char *page = page_of(&rq, night_list_page(&rq, &(struct night_list_page_in){}));
    has(page, "Ane Solberg");
    has(page, "6 dager over tiden");
    has(page, "20 døgn");
    has(page, "1 uten avtalt sted eller tid");
    lacks(page, "Fjordhotellet");
    rq = asked(database, HJE, ON_DAY(20));
    rq.form = NULL;
    lacks(page_of(&rq, night_list_page(&rq, &(struct night_list_page_in){})), "Ane Solberg");
}

/* trace: R-005 */
static void who_meets_people_and_sees_no_case_asks_with_one_press(void **state) {
    struct test_database *database = *state;
    night_town(database);
    struct db *db = town_write(database, HOT, 2);
    struct case_brief brief;
    struct case_id same;
    assert_true(work_case(db, ane, &brief));
    const struct contact_new met = {.person = brief.person,
                                    .channel = CHANNEL_STREET,
                                    .sender = SENDER_PERSON,
                                    .what = "Har ingen stad å sove.",
                                    .asks_housing = true,
                                    .without_home_tonight = true};
    struct contact_id contact = intake_register(db, &met);
    assert_int_equal(intake_open_case(db, contact, unit_of(HOT), (struct staff_id){0}, &same), ERR_OK);
    town_commit(db);
    static const enum right peer[] = {RIGHT_CONTACT_CREATE, 0};
    db = town_write(database, HOT, 3);
    struct request rq = town_request(database, db, town_session(database, HOT, peer));
    rq.form = arena_array(database->arena, 1, sizeof *rq.form);
    struct reply reply = night_ask_contact(&rq, &(struct night_ask_contact_in){contact});
    assert_int_equal(reply.status, 303);
    assert_non_null(strstr(reply.location, "/kvittering"));
    town_commit(db);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'decide_emergency' AND unit_id = 3"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_spine WHERE holder_unit = 1"), 1);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(who_meets_people_and_sees_no_case_asks_with_one_press),
        RULE(the_officer_on_duty_says_yes_and_the_letter_is_made_by_her_alone),
        RULE(a_place_for_the_night_answers_no_application_and_stands_in_the_decision_that_does),
        RULE(where_more_stands_decided_the_letter_about_tonight_is_made_by_whoever_may_read_that_much),
        RULE(longer_is_a_new_version_and_a_new_letter),
        RULE(more_time_written_on_the_decisions_own_pages_moves_the_last_day),
        RULE(a_place_she_has_left_keeps_no_case_open),
        RULE(what_cannot_stand_comes_back_beside_its_field_with_nothing_kept),
        RULE(a_no_is_given_now_and_its_letter_waits_for_a_second_officer),
        RULE(asking_offers_the_baton_in_the_same_step_and_who_asked_holds_until_the_answer),
        RULE_ON(ON_SQLITE, the_list_has_what_ends_first_at_the_top_and_shows_what_is_over),
    };
    return run_rules("emergency pages", rules, sizeof rules / sizeof *rules);
}
