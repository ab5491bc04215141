/* Keeping a home: the steps, what must be tried first, who is told before the day, and that nothing of what she uses is ever a ground. */
#include "domain/eviction/eviction.h"

#include "domain/lease/lease_for_tests.h"
#include "eviction_routes.h"
#include "texts.h"

static const struct home_risk_id first_risk = {1};
static const enum right worker[] = {RIGHT_CASE_SEE, RIGHT_HOME_KEEP, RIGHT_HOME_FIGURES, 0};
static int64_t count(const struct test_database *database, const char *sql) { return test_number(database, sql); }

/* Ane has moved in; in November the rent is missing. `later`: milliseconds of that day. */
static int64_t in_november(int day, int64_t later) { return (ON_15_OCTOBER + 17 + day) * DAY_MS + later; }

static int opened(const struct test_database *database, int unit, enum home_cause cause, int64_t later) {
    struct home_risk_id risk;
    const struct home_danger danger = {.case_ = ane, .cause = cause, .municipal = true, .owed = 8500, .out_on = DATE_NONE};
    return DONE_BY(database, unit, later, home_risk_open(db, tenancy_of(database, db, unit), &danger, &risk));
}
static int moved(const struct test_database *database, int unit, int64_t later, struct home_move move) {
    move.risk = first_risk;
    if (!move.out_on.days) move.out_on = DATE_NONE;
    return DONE_BY(database, unit, later, home_risk_move_on(db, tenancy_of(database, db, unit), &move));
}
static void helped(const struct test_database *database, enum home_help help, int64_t later) {
    assert_int_equal(DONE_BY(database, HOT, later, home_help_add(db, first_risk, help, HOME_HELP_RESULT_TRIED, date_of(2026, 11, 1))),
                     HOME_DONE);
}

/* trace: R-162 I-14 */
static void the_first_unpaid_rent_is_somebodys_to_do_in_three_days(void **state) {
    struct test_database *database = *state;
    lease_lives(database);
    assert_int_equal(opened(database, EIE, HOME_CAUSE_RENT_ARREARS, in_november(1, 0)), HOME_DONE);
    assert_int_equal(opened(database, EIE, HOME_CAUSE_DISTURBANCE, in_november(1, 1)), HOME_OPEN_ALREADY);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'keep_home' AND unit_id = 1 AND due = '2026-11-05'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM home_risk WHERE state = 'arrears' AND lease_id = 1"), 1);
    assert_int_equal(moved(database, HOT, in_november(2, 0), (struct home_move){.to = HOME_STATE_SAFE}), HOME_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'keep_home'"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM home_risk_move"), 2);
    assert_non_null(test_try(database, "UPDATE home_risk SET state = 'warning', ended_on = NULL"));
}

/* trace: R-162 HLL-4 HLL-5 TVF-1 */
static void nothing_is_terminated_before_help_is_tried_and_a_warning_written(void **state) {
    struct test_database *database = *state;
    lease_lives(database);
    assert_int_equal(opened(database, EIE, HOME_CAUSE_RENT_ARREARS, in_november(1, 0)), HOME_DONE);
    struct home_move end = {.to = HOME_STATE_TERMINATION_SENT, .out_on = date_of(2027, 2, 28), .words = "Leien er ikke betalt."};
    assert_int_equal(moved(database, EIE, in_november(2, 0), end), HOME_WRONG_STATE);
    struct home_move warn = {.to = HOME_STATE_WARNING, .words = "Leien for november er ikke betalt."};
    assert_int_equal(moved(database, HOT, in_november(2, 1), warn), HOME_NOT_YOURS);
    assert_int_equal(moved(database, EIE, in_november(2, 2), (struct home_move){.to = HOME_STATE_WARNING}), HOME_WORDS_MISSING);
    assert_int_equal(moved(database, EIE, in_november(2, 3), warn), HOME_DONE);
    assert_int_equal(moved(database, EIE, in_november(3, 0), end), HOME_NOT_TRIED);
    helped(database, HOME_HELP_TALK, in_november(4, 0));
    assert_non_null(test_try(database, "DELETE FROM home_help_tried"));
    assert_int_equal(moved(database, EIE, in_november(4, 1), end), HOME_NOT_TRIED);
    helped(database, HOME_HELP_PAYMENT_PLAN, in_november(4, 2));
    end.out_on = date_of(2027, 1, 31);
    assert_int_equal(moved(database, EIE, in_november(5, 0), end), HOME_TOO_SOON);
    end.out_on = date_of(2027, 2, 28);
    assert_int_equal(moved(database, EIE, in_november(5, 1), end), HOME_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM lease_letter WHERE kind IN ('warning', 'termination')"), 2);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'keep_home' AND due = '2026-12-06'"),
                     1); /* her month to protest */
    assert_int_equal(moved(database, HOT, in_november(9, 0), (struct home_move){.to = HOME_STATE_PROTESTED}), HOME_DONE);
    assert_int_equal(moved(database, EIE, in_november(10, 0), (struct home_move){.to = HOME_STATE_IN_COURT}), HOME_DONE);
    assert_int_equal(
        moved(database, EIE, in_november(11, 0), (struct home_move){.to = HOME_STATE_ENFORCEMENT, .out_on = date_of(2026, 11, 20)}),
        HOME_TWO_WEEKS);
    assert_int_equal(moved(database, HOT, in_november(12, 0), (struct home_move){.to = HOME_STATE_SAFE}),
                     HOME_DONE); /* it is never too late */
    assert_int_equal(count(database, "SELECT count(*) FROM running_lease"), 1);
    assert_non_null(test_try(
        database, "INSERT INTO home_risk (case_id, person_id, lease_id, unit_id, cause, state, opened_on, opened_by, state_at, state_by)"
                  " VALUES (1, 1, 1, 1, 'rent_arrears', 'termination_sent', '2026-11-01', 1, 1, 1)"));
}

/* trace: R-162 R-166 */
static void the_first_letter_about_the_rent_is_made_by_who_lets_the_home_and_only_while_it_is_nothing_more(void **state) {
    struct test_database *database = *state;
    lease_lives(database);
    assert_int_equal(opened(database, EIE, HOME_CAUSE_RENT_ARREARS, in_november(1, 0)), HOME_DONE);
    assert_int_equal(DONE_BY(database, HOT, in_november(1, 1), home_write_arrears(db, tenancy_of(database, db, HOT), first_risk)), HOME_NOT_YOURS);
    assert_int_equal(DONE_BY(database, EIE, in_november(1, 2), home_write_arrears(db, NULL, first_risk)), HOME_LETTER_FAILED);
    assert_int_equal(DONE_BY(database, EIE, in_november(1, 3), home_write_arrears(db, tenancy_of(database, db, EIE), first_risk)), HOME_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM lease_letter WHERE kind = 'arrears'"), 1);
    assert_int_equal(moved(database, EIE, in_november(2, 0), (struct home_move){.to = HOME_STATE_WARNING, .words = "Leien mangler."}), HOME_DONE);
    assert_int_equal(DONE_BY(database, EIE, in_november(2, 1), home_write_arrears(db, tenancy_of(database, db, EIE), first_risk)), HOME_WRONG_STATE);
}

/* trace: R-163 TVF-1 SOT-6 */
static void a_roof_is_somebodys_to_find_before_the_day_and_asked_for_at_once_when_she_is_put_out(void **state) {
    struct test_database *database = *state;
    lease_lives(database);
    assert_int_equal(opened(database, EIE, HOME_CAUSE_RENT_ARREARS, in_november(1, 0)), HOME_DONE);
    assert_int_equal(moved(database, EIE, in_november(1, 1), (struct home_move){.to = HOME_STATE_WARNING, .words = "Leien mangler."}),
                     HOME_DONE);
    helped(database, HOME_HELP_TALK, in_november(2, 0));
    helped(database, HOME_HELP_DEBT_ADVICE, in_november(2, 1));
    assert_int_equal(
        moved(database, EIE, in_november(2, 2), (struct home_move){.to = HOME_STATE_ENFORCEMENT, .out_on = date_of(2026, 12, 1)}),
        HOME_DONE);
    assert_int_equal(
        count(database, "SELECT count(*) FROM open_task WHERE kind = 'roof_before_date' AND unit_id = 3 AND due = '2026-11-24'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 3 AND why = 'emergency'"), 1);
    assert_int_equal(moved(database, EIE, in_november(20, 0), (struct home_move){.to = HOME_STATE_EVICTED}),
                     HOME_WRONG_STATE); /* before the day */
    assert_int_equal(moved(database, EIE, in_november(30, 0), (struct home_move){.to = HOME_STATE_EVICTED}), HOME_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM case_lease WHERE state = 'ended' AND how = 'evicted'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM dwelling_stock WHERE id = 1 AND state = 'vacated'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_night_need WHERE state = 'waiting' AND to_unit = 3"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'roof_before_date'"), 1);
}

/* trace: R-163 R-052 */
static void whom_she_has_said_no_to_is_not_told_and_the_holder_finds_the_roof(void **state) {
    struct test_database *database = *state;
    lease_lives(database);
    struct home_risk_id risk;
    test_script(
        database,
        "INSERT INTO consent (case_id, person_id, to_unit, zone, purpose, state, asked_at, asked_by, asked_unit, answered_at, answered_by, ask_again)"
        " VALUES (1, 1, 3, 'social', 'economy', 'refused', 1788768000000, 1, 1, 1788768000001, 1, '2027-01-01')");
    const struct home_danger danger = {
        .case_ = ane, .cause = HOME_CAUSE_LANDLORD_NEEDS, .municipal = false, .out_on = date_of(2026, 12, 1)};
    assert_int_equal(DONE_BY(database, HOT, in_november(1, 0), home_risk_open(db, NULL, &danger, &risk)), HOME_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'roof_before_date' AND unit_id = 1"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 3"), 0);
}

/* trace: R-166 I-10 */
static void what_she_uses_is_no_cause_and_no_word_in_a_ground(void **state) {
    struct test_database *database = *state;
    lease_lives(database);
    for (int cause = 1; cause <= HOME_CAUSE_COUNT; cause++) {
        const char *code = home_cause_code((enum home_cause)cause);
        assert_true(!strstr(code, "substance") && !strstr(code, "drug") && !strstr(code, "alcohol") && !strstr(code, "declin") &&
                    !strstr(code, "rus"));
    }
    static const char *const grounds[] = {"Du er ikke rusfri.", "Det drikkes alkohol i boligen.", "Du har ikke holdt deg edru.",
                                          "Du må ta imot oppfølging.", "Du har angst."};
    assert_int_equal(opened(database, EIE, HOME_CAUSE_DISTURBANCE, in_november(1, 0)), HOME_DONE);
    for (size_t i = 0; i < sizeof grounds / sizeof *grounds; i++)
        assert_int_equal(
            moved(database, EIE, in_november(1, 10 + (int64_t)i), (struct home_move){.to = HOME_STATE_WARNING, .words = grounds[i]}),
            HOME_WORDS_STRAY);
    assert_int_equal(DONE_BY(database, EIE, in_november(2, 0),
                             home_she_says(db, tenancy_of(database, db, EIE), first_risk, "Jeg drakk, og det ble bråk.")),
                     HOME_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM home_risk_words WHERE hers = 1"), 1);
    assert_non_null(test_try(database,
                             "INSERT INTO home_risk (case_id, person_id, unit_id, cause, state, opened_on, opened_by, state_at, state_by)"
                             " VALUES (1, 1, 1, 'substance_use', 'complaint', '2026-11-01', 1, 1, 1)"));
}

/* trace: R-165 I-15 */
static void those_put_out_are_counted_by_cause_and_no_small_number_is_shown(void **state) {
    struct test_database *database = *state;
    lease_lives(database);
    struct str sql = str_in(database->arena);
    for (int i = 0; i < 13; i++)
        str_addf(
            &sql,
            "INSERT INTO person (given_name, family_name, language, address_grade, version) SELECT 'P%d', family_name, language, address_grade, version FROM person WHERE id = 1;",
            i);
    test_script(
        database,
        "INSERT INTO home_risk (case_id, person_id, unit_id, cause, state, opened_on, opened_by, told_on, out_on, ended_on, state_at, state_by)"
        " SELECT 1, p.id, 1, 'rent_arrears', 'evicted', '2026-01-01', 1, '2026-01-10', '2026-02-01', '2026-02-01', 1, 1 FROM person p");
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, EIE, worker));
    struct reply reply = home_figures_page(&rq, &(struct home_figures_page_in){.from = date_of(2026, 1, 1), .to = date_of(2026, 12, 31)});
    const char *page = reply_text(database, reply);
    assert_non_null(strstr(page, text_of(LANG_NB, T_appeal_figure_hidden)));
    assert_null(strstr(page, ">1<"));
    db_abort(db);
}

/* trace: R-162 R-163 */
static void the_page_tells_what_can_be_done_now(void **state) {
    struct test_database *database = *state;
    lease_lives(database);
    struct visit *visit = visit_with(database, HOT, in_november(1, 0), worker);
    const struct home_open_in in = {.case_ = ane, .cause = HOME_CAUSE_DISTURBANCE, .municipal = true};
    assert_int_equal(home_open(&visit->rq, &in).status, 303);
    visit_keep(visit);
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, HOT, worker));
    const char *page = reply_text(database, home_page(&rq, &(struct home_page_in){ane}));
    assert_non_null(strstr(page, "Hør begge sider"));
    assert_non_null(strstr(page, "/sak/1/hjemmet/1/hjelp"));
    assert_null(strstr(page, "value=\"warning\"")); /* the landlord's step */
    db_abort(db);
    visit = visit_with(database, HOT, in_november(1, 5), worker);
    const struct home_move_on_in step = {ane, {99}, HOME_STATE_SAFE, DATE_NONE, NULL};
    assert_int_equal(home_move_on(&visit->rq, &step).status, 404);
    db_abort(visit->db);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(the_first_unpaid_rent_is_somebodys_to_do_in_three_days),
        RULE(nothing_is_terminated_before_help_is_tried_and_a_warning_written),
        RULE(the_first_letter_about_the_rent_is_made_by_who_lets_the_home_and_only_while_it_is_nothing_more),
        RULE(a_roof_is_somebodys_to_find_before_the_day_and_asked_for_at_once_when_she_is_put_out),
        RULE_ON(ON_SQLITE, whom_she_has_said_no_to_is_not_told_and_the_holder_finds_the_roof),
        RULE(what_she_uses_is_no_cause_and_no_word_in_a_ground),
        RULE_ON(ON_SQLITE, those_put_out_are_counted_by_cause_and_no_small_number_is_shown),
        RULE_ON(ON_SQLITE, the_page_tells_what_can_be_done_now),
    };
    return run_rules("eviction", rules, sizeof rules / sizeof *rules);
}
