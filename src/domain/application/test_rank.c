/* The order of applications: need only, the same for all, ties told, unknown never first, replayed from its own text, and what other rules would do. */
#include "domain/application/rank.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"

static struct arena *arena;
static int open_arena(void **state) {
    (void)state;
    arena = arena_create();
    return 0;
}
static int close_arena(void **state) {
    (void)state;
    arena_destroy(arena);
    return 0;
}

/* Ålesund's: three groups always first, two years of residence weighed. */
static struct rank_rules alesund(void) {
    return (struct rank_rules){
        .version = "1",
        .from = date_of(2020, 1, 1),
        .until = DATE_NONE,
        .first = 1u << PRIORITY_HOMELESSNESS | 1u << PRIORITY_CHILDREN | 1u << PRIORITY_RELEASED_FROM_PRISON,
        .weights = {{PRIORITY_RESIDENCE, 10, 2}},
        .n_weights = 1,
        .norms = {{1, 0, 2}, {2, 1, 2}, {3, 2, 3}},
        .n_norms = 3,
    };
}

static struct rank_applicant applicant(int64_t id, int day) {
    struct rank_applicant made = {.id = id, .received = date_of(2026, 9, day), .adults = 1};
    made.facts[CRITERION_IN_NEED] = (struct maybe_int){true, 1};
    made.facts[CRITERION_HOMELESSNESS] = made.facts[CRITERION_RELEASED_FROM_PRISON] = (struct maybe_int){true, 0};
    made.facts[CRITERION_RESIDENCE] = (struct maybe_int){true, 5};
    return made;
}

static struct rank_lines order(struct rank_applicant *applicants, size_t n) {
    const struct rank_rules rules = alesund();
    const struct rank_applicants all = {applicants, n};
    return rank_all(arena, &rules, &all);
}

/* trace: R-176 R-175 A7 */
static void test_who_is_always_first_comes_before_points_and_points_before_waiting(void **state) {
    (void)state;
    struct rank_applicant all[] = {applicant(1, 1), applicant(2, 2), applicant(3, 3), applicant(4, 4)};
    all[0].facts[CRITERION_RESIDENCE].v = 1;
    all[3].facts[CRITERION_HOMELESSNESS].v = 1;
    struct rank_lines lines = order(all, 4);
    assert_int_equal(lines.placed, 4);
    assert_int_equal(lines.v[0].id, 4);
    assert_true(lines.v[0].first);
    assert_int_equal(lines.v[1].id, 2);
    assert_int_equal(lines.v[2].id, 3);
    assert_int_equal(lines.v[3].id, 1); /* short residence orders the queue, and does not close it (TIL-5) */
    assert_true(lines.v[3].unmet & 1u << PRIORITY_RESIDENCE);
}

/* trace: R-175 TIL-5 */
static void test_an_exception_for_one_person_counts_as_the_years_do_and_is_told(void **state) {
    (void)state;
    struct rank_applicant all[] = {applicant(1, 1), applicant(2, 2)};
    all[0].facts[CRITERION_RESIDENCE].v = 0;
    all[0].facts[CRITERION_RESIDENCE_EXCEPTION] = (struct maybe_int){true, 1};
    struct rank_lines lines = order(all, 2);
    assert_int_equal(lines.v[0].id, 1);
    assert_true(lines.v[0].excepted);
    assert_false(lines.v[1].excepted);
}

/* trace: R-182 R-199 I-11 */
static void test_unknown_counts_neither_for_nor_against_and_is_asked(void **state) {
    (void)state;
    struct rank_applicant all[] = {applicant(1, 1), applicant(2, 2), applicant(3, 3)};
    all[0].facts[CRITERION_IN_NEED].has = false;
    all[1].facts[CRITERION_HOMELESSNESS].has = false;
    all[2].facts[CRITERION_IN_NEED].v = 0;
    struct rank_lines lines = order(all, 3);
    assert_int_equal(lines.placed, 1);
    assert_int_equal(lines.v[0].id, 2);
    assert_false(lines.v[0].first);
    assert_true(lines.v[0].unknown & 1u << PRIORITY_HOMELESSNESS);
    assert_int_equal(lines.v[1].state, RANK_ASK);
    assert_int_equal(lines.v[1].place, 0);
    assert_int_equal(lines.v[2].state, RANK_NOT_IN_NEED);
}

/* trace: R-182 */
static void test_ties_share_a_place_and_two_comes_before_ten(void **state) {
    (void)state;
    struct rank_applicant all[12];
    for (int i = 0; i < 12; i++) all[i] = applicant(12 - i, 1 + i / 2);
    struct rank_lines lines = order(all, 12);
    for (int i = 0; i < 12; i++) {
        assert_int_equal(lines.v[i].place, i - i % 2 + 1);
        assert_true(lines.v[i].shared);
    }
    assert_int_equal(lines.v[0].id, 11); /* 11 and 12 came on the same day; the smaller is only written first */
    assert_int_equal(lines.v[10].id, 1);
}

/* trace: I-11 R-182 MODEL-6.4-10 */
static void test_the_text_of_rules_and_applicants_gives_the_same_order_again_whatever_order_they_came_in(void **state) {
    (void)state;
    struct rank_applicant all[] = {applicant(1, 9), applicant(2, 2), applicant(3, 3)}, turned[] = {all[2], all[0], all[1]};
    all[1].facts[CRITERION_NEED].has = false;
    all[2].children = 2;
    turned[0].children = 2;
    struct rank_rules rules = alesund(), read_rules;
    const struct rank_applicants given = {all, 3}, other = {turned, 3};
    struct rank_applicants read;
    struct rank_lines lines = rank_all(arena, &rules, &given), again;
    const char *text = rank_write(arena, &rules, &given), *result = rank_write_result(arena, &lines);
    assert_int_equal(rank_read(arena, text, &read_rules, &read), ERR_OK);
    again = rank_all(arena, &read_rules, &read);
    assert_string_equal(rank_write(arena, &read_rules, &read), text);
    assert_string_equal(rank_write_result(arena, &again), result);
    again = rank_all(arena, &rules, &other);
    assert_string_equal(rank_write_result(arena, &again), result);
    assert_int_equal(rank_read(arena, "felles-ranking 2\n", &read_rules, &read), ERR_INVALID);
    assert_int_equal(rank_read(arena, "felles-ranking 1\napplicant x", &read_rules, &read), ERR_INVALID);
}

/* trace: I-15 */
static void test_a_place_is_a_band_and_a_short_list_tells_none(void **state) {
    (void)state;
    assert_int_equal(rank_band(1, 14), RANK_BAND_NONE);
    assert_int_equal(rank_band(0, 30), RANK_BAND_NONE);
    assert_int_equal(rank_band(10, 30), RANK_BAND_FRONT);
    assert_int_equal(rank_band(11, 30), RANK_BAND_MIDDLE);
    assert_int_equal(rank_band(21, 30), RANK_BAND_BACK);
}

/* trace: R-182 */
static void test_other_rules_are_tried_on_the_list_and_both_ways_are_told(void **state) {
    (void)state;
    struct rank_applicant all[] = {applicant(1, 1), applicant(2, 2), applicant(3, 3)};
    all[2].facts[CRITERION_NEED] = (struct maybe_int){true, 4};
    all[0].facts[CRITERION_NEED] = all[1].facts[CRITERION_NEED] = (struct maybe_int){true, 1};
    const struct rank_rules rules = alesund();
    struct rank_rules other = alesund();
    other.weights[other.n_weights++] = (struct rank_weight){PRIORITY_NEED, 10, 0};
    const struct rank_applicants given = {all, 3};
    const struct rank_lines before = rank_all(arena, &rules, &given), after = rank_all(arena, &other, &given);
    struct rank_moves moves = rank_compare(arena, &before, &after);
    assert_int_equal(moves.up, 1);
    assert_int_equal(moves.down, 2);
    assert_int_equal(moves.same, 0);
    assert_int_equal(moves.v[0].id, 3);
    assert_int_equal(moves.v[0].before, 3);
    assert_int_equal(moves.v[0].after, 1);
}

/* trace: R-185 */
static void test_the_norms_say_how_many_bedrooms_suit_a_household(void **state) {
    (void)state;
    const struct rank_rules rules = alesund();
    assert_int_equal(rank_norm(&rules, 1, 0).bedrooms_most, 2);
    assert_int_equal(rank_norm(&rules, 1, 2).bedrooms_least, 2);
    assert_int_equal(rank_norm(&rules, 2, 5).bedrooms_most, 3); /* the last row is for larger ones too */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_is_always_first_comes_before_points_and_points_before_waiting),
        cmocka_unit_test(test_an_exception_for_one_person_counts_as_the_years_do_and_is_told),
        cmocka_unit_test(test_unknown_counts_neither_for_nor_against_and_is_asked),
        cmocka_unit_test(test_ties_share_a_place_and_two_comes_before_ten),
        cmocka_unit_test(test_the_text_of_rules_and_applicants_gives_the_same_order_again_whatever_order_they_came_in),
        cmocka_unit_test(test_a_place_is_a_band_and_a_short_list_tells_none),
        cmocka_unit_test(test_other_rules_are_tried_on_the_list_and_both_ways_are_told),
        cmocka_unit_test(test_the_norms_say_how_many_bedrooms_suit_a_household),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
