/* The individual plan: none without her yes, one at a time, ten points, looked at again, offered again; and words that are never overwritten. */
#include "domain/plan/action.h"
#include "domain/plan/goal.h"
#include "domain/plan/individual.h"
#include "domain/plan/plan.h"
#include "domain/plan/plan_for_tests.h"
#include "domain/plan/words.h"

static const enum right rights[] = {RIGHT_CASE_SEE, RIGHT_PLAN_OFFER, RIGHT_PLAN_WRITE, 0};

static struct case_id ane;
static struct date day(int days) { return date_add_days(instant_oslo_date(TEST_NOW), days); }

static void begin(const struct test_database *database) {
    town_make(database);
    plan_catalogue_for_tests(database);
    ane = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, ane, unit_of(HOT), INVOLVEMENT_HOLDER);
    audit_add(db, "tried", "case", ane.v, NULL);
    town_commit(db);
}

static void answer(const struct test_database *database, int64_t later, enum plan_offer_kind kind, enum plan_answer said) {
    struct db *db = town_write(database, HOT, later);
    plan_offer(db, ane, kind, said);
    audit_add(db, "tried", "case", ane.v, NULL);
    town_commit(db);
}
static void says(const struct test_database *database, int64_t later, enum plan_answer said) { answer(database, later, PLAN_OFFER_KIND_INDIVIDUAL_PLAN, said); }

static struct individual_plan_brief plan_now(struct db *db) {
    struct individual_plan_brief plan;
    assert_true(individual_plan_read(db, ane, &plan));
    return plan;
}
static const char *stands(const struct test_database *database) {
    struct db *db = test_read(database);
    const char *code = individual_plan_state_code(plan_now(db).state);
    db_abort(db);
    return code;
}

/* trace: IPF-2 R-202 */
static void no_plan_is_made_without_her_yes(void **state) {
    struct test_database *database = *state;
    begin(database);
    says(database, 10, PLAN_ANSWER_LATER);
    assert_string_equal(stands(database), "offered");
    struct visit *visit = visit_with(database, HOT, 20, rights);
    struct individual_plan_brief plan = plan_now(visit->db);
    assert_int_equal(individual_plan_begin(visit->db, &plan), PLAN_WRONG_STATE);
    db_abort(visit->db);
    says(database, 30, PLAN_ANSWER_NO);
    assert_string_equal(stands(database), "refused");
    says(database, 40, PLAN_ANSWER_YES);
    assert_string_equal(stands(database), "consented");
    assert_int_equal(test_number(database, "SELECT count(*) FROM individual_plan"), 2);
    says(database, 50, PLAN_ANSWER_LATER); /* she wants to think: the plan stands still */
    visit = visit_with(database, HOT, 60, rights);
    plan = plan_now(visit->db);
    assert_int_equal(individual_plan_begin(visit->db, &plan), PLAN_NO_CONSENT);
    db_abort(visit->db);
    says(database, 70, PLAN_ANSWER_NO);
    assert_string_equal(stands(database), "ended");
}

static void refused(const struct test_database *database, const char *sql) {
    struct db *db = town_write(database, HOT, 900);
    test_run(db, sql);
    assert_true(db_failed(db));
    db_abort(db);
}

/* trace: IPF-2 IPF-6 */
static void the_database_knows_no_plan_without_consent_and_never_two(void **state) {
    struct test_database *database = *state;
    begin(database);
    says(database, 10, PLAN_ANSWER_LATER);
    refused(database, "UPDATE individual_plan SET state = 'consented', consented_at = 1");
    refused(database, "UPDATE individual_plan SET state = 'active', consented_at = 1, from_date = '2026-09-07', revise_on = '2027-01-01'");
    says(database, 20, PLAN_ANSWER_YES);
    refused(database, "INSERT INTO individual_plan (case_id, person_id, state, offered_at, version) VALUES (1, 1, 'offered', 1, 1)");
    refused(database, "INSERT INTO individual_plan (case_id, person_id, state, offered_at, consented_at, version) VALUES (1, 1, 'consented', 1, 1, 1)");
    refused(database, "UPDATE individual_plan SET state = 'active', from_date = '2026-09-07', revise_on = '2027-01-01'");
    test_script(database, "UPDATE individual_plan SET state = 'in_work'");
    refused(database, "UPDATE individual_plan SET state = 'active'");
    refused(database, "UPDATE individual_plan SET state = 'ended'");
    refused(database, "UPDATE individual_plan SET person_id = 2");
    refused(database, "DELETE FROM individual_plan");
}

/* All ten points but the period. */
static void fill(const struct test_database *database, int64_t later) {
    struct visit *visit = visit_with(database, HOT, later, rights);
    const struct access *access = plan_open(&visit->rq, ane, PLAN_PART_ABOUT_HER);
    struct plan_words words = {.v = {[PLAN_SECTION_STRENGTHS] = "Jeg tegner.", [PLAN_SECTION_NEEDS] = "Noen som ringer.", [PLAN_SECTION_HOW] = "Ring først.",
                                     [PLAN_SECTION_COOPERATION] = "Ingen.", [PLAN_SECTION_CRISIS_SIGNS] = "Hører ikke til her."}};
    struct goal_id goal;
    struct plan_action_id action;
    assert_int_equal(plan_words_write(visit->db, access, ane, PLAN_PART_ABOUT_HER, &words), PLAN_DONE);
    assert_int_equal(goal_add(visit->db, access, &(struct goal_new){ane, GOAL_WHOSE_OWN, GOAL_KIND_OTHER, "Ut hver dag.", NULL}, &goal), PLAN_DONE);
    const struct plan_action_new new = {ane, goal, "company", NULL, {PLAN_ACTION_OWNER_PERSON, {0}, {0}, day(3)}};
    assert_int_equal(plan_action_add(visit->db, access, &new, &action), PLAN_DONE);
    visit_keep(visit);
}

static int use(const struct test_database *database, int64_t later, struct date revise_on, struct date until) {
    struct visit *visit = visit_with(database, HOT, later, rights);
    struct individual_plan_brief plan = plan_now(visit->db);
    const struct plan_period period = {day(0), until, revise_on};
    int fault = individual_plan_use(visit->db, plan_open(&visit->rq, ane, PLAN_PART_ABOUT_HER), &plan, &period);
    if (fault) db_abort(visit->db);
    else visit_keep(visit);
    return fault;
}

static void step_to_work(const struct test_database *database, int64_t later) {
    struct visit *visit = visit_with(database, HOT, later, rights);
    struct individual_plan_brief plan = plan_now(visit->db), stale = plan;
    assert_int_equal(individual_plan_begin(visit->db, &plan), PLAN_DONE);
    assert_int_equal(individual_plan_begin(visit->db, &stale), PLAN_CHANGED);
    visit_keep(visit);
}

/* trace: IPF-6 IPF-1 R-212 */
static void it_is_used_with_ten_points_and_a_day_to_look_at_it_again(void **state) {
    struct test_database *database = *state;
    begin(database);
    answer(database, 5, PLAN_OFFER_KIND_COORDINATOR, PLAN_ANSWER_NO);
    says(database, 10, PLAN_ANSWER_YES);
    step_to_work(database, 20);
    assert_int_equal(use(database, 30, day(90), DATE_NONE), PLAN_POINTS_MISSING);
    fill(database, 40);
    assert_int_equal(use(database, 50, day(0), DATE_NONE), PLAN_REVISE_PASSED);
    assert_int_equal(use(database, 50, day(400), DATE_NONE), PLAN_REVISE_FAR);
    assert_int_equal(use(database, 50, day(90), day(0)), PLAN_UNTIL_BEFORE);
    assert_int_equal(use(database, 50, day(90), day(300)), PLAN_DONE);
    assert_string_equal(stands(database), "active");
    struct visit *visit = visit_with(database, HOT, 60, rights);
    struct individual_plan_brief plan = plan_now(visit->db);
    struct plan_points points = plan_points_of(visit->db, plan_open(&visit->rq, ane, PLAN_PART_ABOUT_HER), ane, &plan);
    assert_int_equal(points.n, points.of);
    assert_int_equal(points.of, 10);
    plan_revise_job(visit->db, plan.id.v, visit->rq.now); /* three weeks before the day */
    visit_keep(visit);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'revise_plan' AND unit_id = 1"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM job WHERE kind = 'plan_revise'"), 1);
    visit = visit_with(database, HOT, 70, rights);
    plan = plan_now(visit->db);
    assert_int_equal(individual_plan_revise(visit->db, &plan), PLAN_DONE);
    visit_keep(visit);
    assert_int_equal(use(database, 80, day(120), DATE_NONE), PLAN_DONE);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'revise_plan'"), 0);
    visit = visit_with(database, HOT, 90, rights);
    plan = plan_now(visit->db);
    assert_int_equal(individual_plan_end(visit->db, &plan, PLAN_END_REASON_GOALS_REACHED), PLAN_DONE);
    visit_keep(visit);
    assert_int_equal(test_number(database, "SELECT count(*) FROM job WHERE kind = 'plan_revise'"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM plan_text WHERE CAST(words AS TEXT) LIKE '%tegner%' OR section = 'crisis_signs'"), 0);
}

/* trace: R-205 R-217 I-14 */
static void what_stood_before_is_kept_and_only_what_differs_is_written(void **state) {
    struct test_database *database = *state;
    begin(database);
    fill(database, 10);
    fill(database, 20);
    assert_int_equal(test_number(database, "SELECT count(*) FROM plan_text"), 4);
    struct visit *visit = visit_with(database, HOT, 30, rights);
    const struct access *access = plan_open(&visit->rq, ane, PLAN_PART_ABOUT_HER);
    struct plan_words words = plan_words_read(visit->db, access, ane, PLAN_PART_ABOUT_HER);
    assert_string_equal(words.v[PLAN_SECTION_HOW], "Ring først.");
    words.v[PLAN_SECTION_HOW] = "";
    assert_int_equal(plan_words_write(visit->db, access, ane, PLAN_PART_ABOUT_HER, &words), PLAN_DONE);
    words = plan_words_read(visit->db, access, ane, PLAN_PART_ABOUT_HER);
    assert_null(words.v[PLAN_SECTION_HOW]);
    visit_keep(visit);
    assert_int_equal(test_number(database, "SELECT count(*) FROM plan_text"), 5);
    refused(database, "UPDATE plan_text SET words = NULL");
    refused(database, "DELETE FROM plan_text");
}

static void run_job(const struct test_database *database, void (*job)(struct db *db, int64_t subject, struct instant now), int64_t subject, struct date on) {
    struct instant now = instant_of_oslo(on, 360);
    struct db *db = town_write(database, HOT, now.ms - TEST_NOW.ms);
    job(db, subject, now);
    audit_add(db, "tried", "case", ane.v, NULL);
    town_commit(db);
}

/* trace: R-202 R-203 HOL-14 */
static void what_she_said_no_to_is_offered_again_after_a_while(void **state) {
    struct test_database *database = *state;
    begin(database);
    says(database, 10, PLAN_ANSWER_NO);
    assert_int_equal(test_number(database, "SELECT count(*) FROM job WHERE kind = 'plan_offer_again'"), 1);
    run_job(database, plan_offer_job, ane.v, date_add_months(day(0), 6));
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'offer_plan' AND unit_id = 1"), 1);
    int64_t then = instant_of_oslo(date_add_months(day(0), 6), 600).ms - TEST_NOW.ms;
    says(database, then, PLAN_ANSWER_YES);
    answer(database, then + 10, PLAN_OFFER_KIND_COORDINATOR, PLAN_ANSWER_YES);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'offer_plan'"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM job WHERE kind = 'plan_offer_again'"), 0);
}

/* trace: R-203 R-210 */
static void who_has_helpers_in_two_units_and_no_offer_is_somebodys_to_ask(void **state) {
    struct test_database *database = *state;
    begin(database);
    run_job(database, plan_watch_job, 0, day(40));
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'offer_plan'"), 0);
    struct db *db = town_write(database, HOT, 41 * MS_PER_DAY);
    secrecy_involve(db, ane, unit_of(NAV), INVOLVEMENT_DUTY);
    audit_add(db, "tried", "case", ane.v, NULL);
    town_commit(db);
    run_job(database, plan_watch_job, 0, day(42));
    run_job(database, plan_watch_job, 0, day(43));
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'offer_plan' AND unit_id = 1"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM job WHERE kind = 'plan_watch'"), 1);
}

/* trace: IPF-5 HOL-15 R-216 */
static void a_message_is_answered_a_parent_is_asked_and_what_was_tried_is_kept(void **state) {
    struct test_database *database = *state;
    begin(database);
    struct visit *visit = visit_with(database, HOT, 10, rights);
    const struct access *access = plan_open(&visit->rq, ane, PLAN_PART_TRIED);
    struct plan_notice_new notice = {ane, "Poliklinikken, Kjell", PLAN_NOTICE_WISH_BOTH, day(1), true};
    assert_int_equal(plan_notice_add(visit->db, access, &notice), PLAN_NOTICE_LATER);
    notice.received_on = day(0);
    assert_int_equal(plan_notice_add(visit->db, access, &notice), PLAN_DONE);
    assert_int_equal(plan_notice_answer(visit->db, access, ane, (struct plan_notice_id){9}), PLAN_NOT_FOUND);
    struct plan_tried_new tried = {ane, day(1), "Tur", "Godt.", TRIED_RESULT_HELPED};
    assert_int_equal(plan_tried_add(visit->db, access, &tried), PLAN_TRIED_LATER);
    tried.tried_on = day(-1);
    assert_int_equal(plan_tried_add(visit->db, NULL, &tried), PLAN_NO_ACCESS);
    assert_int_equal(plan_tried_add(visit->db, access, &tried), PLAN_DONE);
    assert_int_equal(child_coordinator_answered(visit->db, access, ane, CHILD_COORDINATOR_ANSWER_WANTS), PLAN_DONE);
    visit_keep(visit);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'answer_plan_notice' AND unit_id = 1 AND due = '2026-09-14'"), 1);
    visit = visit_with(database, HOT, 20, rights);
    access = plan_open(&visit->rq, ane, PLAN_PART_TRIED);
    assert_int_equal(plan_notice_answer(visit->db, access, ane, (struct plan_notice_id){1}), PLAN_DONE);
    assert_int_equal(plan_notice_answer(visit->db, access, ane, (struct plan_notice_id){1}), PLAN_NOT_FOUND);
    visit_keep(visit);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'answer_plan_notice'"), 0);
    refused(database, "DELETE FROM plan_tried");
    refused(database, "UPDATE child_coordinator SET answer = 'wants_not'");
}

/* trace: IPF-6 R-225 */
static void a_case_that_closes_takes_its_plan_and_what_was_to_be_offered_with_it(void **state) {
    struct test_database *database = *state;
    begin(database);
    says(database, 10, PLAN_ANSWER_YES);
    run_job(database, plan_offer_job, ane.v, date_add_months(day(0), 6)); /* a coordinator has not been offered */
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'offer_plan'"), 1);
    struct db *db = town_write(database, HOT, 300 * MS_PER_DAY);
    individual_plan_case_closes(db, ane);
    visit_keep(&(struct visit){.db = db});
    assert_int_equal(test_number(database, "SELECT count(*) FROM individual_plan WHERE state = 'ended' AND end_reason = 'case_closed'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM job WHERE kind = 'plan_offer_again'"), 0);
}

/* trace: I-03 R-046 R-205 */
static void another_worker_and_another_unit_go_on_and_what_she_closed_stays_closed(void **state) {
    struct test_database *database = *state;
    begin(database);
    struct visit *visit = visit_with(database, HOT, 10, rights);
    secrecy_involve(visit->db, ane, unit_of(HJE), INVOLVEMENT_DUTY);
    secrecy_involve(visit->db, ane, unit_of(RUS), INVOLVEMENT_DUTY);
    struct plan_action_id action;
    const struct plan_action_new new = {ane, {0}, "food", NULL, {PLAN_ACTION_OWNER_UNIT, unit_of(HJE), staff_of(HJE), day(3)}};
    assert_int_equal(plan_action_add(visit->db, NULL, &new, &action), PLAN_DONE);
    assert_int_equal(plan_choose_reader(visit->db, ane, PLAN_PART_GOALS, unit_of(HJE), false), PLAN_DONE);
    plan_actions_change_staff(visit->db, ane, unit_of(HJE), staff_of(HJE), staff_of(STAFF_NIGHT));
    visit_keep(visit);
    assert_int_equal(test_number(database, "SELECT count(*) FROM plan_action WHERE staff_id = 7"), 1);
    struct db *db = town_write(database, HOT, 20);
    plan_unit_succeeds(db, unit_of(HJE), unit_of(RUS));
    visit_keep(&(struct visit){.db = db});
    db = test_read(database);
    assert_true(plan_closed_by_her(db, ane, unit_of(RUS), PLAN_PART_GOALS));
    assert_false(plan_closed_by_her(db, ane, unit_of(RUS), PLAN_PART_CRISIS));
    db_abort(db);
}

/* trace: IPF-6 */
static void the_rules_and_the_schema_say_the_same_steps(void **state) {
    (void)state;
    assert_true(individual_plan_may_become(INDIVIDUAL_PLAN_STATE_OFFERED, INDIVIDUAL_PLAN_STATE_CONSENTED));
    assert_false(individual_plan_may_become(INDIVIDUAL_PLAN_STATE_OFFERED, INDIVIDUAL_PLAN_STATE_IN_WORK));
    assert_false(individual_plan_may_become(INDIVIDUAL_PLAN_STATE_CONSENTED, INDIVIDUAL_PLAN_STATE_ACTIVE));
    assert_true(individual_plan_may_become(INDIVIDUAL_PLAN_STATE_UNDER_REVISION, INDIVIDUAL_PLAN_STATE_ACTIVE));
    for (enum individual_plan_state to = INDIVIDUAL_PLAN_STATE_OFFERED; to <= INDIVIDUAL_PLAN_STATE_ENDED; to++) {
        assert_false(individual_plan_may_become(INDIVIDUAL_PLAN_STATE_ENDED, to));
        assert_false(individual_plan_may_become(INDIVIDUAL_PLAN_STATE_REFUSED, to));
    }
    for (int i = 0; i < POINT_COUNT; i++) assert_int_not_equal(plan_point_text((enum plan_point)i), 0);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(no_plan_is_made_without_her_yes),
        RULE(the_database_knows_no_plan_without_consent_and_never_two),
        RULE(it_is_used_with_ten_points_and_a_day_to_look_at_it_again),
        RULE(what_stood_before_is_kept_and_only_what_differs_is_written),
        RULE(what_she_said_no_to_is_offered_again_after_a_while),
        RULE(who_has_helpers_in_two_units_and_no_offer_is_somebodys_to_ask),
        RULE(a_message_is_answered_a_parent_is_asked_and_what_was_tried_is_kept),
        RULE(a_case_that_closes_takes_its_plan_and_what_was_to_be_offered_with_it),
        RULE(another_worker_and_another_unit_go_on_and_what_she_closed_stays_closed),
        RULE(the_rules_and_the_schema_say_the_same_steps),
    };
    return run_rules("individual", rules, sizeof rules / sizeof *rules);
}
