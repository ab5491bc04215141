/* A case rests until a day, a person is asked again, and a case closes by two, with her, when nothing is left; and never for how she is. */
#include "domain/closing/internal.h"

#include "closing_routes.h"
#include "domain/exchange/exchange.h"
#include "domain/followup/followup.h"
#include "domain/intake/intake.h"
#include "domain/privacy/privacy.h"
#include "domain/responsibility/responsibility.h"
#include "domain/work/town_for_tests.h"

static const enum right worker[] = {RIGHT_CASE_SEE, RIGHT_CASE_CLOSE, 0}, leader[] = {RIGHT_CASE_SEE, RIGHT_CASE_CLOSE, RIGHT_UNIT_LEAD, 0};
enum { OTHER_LEADER = HJE }; /* a worker who is put into HOT as its leader */

static struct case_id begun(struct test_database *database) {
    town_make(database);
    struct profile *profile = town_profile(database);
    profile->letters.municipality = (struct profile_words){.nb = "Levanger kommune", .nn = "Levanger kommune"};
    profile->contact.phone = "74 05 25 00";
    struct case_id id = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, id, unit_of(HOT), INVOLVEMENT_HOLDER);
    secrecy_involve(db, id, unit_of(NAV), INVOLVEMENT_DUTY);
    organisation_add_member(db, staff_of(OTHER_LEADER), unit_of(HOT), STAFF_ROLE_UNIT_LEADER, date_of(2026, 1, 1), DATE_NONE);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    test_script(database, "UPDATE person_case SET asks_housing = 0;"
                "UPDATE night_need SET state = 'withdrawn', answered_at = 2, answered_by = 1");
    return id;
}

/* A write transaction of a worker in a unit that is not her number. */
static struct db *write_as(struct test_database *database, int unit, int staff, int64_t later) {
    struct actor *actor = arena_array(database->arena, 1, sizeof *actor);
    *actor = (struct actor){.kind = ACTOR_STAFF, .staff = staff, .unit = unit, .what = "test"};
    return db_begin(database->store, DB_WRITE, database->arena, actor, (struct instant){TEST_NOW.ms + later});
}

static struct visit *turn_of(struct test_database *database, int unit, int staff, int64_t later) {
    struct visit *turn = arena_array(database->arena, 1, sizeof *turn);
    turn->db = write_as(database, unit, staff, later);
    struct session *session = town_session(database, unit, staff == OTHER_LEADER ? leader : worker);
    session->staff = staff_of(staff);
    turn->rq = town_request(database, turn->db, session);
    turn->rq.form = &turn->form;
    return turn;
}

/* Done and kept when it was good; else undone. */
static int ended(struct visit *turn, struct reply reply) {
    if (reply.status == 303) visit_keep(turn);
    else db_abort(turn->db);
    return reply.from_form ? 422 : reply.status;
}

static bool is_in(struct test_database *database, const char *state) {
    return test_number(database, arena_printf(database->arena, "SELECT count(*) FROM person_case WHERE id = 1 AND state = '%s'", state)) ==
           1;
}
static int64_t tasks(struct test_database *database, const char *kind) {
    return test_number(database, arena_printf(database->arena, "SELECT count(*) FROM open_task WHERE kind = '%s'", kind));
}

/* What `felles verify` says of it. */
static int64_t wrong_quiet(struct test_database *database) {
    struct verify_lines lines = verify_rules(database->store, database->arena, (struct instant){TEST_NOW.ms + 900 * MS_PER_DAY});
    for (size_t i = 0; i < lines.n; i++)
        if (text_starts(lines.v[i].name, "R-225")) return lines.v[i].looked_at ? lines.v[i].wrong : -1;
    return -2;
}

/* ── rest ─────────────────────────────────────────────────────────────── */

static int rest(struct test_database *database, int unit, struct date look_at, int staff, int64_t later) {
    struct visit *turn = turn_of(database, unit, unit, later);
    return ended(turn, rest_start(&turn->rq, &(struct rest_start_in){{1}, REST_REASON_HER_WISH, look_at, staff_of(staff)}));
}

static void morning(struct test_database *database, struct case_id id, int64_t later) {
    struct db *db = town_write(database, HOT, later);
    rest_look_job(db, id.v, db_now(db));
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
}

/* trace: R-225 I-03 */
static void a_case_rests_until_a_day_and_is_somebodys_to_look_at(void **state) {
    struct test_database *database = *state;
    struct case_id id = begun(database);
    assert_int_equal(rest(database, NAV, date_of(2026, 10, 1), 0, 10), 403); /* another unit holds it */
    assert_int_equal(rest(database, HOT, date_of(2026, 9, 7), 0, 11), 422);
    assert_int_equal(rest(database, HOT, date_of(2026, 12, 7), 0, 12), 422); /* 91 days: too long unseen */
    assert_int_equal(rest(database, HOT, date_of(2026, 10, 1), NAV, 13), 422);
    assert_int_equal(rest(database, HOT, date_of(2026, 10, 1), HOT, 14), 303);
    assert_true(is_in(database, "resting"));
    assert_int_equal(
        test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'look_at_case' AND due = '2026-10-01' AND staff_id = 1"), 1);
    assert_int_equal(wrong_quiet(database), 0);
    morning(database, id, 5 * MS_PER_DAY);
    assert_true(is_in(database, "resting"));
    assert_int_equal(rest(database, HOT, date_of(2026, 10, 20), HOT, 6 * MS_PER_DAY), 303); /* longer */
    morning(database, id, 25 * MS_PER_DAY);
    assert_true(is_in(database, "resting"));
    morning(database, id, 43 * MS_PER_DAY);
    assert_true(is_in(database, "open"));
    assert_int_equal(
        test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'look_at_case' AND due = '2026-10-20' AND staff_id = 1"), 1);
    struct visit *turn = turn_of(database, HOT, HOT, 43 * MS_PER_DAY + 1);
    turn->rq.form = NULL;
    assert_non_null(strstr(reply_text(database, rest_page(&turn->rq, &(struct rest_page_in){id})), "Dagen er kommet: se på saken"));
    assert_int_equal(ended(turn, rest_stop(&turn->rq, &(struct rest_stop_in){id})), 303);
    assert_int_equal(tasks(database, "look_at_case"), 0);
    turn = turn_of(database, HOT, HOT, 43 * MS_PER_DAY + 2);
    assert_int_equal(ended(turn, rest_stop(&turn->rq, &(struct rest_stop_in){id})), 409);
}

/* ── asked again ──────────────────────────────────────────────────────── */

static int decline(struct test_database *database, struct case_id id, bool home_only, struct date next, int64_t later) {
    struct visit *turn = turn_of(database, HOT, HOT, later);
    return ended(turn, help_decline(&turn->rq, &(struct help_decline_in){id, home_only, next}));
}
static int answer(struct test_database *database, struct case_id id, enum offer_answer said, struct date next, int64_t later) {
    struct visit *turn = turn_of(database, HOT, HOT, later);
    return ended(turn, help_answer(&turn->rq, &(struct help_answer_in){id, said, turn->rq.today, next}));
}

/* trace: R-019 R-225 I-10 */
static void a_no_is_asked_again_and_touches_neither_home_nor_application(void **state) {
    struct test_database *database = *state;
    struct case_id id = begun(database);
    test_script(database, "UPDATE person_case SET asks_housing = 1");
    assert_int_equal(answer(database, id, OFFER_ANSWER_NOT_NOW, date_of(2026, 10, 1), 10), 409); /* nothing is declined */
    assert_int_equal(decline(database, id, true, date_of(2026, 9, 7), 11), 422);
    assert_int_equal(decline(database, id, true, date_of(2026, 11, 7), 12), 422); /* 61 days */
    assert_int_equal(decline(database, id, true, date_of(2026, 10, 7), 13), 303);
    assert_int_equal(
        test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'offer_again' AND due = '2026-10-07' AND staff_id = 1"), 1);
    assert_int_equal(answer(database, id, OFFER_ANSWER_NOT_REACHED, DATE_NONE, 20 * MS_PER_DAY), 422); /* and again when? */
    assert_int_equal(answer(database, id, OFFER_ANSWER_NOT_NOW, date_of(2026, 11, 1), 30 * MS_PER_DAY), 303);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'offer_again' AND due = '2026-11-01'"), 1);
    assert_true(is_in(database, "open"));
    assert_int_equal(test_number(database, "SELECT count(*) FROM person_case WHERE asks_housing = 1"), 1);
    assert_int_equal(
        test_number(database,
                    "SELECT (SELECT count(*) FROM decision_part) + (SELECT count(*) FROM service) + (SELECT count(*) FROM contact)"),
        0);
    struct visit *turn = turn_of(database, HOT, HOT, 31 * MS_PER_DAY);
    turn->rq.form = NULL;
    const char *page = reply_text(database, offer_again_page(&turn->rq, &(struct offer_again_page_in){id}));
    assert_non_null(strstr(page, "Ane ønsker bare bolig"));
    assert_non_null(strstr(page, "Ikke nå"));
    assert_non_null(strstr(reply_text(database, unit_resting_page(&turn->rq, NULL)), "bare bolig"));
    db_abort(turn->db);
    turn = turn_of(database, NAV, NAV, 32 * MS_PER_DAY);
    assert_null(strstr(reply_text(database, unit_resting_page(&turn->rq, NULL)), "Ane")); /* not their list */
    db_abort(turn->db);
    assert_int_equal(answer(database, id, OFFER_ANSWER_YES, DATE_NONE, 40 * MS_PER_DAY), 303);
    assert_int_equal(tasks(database, "offer_again"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM help_declined WHERE ended_at IS NOT NULL"), 1);
}

/* ── closing ──────────────────────────────────────────────────────────── */

/* trace: R-225 */
static void no_ground_that_blames_her_and_no_silence_closes_a_case(void **state) {
    (void)state;
    for (enum closing_answer said = CLOSING_ANSWER_AGREES; said <= CLOSING_ANSWER_NOT_REACHED; said++) {
        assert_int_equal(closing_may(CLOSING_GROUND_DECLINES_HELP, said), CLOSING_SHE_DECLINES);
        assert_int_equal(closing_may(CLOSING_GROUND_DOES_NOT_COOPERATE, said), CLOSING_SHE_DOES_NOT);
        assert_int_equal(closing_may(CLOSING_GROUND_NO_CONTACT, said), CLOSING_NO_CONTACT);
        assert_int_equal(closing_may(CLOSING_GROUND_BREAKS_RULES, said), CLOSING_BREAKS_RULES);
    }
    assert_int_equal(closing_may(CLOSING_GROUND_HELP_FINISHED, CLOSING_ANSWER_AGREES), CLOSING_FINE);
    assert_int_equal(closing_may(CLOSING_GROUND_HELP_FINISHED, CLOSING_ANSWER_NOT_REACHED), CLOSING_NOT_REACHED);
    assert_int_equal(closing_may(CLOSING_GROUND_OWN_WISH, CLOSING_ANSWER_DISAGREES), CLOSING_SHE_DISAGREES);
    assert_int_equal(closing_may(CLOSING_GROUND_MOVED_AWAY, CLOSING_ANSWER_NOT_REACHED), CLOSING_FINE);
    assert_int_equal(closing_may(CLOSING_GROUND_MOVED_AWAY, CLOSING_ANSWER_DISAGREES), CLOSING_SHE_DISAGREES);
    assert_int_equal(closing_may(CLOSING_GROUND_HELP_FINISHED, 0), CLOSING_ANSWER_MISSING);
    assert_int_equal(closing_may(CLOSING_GROUND_DIED, 0), CLOSING_FINE);
}

static int propose(struct test_database *database, struct case_id id, enum closing_ground ground, enum closing_answer said, int64_t later) {
    struct visit *turn = turn_of(database, HOT, HOT, later);
    const struct closing_propose_in in = {id, ground, said, said ? "Jeg klarer meg nå." : NULL, unit_of(HJE)};
    return ended(turn, closing_propose(&turn->rq, &in));
}
static int confirm(struct test_database *database, struct case_id id, int staff, enum closing_way way, int64_t later) {
    struct visit *turn = turn_of(database, HOT, staff, later);
    return ended(turn, closing_confirm(&turn->rq, &(struct closing_confirm_in){id, way}));
}

/* trace: R-225 I-03 MODEL-6.4-3 */
static void she_does_not_cooperate_is_answered_with_what_to_do_instead(void **state) {
    struct test_database *database = *state;
    struct case_id id = begun(database);
    assert_int_equal(propose(database, id, CLOSING_GROUND_DOES_NOT_COOPERATE, CLOSING_ANSWER_AGREES, 10), 422);
    struct visit *turn = turn_of(database, HOT, HOT, 11);
    turn->form = (struct form){.refused = true, .v = &(struct form_field){"ground", "does_not_cooperate", 0}, .n = 1};
    form_error(&turn->rq, "ground", closing_fault_text(CLOSING_SHE_DOES_NOT).why);
    const char *page = reply_text(database, closing_page(&turn->rq, &(struct closing_page_in){id}));
    assert_non_null(strstr(page, "Det finnes en annen vei"));
    assert_non_null(strstr(page, "/sak/1/hvile"));
    assert_non_null(strstr(page, "/sak/1/spor-igjen"));
    db_abort(turn->db);
    struct db *db = town_write(database, HOT, 12);
    test_run(db, "INSERT INTO case_closing (case_id, ground, answer, contact_unit, state, proposed_at, proposed_by)"
                 " VALUES (1, 'does_not_cooperate', 'agrees', 1, 'proposed', 1, 1)");
    assert_true(db_failed(db));
    db_abort(db);
    assert_true(is_in(database, "open"));
}

static const char *words_of(struct db *db, struct case_id id, const struct letter_recipient *to) {
    struct case_brief brief;
    struct closing_last_row last;
    struct person_spine person;
    assert_true(work_case(db, id, &brief) && closing_last(db, id, &last) && person_spine(db, brief.person, &person));
    const struct letter *letter = closing_letter_to(db, &brief, &last, &person, to);
    struct str out = str_in(db_arena(db));
    for (size_t i = 0; i < letter->n_blocks; i++) str_addf(&out, "%s\n", letter->blocks[i].text ? letter->blocks[i].text : "");
    return str_text(&out);
}

/* trace: R-225 FVL-12 I-14 */
static void two_close_it_with_her_and_the_letter_says_how_to_come_back(void **state) {
    struct test_database *database = *state;
    struct case_id id = begun(database);
    decline(database, id, false, date_of(2026, 10, 7), 9);
    assert_int_equal(propose(database, id, CLOSING_GROUND_HELP_FINISHED, CLOSING_ANSWER_AGREES, 10), 303);
    assert_true(is_in(database, "closing"));
    assert_int_equal(tasks(database, "confirm_closing"), 1);
    assert_int_equal(confirm(database, id, HOT, CLOSING_WAY_POSTED, 11), 409); /* whoever proposed it */
    assert_int_equal(confirm(database, id, OTHER_LEADER, 0, 12), 422);         /* and how does she get the letter? */
    struct visit *turn = turn_of(database, HOT, OTHER_LEADER, 13);
    turn->rq.form = NULL;
    const char *page = reply_text(database, closing_page(&turn->rq, &(struct closing_page_in){id}));
    assert_non_null(strstr(page, "Jeg klarer meg nå."));
    assert_non_null(strstr(page, "Er du enig?"));
    assert_non_null(strstr(reply_text(database, unit_resting_page(&turn->rq, NULL)), "Hjelpen er ferdig"));
    db_abort(turn->db);
    assert_int_equal(confirm(database, id, OTHER_LEADER, CLOSING_WAY_HANDED, 14), 303);
    assert_true(is_in(database, "closed"));
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task"), 0);
    assert_int_equal(wrong_quiet(database), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM closing_letter WHERE recipient = 'person' AND way = 'handed'"), 1);
    turn = turn_of(database, HOT, HOT, 15);
    struct reply letter = closing_letter_page(&turn->rq, &(struct closing_letter_page_in){id, {1}});
    assert_memory_equal(letter.body.data, "%PDF", 4);
    const char *words = words_of(turn->db, id, NULL);
    assert_non_null(strstr(words, "Hei, Ane. Vi har snakka om at hjelpa er ferdig"));
    assert_non_null(strstr(words, "Psykisk helse oppfølging på telefon 74 05 25 00"));
    words = words_of(turn->db, id, &(struct letter_recipient){RECIPIENT_AGENT, "Kari Lie", "Torget 1"});
    assert_non_null(strstr(words, "Hei, Kari Lie. Du får dette brevet fordi du er fullmektig for Ane Solberg."));
    assert_null(strstr(words, "Hei, Ane."));
    db_abort(turn->db);
    struct db *db = town_write(database, HOT, 16);
    test_run(db, "UPDATE closing_letter SET way = 'posted'");
    assert_true(db_failed(db));
    db_abort(db);
}

/* trace: R-225 */
static void a_leader_can_say_not_yet_and_a_proposal_can_be_taken_back(void **state) {
    struct test_database *database = *state;
    struct case_id id = begun(database);
    assert_int_equal(propose(database, id, CLOSING_GROUND_OWN_WISH, CLOSING_ANSWER_AGREES, 10), 303);
    struct visit *turn = turn_of(database, HOT, OTHER_LEADER, 11);
    assert_int_equal(ended(turn, closing_refuse(&turn->rq, &(struct closing_refuse_in){id, CLOSING_NO_NEEDS_HELP})), 303);
    assert_true(is_in(database, "open"));
    assert_int_equal(tasks(database, "confirm_closing"), 0);
    turn = turn_of(database, HOT, HOT, 12);
    turn->rq.form = NULL;
    assert_non_null(strstr(reply_text(database, closing_page(&turn->rq, &(struct closing_page_in){id})), "Personen trenger fortsatt hjelp"));
    db_abort(turn->db);
    assert_int_equal(propose(database, id, CLOSING_GROUND_OWN_WISH, CLOSING_ANSWER_AGREES, 13), 303);
    turn = turn_of(database, HOT, HOT, 14);
    assert_int_equal(ended(turn, closing_take_back(&turn->rq, &(struct closing_take_back_in){id})), 303);
    assert_true(is_in(database, "open"));
    assert_int_equal(confirm(database, id, OTHER_LEADER, CLOSING_WAY_POSTED, 15), 409);
    assert_int_equal(propose(database, id, CLOSING_GROUND_OWN_WISH, CLOSING_ANSWER_AGREES, 16), 303);
    struct db *db = town_write(database, HOT, 17);
    assert_true(work_wake(db, id)); /* something came meanwhile */
    town_commit(db);
    assert_int_equal(confirm(database, id, OTHER_LEADER, CLOSING_WAY_POSTED, 18), 409);
}

static void make_unfinished(struct test_database *database, struct case_id id) {
    struct db *db = town_write(database, HOT, 5);
    struct service_id service;
    const struct service_new talks = {.case_ = id,
                                      .unit = unit_of(HOT),
                                      .kind = SERVICE_KIND_TALKS_AT_HOME,
                                      .informal = true,
                                      .started_on = date_of(2026, 9, 7),
                                      .measure = DURATION_MEASURE_UNKNOWN};
    assert_int_equal(followup_start(db, &talks, &service), ERR_OK);
    work_task_add(db, id, unit_of(NAV), TASK_KIND_PREVENT_EVICTION, 1, date_of(2026, 9, 20));
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    test_script(database,
                "INSERT INTO unit_duty (case_id, unit_id, kind, state, since, version) VALUES (1, 3, 'deposit', 'in_process', 1, 1);"
                " UPDATE person_case SET asks_housing = 1");
    test_script(database, "INSERT INTO night_need (case_id, person_id, state, from_unit, to_unit, children, asked_at, asked_by) VALUES (1, 1, 'waiting', 1, 3, 0, 1, 1)");
}

/* trace: R-225 I-08 I-09 */
static void what_is_not_finished_is_listed_with_where_it_is_done_and_closes_nothing(void **state) {
    struct test_database *database = *state;
    struct case_id id = begun(database);
    make_unfinished(database, id);
    assert_int_equal(propose(database, id, CLOSING_GROUND_HELP_FINISHED, CLOSING_ANSWER_AGREES, 10), 422);
    struct visit *turn = turn_of(database, HOT, HOT, 11);
    turn->rq.form = NULL;
    const char *page = reply_text(database, closing_page(&turn->rq, &(struct closing_page_in){id}));
    assert_non_null(strstr(page, "Samtaler hjemme"));
    assert_non_null(strstr(page, "/sak/1/tjenester"));
    assert_non_null(strstr(page, "Nav Levanger"));
    assert_non_null(strstr(page, "Spørsmålet om bolig har ikke fått svar"));
    assert_non_null(strstr(page, "Et midlertidig sted å bo som ikke er over"));
    struct closing_opens alive = closing_open_things(turn->db, id, CLOSING_GROUND_HELP_FINISHED);
    struct closing_opens died = closing_open_things(turn->db, id, CLOSING_GROUND_DIED);
    assert_int_equal(alive.n, 5);
    assert_int_equal(died.n, 4); /* the question of a home ends with her */
    db_abort(turn->db);
    test_script(database,
                "UPDATE service SET ended_on = '2026-09-07'; UPDATE unit_duty SET ended_at = 2; UPDATE person_case SET asks_housing = 0;"
                "UPDATE night_need SET state = 'withdrawn', answered_at = 2, answered_by = 1");
    struct db *db = town_write(database, HOT, 12);
    test_run(db, "UPDATE person_case SET state = 'closing'");
    test_run(db, "UPDATE person_case SET state = 'closed'"); /* the task is left: the schema says no */
    assert_true(db_failed(db));
    db_abort(db);
    test_script(database, "UPDATE task SET done_at = 1");
    assert_int_equal(propose(database, id, CLOSING_GROUND_DIED, 0, 13), 303);
    assert_int_equal(confirm(database, id, OTHER_LEADER, 0, 14), 303);
    assert_int_equal(test_number(database, "SELECT count(*) FROM closing_letter"), 0);
}

static void close_it(struct test_database *database, struct case_id id, int64_t later) {
    assert_int_equal(propose(database, id, CLOSING_GROUND_HELP_FINISHED, CLOSING_ANSWER_AGREES, later), 303);
    assert_int_equal(confirm(database, id, OTHER_LEADER, CLOSING_WAY_POSTED, later + 1), 303);
}

/* trace: R-225 I-01 I-03 */
static void a_closed_case_is_opened_by_hand_and_by_anything_that_is_to_be_done(void **state) {
    struct test_database *database = *state;
    struct case_id id = begun(database);
    close_it(database, id, 10);
    struct visit *turn = turn_of(database, HOT, HOT, 20);
    turn->rq.form = NULL;
    assert_non_null(strstr(reply_text(database, closing_page(&turn->rq, &(struct closing_page_in){id})), "Åpne saken igjen"));
    assert_int_equal(ended(turn, closing_undo(&turn->rq, &(struct closing_undo_in){id})), 303);
    assert_true(is_in(database, "open"));
    assert_int_equal(test_number(database, "SELECT count(*) FROM person_case WHERE holder_unit = 1 AND holder_staff = 1"), 1);
    turn = turn_of(database, HOT, HOT, 21);
    assert_int_equal(ended(turn, closing_undo(&turn->rq, &(struct closing_undo_in){id})), 409);
    close_it(database, id, 30);
    struct db *db = town_write(database, NAV, 40);
    work_task_add(db, id, unit_of(NAV), TASK_KIND_GIVE_ACCESS, 1, date_of(2026, 9, 20)); /* hers to ask for in a closed case */
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    assert_true(is_in(database, "closed"));
    db = town_write(database, NAV, 41);
    work_task_add(db, id, unit_of(NAV), TASK_KIND_ANSWER_MESSAGE, 1, date_of(2026, 9, 20));
    town_commit(db);
    assert_true(is_in(database, "open"));
    test_script(database, "UPDATE task SET done_at = 1");
    close_it(database, id, 50);
    turn = turn_of(database, NAV, NAV, 60); /* another unit meets her: the same case, and theirs */
    assert_int_equal(ended(turn, closing_undo(&turn->rq, &(struct closing_undo_in){id})), 303);
    assert_int_equal(test_number(database, "SELECT count(*) FROM person_case WHERE state = 'open' AND holder_unit = 3"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM person_case"), 1);
}

/* trace: ARK-1 PJL-7 R-225 */
static void a_case_closed_by_page_is_found_and_erased_when_its_time_is_over(void **state) {
    struct test_database *database = *state;
    struct case_id id = begun(database);
    const int64_t later = INT64_C(3660) * MS_PER_DAY;
    struct erasure_id erasure = {0};
    close_it(database, id, 10);
    struct db *db = town_write(database, HOT, later);
    assert_int_equal(privacy_propose(db, (struct person_id){1}, &erasure), RETENTION_OVER);
    audit_add(db, "tried", "person", 1, NULL);
    town_commit(db);
    db = town_write(database, NAV, later + 1);
    assert_int_equal(privacy_decide(db, erasure, true), RETENTION_OVER);
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM person_keyring WHERE person_id = 1"), 0);
    struct visit *turn = turn_of(database, HOT, HOT, later + 2);
    assert_int_equal(closing_letter_page(&turn->rq, &(struct closing_letter_page_in){id, {1}}).status, 404); /* the letter opens no more */
    db_abort(turn->db);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(a_case_rests_until_a_day_and_is_somebodys_to_look_at),
        RULE(a_no_is_asked_again_and_touches_neither_home_nor_application),
        RULE_ON(ON_SQLITE, no_ground_that_blames_her_and_no_silence_closes_a_case),
        RULE(she_does_not_cooperate_is_answered_with_what_to_do_instead),
        RULE(two_close_it_with_her_and_the_letter_says_how_to_come_back),
        RULE(a_leader_can_say_not_yet_and_a_proposal_can_be_taken_back),
        RULE(what_is_not_finished_is_listed_with_where_it_is_done_and_closes_nothing),
        RULE(a_closed_case_is_opened_by_hand_and_by_anything_that_is_to_be_done),
        RULE(a_case_closed_by_page_is_found_and_erased_when_its_time_is_over),
    };
    return run_rules("closing", rules, sizeof rules / sizeof *rules);
}
