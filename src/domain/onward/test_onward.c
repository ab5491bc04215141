/* The way onward: milestones at twelve, twenty-four and thirty months, what fits, the papers, and being told before the public stops paying the rent. */
#include "domain/onward/onward.h"

#include "domain/lease/lease_for_tests.h"
#include "domain/relation/relation_for_tests.h"
#include "onward_routes.h"
#include "texts.h"

static const enum right worker[] = {RIGHT_CASE_SEE, RIGHT_ONWARD_SEE, 0};
static int64_t count(const struct test_database *database, const char *sql) { return test_number(database, sql); }
static int64_t at(int year, int month, int day) {
    return (int64_t)date_days_between(date_of(2026, 9, 7), date_of(year, month, day)) * DAY_MS;
}

static void run(const struct test_database *database, struct date day) {
    static const struct job_kind kinds[] = {{JOB_CAREER_DUE, career_due_job}, {JOB_RENT_SUPPORT_DUE, rent_support_due_job}, {NULL, NULL}};
    assert_true(jobs_run_due(database->store, kinds, instant_of_oslo(day, 8 * 60), 100) >= 0);
}

static void lives_and_has_steps(const struct test_database *database) {
    lease_lives(database);
    struct lease_brief lease;
    struct db *db = town_write(database, EIE, at(2026, 10, 15) + 5);
    assert_true(lease_read(db, first_lease, &lease));
    onward_lease_begins(db, &lease);
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
}

/* trace: R-156 A13 */
static void she_is_asked_at_twelve_twenty_four_and_thirty_months_and_nothing_follows_for_the_lease(void **state) {
    struct test_database *database = *state;
    lives_and_has_steps(database);
    assert_int_equal(count(database, "SELECT count(*) FROM career_step WHERE due IN ('2027-10-15', '2028-10-15', '2029-04-15')"), 3);
    run(database, date_of(2027, 10, 14));
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'career_step'"), 0);
    run(database, date_of(2027, 10, 15));
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'career_step' AND unit_id = 1 AND due = '2027-10-29'"),
                     1);
    assert_int_equal(
        DONE_BY(database, HOT, at(2027, 10, 20),
                career_talk(db, ane, (struct career_step_id){1}, date_of(2027, 10, 20), CAREER_GOAL_OWN_HOME, CAREER_STAND_NOT_NOW)),
        ONWARD_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'career_step'"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM running_lease WHERE state = 'running' AND until_date = '2029-10-14'"), 1);
}

/* trace: R-157 TIL-8 A17 */
static void what_fits_follows_from_the_answers_and_the_answers_are_not_kept(void **state) {
    struct test_database *database = *state;
    lives_and_has_steps(database);
    assert_int_equal(startlan_fit(&(struct startlan_answers){.income_lasts = true, .refused_by_bank = true, .lasting_need = true}),
                     INSTRUMENT_FIT_FITS);
    assert_int_equal(startlan_fit(&(struct startlan_answers){.refused_by_bank = true, .lasting_need = true}), INSTRUMENT_FIT_NOT_NOW);
    assert_int_equal(startlan_fit(&(struct startlan_answers){.income_lasts = true, .lasting_need = true}), INSTRUMENT_FIT_MAYBE);
    assert_int_equal(
        allowance_fit(&(struct allowance_answers){.eighteen = true, .low_income = true, .own_entrance = true, .bath_and_kitchen = true}),
        INSTRUMENT_FIT_FITS);
    assert_int_equal(allowance_fit(&(struct allowance_answers){.eighteen = true, .low_income = true}), INSTRUMENT_FIT_MAYBE);
    assert_int_equal(allowance_fit(&(struct allowance_answers){.low_income = true, .own_entrance = true, .bath_and_kitchen = true}),
                     INSTRUMENT_FIT_NOT_NOW);
    struct visit *visit = visit_with(database, HOT, at(2026, 11, 2), worker);
    assert_int_equal(onward_startlan(&visit->rq,
                                     &(struct onward_startlan_in){
                                         .case_ = ane, .income_lasts = true, .refused_by_bank = true, .children_or_hard_start = true})
                         .status,
                     303);
    visit_keep(visit);
    assert_int_equal(count(database, "SELECT count(*) FROM instrument WHERE kind = 'startlan' AND state = 'papers' AND fit = 'fits'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'ask_papers'"), 1);
    for (int paper = 1; paper <= INSTRUMENT_PAPER_COUNT; paper++)
        if (instrument_papers(INSTRUMENT_KIND_STARTLAN) & 1u << paper)
            assert_int_equal(DONE_BY(database, HOT, at(2026, 11, 3) + paper,
                                     instrument_paper_got(db, ane, (struct instrument_id){1}, (enum instrument_paper)paper)),
                             ONWARD_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'ask_papers'"), 0);
}

/* trace: R-160 R-168 R-169 */
static void each_kind_goes_to_the_unit_the_profile_names_and_stands_in_the_case(void **state) {
    struct test_database *database = *state;
    struct instrument_id made;
    lives_and_has_steps(database);
    for (int kind = 1; kind <= INSTRUMENT_KIND_COUNT; kind++)
        assert_int_equal(DONE_BY(database, HOT, at(2026, 11, 2) + kind,
                                 instrument_begin(db, &(struct instrument_new){ane, (enum instrument_kind)kind, 0}, &made)),
                         ONWARD_DONE);
    assert_int_equal(
        DONE_BY(database, HOT, at(2026, 11, 3), instrument_begin(db, &(struct instrument_new){ane, INSTRUMENT_KIND_DEPOSIT, 0}, &made)),
        ONWARD_OPEN_ALREADY);
    assert_int_equal(
        count(database, "SELECT count(*) FROM instrument WHERE unit_id = 3 AND kind IN ('deposit', 'rent_support', 'debt_advice')"), 3);
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, HOT, worker));
    const char *page = reply_text(database, onward_page(&rq, &(struct onward_page_in){ane}));
    assert_non_null(strstr(page, "Nav Levanger"));
    assert_non_null(strstr(page, "Tilskudd til tilpasning"));
    assert_non_null(strstr(page, "/sak/1/videre/startlan"));
    db_abort(db);
}

/* trace: R-161 */
static void whoever_has_the_responsibility_is_told_before_the_public_stops_paying_the_rent(void **state) {
    struct test_database *database = *state;
    struct instrument_id made;
    lives_and_has_steps(database);
    assert_int_equal(DONE_BY(database, NAV, at(2026, 11, 2),
                             instrument_begin(db, &(struct instrument_new){ane, INSTRUMENT_KIND_RENT_SUPPORT, 0}, &made)),
                     ONWARD_DONE);
    struct instrument_id support = {1};
    assert_int_equal(DONE_BY(database, NAV, at(2026, 11, 3), instrument_move(db, ane, support, INSTRUMENT_STATE_GRANTED, DATE_NONE)),
                     ONWARD_UNTIL_MISSING);
    assert_int_equal(
        DONE_BY(database, NAV, at(2026, 11, 3) + 1, instrument_move(db, ane, support, INSTRUMENT_STATE_GRANTED, date_of(2027, 3, 31))),
        ONWARD_DONE);
    run(database, date_of(2027, 2, 28));
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'rent_payment_ends'"), 0);
    run(database, date_of(2027, 3, 1));
    assert_int_equal(
        count(database, "SELECT count(*) FROM open_task WHERE kind = 'rent_payment_ends' AND unit_id = 1 AND due = '2027-03-31'"), 1);
    assert_int_equal(test_number(database, arena_printf(database->arena, "SELECT count(*) FROM open_task WHERE kind = 'decide_rent_support' AND unit_id = %d", (int)unit_of(NAV).v)), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'talk_about_rent'"), 0); /* her contact is where the responsibility is */
    assert_int_equal(
        DONE_BY(database, NAV, at(2027, 3, 10), instrument_move(db, ane, support, INSTRUMENT_STATE_GRANTED, date_of(2027, 9, 30))),
        ONWARD_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind IN ('rent_payment_ends', 'decide_rent_support')"), 0);
    assert_non_null(test_try(database, "UPDATE instrument SET until_date = NULL WHERE id = 1"));
    assert_int_equal(rent_support_next(date_of(2027, 3, 31), date_of(2027, 3, 1)).days, date_of(2027, 3, 17).days);
    assert_int_equal(rent_support_next(date_of(2027, 3, 31), date_of(2027, 3, 17)).days, date_of(2027, 3, 24).days);
    assert_true(date_is_none(rent_support_next(date_of(2027, 3, 31), date_of(2027, 3, 24))));
}

/* trace: R-158 A14 */
static void a_no_keeps_nothing_but_the_no_and_the_lease_is_as_before(void **state) {
    struct test_database *database = *state;
    lives_and_has_steps(database);
    const struct credit_answer no = {.yes = false, .until = DATE_NONE},
                               yes = {.yes = true, .until = date_of(2027, 2, 1), .witness = "Kari Moen"};
    assert_int_equal(DONE_BY(database, EIE, at(2026, 10, 16), relation_answer_credit(db, tenancy_of(database, db, EIE), ane, &no)), ERR_OK);
    assert_int_equal(
        DONE_BY(database, EIE, at(2026, 10, 16) + 1, economy_note(db, tenancy_of(database, db, EIE), ane, ECONOMY_STAND_NEEDS_HELP, NULL)),
        ONWARD_NO_PERMISSION);
    assert_int_equal(
        count(database, "SELECT count(*) FROM credit_permission WHERE state = 'refused' AND witness IS NULL AND until_date IS NULL"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM economy_status"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM running_lease WHERE state = 'running' AND until_date = '2029-10-14'"), 1);
    assert_int_equal(DONE_BY(database, EIE, at(2026, 11, 16), relation_answer_credit(db, tenancy_of(database, db, EIE), ane, &yes)),
                     ERR_OK);
    assert_int_equal(
        DONE_BY(database, EIE, at(2026, 11, 17),
                economy_note(db, tenancy_of(database, db, EIE), ane, ECONOMY_STAND_MANAGES, "Drikker opp lønna, er alkoholiker.")),
        ONWARD_WORDS_STRAY);
    assert_int_equal(DONE_BY(database, EIE, at(2026, 11, 17) + 1,
                             economy_note(db, tenancy_of(database, db, EIE), ane, ECONOMY_STAND_MANAGES, "En avtale om strømmen.")),
                     ONWARD_DONE);
    assert_int_equal(DONE_BY(database, EIE, at(2027, 2, 2), economy_note(db, tenancy_of(database, db, EIE), ane, ECONOMY_STAND_GOOD, NULL)),
                     ONWARD_NO_PERMISSION);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(she_is_asked_at_twelve_twenty_four_and_thirty_months_and_nothing_follows_for_the_lease),
        RULE_ON(ON_SQLITE, what_fits_follows_from_the_answers_and_the_answers_are_not_kept),
        RULE_ON(ON_SQLITE, each_kind_goes_to_the_unit_the_profile_names_and_stands_in_the_case),
        RULE(whoever_has_the_responsibility_is_told_before_the_public_stops_paying_the_rent),
        RULE(a_no_keeps_nothing_but_the_no_and_the_lease_is_as_before),
    };
    return run_rules("onward", rules, sizeof rules / sizeof *rules);
}
