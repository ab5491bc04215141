/* The file of rents: all or nothing, told by line and column, and what is late is somebody's to help with. */
#include "domain/exchange/exchange.h"

#include "domain/lease/lease_for_tests.h"

static struct import_report rents(const struct test_database *database, const char *text, bool keep, int *ret_result) {
    struct csv_faults *faults = arena_alloc(database->arena, sizeof *faults);
    *faults = (struct csv_faults){.arena = database->arena};
    struct import_report report = {.faults = faults};
    struct db *db = town_write(database, EIE, (ON_15_OCTOBER + 60) * DAY_MS); /* 14 December 2026 */
    *ret_result = import_rents(db, organisation_profile(), (struct blob){(const uint8_t *)text, strlen(text)}, &report);
    if (*ret_result == ERR_OK && keep) town_commit(db);
    else db_abort(db);
    return report;
}

/* trace: R-162 */
static void rent_two_weeks_late_is_the_first_sign_and_paid_again_it_is_over(void **state) {
    struct test_database *database = *state;
    int result;
    lease_lives(database);
    const char *late = "dwelling_number;month;due_on;amount;paid\n4-117;2026-11;2026-11-15;8500;0\n4-117;2026-12;15.12.2026;8500;0\n";
    assert_int_equal(rents(database, late, false, &result).added, 2);
    assert_int_equal(test_number(database, "SELECT count(*) FROM lease_rent_due"), 0); /* a dry run */
    rents(database, late, true, &result);
    assert_int_equal(result, ERR_OK);
    assert_int_equal(test_number(database, "SELECT count(*) FROM home_risk WHERE state = 'arrears' AND owed = 8500 AND lease_id = 1"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'keep_home' AND unit_id = 1"), 1);
    assert_int_equal(rents(database, late, true, &result).unchanged, 2);
    assert_int_equal(
        rents(database, "dwelling_number;month;due_on;amount;paid\n4-117;2026-11;2026-11-15;8500;8500\n", true, &result).changed, 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM case_home_risk WHERE state = 'safe'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'keep_home'"), 0);
}

/* trace: R-162 */
static void one_wrong_row_and_nothing_of_the_file_is_kept(void **state) {
    struct test_database *database = *state;
    int result;
    lease_lives(database);
    struct import_report report = rents(
        database,
        "dwelling_number;month;due_on;amount;paid\n4-117;2026-11;2026-11-15;8500;0\n9-999;2026-13;i morgen;8500,50;-1\n4-117;2026-11;2026-11-15;8500;0\n",
        true, &result);
    assert_int_equal(result, ERR_INVALID);
    assert_int_equal(report.faults->n, 6);
    assert_int_equal(report.faults->v[0].line, 3);
    assert_int_equal(test_number(database, "SELECT count(*) FROM lease_rent_due"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM home_risk"), 0);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(rent_two_weeks_late_is_the_first_sign_and_paid_again_it_is_over),
        RULE_ON(ON_SQLITE, one_wrong_row_and_nothing_of_the_file_is_kept),
    };
    return run_rules("rents", rules, sizeof rules / sizeof *rules);
}
