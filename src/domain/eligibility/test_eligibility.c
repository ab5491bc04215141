/* Who the act is for, which municipality answers, and that only health personnel write that someone cannot decide. */
#include "domain/eligibility/eligibility.h"

#include "domain/assessment/assessment_for_tests.h"
#include "eligibility_routes.h"

static const enum right rights[] = {RIGHT_CASE_SEE, RIGHT_ASSESSMENT_WRITE, 0};

static struct request request_of(const struct test_database *database, int unit, int64_t later) {
    return form_request(database, unit, later, rights);
}

/* trace: BSL-2 */
static void not_known_satisfies_neither_a_group_nor_its_opposite(void **state) {
    (void)state;
    const enum known_answer yes = KNOWN_ANSWER_YES, no = KNOWN_ANSWER_NO, unknown = KNOWN_ANSWER_UNKNOWN;
    static const struct {
        int lawful, asylum, connection;
        enum eligibility_outcome outcome;
    } rows[] = {{1, 2, 2, ELIGIBILITY_OUTCOME_APPLIES}, {2, 2, 2, ELIGIBILITY_OUTCOME_OUTSIDE}, {1, 1, 2, ELIGIBILITY_OUTCOME_OUTSIDE},
                {1, 2, 1, ELIGIBILITY_OUTCOME_OUTSIDE}, {3, 2, 2, ELIGIBILITY_OUTCOME_ASK},     {1, 3, 2, ELIGIBILITY_OUTCOME_ASK},
                {1, 2, 3, ELIGIBILITY_OUTCOME_ASK},     {2, 3, 3, ELIGIBILITY_OUTCOME_OUTSIDE}};
    const enum known_answer as[] = {0, yes, no, unknown};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(eligibility_of(as[rows[i].lawful], as[rows[i].asylum], as[rows[i].connection]), rows[i].outcome);
}

/* trace: BSL-2 SOT-6 */
static void outside_the_act_is_a_task_of_help_at_once_for_the_holder(void **state) {
    struct test_database *database = *state;
    struct case_id id = form_case(database);
    struct eligibility_save_in in = {
        .case_ = id, .lawful_stay = KNOWN_ANSWER_NO, .asylum_offer = KNOWN_ANSWER_UNKNOWN, .no_connection = KNOWN_ANSWER_UNKNOWN};
    struct request rq = request_of(database, HOT, 10);
    assert_int_equal(form_keep(&rq, eligibility_save(&rq, &in)).status, 303);
    static const char open[] =
        "SELECT count(*) FROM task WHERE kind = 'help_at_once' AND unit_id = 1 AND done_at IS NULL AND due = '2026-09-07'";
    assert_int_equal(test_number(database, open), 1);
    in.lawful_stay = KNOWN_ANSWER_YES;
    in.asylum_offer = in.no_connection = KNOWN_ANSWER_NO;
    rq = request_of(database, HOT, 11);
    form_keep(&rq, eligibility_save(&rq, &in));
    assert_int_equal(test_number(database, open), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM eligibility"), 2);
    rq = request_of(database, NAV, 12);
    assert_int_equal(form_keep(&rq, eligibility_save(&rq, &in)).status, 403);
}

/* trace: BSL-3 */
static void an_institution_keeps_the_municipality_of_the_stay_before(void **state) {
    (void)state;
    struct stay_line lines[] = {
        {"Trondheim", STAY_BASIS_INSTITUTION, date_of(2026, 8, 1), DATE_NONE},
        {"Verdal", STAY_BASIS_INSTITUTION, date_of(2026, 6, 1), DATE_NONE},
        {"Levanger", STAY_BASIS_LIVES_HERE, date_of(2020, 1, 1), DATE_NONE},
        {"Steinkjer", STAY_BASIS_SETTLED_REFUGEE, date_of(2018, 1, 1), date_of(2022, 12, 31)},
    };
    struct stay_lines stays = {lines, 4}, none = {NULL, 0}, only_institution = {lines, 1};
    assert_string_equal(stay_responsible(&stays, date_of(2026, 9, 7)), "Levanger");
    assert_string_equal(stay_responsible(&stays, date_of(2022, 12, 31)), "Steinkjer");
    assert_string_equal(stay_responsible(&stays, date_of(2023, 1, 1)), "Levanger");
    assert_null(stay_responsible(&stays, date_of(2017, 1, 1)));
    assert_null(stay_responsible(&none, date_of(2026, 9, 7)));
    assert_null(stay_responsible(&only_institution, date_of(2026, 9, 7)));
}

/* trace: BSL-3 I-14 */
static void the_history_of_stays_is_only_added_to(void **state) {
    struct test_database *database = *state;
    struct case_id id = form_case(database);
    struct stay_save_in in = {
        .case_ = id, .municipality = "Verdal", .basis = STAY_BASIS_LIVES_HERE, .from_date = date_of(2024, 3, 1), .until_date = DATE_NONE};
    struct request rq = request_of(database, HOT, 10);
    assert_int_equal(form_keep(&rq, stay_save(&rq, &in)).status, 303);
    in.basis = STAY_BASIS_SETTLED_REFUGEE;
    rq = request_of(database, HOT, 11);
    assert_true(form_keep(&rq, stay_save(&rq, &in)).from_form);
    in.basis = STAY_BASIS_INSTITUTION;
    in.municipality = "Trondheim";
    in.from_date = date_of(2026, 9, 1);
    rq = request_of(database, HOT, 12);
    assert_int_equal(form_keep(&rq, stay_save(&rq, &in)).status, 303);
    rq = request_of(database, HOT, 13);
    rq.form = NULL;
    const char *text = page_text(database, &rq, footing_page(&rq, &(struct footing_page_in){.case_ = id}));
    assert_non_null(strstr(text, "Verdal har ansvaret."));
    assert_non_null(strstr(text, "Trondheim"));
    rq = request_of(database, NAV, 14);
    rq.form = NULL;
    assert_null(strstr(page_text(database, &rq, footing_page(&rq, &(struct footing_page_in){.case_ = id})), "Trondheim"));
    struct db *db = town_write(database, HOT, 20);
    test_run(db, "UPDATE stay SET municipality = 'Levanger'");
    assert_true(db_failed(db));
    db_abort(db);
}

static struct competence_save_in cannot(struct case_id id) {
    return (struct competence_save_in){.case_ = id,
                                       .matter = "Operasjon i foten",
                                       .outcome = COMPETENCE_OUTCOME_CANNOT,
                                       .predominant = true,
                                       .not_for_use = true,
                                       .told = true,
                                       .reasons = "Forsto ikke hva et nei kunne føre til, heller ikke etter tre samtaler.",
                                       .assessed_on = date_of(2026, 9, 7),
                                       .look_again = date_of(2026, 9, 21)};
}

/* trace: PBRL-10 I-04 */
static void only_health_personnel_write_a_competence_note_and_only_readers_of_health_see_it(void **state) {
    struct test_database *database = *state;
    struct case_id id = form_case(database);
    struct competence_save_in in = cannot(id);
    struct request rq = request_of(database, HOT, 10);
    assert_int_equal(form_keep(&rq, competence_save(&rq, &in)).status, 403);
    rq = request_of(database, NAV, 11);
    assert_int_equal(form_keep(&rq, competence_save(&rq, &in)).status, 403);
    rq = request_of(database, HJE, 12);
    assert_int_equal(form_keep(&rq, competence_save(&rq, &in)).status, 303);
    rq = request_of(database, HJE, 13);
    rq.form = NULL;
    const char *text = page_text(database, &rq, competence_page(&rq, &(struct competence_page_in){.case_ = id}));
    assert_non_null(strstr(text, "heller ikke etter tre samtaler"));
    rq = request_of(database, NAV, 14);
    rq.form = NULL;
    text = page_text(database, &rq, competence_page(&rq, &(struct competence_page_in){.case_ = id}));
    assert_null(strstr(text, "Operasjon i foten"));
    assert_int_equal(test_number(database, "SELECT count(*) FROM competence_note WHERE CAST(reasons AS TEXT) LIKE '%samtaler%'"), 0);
    struct db *db = town_write(database, HOT, 20);
    test_run(
        db,
        "INSERT INTO competence_note (case_id, person_id, unit_id, matter, outcome, predominant, not_for_use, told, reasons, assessed_on, look_again, at, by_staff)"
        " SELECT case_id, person_id, 1, matter, outcome, 1, 1, 1, reasons, assessed_on, look_again, at, 1 FROM competence_note");
    assert_true(db_failed(db));
    db_abort(db);
}

/* trace: PBRL-10 */
static void substance_use_or_a_no_is_never_reason_enough(void **state) {
    struct test_database *database = *state;
    struct case_id id = form_case(database);
    struct {
        bool predominant, not_for_use;
        struct date look_again;
        const char *field;
    } rows[] = {{false, true, date_of(2026, 9, 21), "predominant"},
                {true, false, date_of(2026, 9, 21), "not_for_use"},
                {true, true, DATE_NONE, "look_again"},
                {true, true, date_of(2026, 9, 1), "look_again"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct competence_save_in in = cannot(id);
        in.predominant = rows[i].predominant;
        in.not_for_use = rows[i].not_for_use;
        in.look_again = rows[i].look_again;
        struct request rq = request_of(database, HJE, 10);
        assert_true(competence_save(&rq, &in).from_form);
        assert_int_not_equal(form_error_of(rq.form, rows[i].field), 0);
        db_abort(rq.db);
    }
    struct competence_save_in in = cannot(id);
    struct request rq = request_of(database, HJE, 11);
    form_keep(&rq, competence_save(&rq, &in));
    struct db *db = town_write(database, HJE, 20);
    test_run(
        db,
        "INSERT INTO competence_note (case_id, person_id, unit_id, matter, outcome, predominant, not_for_use, told, reasons, assessed_on, look_again, at, by_staff)"
        " SELECT case_id, person_id, unit_id, matter, outcome, 1, 0, 1, reasons, assessed_on, look_again, at, by_staff FROM competence_note");
    assert_true(db_failed(db));
    db_abort(db);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE_ON(ON_SQLITE, not_known_satisfies_neither_a_group_nor_its_opposite),
        RULE(outside_the_act_is_a_task_of_help_at_once_for_the_holder),
        RULE_ON(ON_SQLITE, an_institution_keeps_the_municipality_of_the_stay_before),
        RULE(the_history_of_stays_is_only_added_to),
        RULE(only_health_personnel_write_a_competence_note_and_only_readers_of_health_see_it),
        RULE(substance_use_or_a_no_is_never_reason_enough),
    };
    return run_rules("eligibility", rules, sizeof rules / sizeof *rules);
}
