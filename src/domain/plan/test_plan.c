/* Coordinator and individual plan: two offers, two answers, and a coordinator she has been asked about. */
#include "domain/plan/plan.h"

#include "domain/work/case_frame.h"
#include "domain/work/town_for_tests.h"
#include "plan_routes.h"

static const enum right rights[] = {RIGHT_CASE_SEE, RIGHT_PLAN_OFFER, 0};

static struct case_id case_of_hot(const struct test_database *database) {
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, id, unit_of(HOT), INVOLVEMENT_HOLDER);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    return id;
}

static void answer(const struct test_database *database, struct case_id id, enum plan_offer_kind kind, enum plan_answer said) {
    struct db *db = town_write(database, HOT, 2);
    plan_offer(db, id, kind, said);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
}

static int name(const struct test_database *database, struct case_id id, int unit, enum coordinator_consulted consulted) {
    struct db *db = town_write(database, HOT, 3);
    const struct coordinator_new coordinator = {
        .case_ = id, .staff = staff_of(unit), .unit = unit_of(unit), .consulted = consulted, .says = "Hun fra biblioteket er grei."};
    int error = plan_name_coordinator(db, &coordinator);
    audit_add(db, "tried", "case", id.v, NULL);
    if (error < 0) db_abort(db);
    else town_commit(db);
    return error;
}

/* trace: HOL-14 PBRL-5 */
static void yes_to_a_coordinator_and_no_to_a_plan_are_two_answers(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    struct db *db = test_read(database);
    assert_int_equal(plan_answered(db, id, PLAN_OFFER_KIND_COORDINATOR), 0);
    db_abort(db);
    answer(database, id, PLAN_OFFER_KIND_COORDINATOR, PLAN_ANSWER_YES);
    answer(database, id, PLAN_OFFER_KIND_INDIVIDUAL_PLAN, PLAN_ANSWER_NO);
    db = test_read(database);
    assert_int_equal(plan_answered(db, id, PLAN_OFFER_KIND_COORDINATOR), PLAN_ANSWER_YES);
    assert_int_equal(plan_answered(db, id, PLAN_OFFER_KIND_INDIVIDUAL_PLAN), PLAN_ANSWER_NO);
    db_abort(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM case_event WHERE kind IN ('coordinator_offered', 'plan_offered')"), 2);
}

/* trace: HOL-14 */
static void nobody_is_named_before_she_has_said_yes(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    assert_int_equal(name(database, id, HOT, COORDINATOR_CONSULTED_AGREES), ERR_INVALID);
    answer(database, id, PLAN_OFFER_KIND_COORDINATOR, PLAN_ANSWER_YES);
    answer(database, id, PLAN_OFFER_KIND_COORDINATOR, PLAN_ANSWER_NO);
    assert_int_equal(name(database, id, HOT, COORDINATOR_CONSULTED_AGREES), ERR_INVALID);
    assert_int_equal(test_number(database, "SELECT count(*) FROM coordinator"), 0);
}

/* trace: R-038 I-04 */
static void a_unit_new_to_the_case_comes_in_only_with_her_consent_to_who_it_is(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    answer(database, id, PLAN_OFFER_KIND_COORDINATOR, PLAN_ANSWER_YES);
    assert_int_equal(name(database, id, RUS, COORDINATOR_CONSULTED_NOT_ASKED), ERR_DENIED);
    assert_int_equal(name(database, id, RUS, COORDINATOR_CONSULTED_DISAGREES), ERR_DENIED);
    assert_int_equal(test_number(database, "SELECT count(*) FROM case_team WHERE unit_id = 5"), 0);
    assert_int_equal(name(database, id, RUS, COORDINATOR_CONSULTED_AGREES), ERR_OK);
    assert_int_equal(test_number(database, "SELECT count(*) FROM case_team WHERE unit_id = 5 AND why = 'coordinator'"), 1);
    assert_int_equal(name(database, id, HOT, COORDINATOR_CONSULTED_NOT_ASKED), ERR_OK);
    assert_int_equal(test_number(database, "SELECT count(*) FROM case_team WHERE unit_id = 5"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM coordinator"), 2);
    assert_int_equal(test_number(database, "SELECT count(*) FROM case_coordinator WHERE unit_id = 1"), 1);
}

/* trace: R-037 R-038 R-039 */
static void the_head_of_the_case_and_the_letter_can_name_the_coordinator(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    answer(database, id, PLAN_OFFER_KIND_COORDINATOR, PLAN_ANSWER_YES);
    assert_int_equal(name(database, id, RUS, COORDINATOR_CONSULTED_AGREES), ERR_OK);
    struct db *db = test_read(database);
    struct coordinator_brief coordinator;
    assert_true(plan_coordinator(db, id, LANG_NB, &coordinator));
    assert_string_equal(coordinator.letter_unit, "Rusteamet");
    case_frame_on_coordinator(plan_fill_coordinator);
    struct request rq = town_request(database, db, town_session(database, HOT, rights));
    struct case_frame frame;
    assert_true(case_frame_read(&rq, id, TAB_RESPONSIBILITY, &frame));
    assert_string_equal(frame.coordinator, "Medarbeider 5");
    struct reply reply = coordinator_page(&rq, &(struct coordinator_page_in){.case_ = id});
    const char *page = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    assert_non_null(strstr(page, "<q>Hun fra biblioteket er grei.</q>"));
    assert_non_null(strstr(page, "Spurt og enig"));
    db_abort(db);
    case_frame_on_coordinator(NULL);
    assert_int_equal(test_number(database, "SELECT count(*) FROM coordinator WHERE CAST(person_says AS TEXT) LIKE '%bibliotek%'"), 0);
}

/* trace: I-14 */
static void an_answer_once_given_is_not_rewritten(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    answer(database, id, PLAN_OFFER_KIND_INDIVIDUAL_PLAN, PLAN_ANSWER_NO);
    struct db *db = town_write(database, HOT, 5);
    test_run(db, "UPDATE plan_offer SET answer = 'yes'");
    assert_true(db_failed(db));
    db_abort(db);
}

/* trace: R-038 */
static void a_worker_of_another_unit_is_refused_beside_the_field(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    answer(database, id, PLAN_OFFER_KIND_COORDINATOR, PLAN_ANSWER_YES);
    struct db *db = town_write(database, HOT, 6);
    struct request rq = town_request(database, db, town_session(database, HOT, rights));
    struct form form = {0};
    rq.form = &form;
    struct coordinator_choose_in in = {.case_ = id, .unit = unit_of(RUS), .staff = staff_of(NAV), .consulted = COORDINATOR_CONSULTED_AGREES};
    assert_true(coordinator_choose(&rq, &in).from_form);
    assert_int_not_equal(form_error_of(rq.form, "staff"), 0);
    db_abort(db);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(yes_to_a_coordinator_and_no_to_a_plan_are_two_answers),
        RULE(nobody_is_named_before_she_has_said_yes),
        RULE(a_unit_new_to_the_case_comes_in_only_with_her_consent_to_who_it_is),
        RULE(the_head_of_the_case_and_the_letter_can_name_the_coordinator),
        RULE(an_answer_once_given_is_not_rewritten),
        RULE(a_worker_of_another_unit_is_refused_beside_the_field),
    };
    return run_rules("plan", rules, sizeof rules / sizeof *rules);
}
