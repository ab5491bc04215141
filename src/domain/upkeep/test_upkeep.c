/* The rules of the care of the stock: the standard, what a move begins, damage, plans, and numbers that tell of nobody. */
#include "domain/lease/lease_for_tests.h"
#include "domain/upkeep/upkeep.h"
#include "upkeep_sql.h"

/* ── pure ── */

/* trace: R-122 R-124 */
static void test_a_dwelling_is_below_when_one_requirement_is_not_met(void **state) {
    (void)state;
    struct profile_standard_item items[] = {{.code = "warm"}, {.code = "door"}, {.code = "storage", .wanted = true}};
    const struct profile_dwellings stock = {.standard = items, .standard_count = 3};
    struct standard_answered answers[] = {{"warm", NULL, STANDARD_ANSWER_MET}, {"door", NULL, STANDARD_ANSWER_MET}, {"storage", NULL, STANDARD_ANSWER_NOT_MET}};
    struct standard_score score = upkeep_score(&stock, answers, 3);
    assert_false(score.below); /* what is only wished for puts nobody's home below */
    assert_int_equal(score.required, 2);
    assert_int_equal(score.wanted_met, 0);
    answers[1].answer = STANDARD_ANSWER_NOT_SEEN;
    score = upkeep_score(&stock, answers, 3);
    assert_true(score.below);
    assert_int_equal(score.met, 1);
    assert_true(upkeep_score(&stock, answers, 0).below);
}

/* trace: R-133 I-15 */
static void test_no_share_lets_one_to_four_households_be_worked_out(void **state) {
    (void)state;
    for (int64_t residents = 0; residents <= 200; residents++) {
        for (int64_t active = 0; active <= residents; active++) {
            int share = upkeep_share(residents, active);
            if (share < 0) continue;
            int64_t others = residents - active;
            assert_true(residents >= 5 && (active == 0 || active >= 5) && (others == 0 || others >= 5));
            assert_int_equal(share % 10, 0);
            assert_true(share - active * 100 / residents <= 10 && active * 100 / residents - share <= 10);
        }
    }
    assert_int_equal(upkeep_share(20, 8), 40);
    assert_int_equal(upkeep_share(20, 4), -1);
    assert_int_equal(upkeep_share(20, 17), -1);
}

/* trace: R-123 R-148 R-131 */
static void test_plans_and_homes_to_come_go_forward_by_known_steps(void **state) {
    (void)state;
    enum siting_state to;
    assert_true(upkeep_plan_may_move(PLAN_STATE_DECIDED, PLAN_STATE_BEGUN));
    assert_false(upkeep_plan_may_move(PLAN_STATE_DECIDED, PLAN_STATE_DONE));
    assert_false(upkeep_plan_may_move(PLAN_STATE_DONE, PLAN_STATE_BEGUN));
    assert_true(upkeep_acquire_may_move(ACQUIRE_STATE_IDEA, ACQUIRE_STATE_IN_PLAN));
    assert_false(upkeep_acquire_may_move(ACQUIRE_STATE_IDEA, ACQUIRE_STATE_DELIVERED));
    for (int i = 1; i <= ACQUIRE_STATE_COUNT; i++) assert_false(upkeep_acquire_may_move(ACQUIRE_STATE_DELIVERED, (enum acquire_state)i));
    assert_false(upkeep_siting_may_move(SITING_STATE_NEIGHBOURS, SITING_KIND_MOVED_ON, &to));
    assert_true(upkeep_siting_may_move(SITING_STATE_PERMIT, SITING_KIND_PERMIT_GIVEN, &to));
    assert_int_equal(to, SITING_STATE_PREPARING);
    assert_true(upkeep_siting_may_move(SITING_STATE_PREPARING, SITING_KIND_MOVED_ON, &to));
    assert_int_equal(to, SITING_STATE_PLACED);
    assert_true(upkeep_siting_may_move(SITING_STATE_IDEA, SITING_KIND_PERMIT_REFUSED, &to));
    assert_int_equal(to, SITING_STATE_STOPPED);
}

/* trace: R-151 R-143 */
static void test_no_standard_is_lower_and_no_outcome_is_a_punishment(void **state) {
    (void)state;
    assert_int_equal(BUILD_STANDARD_COUNT, 2); /* higher, or as others' */
    assert_int_equal(build_standard_parse("lower"), 0);
    assert_int_equal(DAMAGE_OUTCOME_COUNT, 4);
    assert_int_equal(damage_outcome_parse("eviction") + damage_outcome_parse("warning"), 0);
}

/* ── with a database ── */

static void home_stands(const struct test_database *database, enum dwelling_state to, struct date on) {
    struct db *db = town_write(database, EIE, 60 * DAY_MS);
    if (dwelling_move_to(db, flat, to, on, NULL) != ERR_OK) fail_msg("not %s", dwelling_state_code(to));
    audit_add(db, "dwelling_moved", "dwelling", flat.v, NULL);
    town_commit(db);
}

static void town_with_care(const struct test_database *database) {
    lease_town(database);
    dwelling_on_move(upkeep_on_move);
}

static void step_is_done(const struct test_database *database, int64_t seq, int64_t later) {
    struct db *db = town_write(database, EIE, later);
    assert_int_equal(run_step_done(db, (struct maintenance_run_id){1}, seq, instant_oslo_date(db_now(db)), true, (struct maybe_int){true, 1000}, NULL, staff_of(EIE)), 1);
    audit_add(db, "maintenance_step_done", "run", 1, NULL);
    town_commit(db);
}

static int run_ends(const struct test_database *database, int64_t later) {
    struct db *db = town_write(database, EIE, later);
    int said = upkeep_run_end(db, (struct maintenance_run_id){1});
    if (said) db_abort(db);
    else {
        audit_add(db, "maintenance_ended", "run", 1, NULL);
        town_commit(db);
    }
    return said;
}

/* trace: R-121 */
static void test_every_move_out_begins_the_programme_and_ends_ready(void **state) {
    const struct test_database *database = *state;
    town_with_care(database);
    test_script(database, "UPDATE dwelling SET state = 'occupied', state_since = '2026-09-07' WHERE id = 1");
    home_stands(database, DWELLING_STATE_VACATED, date_of(2026, 10, 30)); /* a Friday */
    int64_t steps = test_number(database, "SELECT count(*) FROM maintenance_step WHERE run_id = 1");
    assert_true(steps >= 5);
    assert_int_equal(test_number(database, "SELECT count(*) FROM maintenance_run WHERE why = 'moved_out' AND begun_on = '2026-10-30' AND due_on = '2026-11-27'"), 1);
    int64_t later = 58 * DAY_MS; /* 4 November */
    for (int64_t seq = 1; seq < steps; seq++) step_is_done(database, seq, later);
    assert_int_equal(run_ends(database, later), ERR_INVALID);
    struct db *db = town_write(database, EIE, later);
    run_end(db, (struct maintenance_run_id){1}, date_of(2026, 11, 4), 1);
    assert_true(db_failed(db)); /* the database says so too */
    db_abort(db);
    step_is_done(database, steps, later);
    assert_int_equal(run_ends(database, later), ERR_OK);
    assert_int_equal(test_number(database, "SELECT count(*) FROM dwelling WHERE id = 1 AND state = 'ready'"), 1);
    assert_int_equal(test_number(database, "SELECT working_days FROM maintenance_run WHERE id = 1"), 3); /* Monday, Tuesday, Wednesday */
    assert_int_equal(run_ends(database, later), ERR_INVALID);
}

/* trace: R-121 */
static void test_a_move_in_begins_what_is_done_at_the_keys(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    story_profile(database->arena);
    lease_dwelling_add(database, "x", "offered");
    dwelling_on_move(upkeep_on_move);
    test_script(database, "UPDATE dwelling SET state_since = '2026-09-01'");
    struct db *db = town_write(database, EIE, 0);
    assert_int_equal(dwelling_move_to(db, flat, DWELLING_STATE_OCCUPIED, date_of(2026, 9, 7), NULL), ERR_OK);
    audit_add(db, "dwelling_moved", "dwelling", 1, NULL);
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(test_number(database, "SELECT count(*) FROM maintenance_run WHERE why = 'moved_in'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM maintenance_step WHERE name_nb LIKE 'nøkler gitt%'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM maintenance_step WHERE name_nb LIKE 'rengjort%'"), 0);
}

/* trace: R-143 I-06 I-10 */
static void test_damage_asks_the_one_who_follows_up_and_tells_the_property_unit_nothing(void **state) {
    const struct test_database *database = *state;
    dwelling_on_move(NULL);
    lease_lives(database);
    struct db *db = town_write(database, EIE, 50 * DAY_MS);
    struct damage_new new = {flat, date_of(2026, 10, 26), DAMAGE_CAUSE_CRISIS, "To dører er knust", {true, 21000}, true};
    upkeep_damage(db, &new);
    new.review = false;
    upkeep_damage(db, &new);
    audit_add(db, "damage_registered", "dwelling", 1, NULL);
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM damage_review WHERE case_id = 1 AND outcome IS NULL"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM task WHERE kind = 'look_after_damage' AND unit_id = 1 AND done_at IS NULL"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM lease WHERE state = 'running'"), 1); /* nothing happens to her lease */
    db = town_write(database, HOT, 51 * DAY_MS);
    assert_int_equal(review_answer(db, (struct damage_review_id){1}, ane, (struct person_id){1}, DAMAGE_OUTCOME_MORE_HELP, "Hun vil ha besøk oftere.", db_now(db), staff_of(HOT)), 1);
    assert_int_equal(review_answer(db, (struct damage_review_id){1}, ane, (struct person_id){1}, DAMAGE_OUTCOME_DECLINED, "En gang til", db_now(db), staff_of(HOT)), 0);
    audit_add(db, "damage_reviewed", "case", 1, NULL);
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM damage_review WHERE words LIKE '%besøk%'"), 0); /* sealed */
}

/* trace: R-120 R-123 */
static void test_a_plan_takes_its_dwelling_along(void **state) {
    const struct test_database *database = *state;
    town_with_care(database);
    test_script(database, "UPDATE dwelling SET state = 'ready' WHERE id = 1");
    struct db *db = town_write(database, EIE, 60 * DAY_MS);
    struct date today = instant_oslo_date(db_now(db));
    struct dwelling_plan_id plan = home_plan_add(db, flat, STOCK_PLAN_SELL, "For stor og for dyr å drive", today, date_add_days(today, 90), db_now(db), staff_of(EIE));
    assert_int_equal(upkeep_plan_move(db, plan, PLAN_STATE_DONE, NULL), ERR_INVALID);
    assert_int_equal(upkeep_plan_move(db, plan, PLAN_STATE_BEGUN, NULL), ERR_OK);
    audit_add(db, "dwelling_plan_moved", "plan", plan.v, NULL);
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM dwelling WHERE id = 1 AND state = 'for_sale'"), 1);
    db = town_write(database, EIE, 61 * DAY_MS);
    assert_int_equal(upkeep_plan_move(db, plan, PLAN_STATE_DONE, "Solgt"), ERR_OK);
    audit_add(db, "dwelling_plan_moved", "plan", plan.v, NULL);
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM dwelling WHERE id = 1 AND state = 'sold'"), 1);
    db = town_write(database, EIE, 62 * DAY_MS);
    home_plan_add(db, (struct dwelling_id){2}, STOCK_PLAN_UPGRADE, "Fukt", today, date_add_days(today, 30), db_now(db), staff_of(EIE));
    home_plan_add(db, (struct dwelling_id){2}, STOCK_PLAN_SELL, "Fukt", today, date_add_days(today, 30), db_now(db), staff_of(EIE));
    assert_true(db_failed(db)); /* one plan at a time */
    db_abort(db);
}

/* trace: R-138 R-150 */
static void test_the_schema_refuses_what_is_no_yard_and_no_follow_up(void **state) {
    const struct test_database *database = *state;
    static const char *const bad[] = {
        "INSERT INTO acquisition (kind, name, homes, courtyard, plan_year, follow_up, standard, standard_why, state, at, by_staff, version)"
        " VALUES ('build', 'a', 4, 1, 2027, 'x', 'higher', 'x', 'idea', 1, 1, 1)",
        "INSERT INTO acquisition (kind, name, homes, courtyard, plan_year, standard, standard_why, state, at, by_staff, version)"
        " VALUES ('build', 'a', 3, 1, 2027, 'higher', 'x', 'idea', 1, 1, 1)",
    };
    town_make(database);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct db *db = town_write(database, EIE, 1);
        test_run(db, bad[i]);
        if (!db_failed(db)) fail_msg("%zu", i);
        db_abort(db);
    }
}

/* trace: R-133 I-15 */
static void test_a_cluster_counts_its_households_whoever_changes_what(void **state) {
    const struct test_database *database = *state;
    dwelling_on_move(NULL);
    lease_lives(database);
    assert_int_equal(test_number(database, "SELECT count(*) FROM cluster_tally"), 0);
    test_script(database, "INSERT INTO dwelling_cluster (name, kind) VALUES ('Tunet', 'courtyard'); UPDATE dwelling SET cluster_id = 1 WHERE id = 1");
    assert_int_equal(test_number(database, "SELECT residents * 10 + active FROM cluster_tally WHERE cluster_id = 1"), 10);
    test_script(database, "INSERT INTO housing_application (case_id, person_id, kind, way, status, received_on, adults, children, registered_unit, registered_at, registered_by, changed_at,"
                          " changed_by, version) VALUES (1, 1, 'new_home', 'desk', 'registered', '2026-09-07', 1, 0, 1, 1, 1, 1, 1, 1);"
                          "INSERT INTO household_mark (application_id, case_id, active, at, by_staff) VALUES (1, 1, 1, 1, 1)");
    assert_int_equal(test_number(database, "SELECT residents * 10 + active FROM cluster_tally WHERE cluster_id = 1"), 11);
    test_script(database, "UPDATE dwelling SET cluster_id = NULL WHERE id = 1");
    assert_int_equal(test_number(database, "SELECT residents * 10 + active FROM cluster_tally WHERE cluster_id = 1"), 0);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE_ON(ON_SQLITE, test_a_dwelling_is_below_when_one_requirement_is_not_met),
        RULE_ON(ON_SQLITE, test_no_share_lets_one_to_four_households_be_worked_out),
        RULE_ON(ON_SQLITE, test_plans_and_homes_to_come_go_forward_by_known_steps),
        RULE_ON(ON_SQLITE, test_no_standard_is_lower_and_no_outcome_is_a_punishment),
        RULE(test_every_move_out_begins_the_programme_and_ends_ready),
        RULE(test_a_move_in_begins_what_is_done_at_the_keys),
        RULE(test_damage_asks_the_one_who_follows_up_and_tells_the_property_unit_nothing),
        RULE(test_a_plan_takes_its_dwelling_along),
        RULE(test_the_schema_refuses_what_is_no_yard_and_no_follow_up),
        RULE(test_a_cluster_counts_its_households_whoever_changes_what),
    };
    return run_rules("upkeep", rules, sizeof rules / sizeof *rules);
}
