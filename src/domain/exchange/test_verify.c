/* What verification finds in the homes: dwellings with nobody's contract, contracts with nobody's dwelling, numbers of neighbourhoods and places for the night. */
#include "domain/exchange/exchange.h"
#include "domain/lease/lease_for_tests.h"

static struct verify_line found(const struct test_database *database, const char *name) {
    struct verify_lines lines = verify_rules(database->store, database->arena, TEST_NOW);
    for (size_t i = 0; i < lines.n; i++)
        if (strcmp(lines.v[i].name, name) == 0) return lines.v[i];
    fail_msg("no check %s", name);
    return (struct verify_line){0};
}

/* trace: R-152 I-13 */
static void a_dwelling_somebody_lives_in_without_a_contract_is_found_and_breaks_nothing(void **state) {
    struct test_database *database = *state;
    lease_lives(database);
    struct verify_line line = found(database, "R-152 without_lease");
    int64_t before = line.wrong;
    assert_true(line.only_found && line.looked_at >= 1);
    test_script(database, "UPDATE dwelling SET state = 'offered' WHERE id = 2; UPDATE dwelling SET state = 'occupied' WHERE id = 2");
    assert_int_equal(found(database, "R-152 without_lease").wrong, before + 1);
    assert_int_equal(found(database, "I-13 homes").wrong, 0);
    assert_int_equal(found(database, "R-152 lease_in_empty").wrong, 0);
    test_script(database, "UPDATE dwelling SET state = 'vacated' WHERE id = 1");
    line = found(database, "R-152 lease_in_empty");
    assert_int_equal(line.wrong, 1);
    assert_false(line.only_found);
}

/* trace: R-133 I-15 */
static void the_numbers_of_a_neighbourhood_are_those_of_who_lives_there(void **state) {
    struct test_database *database = *state;
    lease_lives(database);
    test_script(database, "INSERT INTO dwelling_cluster (name, kind) VALUES ('Tunet', 'courtyard'); UPDATE dwelling SET cluster_id = 1 WHERE id = 1");
    struct verify_line line = found(database, "R-133 concentration");
    assert_int_equal(line.looked_at, 1);
    assert_int_equal(line.wrong, 0);
    test_script(database, "UPDATE cluster_tally SET residents = 7");
    assert_int_equal(found(database, "R-133 concentration").wrong, 1);
}

/* trace: R-147 */
static void a_place_for_the_night_that_nobody_has_is_found(void **state) {
    struct test_database *database = *state;
    lease_lives(database);
    assert_int_equal(found(database, "R-147 seats").wrong, 0);
    test_script(database, "INSERT INTO temporary_place (name, kind, places, lockable, own_bath, cooking, staffed, children, from_date, at, by_staff, version)"
                          " VALUES ('Gjestehuset', 'room', 1, 1, 1, 1, 0, 0, '2026-09-01', 1, 1, 1); INSERT INTO temporary_seat (place_id, number, since) VALUES (1, 1, '2026-09-02')");
    assert_int_equal(found(database, "R-147 seats").wrong, 1);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(a_dwelling_somebody_lives_in_without_a_contract_is_found_and_breaks_nothing),
        RULE(the_numbers_of_a_neighbourhood_are_those_of_who_lives_there),
        RULE(a_place_for_the_night_that_nobody_has_is_found),
    };
    return run_rules("verify", rules, sizeof rules / sizeof *rules);
}
