/* Any unit of the case may start the plan, a need that is seen is told to the unit that coordinates, and a child has her own part in hers. (IPF-3, IPF-5, IPF-6) */
#include "domain/plan/individual.h"
#include "domain/plan/plan.h"
#include "domain/plan/plan_for_tests.h"
#include "domain/plan/words.h"
#include "domain/work/done_for_tests.h"

static const enum right rights[] = {RIGHT_CASE_SEE, RIGHT_PLAN_OFFER, RIGHT_PLAN_WRITE, 0};
static const struct case_id ane = {1};

static int64_t number(const struct test_database *database, const char *sql) { return test_number(database, sql); }

/* HOT has the case; NAV and HJE are in it. `coordinating`: the unit the municipality has for plans, or NULL. */
static void begun(const struct test_database *database, const char *coordinating) {
    town_make(database);
    plan_catalogue_for_tests(database);
    town_profile(database)->responsibility.coordinating_unit = coordinating;
    assert_int_equal(town_case(database, "Ane").v, ane.v);
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, ane, unit_of(HOT), INVOLVEMENT_HOLDER);
    secrecy_involve(db, ane, unit_of(NAV), INVOLVEMENT_DUTY);
    audit_add(db, "tried", "case", ane.v, NULL);
    town_commit(db);
}

static int offered(const struct test_database *database, int unit, enum plan_offer_kind kind, enum plan_answer answer, int64_t later) {
    return DONE_BY(database, unit, later, (plan_offer(db, ane, kind, answer), audit_add(db, "tried", "case", 1, NULL), 0));
}

static int seen(const struct test_database *database, int unit, enum plan_notice_wish wish, int64_t later) {
    return DONE_BY(database, unit, later, ({
        int result = plan_need_see(db, ane, wish);
        audit_add(db, "tried", "case", 1, NULL);
        result;
    }));
}

/* trace: IPF-3 */
static void each_unit_may_start_it_and_the_keeper_has_it_to_make(void **state) {
    struct test_database *database = *state;
    begun(database, NULL);
    (void)offered(database, NAV, PLAN_OFFER_KIND_INDIVIDUAL_PLAN, PLAN_ANSWER_YES, 10);
    assert_int_equal(number(database, "SELECT count(*) FROM individual_plan WHERE state = 'consented'"), 1);
    assert_int_equal(number(database, "SELECT count(*) FROM open_task WHERE kind = 'begin_plan' AND unit_id = 1"), 1);
    struct visit *visit = visit_with(database, HOT, 20, rights);
    struct individual_plan_brief plan;
    assert_true(individual_plan_read(visit->db, ane, &plan));
    assert_int_equal(individual_plan_begin(visit->db, &plan), PLAN_DONE);
    visit_keep(visit);
    assert_int_equal(number(database, "SELECT count(*) FROM open_task WHERE kind = 'begin_plan'"), 0);
    (void)offered(database, HOT, PLAN_OFFER_KIND_INDIVIDUAL_PLAN, PLAN_ANSWER_NO, 30);
    (void)offered(database, HOT, PLAN_OFFER_KIND_INDIVIDUAL_PLAN, PLAN_ANSWER_YES, 40); /* the keeper's own: nobody need be told */
    assert_int_equal(number(database, "SELECT count(*) FROM open_task WHERE kind = 'begin_plan'"), 0);
}

/* trace: IPF-3 IPF-5 HOL-16 I-04 */
static void a_need_is_told_to_the_unit_that_coordinates_until_it_is_offered(void **state) {
    struct test_database *database = *state;
    begun(database, "HJE");
    assert_int_equal(seen(database, NAV, PLAN_NOTICE_WISH_BOTH, 10), ERR_OK); /* HJE is not in the case, and is not told of her (I-04) */
    assert_int_equal(number(database, "SELECT count(*) FROM open_task WHERE kind = 'see_plan_need' AND unit_id = 1 AND due = '2026-09-14'"), 1);
    assert_int_equal(seen(database, NAV, PLAN_NOTICE_WISH_PLAN, 11), ERR_CONFLICT);
    (void)offered(database, HOT, PLAN_OFFER_KIND_INDIVIDUAL_PLAN, PLAN_ANSWER_LATER, 20);
    assert_int_equal(number(database, "SELECT count(*) FROM open_task WHERE kind = 'see_plan_need'"), 1); /* the coordinator is not offered yet */
    (void)offered(database, HOT, PLAN_OFFER_KIND_COORDINATOR, PLAN_ANSWER_NO, 21);
    assert_int_equal(number(database, "SELECT count(*) FROM open_task WHERE kind = 'see_plan_need'"), 0);
    assert_int_equal(number(database, "SELECT count(*) FROM plan_need WHERE answered_at IS NULL"), 0);
    assert_int_equal(DONE_BY(database, HOT, 30, (secrecy_involve(db, ane, unit_of(HJE), INVOLVEMENT_DUTY), audit_add(db, "tried", "case", 1, NULL), 0)), 0);
    assert_int_equal(seen(database, NAV, PLAN_NOTICE_WISH_COORDINATOR, 40), ERR_OK);
    assert_int_equal(number(database, "SELECT count(*) FROM open_task WHERE kind = 'see_plan_need' AND unit_id = 4"), 1);
    (void)offered(database, HOT, PLAN_OFFER_KIND_COORDINATOR, PLAN_ANSWER_YES, 50);
    assert_int_equal(number(database, "SELECT count(*) FROM open_task WHERE kind = 'see_plan_need'"), 0);
}

/* trace: IPF-5 R-203 */
static void what_the_program_sees_is_told_to_it_apart_from_whoever_has_the_case(void **state) {
    struct test_database *database = *state;
    begun(database, "HJE");
    assert_int_equal(DONE_BY(database, HOT, 30, (secrecy_involve(db, ane, unit_of(HJE), INVOLVEMENT_DUTY), audit_add(db, "tried", "case", 1, NULL), 0)), 0);
    assert_int_equal(DONE_BY(database, HOT, 40 * MS_PER_DAY, (plan_watch_job(db, 1, db_now(db)), audit_add(db, "tried", "case", 1, NULL), 0)), 0);
    assert_int_equal(number(database, "SELECT count(*) FROM open_task WHERE kind = 'offer_plan' AND unit_id = 1"), 1);
    assert_int_equal(number(database, "SELECT count(*) FROM open_task WHERE kind = 'see_plan_need' AND unit_id = 4"), 1);
    assert_int_equal(number(database, "SELECT count(*) FROM plan_need WHERE by_staff IS NULL AND wish = 'both'"), 1);
}

static struct plan_points points_of(const struct test_database *database, int64_t later) {
    struct visit *visit = visit_with(database, HOT, later, rights);
    struct individual_plan_brief plan;
    assert_true(individual_plan_read(visit->db, ane, &plan));
    struct plan_points points = plan_points_of(visit->db, plan_open(&visit->rq, ane, PLAN_PART_ABOUT_HER), ane, &plan);
    db_abort(visit->db);
    return points;
}

/* trace: IPF-6 */
static void a_child_has_her_own_part_in_her_plan(void **state) {
    struct test_database *database = *state;
    begun(database, NULL);
    (void)offered(database, HOT, PLAN_OFFER_KIND_INDIVIDUAL_PLAN, PLAN_ANSWER_YES, 10);
    struct plan_points points = points_of(database, 11);
    assert_int_equal(points.of, 10);
    assert_false(points.child);
    test_script(database, "UPDATE person SET born = '2008-09-08'"); /* eighteen tomorrow */
    points = points_of(database, 12);
    assert_int_equal(points.of, 11);
    assert_true(points.child && !points.has[POINT_CHILD]);
    struct visit *visit = visit_with(database, HOT, 13, rights);
    const struct plan_words words = {.v = {[PLAN_SECTION_CHILD] = "Jeg vil bo nær skolen."}};
    assert_int_equal(plan_words_write(visit->db, plan_open(&visit->rq, ane, PLAN_PART_ABOUT_HER), ane, PLAN_PART_ABOUT_HER, &words), PLAN_DONE);
    visit_keep(visit);
    assert_true(points_of(database, 14).has[POINT_CHILD]);
    assert_int_equal(points_of(database, MS_PER_DAY + 15).of, 10); /* grown up */
    assert_int_equal(number(database, "SELECT count(*) FROM plan_text WHERE section = 'child' AND part = 'about_her'"), 1);
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(each_unit_may_start_it_and_the_keeper_has_it_to_make),
        RULE(a_need_is_told_to_the_unit_that_coordinates_until_it_is_offered),
        RULE(what_the_program_sees_is_told_to_it_apart_from_whoever_has_the_case),
        RULE(a_child_has_her_own_part_in_her_plan),
    };
    return run_rules("plan_need", rules, sizeof rules / sizeof *rules);
}
